"""Is this file what it says, whole and harmless? Asked at every door where a file comes in."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from . import images, media, office, packed
from .kinds import (
    AUDIO,
    DOCX,
    HEIC,
    JPEG,
    NAMES,
    PDF,
    PNG,
    VIDEO,
    XLSX,
    FileFacts,
    FileRefused,
    media_type_of,
    megabytes,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024


def inspect_file(
    source: Path | str | bytes | BinaryIO,
    *,
    name: str,
    allowed: Collection[str],
    max_bytes: int | Mapping[str, int],
    max_pages: int = 5000,
    max_pixels: int = 80_000_000,
) -> FileFacts:
    """Check one file and return its facts; the file is only read, piece by piece, never whole into memory.

    ``source`` is a path, bytes, or an open file that can seek. ``name`` is the sender's file name (its ending must
    tell the truth), ``allowed`` the accepted media types, ``max_bytes`` the limit of this door, one for all or one
    for each media type. ``max_pages`` bounds a PDF, ``max_pixels`` one image (80 million: A3 at 600 dpi).
    Raises FileRefused with one of its codes.
    """
    if isinstance(source, bytes):
        source = io.BytesIO(source)
    with Path(source).open("rb") if isinstance(source, Path | str) else nullcontext(source) as stream:
        size = stream.seek(0, io.SEEK_END)
        _check_size(size, name, max_bytes)
        media_type = _true_type(stream, name, allowed)
        facts = FileFacts(media_type, size, _sha256(stream))
        stream.seek(0)
        return _look_inside(stream, name, facts, max_pages=max_pages, max_pixels=max_pixels)


def _look_inside(
    stream: BinaryIO, name: str, facts: FileFacts, *, max_pages: int, max_pixels: int
) -> FileFacts:
    if facts.media_type == PDF:
        found = packed.inspect(stream, name, max_pages=max_pages)
        return replace(
            facts,
            pages=found.pages,
            has_signatures=found.has_signatures,
            title=found.title,
            warnings=found.warnings,
        )
    if facts.media_type in (JPEG, PNG):
        images.check_image(stream, name, max_pixels=max_pixels)
        return replace(facts, pages=1)
    if facts.media_type in (*AUDIO, *VIDEO):
        media.check_media(stream, name, facts.media_type, facts.size)
        return facts
    office.check_office(stream, name)
    return facts


def limit_for(media_type: str | None, max_bytes: int | Mapping[str, int]) -> int:
    """The limit in bytes for this media type at a door; for one unknown there, the largest."""
    if isinstance(max_bytes, int):
        return max_bytes
    return max_bytes.get(media_type or "", max(max_bytes.values()))


def _check_size(size: int, name: str, max_bytes: int | Mapping[str, int]) -> None:
    if size == 0:
        raise FileRefused(
            "empty",
            "Tệp “%(name)s” rỗng (0 byte). Hãy mở tệp trên máy để kiểm tra rồi chọn và gửi lại.",
            name=name,
        )
    promised = media_type_of(name)
    limit = limit_for(promised, max_bytes)
    if size > limit:
        sizes = {"size": megabytes(size), "limit": megabytes(limit)}
        if promised in (*AUDIO, *VIDEO):
            raise FileRefused(
                "too_large",
                "Tệp “%(name)s” có dung lượng %(size)s, vượt giới hạn %(limit)s. Hãy cắt thành nhiều đoạn "
                "hoặc ghi ở chất lượng thấp hơn.",
                name=name,
                **sizes,
            )
        raise FileRefused(
            "too_large",
            "Tệp “%(name)s” có dung lượng %(size)s, vượt giới hạn %(limit)s. Hãy quét lại ở độ phân giải "
            "thấp hơn hoặc tách thành nhiều tệp.",
            name=name,
            **sizes,
        )


def _true_type(stream: BinaryIO, name: str, allowed: Collection[str]) -> str:
    """The media type by the bytes; refuses one not allowed here or other than the ending promises."""
    promised = media_type_of(name)
    if promised == HEIC and HEIC not in allowed:
        raise _heic(name)
    accepted = ", ".join(NAMES[kind] for kind in NAMES if kind in allowed)
    if promised is None or promised not in allowed:
        raise FileRefused(
            "not_allowed",
            "Tệp “%(name)s” không thuộc loại được nhận. Hãy gửi tệp %(accepted)s.",
            name=name,
            accepted=accepted,
        )
    stream.seek(0)
    head = stream.read(_HEAD)
    actual = _sniff(head, stream)
    if actual == HEIC and HEIC not in allowed:
        raise _heic(name)
    if actual == promised or (actual in media.BOXED and promised in media.BOXED):
        return promised
    if head.startswith(_OLE) and promised in (DOCX, XLSX):
        raise FileRefused(
            "encrypted",
            "Tệp “%(name)s” được đặt mật khẩu hoặc ở định dạng Office cũ. Hãy bỏ mật khẩu và "
            "lưu lại thành .docx hoặc .xlsx, hoặc gửi bản PDF.",
            name=name,
        )
    if promised == PDF and not head.strip(b"\0 \r\n\t"):
        raise FileRefused(
            "broken", "Tệp “%(name)s” bị hỏng, không có nội dung. Hãy quét hoặc xuất lại tệp.", name=name
        )
    if actual:
        raise FileRefused(
            "wrong_type",
            "Tệp “%(name)s” có đuôi của %(kind)s nhưng thực chất là %(actual)s. Đổi đuôi tệp không làm đổi nội "
            "dung: hãy xuất lại tệp đúng định dạng rồi gửi.",
            name=name,
            kind=NAMES[promised],
            actual=NAMES[actual],
        )
    raise FileRefused(
        "wrong_type",
        "Tệp “%(name)s” có đuôi của %(kind)s nhưng nội dung không đúng loại này. Đổi đuôi tệp không làm đổi "
        "nội dung: hãy xuất lại tệp đúng định dạng rồi gửi.",
        name=name,
        kind=NAMES[promised],
    )


def _heic(name: str) -> FileRefused:
    return FileRefused(
        "heic",
        "“%(name)s” là ảnh HEIC của điện thoại, nhiều máy không mở được. Trên iPhone: vào "
        "Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại; hoặc mở ảnh đã "
        "chụp, lưu thành JPG rồi gửi.",
        name=name,
    )


def _sniff(head: bytes, stream: BinaryIO) -> str | None:
    """The media type that the first bytes show, or None."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK"):
        return office.office_type(stream)
    if found := media.sniff_media(head, stream):
        return found
    return PDF if b"%PDF-" in head else None


def _sha256(stream: BinaryIO) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(1024 * 1024):
        digest.update(chunk)
    return digest.hexdigest()
