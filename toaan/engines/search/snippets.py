"""The piece of a text that shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from toaan.vietnamese.text import fold

from .words import Clause

_LENGTH = 240  # characters
_MAX_MATCHES = 400
_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


def snippet(body: str, clauses: Iterable[Clause]) -> str:
    """About 240 characters of ``body`` with the most different words of the query, as escaped HTML."""
    phrases = tuple(sorted({clause.folded for clause in clauses if clause.folded}))
    spans = _spans(body, phrases) if phrases else []
    start, end = _window(body, spans)
    parts = ["… " if start else ""]
    position = start
    for left, right, _ in spans:
        if left < position or right > end:
            continue
        parts.append(f"{escape(body[position:left])}<mark>{escape(body[left:right])}</mark>")
        position = right
    parts += [escape(body[position:end]), " …" if end < len(body) else ""]
    return " ".join("".join(parts).split())


def _spans(body: str, phrases: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, str]]:
    """Where the words stand: start, end, the folded word."""
    found = []
    for match in _pattern(phrases).finditer(body):
        found.append((match.start(), match.end(), fold(match[0])))
        if len(found) == _MAX_MATCHES:
            break
    return found


def _window(body: str, spans: list[tuple[int, int, str]]) -> tuple[int, int]:
    """The stretch with the most different words, then the most words; moved to the ends of words."""
    if not spans:
        return 0, _word_end(body, _LENGTH)
    best, best_score = spans[0][0], (0, 0)
    for index, (left, _, _) in enumerate(spans):
        inside = []
        for _, right, word in spans[index:]:
            if right > left + _LENGTH - 40:
                break
            inside.append(word)
        score = (len(set(inside)), len(inside))
        if score > best_score:
            best, best_score = left, score
    start = body.rfind(" ", 0, max(0, best - 40)) + 1 if best > 40 else 0
    return start, _word_end(body, start + _LENGTH)


def _word_end(body: str, position: int) -> int:
    if position >= len(body):
        return len(body)
    space = body.find(" ", position)
    return len(body) if space < 0 or space > position + 30 else space


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Finds the words whatever marks they carry: cheaper than folding the whole text of every hit."""
    longest_first = sorted(phrases, key=lambda words: -len(words))
    choices = "|".join(r"[\W_]+".join(_any_marks(word) for word in words) for words in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{choices})(?![^\W_])", re.IGNORECASE)


def _any_marks(word: str) -> str:
    return "".join(_CLASSES.get(letter, re.escape(letter)) for letter in word)


_CLASSES = {
    base: f"[{base}{''.join(letter for letter in _LETTERS if fold(letter) == base)}]" for base in "adeiouy"
}
