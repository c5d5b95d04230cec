"""The piece of a text that shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from itertools import chain

from toaan.vietnamese.text import fold

from .words import Clause, parse

_LENGTH = 240  # characters
_SPAN = _LENGTH - 40  # from the first to the last word shown: some context stays before and after
_FIRST_PART = 30_000  # characters
_MAX_MATCHES = 300
_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


def snippet(body: str, clauses: Iterable[Clause]) -> str:
    """About 240 characters of ``body`` with the most different words of the query, as escaped HTML."""
    phrases = tuple(sorted({clause.folded for clause in clauses if clause.folded}))
    if not phrases:
        return _collapse(escape(body[: _word_end(body, _LENGTH)]) + (" …" if len(body) > _LENGTH else ""))
    pattern, text = _pattern(phrases), _lower(body)
    start, end = _window(body, _spans(text, pattern, len(phrases)))
    parts = ["… " if start else ""]
    position = start
    for match in pattern.finditer(text, start, end):
        parts.append(
            f"{escape(body[position : match.start()])}<mark>{escape(body[match.start() : match.end()])}</mark>"
        )
        position = match.end()
    parts += [escape(body[position:end]), " …" if end < len(body) else ""]
    return _collapse("".join(parts))


def highlight(body: str, query: str) -> str:
    """The whole of ``body`` as escaped HTML with ``<mark>`` around the words of a query, whatever marks they carry."""
    phrases = tuple(sorted({clause.folded for clause in parse(query) if clause.folded}))
    if not phrases:
        return escape(body)
    parts, position = [], 0
    for match in _pattern(phrases).finditer(_lower(body)):
        parts.append(
            f"{escape(body[position : match.start()])}<mark>{escape(body[match.start() : match.end()])}</mark>"
        )
        position = match.end()
    return "".join([*parts, escape(body[position:])])


def _collapse(text: str) -> str:
    return " ".join(text.split())


def _lower(body: str) -> str:
    """Lower case with every letter in its place, or unchanged where a foreign letter would grow."""
    text = body.lower()
    return text if len(text) == len(body) else body


def _spans(text: str, pattern: re.Pattern[str], wanted: int) -> list[tuple[int, int, str]]:
    """Where the words stand: start, end, the folded word. Stops where all of them stand close together, and reads
    beyond the first part of a long text only when none of them is in it.
    """
    found: list[tuple[int, int, str]] = []
    last_seen: dict[str, int] = {}
    for match in chain(pattern.finditer(text, 0, _FIRST_PART), pattern.finditer(text, _FIRST_PART)):
        if found and match.start() >= _FIRST_PART > found[0][0]:
            break
        word = _folded(match[0])
        found.append((match.start(), match.end(), word))
        last_seen[word] = match.start()
        complete = len(last_seen) == wanted and min(last_seen.values()) > match.end() - _SPAN
        if complete or len(found) == _MAX_MATCHES:
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
            if right > left + _SPAN:
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


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A text says the same few words hundreds of times."""
    return fold(word)


@lru_cache(maxsize=256)
def _pattern(phrases: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Finds the words whatever marks they carry: cheaper than folding the whole text of every hit."""
    longest_first = sorted(phrases, key=lambda words: -len(words))
    choices = "|".join(r"[\W_]+".join(_any_marks(word) for word in words) for words in longest_first)
    return re.compile(rf"\b(?:{choices})\b")


def _any_marks(word: str) -> str:
    return "".join(_CLASSES.get(letter, re.escape(letter)) for letter in word)


_CLASSES = {
    base: f"[{base}{''.join(letter for letter in _LETTERS if fold(letter) == base)}]" for base in "adeiouy"
}
