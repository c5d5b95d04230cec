"""Vietnamese text: cleaning what people paste, and the two spellings used for search.

The same word reaches a court in many byte sequences: composed or decomposed marks, "hòa" or "hoà",
zero-width spaces from web pages, Croatian Ð for Vietnamese Đ. Everything that compares, indexes or
stores text goes through here.
"""

import re
import unicodedata

# Letters that look Vietnamese on screen and are another character: PDF extraction and old keyboards.
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "ƣ": "ư", "Ƣ": "Ư"})
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_SPACE_AT_BREAK = re.compile(r" *\n *")

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng


def _toned(vowel: str) -> dict[str, str]:
    """The five toned forms of a vowel, each with its combining tone mark."""
    return {unicodedata.normalize("NFC", vowel + tone): tone for tone in _TONES}


_TONED = {toned: (vowel, tone) for vowel in "oOuU" for toned, tone in _toned(vowel).items()}
_TONE_ON_FIRST = re.compile(
    "(?<=[qQ])([ùúủũụÙÚỦŨỤ])([aăâeêiyoơAĂÂEÊIYOƠ])|([òóỏõọÒÓỎÕỌ])([aăeAĂE])|([ùúủũụÙÚỦŨỤ])([yY](?![êÊ]))"
)
_WORD = re.compile(r"[^\W_]+")


class _Without(dict[int, int | None]):
    """A table for `str.translate` that leaves out characters of these Unicode categories; filled as they are met, so that
    a megabyte of text costs no more than its copy.
    """

    def __init__(self, *categories: str, but: str = "") -> None:
        super().__init__((ord(ch), ord(ch)) for ch in but)
        self._categories = categories

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in self._categories else code
        return self[code]


_UNSEEN = _Without("Cc", "Cf", "Cs", but="\n")
_MARKS = _Without("Mn")


def nfc(s: str) -> str:
    """Compose letters with their marks (Unicode NFC), the only form the system stores."""
    return unicodedata.normalize("NFC", s)


def clean(s: str) -> str:
    """Make pasted or extracted text safe to store: NFC, no invisible characters, single spaces.

    Control characters, zero-width characters and bidirectional overrides are removed (the latter can make
    a text read differently from what is stored); tabs and exotic spaces become one space; line breaks stay.
    """
    s = _LINE_BREAKS.sub("\n", s).replace("\t", " ")
    s = _SPACES.sub(" ", nfc(s.translate(_UNSEEN).translate(_LOOK_ALIKES)))
    return _SPACE_AT_BREAK.sub("\n", s).strip()


def modern_tone(s: str) -> str:
    """Write the tone on the main vowel: "hòa" → "hoà", "thúy" → "thuý", "qúy" → "quý". Result is NFC."""

    def move(match: re.Match[str]) -> str:
        first, second = (part for part in match.groups() if part)
        vowel, tone = _TONED[first]
        return vowel + second + tone

    return nfc(_TONE_ON_FIRST.sub(move, nfc(s)))


def normalise(s: str) -> str:
    """The exact search form: NFC, lower case, one tone placement. Equal for all spellings of one word."""
    return modern_tone(nfc(s.translate(_LOOK_ALIKES)).lower())


def fold(s: str) -> str:
    """The search form without diacritics: "Hoà giải Đồng Tháp" → "hoa giai dong thap".

    Vietnamese text becomes ASCII; letters of other scripts keep their base form.
    """
    bare = unicodedata.normalize("NFKD", s.translate(_LOOK_ALIKES))
    bare = bare.translate(_MARKS).lower()
    bare = unicodedata.normalize("NFKD", bare.replace("đ", "d"))
    return bare.translate(_MARKS)


def tokens(s: str) -> list[str]:
    """The words of a text in their exact search form, without punctuation."""
    return _WORD.findall(normalise(s))
