"""The kinds of file a court accepts, what is known about a file, and the refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Media type -> the name people know and the endings it may have.
NAMES: Final[dict[str, str]] = {PDF: "PDF", JPEG: "ảnh JPEG", PNG: "ảnh PNG", DOCX: "Word", XLSX: "Excel"}
ENDINGS: Final[dict[str, str]] = {
    ".pdf": PDF,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
    ".docx": DOCX,
    ".xlsx": XLSX,
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What inspection found. ``size`` in bytes; ``pages`` is 1 for an image and None for Word and Excel;
    ``warnings`` are Vietnamese sentences for the officer who receives the file.
    """

    media_type: str
    size: int
    sha256: str
    pages: int | None = None
    has_signatures: bool = False
    title: str = ""
    warnings: tuple[str, ...] = ()


class FileRefused(Exception):
    """The file is not accepted. ``code`` is stable and for programs; ``message`` tells the sender in Vietnamese
    what is wrong and what to do.

    Codes: empty, too_large, not_allowed, wrong_type, broken, encrypted, no_pages, too_many_pages,
    active_content, macros, too_many_pixels.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def media_type_of(name: str) -> str | None:
    """The media type that the ending of a file name promises, or None."""
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return ENDINGS.get(ending)


def megabytes(size: int) -> str:
    """A size for people: ``10 MB``, ``1,5 MB``; below 0.1 MB in kB."""
    if size < 100 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0").replace(".", ",") + " MB"
