"""Originals into the store, and out of it for those who may see what refers to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.engines.pdf import FileRefused, inspect_file
from toaan.engines.storage import ContentStore, LocalStore, StorageFull
from toaan.vietnamese.text import clean

PDF_ONLY = ("application/pdf",)
EVIDENCE = ("application/pdf", "image/jpeg", "image/png")


@cache
def store() -> ContentStore:
    """The store of this installation."""
    return LocalStore(Path(settings.TOAAN_FILES))


def take_in(upload: BinaryIO, *, name: str, at: datetime, allowed: tuple[str, ...] = EVIDENCE) -> StoredFile:
    """Check what a person handed in and keep it under its hash. Runs before the act, outside any lock.

    A file kept but never referred to does no harm; a reference without its file would.

    Raises:
        Refused: "file.<reason>", in words for the person: empty, too large, wrong type, broken, encrypted, full.
    """
    try:
        content = upload.read(settings.TOAAN_UPLOAD_LIMIT + 1)
        facts = inspect_file(content, name=name, allowed=allowed, max_bytes=settings.TOAAN_UPLOAD_LIMIT)
    except FileRefused as refusal:
        raise Refused(f"file.{refusal.code}", f"“{clean(name)}”: {refusal.message}", status=422) from refusal
    return _keep(content, media_type=facts.media_type, pages=facts.pages, at=at)


def keep_made(
    content: bytes, *, pages: int | None, at: datetime, media_type: str = "application/pdf"
) -> StoredFile:
    """Keep a document that this system made itself."""
    return _keep(content, media_type=media_type, pages=pages, at=at)


def _keep(content: bytes, *, media_type: str, pages: int | None, at: datetime) -> StoredFile:
    try:
        stored = store().put(content)
    except StorageFull as full:
        raise Refused("file.no_space", str(full), status=507) from full
    row, _ = StoredFile.objects.get_or_create(
        sha256=stored.sha256,
        defaults={"size": stored.size, "media_type": media_type, "pages": pages, "stored_at": at},
    )
    return row


def read(sha256: str) -> bytes:
    """The bytes of an original."""
    return store().read(sha256)


def respond(sha256: str, *, name: str, download: bool = False) -> HttpResponseBase:
    """The original as an HTTP answer. The caller has already asked whether the viewer may see it."""
    row = StoredFile.objects.get(pk=sha256)
    response = FileResponse(store().open(sha256), content_type=row.media_type)
    response["Content-Disposition"] = content_disposition_header(download, name) or "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


def verify_all() -> Iterator[str]:
    """Read every original again; yield one line per fault (missing, changed)."""
    for sha256 in StoredFile.objects.order_by("pk").values_list("pk", flat=True).iterator(1000):
        if not store().exists(sha256):
            yield f"{sha256}: không còn trong kho"
        elif not store().verify(sha256):
            yield f"{sha256}: nội dung đã bị thay đổi"
