"""Reading a judgment: the text cleaned for comparison, cut into words that know where they stand in the original."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toaan.vietnamese.text import fold, nfc, normalise

_LOOK_ALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ƣ": "ư", "Ƣ": "Ư"}
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_TO_REPAIR = re.compile("[ÐðƉƣƢ\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# TCVN3 (ABC) fonts, still found in text copied from old files: a byte of the font read as Latin-1.
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)
# Of these, the characters that no Vietnamese Unicode word contains: one of them beside a letter gives the font away.
_TCVN3_SIGNS = "µ¸¶·¹¨»¾¼½Æ©ÇÈË®ÎÏÑªÖ×ØÜÞßäå«æç¬ëîïñö÷øûüþ¡¢§£¤¥¦"
_TCVN3_WORD = re.compile(
    rf"[A-Za-z][^\s.,;:()]*[{_TCVN3_SIGNS}][^\s.,;:()]*|[{_TCVN3_SIGNS}][a-z][^\s.,;:()]*"
)
# VNI fonts write a vowel and then its mark: such a word is only reported, for half of it is ambiguous.
_VNI_WORD = re.compile(r"\w*[aeoôuöyAEOÔUÖY][øûïØÛÏåäëüÅÄËÜ]\w*")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_PAGE_NUMBER = re.compile(r"(?<=\n)[^\S\n]*(?:-\s?)?\d{1,3}(?:\s?-)?[^\S\n]*(?=\n)")
_CODE = re.compile(
    r"[A-ZĐÀ-ÙĂĨŨƠƯẠ-Ỹ]\d{0,2}|(?:Th|Tr|Ng|Nh|Ph|Kh|Ch|Gi|Qu|Gh|Ngh)\d{0,2}|[B-DF-HJ-NP-TV-XZĐ]{1,4}\d{0,2}"
    r"|(?:TH|NG|PH|TR|KH|NH|CH)\d{0,2}"
)


SYLLABLE = re.compile(
    r"(?:ngh?|nh|n|th|tr|t|ph|p|kh|k|ch|c|gh|gi|g|qu|b|d|h|l|m|r|s|v|x)?[aeiouy]{1,3}(?:ng|nh|ch|[cmnptuio])?"
)
"""The shape of a Vietnamese syllable without marks: onset, vowels, coda."""
_norm = lru_cache(maxsize=20_000)(normalise)


@lru_cache(maxsize=20_000)
def _is_code(text: str) -> bool:
    if _CODE.fullmatch(text):
        return text != "Ý"
    return len(text) <= 5 and text[:2].isupper() and text.isalpha() and not SYLLABLE.fullmatch(fold(text))


class Word(NamedTuple):
    """A word of the judgment. start/end: offsets into the original text."""

    text: str
    norm: str  # exact search form: lower case, one tone placement
    start: int
    end: int
    joined: bool  # only white space (or a page number) stands between it and the word before
    new_line: bool
    before: str  # the original text between the word before and this one
    cap: bool
    upper: bool  # two or more letters, all capitals

    @property
    def is_code(self) -> bool:
        """Already encoded: A, H5, Th, TT, HNA (no Vietnamese syllable is spelt so; Ý is a name)."""
        return _is_code(self.text)


@dataclass(frozen=True)
class Source:
    """A judgment ready for the rules: view is the cleaned text, offsets[i] the place of view[i] in the original."""

    original: str
    view: str
    offsets: Sequence[int]
    words: list[Word]
    legacy: list[tuple[int, int]]  # passages in an old font that could not be read safely

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of view[start:end] in the original text."""
        return self.offsets[start], self.offsets[end]


def read(original: str) -> Source:
    """Cut a judgment into words, repairing decomposed marks, look-alike letters and TCVN3 fonts on the way."""
    view, offsets = _view(original)
    legacy = [(offsets[m.start()], offsets[m.end()]) for m in _VNI_WORD.finditer(view)]
    return Source(original, view, offsets, _words(original, view, offsets), legacy)


def _view(original: str) -> tuple[str, Sequence[int]]:
    unchanged = original, range(len(original) + 1)
    view, offsets = unchanged if _plain(original) else _repaired(original)
    return _TCVN3_WORD.sub(_decoded, view), offsets


_REST = re.compile(r"[A-Za-z]*[a-zđơưă][ÁÂÃÉÊÌÍÒÓÔÕÙÚÝ][a-zđơưăâêô]*")


def in_old_font(view: str) -> str:
    """The rest of a text in a TCVN3 font: a capital amid small letters ("ChÊp") is no capital there."""
    return _REST.sub(lambda match: match.group().translate(_TCVN3_TABLE), view)


def _decoded(match: re.Match[str]) -> str:
    return match.group() if _VNI_WORD.search(match.group()) else match.group().translate(_TCVN3_TABLE)


def _plain(original: str) -> bool:
    return unicodedata.is_normalized("NFC", original) and not _TO_REPAIR.search(original)


def _repaired(original: str) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(original):
        composed = nfc(cluster.group())
        composed = "" if _INVISIBLE.match(composed) else _LOOK_ALIKES.get(composed, composed)
        pieces.append(composed)
        offsets += [cluster.start()] * len(composed)
    offsets.append(len(original))
    return "".join(pieces), offsets


def _words(original: str, view: str, offsets: Sequence[int]) -> list[Word]:
    pages = _page_numbers(view)
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(view):
        first, end = match.span()
        if first in pages:
            continue
        gap = view[last:first]
        text = match.group()
        joined = gap.isspace() or (len(gap) > 2 and not _PAGE_NUMBER.sub("", gap).strip())
        words.append(
            Word(
                text=text,
                norm=_norm(text),
                start=offsets[first],
                end=offsets[end],
                joined=bool(words) and joined,
                new_line="\n" in gap,
                before=original[words[-1].end if words else 0 : offsets[first]],
                cap=text[0].isupper(),
                upper=text.isupper() and text[1:2].isalpha(),
            )
        )
        last = end
    return words


def _page_numbers(view: str) -> set[int]:
    """Positions of digits that are a page number alone on its line: a name may run across it."""
    return {position for match in _PAGE_NUMBER.finditer(view) for position in range(*match.span())}
