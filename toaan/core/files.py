"""Originals into the store, and out of it for those who may see what refers to them."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from toaan.core.errors import Refused
from toaan.core.models import PendingUpload, StoredFile
from toaan.core.serving import FileAnswer
from toaan.core.viewer import Viewer
from toaan.core.words import Words
from toaan.engines.antivirus import Infected, Scanner, ScannerDown, scanner_for
from toaan.engines.pdf import (
    AUDIO,
    DOCX,
    JPEG,
    PDF,
    PNG,
    VIDEO,
    XLSX,
    FileFacts,
    FileRefused,
    endings_of,
    inspect_file,
)
from toaan.engines.storage import ContentStore, LocalStore, StorageError, StorageFull
from toaan.vietnamese.text import clean

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """What comes in at one place: the media types, and which of them may be long."""

    name: str
    kinds: tuple[str, ...]
    long: tuple[str, ...] = ()

    @property
    def limits(self) -> Mapping[str, int]:
        """Bytes by media type."""
        return {
            kind: settings.TOAAN_MEDIA_LIMIT if kind in self.long else settings.TOAAN_UPLOAD_LIMIT
            for kind in self.kinds
        }

    @property
    def endings(self) -> tuple[str, ...]:
        """Accepted endings without dot."""
        return endings_of(self.kinds)


EVIDENCE = Door("evidence", (PDF, JPEG, PNG, DOCX, XLSX, *AUDIO, *VIDEO), long=(PDF, *AUDIO, *VIDEO))
PAPERS = Door("papers", (PDF, JPEG, PNG))
PDF_ONLY = Door("pdf", (PDF,))
WORD_ONLY = Door("word", (DOCX,))
DOORS = {door.name: door for door in (EVIDENCE, PAPERS, PDF_ONLY, WORD_ONLY)}


class FinishedUpload(UploadedFile):
    """A file that arrived in pieces and was checked, where a form expects an uploaded file."""

    def __init__(self, row: PendingUpload) -> None:
        super().__init__(file=None, name=row.name, content_type=row.media_type, size=row.size)
        self.row = row

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return incoming(self.row)


def incoming(row: PendingUpload) -> Path:
    """The file of an upload on its way; its length is how much has arrived."""
    return Path(settings.TOAAN_INCOMING) / row.pk.hex


@cache
def store() -> ContentStore:
    """The store of this installation."""
    return LocalStore(Path(settings.TOAAN_FILES))


def scanner() -> Scanner:
    """The virus scanner of this installation."""
    return scanner_for(settings.TOAAN_ANTIVIRUS)


def take_in(upload: Any, *, name: str, by: Viewer, at: datetime, door: Door = EVIDENCE) -> StoredFile:
    """Check what a person handed in and keep it under its hash. Runs before the act, outside any lock.

    A file kept but never referred to does no harm; a reference without its file would.

    Args:
        upload: an open file, or the `FinishedUpload` that the form found.
        by: who hands it in; a finished upload is taken from its owner only.

    Raises:
        Refused: "file.<reason>", in words for the person: empty, too large, wrong type, broken, encrypted,
            infected, not scanned, full.
    """
    if isinstance(upload, FinishedUpload):
        return _take_finished(upload, by=by, at=at, door=door)
    facts = examine(upload, name=name, door=door, by=by, at=at)
    upload.seek(0)
    return _keep(upload, facts.media_type, facts.pages, at)


def examine(source: Any, *, name: str, door: Door, by: Viewer, at: datetime) -> FileFacts:
    """Whether a file may come in here: its kind, its wholeness, and no virus where a scanner is installed.

    Args:
        source: an open file that can seek, or a path.

    Raises:
        Refused: "file.<reason>".
    """
    try:
        facts = inspect_file(source, name=name, allowed=door.kinds, max_bytes=door.limits)
    except FileRefused as refusal:
        said = Words(refusal.message, refusal.pattern, refusal.values)
        raise Refused(f"file.{refusal.code}", said, status=422) from refusal
    scan(source, name=clean(name), size=facts.size, sha256=facts.sha256, by=by, at=at)
    return facts


def scan(source: Any, *, name: str, size: int, sha256: str, by: Viewer, at: datetime) -> None:
    """Let the virus scanner look at a file, where one is installed.

    Raises:
        Refused: "file.infected", "file.not_scanned".
    """
    if not (chosen := scanner()).present:
        return
    try:
        with _on_disk(source) as path:
            chosen.scan(path)
    except Infected as found:
        from toaan.core import actions

        log.warning("infected file refused: %s, %s, %s", found.signature, sha256, by.user_id)
        actions.refuse_infected(by=by, name=name, size=size, sha256=sha256, signature=found.signature, at=at)
        raise Refused(
            "file.infected",
            _(
                "Tệp “%s” chứa mã độc nên Tòa án không nhận và không giữ lại. Hãy quét virus máy hoặc điện thoại của bạn, "
                "rồi gửi bản khác; nếu chỉ có bản này, hãy in ra giấy và nộp trực tiếp."
            )
            % name,
            status=422,
        ) from found
    except ScannerDown as fault:
        if settings.TOAAN_ANTIVIRUS_DOWN == "accept":
            log.warning("taken in without a virus scan: %s: %s", sha256, fault)
            return
        log.exception("no virus scan, file refused: %s", sha256)
        raise Refused(
            "file.not_scanned",
            _("Hiện chưa quét virus được nên Tòa án chưa nhận tệp “%s”. Hãy thử lại sau ít phút.") % name,
            status=503,
        ) from fault


class _on_disk:
    """A path to the bytes: the file itself where it is one, else a copy that goes away again."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self.copy: Any = None

    def __enter__(self) -> Path:
        if isinstance(self.source, Path | str):
            return Path(self.source)
        if hasattr(self.source, "temporary_file_path"):
            return Path(self.source.temporary_file_path())
        self.copy = tempfile.NamedTemporaryFile(prefix="toaan-scan-")
        self.source.seek(0)
        shutil.copyfileobj(self.source, self.copy, 1024 * 1024)
        self.copy.flush()
        return Path(self.copy.name)

    def __exit__(self, *_: object) -> None:
        if self.copy is not None:
            self.copy.close()


