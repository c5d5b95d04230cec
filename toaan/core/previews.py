"""What is shown of an original: pictures of its pages, its text, or a player. Derivatives only, beside the store.

A preview has no address of its own: it is asked for at the address of the file (`?trang=2`, `?trang=1&nho`,
`?trang=2&lon`, `?noi-dung`), so that whoever may see the file, and nobody else, may see the preview. Views answer with `respond`;
templates show with `{% preview file url %}` (`{% load previews %}`). Everything under TOAAN_HOME/previews may be
deleted at any time: it is made again at the next look, in a child process with limits.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toaan.core import files
from toaan.core.errors import Refused
from toaan.core.models import StoredFile
from toaan.engines.preview import IMAGE, PAGES, TEXT, PreviewFailed, kind_of, make

log = logging.getLogger(__name__)
WIDTH, SMALL, LARGE = 1000, 160, 1600
"""Pixels across: for reading, for a list, for reading small print."""


def respond(request: HttpRequest, sha256: str, *, name: str, download: bool = False) -> HttpResponseBase:
    """The file, or the preview that the query asks for. The caller has already asked whether the viewer may see it."""
    if "trang" in request.GET:
        width = SMALL if "nho" in request.GET else LARGE if "lon" in request.GET else WIDTH
        return _picture(sha256, request.GET["trang"], width)
    if "noi-dung" in request.GET:
        return _text(request, sha256, name)
    return files.respond(sha256, name=name, download=download)


def page_image(file: StoredFile, page: int, width: int = WIDTH) -> Path:
    """The picture of one page, made at the first look.

    Raises:
        PreviewFailed: also for a page that is not there.
    """
    if kind_of(file.media_type) not in (PAGES, IMAGE) or not 1 <= page <= (file.pages or 1):
        raise PreviewFailed("no such page")
    return _made(file, f"{page}-{width}.webp", page=page, width=width)


def text(file: StoredFile) -> SafeString:
    """The words of a Word or Excel file as harmless HTML.

    Raises:
        PreviewFailed.
    """
    if kind_of(file.media_type) != TEXT:
        raise PreviewFailed("no text")
    # Safe: the child lets through a short list of elements without attributes, and escapes the rest.
    return mark_safe(_made(file, "noi-dung.html").read_text(encoding="utf-8"))  # noqa: S308


def _made(file: StoredFile, name: str, *, page: int = 1, width: int = WIDTH) -> Path:
    folder = Path(settings.TOAAN_PREVIEWS) / file.pk[:2] / file.pk
    target, failed = folder / name, folder / f"{name}.khong-duoc"
    if target.is_file():
        return target
    if failed.is_file():  # once is enough: a file that kills the child would be tried at every look
        raise PreviewFailed("failed before")
    source = files.store().path(file.pk)
    if source is None:
        raise PreviewFailed("no local original")
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    try:
        make(source, file.media_type, target, page=page, width=width)
    except PreviewFailed as fault:
        log.warning("no preview of %s (%s): %s", file.pk, name, fault)
        if "too many" not in str(fault):
            failed.touch()
        raise
    return target


def _picture(sha256: str, page: str, width: int) -> HttpResponseBase:
    file = StoredFile.objects.get(pk=sha256)
    try:
        path = page_image(file, int(page) if page.isdecimal() and len(page) < 6 else 0, width)
    except PreviewFailed:
        return HttpResponse(status=404)
    return _closed(FileResponse(path.open("rb"), content_type="image/webp"))


def _text(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    file = StoredFile.objects.get(pk=sha256)
    try:
        words = text(file)
    except PreviewFailed as fault:
        raise Refused(
            "preview.none",
            _("Không dựng được bản xem trước của “%s”. Hãy tải tệp gốc về để xem.") % name,
        ) from fault
    return _closed(render(request, "core/preview_text.html", {"name": name, "words": words}), page=True)


def _closed(answer: HttpResponseBase, *, page: bool = False) -> HttpResponseBase:
    """A preview never changes, belongs to one person's eyes, and runs nothing."""
    styles = " style-src 'self'; font-src 'self'; img-src 'self';" if page else ""
    answer["Content-Security-Policy"] = f"sandbox; default-src 'none';{styles} frame-ancestors 'none'"
    answer["Cache-Control"] = "private, max-age=0, must-revalidate" if page else "private, max-age=3600"
    return answer
