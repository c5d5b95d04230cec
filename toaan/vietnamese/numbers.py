"""What somebody types into a search box: words without diacritics, and case or document numbers in any spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toaan.vietnamese.text import fold

_DASHES = re.compile("[‐‑‒–—―]")
_NUMBER = re.compile(r"0*(\d{1,6})[/.-](\d{4})(?:[/.-](\S+))?")


@dataclass(frozen=True)
class Word:
    """One word of a question; a number also as what it counts."""

    text: str
    """As the summaries that are searched write it: "07/2026/tlst-ds"."""
    sequence: int | None = None
    year: int | None = None
    kind: str = ""
    """What follows the year: "tlst-ds"."""


def search_words(text: str) -> list[Word]:
    """The words that must all occur.

    "Số 7/2026 / TLST – DS", "007/2026/tlst-ds", "7-2026-TLST-DS" are one and the same number.
    """
    folded = _DASHES.sub("-", fold(text))
    folded = re.sub(r"\s*/\s*", "/", folded)
    folded = re.sub(r"(?<=/)([a-z]+(?:-[a-z]+)*)\s*-\s*([a-z]+)", r"\1-\2", folded)
    folded = re.sub(r"\bso[:\s]+(?=0*\d{1,6}[/.-]\d{4})", "", folded)
    return [_word(part) for part in folded.split()]


def _word(part: str) -> Word:
    found = _NUMBER.fullmatch(part.strip(",;"))
    if found is None:
        return Word(part)
    sequence, year, kind = int(found[1]), int(found[2]), (found[3] or "").replace("/", "-")
    text = f"{sequence:02d}/{year}" + (f"/{kind}" if kind else "")
    return Word(text, sequence, year, kind)
