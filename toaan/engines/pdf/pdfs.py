"""Reading a PDF that a stranger sent: whole, openable, of sane length, without traps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import pikepdf

from .kinds import FileRefused

_PROGRAMS = [
    ".exe",
    ".com",
    ".scr",
    ".pif",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".vbe",
    ".js",
    ".jse",
    ".wsf",
    ".hta",
    ".msi",
    ".dll",
    ".jar",
    ".lnk",
    ".reg",
    ".sh",
    ".app",
    ".apk",
    ".docm",
    ".xlsm",
    ".pptm",
    ".iso",
    ".img",
    ".chm",
    ".cpl",
]
_MAX_DEPTH = 40


@dataclass(slots=True)
class PdfFound:
    """What the walk through the objects found."""

    pages: int
    has_signatures: bool = False
    has_script: bool = False
    title: str = ""
    warnings: tuple[str, ...] = ()


def inspect_pdf(stream: BinaryIO, name: str, *, max_pages: int) -> PdfFound:
    """Open the PDF and look at every object without decoding any stream. Raises FileRefused."""
    try:
        with pikepdf.open(stream, suppress_warnings=True) as pdf:
            found = PdfFound(pages=_pages(pdf, name, max_pages), title=_title(pdf))
            for item in _dictionaries(pdf):
                _look_at(item, found, name)
            damage = [str(warning) for warning in pdf.get_warnings()]  # qpdf says them once
            if any("bad_alloc" in warning for warning in damage):  # it went on without the object
                raise unpacks_to_too_much(name)
            found.warnings = tuple(_warnings(pdf, found, damage))
            return found
    except pikepdf.PasswordError as error:
        raise FileRefused(
            "encrypted",
            "Tệp “%(name)s” được đặt mật khẩu nên Tòa án không mở được. Hãy bỏ mật khẩu (mở "
            "tệp, chọn In, rồi lưu thành PDF mới) và gửi lại.",
            name=name,
        ) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RecursionError) as error:
        raise FileRefused(
            "broken",
            "Tệp “%(name)s” bị hỏng, không mở được. Hãy quét hoặc xuất lại tệp PDF, mở thử "
            "trên máy rồi gửi lại.",
            name=name,
        ) from error


def unpacks_to_too_much(name: str) -> FileRefused:
    """A file that is small until it is opened."""
    return FileRefused(
        "too_large",
        "Tệp “%(name)s” khi mở ra quá lớn nên không được nhận. Hãy in lại thành PDF mới (chọn In, rồi lưu thành PDF) "
        "và gửi lại.",
        name=name,
    )


def _pages(pdf: Any, name: str, max_pages: int) -> int:
    pages = len(pdf.pages)
    if pages == 0:
        raise FileRefused(
            "no_pages",
            "Tệp “%(name)s” không có trang nào. Hãy quét hoặc xuất lại tệp PDF rồi gửi lại.",
            name=name,
        )
    if pages > max_pages:
        raise FileRefused(
            "too_many_pages",
            "Tệp “%(name)s” có %(pages)s trang, vượt giới hạn %(max_pages)s trang. Hãy tách thành nhiều tệp.",
            name=name,
            pages=pages,
            max_pages=max_pages,
        )
    return pages


def _title(pdf: Any) -> str:
    try:
        return str(pdf.docinfo.get("/Title", "")).replace("\0", "").strip()[:500]
    except (pikepdf.PdfError, UnicodeError):
        return ""


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Every dictionary of the file, also those written inside others."""
    for top in pdf.objects:
        pending: list[tuple[Any, int]] = [(top, 0)]
        while pending:
            item, depth = pending.pop()
            if depth > _MAX_DEPTH:
                raise ValueError("objects nested too deep")
            if isinstance(item, pikepdf.Stream):
                item = item.stream_dict
            if isinstance(item, pikepdf.Dictionary):
                yield item
                children = [child for _, child in item.items()]
            elif isinstance(item, pikepdf.Array):
                children = list(item)
            else:
                continue
            pending += [(child, depth + 1) for child in children if not _is_indirect(child)]


def _is_indirect(item: Any) -> bool:
    return bool(getattr(item, "is_indirect", False))


def _look_at(item: Any, found: PdfFound, name: str) -> None:
    action = item.get("/S")
    if action == "/Launch":
        raise FileRefused(
            "active_content",
            "Tệp “%(name)s” có lệnh tự khởi chạy chương trình nên không được nhận. Hãy in lại "
            "thành PDF mới (chọn In, rồi lưu thành PDF) và gửi lại.",
            name=name,
        )
    if action == "/JavaScript" or "/JS" in item:
        found.has_script = True
    if "/ByteRange" in item and "/Contents" in item:
        found.has_signatures = True
    if "/EF" in item:
        _check_attachment(item, name)


def _check_attachment(item: Any, name: str) -> None:
    for key in ("/UF", "/F"):
        attached = item.get(key)
        # Windows ignores dots and spaces at the end of a name, so they hide nothing here.
        attached = str(attached).lower().rstrip(". ") if isinstance(attached, pikepdf.String) else ""
        if attached.endswith(tuple(_PROGRAMS)):
            raise FileRefused(
                "active_content",
                "Tệp “%(name)s” có đính kèm chương trình (%(attached)s) nên không được nhận. Hãy "
                "bỏ phần đính kèm hoặc in lại thành PDF mới rồi gửi lại.",
                name=name,
                attached=attached[-60:],
            )


def _warnings(pdf: Any, found: PdfFound, damage: list[str]) -> Iterator[str]:
    if found.has_script:
        yield "Tệp PDF có mã JavaScript; Tòa án chỉ xem nội dung trang, không chạy mã này."
    if pdf.is_encrypted:
        yield "Tệp PDF bị hạn chế quyền sao chép hoặc in nhưng vẫn mở xem được."
    if damage:
        yield "Tệp PDF có lỗi cấu trúc nhưng vẫn mở được; hãy xem kỹ từng trang trước khi nhận."
