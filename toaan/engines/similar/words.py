"""Words of judgments as numbers: one spelling, no names, no figures. A run of one or two words is a term of 32 bits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from toaan.vietnamese.text import fold, nfc

Terms = NDArray[np.uint32]
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(("ông", "bà", "anh", "chị", "cụ", "cháu", "em", "cô", "chú", "bác", "xã", "huyện", "tỉnh", "phường", "quận", "trấn", "phố", "ấp", "thôn", "tổ", "xóm", "đường", "bản", "buôn", "khóm"))  # fmt: skip
"""What stands before a name of a person or a place."""
_EMPTY = frozenset(("ông", "bà", "anh", "chị", "cụ", "và", "của", "là", "các", "những", "thì", "mà", "này", "đó", "với", "để", "nên", "như", "cũng", "nếu", "hoặc", "rằng", "đã", "sẽ", "đang", "vẫn"))  # fmt: skip
"""Words that say nothing about a case; they end a run."""
_FIGURES = frozenset(("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "lăm", "mốt", "tư", "linh", "lẻ"))  # fmt: skip  # fmt: skip
"""Two of them in a row are a sum in words."""
_NO_NAMES = frozenset(("Tòa", "Toà", "Hội", "Viện", "Ủy", "Uỷ", "Bộ", "Luật", "Ngân", "Hợp", "Giấy", "Công", "Nhà", "Quyết", "Bản", "Nghị", "Đơn", "Theo", "Tại", "Do", "Về", "Khi", "Việc", "Sau", "Nay", "Người", "Nguyên", "Bị"))  # fmt: skip
"""Capitals that begin an institution or a sentence, seldom a name."""
_LOW = np.int64(0xFFFFFFFF)
_CAPITAL, _TITLE, _CODE, _FIGURE = (np.int64(1) << n for n in range(32, 36))
_MOST_KNOWN = 1 << 20


class Words(dict[str, int]):
    """Word as written → its number, with marks for capitals, titles and codes; filled as words are met."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = number = _number(word)
        return number


def _number(word: str) -> int:
    if not word:
        return 0
    lower = word.lower()
    if any(ch.isdigit() for ch in word):
        return int(_CODE) if word[0].isupper() and len(word) <= 3 else 0
    if len(word) == 1 and (word.isupper() or word.isascii()):  # "ở" is a word, "a" is a point of a clause
        return int(_CODE) if word.isupper() else 0
    if lower in _EMPTY:
        return int(_TITLE) if lower in _TITLES else 0
    number = (zlib.crc32(fold(lower).encode()) & 0xFFFFFFFF) or 1
    if word[0].isupper() and not word.isupper() and word not in _NO_NAMES:
        number |= int(_CAPITAL)
    number |= int(_FIGURE) if lower in _FIGURES else 0
    return number | (int(_TITLE) if lower in _TITLES else 0)


def split(text: str) -> list[str]:
    """The words as they are written."""
    return _WORD.findall(nfc(text))


def numbers(words: Iterable[str], known: Words) -> NDArray[np.int64]:
    """The words' numbers with their marks."""
    return np.fromiter(map(known.__getitem__, words), np.int64)


def without_names(marked: NDArray[np.int64]) -> Terms:
    """The numbers of the words; 0 where a name, a code or a figure (in digits or in words) stood.

    A run of capitals is a name when it has a code in it ("Nguyễn Văn T"), two words or more, or a title before it.
    """
    named = (marked & (_CAPITAL | _CODE)) != 0
    plain = np.where(named & ((marked & _CODE) != 0), 0, marked & _LOW).astype(np.uint32)
    figure = (marked & _FIGURE) != 0
    if len(figure) > 1:
        beside = figure.copy()
        beside[1:] &= figure[:-1]
        beside[:-1] |= beside[1:]
        plain[beside] = 0
    if not named.any():
        return plain
    begins = named.copy()
    begins[1:] &= ~named[:-1]
    run = np.cumsum(begins) - 1
    at = np.flatnonzero(begins)
    inside = run[named]
    length = np.bincount(inside, minlength=len(at))
    codes = np.bincount(inside, weights=(marked[named] & _CODE) != 0, minlength=len(at))
    titled = ((marked[np.maximum(at - 1, 0)] & _TITLE) != 0) & (at > 0)
    name = (length >= 2) | (codes > 0) | titled
    plain[np.flatnonzero(named)[name[inside]]] = 0
    return plain


def pairs(plain: Terms) -> Terms:
    """The term of each word with the next one; 0 where either is missing."""
    both = np.zeros(len(plain), np.uint32)
    if len(plain) > 1:
        a, b = plain[:-1], plain[1:]
        mixed = (a * np.uint32(0x9E3779B1)) ^ (
            ((b << np.uint32(15)) | (b >> np.uint32(17))) * np.uint32(0x85EBCA77)
        )
        mixed ^= mixed >> np.uint32(16)
        both[:-1] = np.where((a != 0) & (b != 0), np.maximum(mixed, 1), 0)
    return both
