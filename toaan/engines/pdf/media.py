"""Recognising sound and pictures in motion by their bytes. Nothing is decoded: a decoder is where the traps are."""

from __future__ import annotations

from typing import BinaryIO

from .kinds import AAC, HEIC, M4A, MOV, MP3, MP4, OGG, WAV, WEBM, FileRefused

_AUDIO_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
_PICTURE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_OLD_MOV = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
BOXED = (M4A, MP4, MOV)
"""One container under three names: telephones write each under the ending of another."""
_MAX_BOXES = 100_000


def sniff_media(head: bytes, stream: BinaryIO) -> str | None:  # noqa: PLR0911 (one line per kind)
    """The media type that the first bytes show, or None."""
    if len(head) < 12:
        return None
    if head[4:8] == b"ftyp":
        return _boxed(head[8:12])
    if head[4:8] in _OLD_MOV:
        return MOV
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return WAV
    if head.startswith(b"OggS"):
        return OGG if any(codec in head for codec in _OGG_CODECS) else None
    if head.startswith(b"\x1aE\xdf\xa3"):
        return WEBM if b"webm" in head[:80] else None
    return _sniff_frames(head, stream)


def _boxed(brand: bytes) -> str:
    if brand in _PICTURE_BRANDS:
        return HEIC
    return M4A if brand in _AUDIO_BRANDS else MOV if brand == b"qt  " else MP4


def _sniff_frames(head: bytes, stream: BinaryIO) -> str | None:
    """MP3 and AAC are a row of frames, after a tag of any length."""
    tagged = head.startswith(b"ID3")
    if tagged:
        length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        stream.seek(10 + length)
        # Some writers pad the tag; a frame must begin soon after it.
        head = stream.read(4096).lstrip(b"\0")
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return AAC
    layer_three = head[1] & 0xE6 == 0xE2
    sane = head[2] & 0xF0 not in (0x00, 0xF0) and head[2] & 0x0C != 0x0C
    return MP3 if layer_three and sane else None


def check_media(stream: BinaryIO, name: str, media_type: str, size: int) -> None:
    """Refuse a recording that is plainly cut off. Raises FileRefused (broken)."""
    whole = True
    if media_type in BOXED:
        whole = _boxes_are_whole(stream, size)
    elif media_type == WAV:
        stream.seek(0)
        head = stream.read(4096)
        whole = b"fmt " in head and b"data" in head
    if not whole:
        raise FileRefused(
            "broken",
            "Tệp “%(name)s” bị hỏng hoặc chưa đủ nội dung, không phát được. Hãy mở thử trên "
            "máy, chép lại từ thiết bị đã ghi rồi gửi lại.",
            name=name,
        )


def _boxes_are_whole(stream: BinaryIO, size: int) -> bool:
    """Whether the boxes reach exactly to the end and the one with the index is among them."""
    at, has_index = 0, False
    for _ in range(_MAX_BOXES):
        if at == size:
            return has_index
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8:
            return False
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1 and len(head) == 16:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        has_index = has_index or kind in (b"moov", b"moof")
        if length < 8 or at + length > size:
            return False
        at += length
    return False
