"""Reading a Word or Excel file that a stranger sent: the right kind, no macros, no bomb."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from .kinds import DOCX, XLSX, FileRefused

_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"ms-word.document.macroEnabled.main+xml": DOCX,
    b"ms-excel.sheet.macroEnabled.main+xml": XLSX,
}
_MAX_UNPACKED = 500 * 1024 * 1024
_MAX_PARTS = 10_000
_MAX_TYPES = 1024 * 1024


def office_type(stream: BinaryIO) -> str | None:
    """DOCX or XLSX by the content types inside the zip, or None for any other zip."""
    try:
        with zipfile.ZipFile(stream) as archive:
            types = _read(archive, "[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error):
        return None
    return next((kind for part, kind in _MAIN_PARTS.items() if part in types), None)


def check_office(stream: BinaryIO, name: str) -> None:
    """Refuse macros, templates fetched from elsewhere, bombs and broken files. Raises FileRefused."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise FileRefused(
                    "too_large",
                    "Tệp “%(name)s” khi giải nén quá lớn nên không được nhận. Hãy gửi bản PDF thay thế.",
                    name=name,
                )
            types = _read(archive, "[Content_Types].xml")
            if b"macroEnabled" in types or any("vbaproject" in part.filename.lower() for part in parts):
                raise FileRefused(
                    "macros",
                    "Tệp “%(name)s” có macro nên không được nhận. Hãy lưu lại dạng không có macro "
                    "(.docx, .xlsx) hoặc gửi bản PDF.",
                    name=name,
                )
            _refuse_foreign_template(archive, parts, name)
            damaged = archive.testzip()
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise _broken(name) from error
    if damaged is not None:
        raise _broken(name)


def _refuse_foreign_template(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    """A template or object at a web address would be fetched, with its macros, when the file is opened."""
    for part in parts:
        if not part.filename.lower().endswith(".rels"):
            continue
        for relation in _read(archive, part.filename).split(b"<Relationship "):
            foreign = b'TargetMode="External"' in relation
            if foreign and (b"/attachedTemplate" in relation or b"/oleObject" in relation):
                raise FileRefused(
                    "active_content",
                    "Tệp “%(name)s” tự tải nội dung từ nơi khác khi mở nên không được nhận. Hãy gửi bản PDF.",
                    name=name,
                )


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as file:
        content = file.read(_MAX_TYPES + 1)
    if len(content) > _MAX_TYPES:
        raise ValueError(f"{part} too large")
    return content


def _broken(name: str) -> FileRefused:
    return FileRefused(
        "broken",
        "Tệp “%(name)s” bị hỏng, không mở được. Hãy mở thử trên máy, lưu lại rồi gửi lại.",
        name=name,
    )
