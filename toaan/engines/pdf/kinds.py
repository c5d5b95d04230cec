"""The kinds of file a court accepts, what is known about a file, and the refusal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MP3: Final = "audio/mpeg"
M4A: Final = "audio/mp4"
AAC: Final = "audio/aac"
WAV: Final = "audio/wav"
OGG: Final = "audio/ogg"
MP4: Final = "video/mp4"
MOV: Final = "video/quicktime"
WEBM: Final = "video/webm"
HEIC: Final = "image/heic"
AUDIO: Final = (MP3, M4A, AAC, WAV, OGG)
VIDEO: Final = (MP4, MOV, WEBM)

# Media type -> the name people know and the endings it may have.
NAMES: Final[dict[str, str]] = {
    PDF: "PDF",
    JPEG: "ảnh JPEG",
    PNG: "ảnh PNG",
    DOCX: "Word",
    XLSX: "Excel",
    MP3: "âm thanh MP3",
    M4A: "âm thanh M4A",
    AAC: "âm thanh AAC",
    WAV: "âm thanh WAV",
    OGG: "âm thanh OGG",
    MP4: "video MP4",
    MOV: "video MOV",
    WEBM: "video WEBM",
    HEIC: "ảnh HEIC",
}
ENDINGS: Final[dict[str, str]] = {
    ".pdf": PDF,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".mp3": MP3,
    ".m4a": M4A,
    ".aac": AAC,
    ".wav": WAV,
    ".ogg": OGG,
    ".oga": OGG,
    ".opus": OGG,
    ".mp4": MP4,
    ".m4v": MP4,
    ".mov": MOV,
    ".webm": WEBM,
    ".heic": HEIC,
    ".heif": HEIC,
}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What inspection found. ``size`` in bytes; ``pages`` is 1 for an image and None for Word, Excel, audio and video;
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
    what is wrong and what to do; ``pattern`` and ``values`` are what it is made of, for saying it in English.

    Codes: empty, too_large, not_allowed, wrong_type, broken, encrypted, no_pages, too_many_pages,
    active_content, macros, too_many_pixels, heic.
    """

    def __init__(self, code: str, pattern: str, **values: object) -> None:
        self.code, self.pattern, self.values = code, pattern, values
        self.message = pattern % values
        super().__init__(self.message)


def media_type_of(name: str) -> str | None:
    """The media type that the ending of a file name promises, or None."""
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return ENDINGS.get(ending)


def endings_of(kinds: Collection[str]) -> tuple[str, ...]:
    """The endings without dot that files of these media types may have, in the order people know them."""
    return tuple(ending[1:] for ending, kind in ENDINGS.items() if kind in kinds)


def megabytes(size: int) -> str:
    """A size for people: ``10 MB``, ``1,5 MB``; below 0.1 MB in kB."""
    if size < 100 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0").replace(".", ",") + " MB"
