"""Is this file what it says, whole and harmless? Asked at every door where a file comes in."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from . import images, office, pdfs
from .kinds import DOCX, JPEG, NAMES, PDF, PNG, XLSX, FileFacts, FileRefused, media_type_of, megabytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024


def inspect_file(
    path_or_bytes: Path | str | bytes,
    *,
    name: str,
    allowed: Collection[str],
    max_bytes: int,
    max_pages: int = 5000,
    max_pixels: int = 80_000_000,
) -> FileFacts:
    """Check one file and return its facts; the file is only read.

    ``name`` is the sender's file name (its ending must tell the truth), ``allowed`` the accepted media types,
    ``max_bytes`` the limit of this door. ``max_pages`` bounds a PDF, ``max_pixels`` one image (80 million: A3 at
    600 dpi). Raises FileRefused with one of its codes.
    """
    if isinstance(path_or_bytes, bytes):
        size = len(path_or_bytes)
        stream: BinaryIO = io.BytesIO(path_or_bytes)
    else:
        path = Path(path_or_bytes)
        size = path.stat().st_size
        stream = path.open("rb")
    with stream:
        _check_size(size, name, max_bytes)
        media_type = _true_type(stream, name, allowed)
        facts = FileFacts(media_type, size, _sha256(stream))
        stream.seek(0)
        if media_type == PDF:
            found = pdfs.inspect_pdf(stream, name, max_pages=max_pages)
            return replace(
                facts,
                pages=found.pages,
                has_signatures=found.has_signatures,
                title=found.title,
                warnings=found.warnings,
            )
        if media_type in (JPEG, PNG):
            images.check_image(stream, name, max_pixels=max_pixels)
            return replace(facts, pages=1)
        office.check_office(stream, name)
        return facts


def _check_size(size: int, name: str, max_bytes: int) -> None:
    if size == 0:
        raise FileRefused(
            "empty", f"Tệp “{name}” rỗng (0 byte). Hãy mở tệp trên máy để kiểm tra rồi chọn và gửi lại."
        )
    if size > max_bytes:
        raise FileRefused(
            "too_large",
            f"Tệp “{name}” có dung lượng {megabytes(size)}, vượt giới hạn {megabytes(max_bytes)}. "
            "Hãy quét lại ở độ phân giải thấp hơn hoặc tách thành nhiều tệp.",
        )


def _true_type(stream: BinaryIO, name: str, allowed: Collection[str]) -> str:
    """The media type by the bytes; refuses one not allowed here or other than the ending promises."""
    promised = media_type_of(name)
    accepted = ", ".join(NAMES[kind] for kind in NAMES if kind in allowed)
    if promised is None or promised not in allowed:
        raise FileRefused("not_allowed", f"Tệp “{name}” không thuộc loại được nhận. Hãy gửi tệp {accepted}.")
    stream.seek(0)
    head = stream.read(_HEAD)
    actual = _sniff(head, stream)
    if actual == promised:
        return actual
    if head.startswith(_OLE) and promised in (DOCX, XLSX):
        raise FileRefused(
            "encrypted",
            f"Tệp “{name}” được đặt mật khẩu hoặc ở định dạng Office cũ. "
            "Hãy bỏ mật khẩu và lưu lại thành .docx hoặc .xlsx, hoặc gửi bản PDF.",
        )
    if promised == PDF and not head.strip(b"\0 \r\n\t"):
        raise FileRefused("broken", f"Tệp “{name}” bị hỏng, không có nội dung. Hãy quét hoặc xuất lại tệp.")
    what = f"thực chất là {NAMES[actual]}" if actual else "nhưng nội dung không đúng loại này"
    raise FileRefused(
        "wrong_type",
        f"Tệp “{name}” có đuôi của {NAMES[promised]} {what}. "
        "Đổi đuôi tệp không làm đổi nội dung: hãy xuất lại tệp đúng định dạng rồi gửi.",
    )


def _sniff(head: bytes, stream: BinaryIO) -> str | None:
    """The media type that the first bytes show, or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK"):
        return office.office_type(stream)
    return PDF if b"%PDF-" in head else None


def _sha256(stream: BinaryIO) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(1024 * 1024):
        digest.update(chunk)
    return digest.hexdigest()
