"""Text set in the old VNI fonts (a vowel, then its mark as a letter of its own), as copied from files of before Unicode."""

from __future__ import annotations

import re
import unicodedata

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _pairs() -> dict[str, str]:
    found: dict[str, str] = {}
    for vowel, plain in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ô", "ơ"), ("ö", "ư")):
        found |= {vowel + mark: plain + tone for mark, tone in _TONES.items()}
    for vowel in "aeo":
        found |= {vowel + mark: vowel + "\u0302" + tone for mark, tone in _HAT.items()}
    found |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    found |= {alone: letter for alone, letter in _ALONE.items()}
    lower = {code: unicodedata.normalize("NFC", letter) for code, letter in found.items()}
    upper = {code.upper(): letter.upper() for code, letter in lower.items()}
    mixed = {code[0].upper() + code[1]: letter.upper() for code, letter in lower.items() if len(code) == 2}
    return lower | mixed | upper


_LETTERS = _pairs()
_CODE = re.compile("|".join(sorted(map(re.escape, _LETTERS), key=len, reverse=True)))
_MARKS = "".join({*_TONES, *_HAT, *_BREVE})
_CERTAIN = re.compile(
    f"[aeAE][{_MARKS}{_MARKS.upper()}]|[ouyôöOUYÔÖ][øûïØÛÏåäëüÅÄËÜ]|[oO][âÂùÙõÕ]|[uUôÔöÖ][ùõÙÕ]|ñ|Ñ"
)
"""What Unicode Vietnamese never writes."""


def from_vni(text: str) -> tuple[str, list[int]]:
    """The text with its lines in VNI fonts made readable, and for each of its characters (and its end) the place in the original.

    A line is taken to be in such a font when at least two of its words can be nothing else, or one of its at most four words.
    """
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        certain = len({m.start() for m in _CERTAIN.finditer(line)})
        if certain >= 2 or (certain and len(line.split()) <= 4):
            last = 0
            for match in _CODE.finditer(line):
                letters += line[last : match.start()]
                places += range(at + last, at + match.start())
                letters.append(_LETTERS[match[0]])
                places.append(at + match.start())
                last = match.end()
            letters += line[last:]
            places += range(at + last, at + len(line))
        else:
            letters += line
            places += range(at, at + len(line))
        at += len(line)
    return "".join(letters), [*places, len(text)]
