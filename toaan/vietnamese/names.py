"""Vietnamese personal names: family name first, given name last; sorted by the given name."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from toaan.vietnamese.text import clean, nfc

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
# The dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_PART = re.compile(r"[^\W\d_]+")
_OPENS_WORD = re.compile(r"(?:^|(?<=[\s'’.-]))[^\W\d_]")

_FAMILIES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lí Đinh Đoàn Trịnh Mai Đào Lương
Tô Tạ Trương Cao Châu Chu Hà Lâm Lưu Phùng Quách Thái Tống Triệu Vương Đàm La Kiều Tăng Thạch Kim Sơn
Danh Nông Hứa Khổng Mạc Nghiêm Ninh Phó Phí Quản Sầm Tiêu Tôn Từ Văn Viên Vi Lò Lường Cầm Quàng Hoà Hòa
Giàng Vàng Sùng Thào Mùa Lầu Hạng Cứ Ma Bế Chử Lục Liêu Lại Lã Lữ Lều Doãn Diêm Giáp Hàn Hàng Khương
Khuất Kha Kiên Tào Thân Thi Thiều Trà Trang Trưng Trình Tưởng Úc Ứng Vừ Xa Âu Âm An Ân Bá Bành Bạch Bàng
Biện Cái Cung Cù Dư Đồng Đổng Đới Đường Đậu Giả Hán Lộ Lù Lạc Lô Nhan Nhữ Ngụy Nguỵ Ngọ Phương Phù Quan
Quang Tòng Tất Thòng Trác Trầm Tràng Uông Vòng Vy Viêm Y Ksor Rơ Siu Rmah Kpă Nay Hiao Puih Rahlan Đèo
Điểu Chẩu Chẻo Hầu Lèng Cháng Phàn Tẩn Tráng Ngân Bàn Đằng Đáo Lỗ Mã Mẫn Mẫu Mộng Mỹ Ngải Nhâm
"""

SortKey = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

FAMILY_NAMES = frozenset(_FAMILIES.split())
"""Family names met in Vietnam (the common ones of the Kinh and of the larger minorities), composed form."""


class NameParts(NamedTuple):
    """A full name: family name (họ), middle names (tên đệm, may be empty), given name (tên)."""

    family: str
    middle: str
    given: str


def split_name(full_name: str) -> NameParts:
    """Split "Nguyễn Thị Lan Anh" into Nguyễn | Thị Lan | Anh. One word alone is a given name."""
    words = clean(full_name).split()
    if not words:
        return NameParts("", "", "")
    if len(words) == 1:
        return NameParts("", "", words[0])
    return NameParts(words[0], " ".join(words[1:-1]), words[-1])


@lru_cache(maxsize=10_000)
def sort_key(full_name: str) -> SortKey:
    """Key for lists of people as Vietnamese registers sort them: given name, then the name from its start.

    Words compare letter by letter in the Vietnamese alphabet, and by tone only when all letters agree.
    """
    parts = split_name(full_name)
    words = [parts.given, parts.family, *parts.middle.split()]
    return tuple(_word_key(word) for word in words)


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for letter in nfc(word).lower():
        tone, base = 0, letter
        if letter not in _RANK:
            marks = unicodedata.normalize("NFD", letter)
            tone = next((_TONE_RANK[mark] for mark in marks if mark in _TONE_RANK), 0)
            base = nfc("".join(mark for mark in marks if mark not in _TONE_RANK))
        letters.append(_RANK.get(base, 1000 + ord(base[0]) if base else 0))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def initials(full_name: str) -> str:
    """Upper-case first letters without tone: "Nguyễn Đức Ân" → "NĐÂ"."""
    bare = (_without_tone(word[0]) for word in clean(full_name).split())
    return "".join(letter.upper() for letter in bare)


def _without_tone(letter: str) -> str:
    return nfc("".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONE_RANK))


def title_case_name(name: str) -> str:
    """Write a name typed in any case with capital initials: "NGUYỄN văn an" → "Nguyễn Văn An"."""
    lowered = clean(name).lower()
    return nfc(_OPENS_WORD.sub(lambda match: match.group().upper(), lowered))


def looks_like_name(text: str) -> bool:
    """Whether a text can be a person's full name: two to seven capitalised words of letters only."""
    words = clean(text).split(" ")
    if not 2 <= len(words) <= 7:
        return False
    return all(_NAME_WORD.fullmatch(word) and _PART.match(word) and word[0].isupper() for word in words)
