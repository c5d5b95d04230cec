"""Words and document numbers as the index keeps them, and what a person typed as a query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toaan.vietnamese.text import clean, fold, normalise, tokens

_WORD = re.compile(r"[^\W_]+")
# 12/2026/DS-ST, 01/2026/QĐST-HNGĐ, 45/2015/QH13, 99/VBHN-VPQH
_NUMBER = re.compile(r"(?<![\w/])(\d{1,6}[^\W\d_]?)((?:/\d{4})?)/([^\W\d_][^\W_]*(?:-[^\W_]+)*)")
_PART = re.compile(r'"([^"]+)"|“([^”]+)”|([^\s"“”]+)')
_MAX_CLAUSES = 64


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a query: a document ``number``, or words in order. ``exact`` is None when the person typed no
    diacritics, and therefore did not say which word is meant.
    """

    folded: tuple[str, ...]
    exact: tuple[str, ...] | None = None
    number: str | None = None


def exact_words(text: str) -> list[str]:
    """Words with their marks, one spelling for each."""
    return tokens(text)


def folded_words(text: str) -> list[str]:
    """Words without marks."""
    return _WORD.findall(fold(text))


def document_numbers(text: str) -> list[str]:
    """All document numbers in a text in one form: ``012/2026/DS-ST`` → ``12/2026/ds-st``."""
    return sorted({_canonical(match) for match in _NUMBER.finditer(text)})


def parse(query: str) -> list[Clause]:
    """The clauses of a query in order, each once. Understands quotes and document numbers; never fails."""
    found: dict[Clause, None] = {}
    for match in _PART.finditer(clean(query)):
        text = match[1] or match[2] or match[3]
        number = _NUMBER.fullmatch(text.strip(".,;:()"))
        folded = tuple(folded_words(text))
        if number:
            canonical = _canonical(number)
            found[Clause(tuple(folded_words(canonical)), number=canonical)] = None
        elif folded:
            exact = tuple(exact_words(text))
            marked = fold(normalise(text)) != normalise(text)
            found[Clause(folded, exact if marked else None)] = None
    return list(found)[:_MAX_CLAUSES]


def _canonical(match: re.Match[str]) -> str:
    return fold(f"{match[1].lstrip('0') or '0'}{match[2]}/{match[3]}")