def _take_finished(upload: FinishedUpload, *, by: Viewer, at: datetime, door: Door) -> StoredFile:
    row = upload.row
    if row.owner_id != by.user_id or row.state != PendingUpload.State.READY:
        raise Refused("file.gone", _("Tệp “%s” không còn được giữ. Hãy chọn lại tệp.") % row.name, status=422)
    if row.size > door.limits.get(row.media_type, -1):
        raise Refused(
            "file.not_allowed", _("Tệp “%s” không thuộc loại được nhận ở đây.") % row.name, status=422
        )
    kept = _keep(upload.path, row.media_type, row.pages, at)
    if kept.pk != row.sha256:
        raise Refused(
            "file.gone", _("Tệp “%s” đã hỏng trong lúc chờ. Hãy gửi lại tệp.") % row.name, status=422
        )
    if row.used_at is None:
        PendingUpload.objects.filter(pk=row.pk, used_at=None).update(used_at=at)
    return kept


def keep_made(
    content: bytes, *, pages: int | None, at: datetime, media_type: str = "application/pdf"
) -> StoredFile:
    """Keep a document that this system made itself."""
    return _keep(content, media_type, pages, at)


def _keep(content: BinaryIO | bytes | Path, media_type: str, pages: int | None, at: datetime) -> StoredFile:
    try:
        stored = store().adopt(content) if isinstance(content, Path) else store().put(content)
    except StorageFull as full:
        raise Refused("file.no_space", str(full), status=507) from full
    except (StorageError, FileNotFoundError) as error:
        if not isinstance(content, Path):
            raise
        raise Refused("file.gone", _("Tệp không còn được giữ. Hãy chọn lại tệp."), status=422) from error
    row, _made = StoredFile.objects.get_or_create(
        sha256=stored.sha256,
        defaults={"size": stored.size, "media_type": media_type, "pages": pages, "stored_at": at},
    )
    return row


def read(sha256: str) -> bytes:
    """The bytes of an original."""
    return store().read(sha256)


def respond(sha256: str, *, name: str, download: bool = False) -> HttpResponseBase:
    """The original as an HTTP answer, in the ranges asked for. The caller has already asked whether the viewer may
    see it.
    """
    row = StoredFile.objects.get(pk=sha256)
    return FileAnswer(store().open(sha256), row, name=name, download=download)


def verify_all() -> Iterator[str]:
    """Read every original again; yield one line per fault (missing, changed)."""
    for sha256 in StoredFile.objects.order_by("pk").values_list("pk", flat=True).iterator(1000):
        if not store().exists(sha256):
            yield f"{sha256}: không còn trong kho"
        elif not store().verify(sha256):
            yield f"{sha256}: nội dung đã bị thay đổi"
