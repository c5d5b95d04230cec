"""Sound and video are known by their bytes, whatever their name says; what is cut off is refused."""

from __future__ import annotations

import struct

import pytest

from toaan.engines.pdf import AUDIO, PDF, VIDEO, FileRefused, inspect_file

ALL = (PDF, *AUDIO, *VIDEO)


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack("!I", 8 + len(content)) + kind + content


def boxed(brand: bytes) -> bytes:
    return box(b"ftyp", brand + b"\0\0\0\0isom") + box(b"moov", b"\0" * 100) + box(b"mdat", b"\1" * 500)


WAV = (
    b"RIFF"
    + struct.pack("<I", 136)
    + b"WAVEfmt "
    + struct.pack("<I", 16)
    + b"\1" * 16
    + b"data"
    + b"\0" * 104
)
MP3_FRAME = b"\xff\xfb\x90\x64" + b"\0" * 413
SAMPLES = {
    "ghi âm.mp3": (MP3_FRAME * 3, "audio/mpeg"),
    "có nhãn.mp3": (b"ID3\4\0\0\0\0\x02\x01" + b"\0" * 257 + MP3_FRAME * 3, "audio/mpeg"),
    "ghi âm.m4a": (boxed(b"M4A "), "audio/mp4"),
    "máy khác.m4a": (boxed(b"mp42"), "audio/mp4"),
    "ghi âm.aac": (b"\xff\xf1\x50\x80" + b"\0" * 200, "audio/aac"),
    "ghi âm.wav": (WAV, "audio/wav"),
    "thoại.opus": (b"OggS\0\2" + b"\0" * 22 + b"OpusHead" + b"\0" * 100, "audio/ogg"),
    "phim.mp4": (boxed(b"isom"), "video/mp4"),
    "phim.mov": (boxed(b"qt  "), "video/quicktime"),
    "phim.webm": (b"\x1aE\xdf\xa3\x9f\x42\x86\x81\1\x42\x82\x84webm" + b"\0" * 100, "video/webm"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_recordings_are_described(name):
    content, media_type = SAMPLES[name]
    facts = inspect_file(content, name=name, allowed=ALL, max_bytes=10**6)
    assert (facts.media_type, facts.pages) == (media_type, None)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("cắt cụt.mp4", boxed(b"isom")[:-100], "broken"),
        ("không có mục lục.mp4", box(b"ftyp", b"isom\0\0\0\0") + box(b"mdat", b"1" * 99), "broken"),
        ("đổi đuôi.mp3", boxed(b"isom"), "wrong_type"),
        ("chương trình.mp4", b"MZ" * 600, "wrong_type"),
        ("ảnh.heic", box(b"ftyp", b"heic\0\0\0\0"), "heic"),
        ("ảnh đổi đuôi.mp4", box(b"ftyp", b"heic\0\0\0\0mif1"), "heic"),
        ("hộp lặp.mp4", box(b"ftyp", b"isom\0\0\0\0") + b"\0\0\0\4moov", "broken"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_a_remedy(name, content, code):
    with pytest.raises(FileRefused) as refused:
        inspect_file(content, name=name, allowed=ALL, max_bytes=10**6)
    assert refused.value.code == code
    assert "Hãy" in refused.value.message or "hãy" in refused.value.message or "chọn" in refused.value.message


def test_each_kind_has_its_own_limit():
    limits = {PDF: 100, "video/mp4": 10**6}
    assert inspect_file(boxed(b"isom"), name="a.mp4", allowed=ALL, max_bytes=limits).size > 100
    with pytest.raises(FileRefused, match="vượt giới hạn"):
        inspect_file(b"%PDF-" + b"1" * 200, name="a.pdf", allowed=ALL, max_bytes=limits)
