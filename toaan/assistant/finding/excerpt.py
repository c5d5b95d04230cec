"""The part of a text that answers: which clause is shown, which sentences of it are marked, which words led there. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from toaan.vietnamese.statutes import units
from toaan.vietnamese.text import fold, normalise

WHOLE = 900
"""Letters of a text that is shown whole; of a longer one the clauses that answer."""
LONGEST = 1_600
"""Letters of one excerpt."""
MARKED = 2
"""Sentences that are marked at most."""
_NEAR = 0.6
"""A sentence that says so much of what the best one says is marked too."""
_LEAST = 0.12
"""A sentence that says less of the question is not marked."""
_COMMON = 1.6
"""A word of this weight or less stands in every fourth article: it says nothing at the end of a phrase."""
_ADDS = 0.15
"""So much of the question a second clause must say that the first does not."""
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"(?<=[.;:!?])\s+|\n+")
Weight = Callable[[str], float]


@dataclass(frozen=True)
class Piece:
    """A stretch of shown text."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """What is shown of a text."""

    pieces: tuple[Piece, ...]
    clause: str = ""
    """Label of the only clause shown ("2"), else empty."""
    said: float = 0.0
    """How much of the question it says, 0 to 1, rare words counting more."""
    phrases: tuple[str, ...] = ()
    """Words of the question that stand in it, the weightiest runs first."""
    quotes: tuple[str, ...] = ()
    """The marked sentences, the one that says most first."""


class Asked:
    """The words of a question with their weights; typed without diacritics, they are compared without them."""

    def __init__(self, words: Sequence[str], weight: Weight, *, marked: bool = True) -> None:
        self.words = [self.form(word) for word in words] if marked else [fold(word) for word in words]
        self.shown = list(words)
        self._marked = marked
        self.weights = {form: max(weight(word), 0.0) for form, word in zip(self.words, words, strict=True)}
        self.pairs = {pair: (self.weights[pair[0]] + self.weights[pair[1]]) / 2 for pair in zip(self.words, self.words[1:], strict=False)}  # fmt: skip
        self._all = sum(self.weights.values()) + sum(self.pairs.values())

    def form(self, word: str) -> str:
        """A word as it is compared."""
        return normalise(word) if getattr(self, "_marked", True) else fold(word)

    def read(self, text: str) -> list[str]:
        """The words of a text as they are compared."""
        return [self.form(found[0]) for found in _WORD.finditer(text)]

    def said(self, text: str) -> float:
        """How much of the question a text says."""
        words = self.read(text)
        return self._share(set(words), set(itertools.pairwise(words)))

    def beyond(self, text: str, other: str) -> float:
        """How much of it the text says that the other does not."""
        words, had = self.read(text), self.read(other)
        new = set(words) - set(had)
        return self._share(new, set(itertools.pairwise(words)) - set(itertools.pairwise(had)))

    def _share(self, words: set[str], pairs: set[tuple[str, str]]) -> float:
        if not self._all:
            return 0.0
        there = sum(w for word, w in self.weights.items() if word in words)
        return (there + sum(w for pair, w in self.pairs.items() if pair in pairs)) / self._all

    def phrases(self, text: str, most: int = 3) -> tuple[str, ...]:
        """Runs of the question's words that the text has, the weightiest first."""
        words = self.read(text)
        single, pairs = set(words), set(itertools.pairwise(words))
        return self._told(self._runs(lambda a: a in single, lambda a, b: (a, b) in pairs), most)

    def missing(self, texts: Iterable[str], least: float, most: int = 3) -> tuple[str, ...]:
        """Runs of weighty words of the question that stand in none of the texts."""
        there = {word for text in texts for word in self.read(text)}
        runs = self._runs(lambda a: a not in there and self.weights[a] >= least, lambda _a, _b: True)
        return self._told([self._widened(run) for run in runs], most)

    def _widened(self, run: range) -> range:
        """With the word before it: "nhượng đất" is the end of "chuyển nhượng đất"."""
        before = run.start - 1
        joins = before >= 0 and self.weights[self.words[before]] >= _COMMON
        return range(before, run.stop) if joins else run

    def _runs(self, fits: Callable[[str], bool], joined: Callable[[str, str], bool]) -> list[range]:
        found: list[range] = []
        for n, word in enumerate(self.words):
            if not fits(word):
                continue
            if found and found[-1].stop == n and joined(self.words[n - 1], word):
                found[-1] = range(found[-1].start, n + 1)
            else:
                found.append(range(n, n + 1))
        return found

    def _trimmed(self, run: range) -> range:
        """The run without the common words at its ends: "thì Tòa" says nothing."""
        first, last = run.start, run.stop
        while first < last and self.weights[self.words[first]] < _COMMON:
            first += 1
        while first < last and self.weights[self.words[last - 1]] < _COMMON:
            last -= 1
        return range(first, last)

    def _told(self, runs: list[range], most: int) -> tuple[str, ...]:
        runs = [trimmed for run in runs if (trimmed := self._trimmed(run))]
        heavy = sorted(runs, key=lambda run: -sum(self.weights[self.words[n]] for n in run))
        return tuple(dict.fromkeys(" ".join(self.shown[n] for n in run) for run in heavy))[:most]


@dataclass(frozen=True)
class _Part:
    """A clause, or the whole of a text that has none."""

    label: str
    text: str

    @cached_property
    def head(self) -> str:
        return self.text.split("\n", 1)[0]


def excerpt(text: str, asked: Asked, *, clause: str = "", point: str = "") -> Excerpt:
    """What of the text answers; with a clause named (and a point), that one and all of it marked."""
    text = text.strip()
    if (clause or point) and (found := _named(text, clause, point)):
        return Excerpt((Piece(_cut(found), True),), clause, 1.0, asked.phrases(found), (_cut(found),))
    parts = _parts(text)
    if len(text) <= WHOLE or len(parts) == 1:
        shown = [_Part("", text)]
    else:
        best = max(parts, key=lambda part: asked.said(part.text))
        more = max((p for p in parts if p is not best), key=lambda part: asked.beyond(part.text, best.text))
        both = asked.beyond(more.text, best.text) >= _ADDS and len(more.text) + len(best.text) <= LONGEST
        shown = [part for part in parts if part is best or (both and part is more)]
    words = "\n".join(_narrowed(part.text, asked) for part in shown)
    pieces = marked(words, asked)
    return Excerpt(
        tuple(pieces), shown[0].label if len(shown) == 1 else "", asked.said(text), asked.phrases(text),
        tuple(sorted((piece.text.strip() for piece in pieces if piece.marked), key=asked.said, reverse=True)),
    )  # fmt: skip


def _parts(text: str) -> list[_Part]:
    clauses = [unit for unit in units(text) if unit.clause and not unit.point]
    if not clauses:
        return [_Part("", text)]
    before = text[: clauses[0].start].strip()
    found = [_Part("", before)] if before else []
    return found + [_Part(one.clause, text[one.start : one.end].strip()) for one in clauses]


def _named(text: str, clause: str, point: str) -> str:
    """The clause, or its head with the point, as they stand."""
    there = [unit for unit in units(text) if unit.clause == clause]
    whole = next((unit for unit in there if not unit.point), None)
    one = next((unit for unit in there if unit.point == point), None) if point else whole
    if one is None:
        return ""
    words = text[one.start : one.end].strip()
    if point and whole is not None:
        return f"{text[whole.start : whole.end].strip().splitlines()[0]}\n{words}"
    return words


def _narrowed(text: str, asked: Asked) -> str:
    """A long clause as its head and the neighbouring lines that say most."""
    if len(text) <= LONGEST:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    best = max(range(len(lines)), key=lambda n: asked.said(lines[n]))
    first, last, size = best, best, len(lines[best])
    while True:
        ways = [n for n in (first - 1, last + 1) if 0 < n < len(lines) and size + len(lines[n]) <= WHOLE]
        if not ways:
            break
        way = max(ways, key=lambda n: asked.said(lines[n]))
        first, last, size = min(first, way), max(last, way), size + len(lines[way])
    head = [_cut(lines[0], WHOLE // 2)] if first > 0 else []
    gap = ["…"] if first > 1 else []
    return _cut("\n".join([*head, *gap, *lines[first : last + 1], *(["…"] if last + 1 < len(lines) else [])]))


def _cut(text: str, most: int = LONGEST) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …"


def marked(text: str, asked: Asked) -> list[Piece]:
    """The text in pieces, the sentences that say most of the question marked."""
    bounds = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    spans = [(a, b) for a, b in itertools.pairwise(bounds) if a < b]
    said = [asked.said(text[a:b]) for a, b in spans]
    top = max(said, default=0.0)
    if top < _LEAST:
        return [Piece(text)]
    ranked = sorted(
        (n for n in range(len(spans)) if said[n] >= max(_NEAR * top, _LEAST)), key=lambda n: -said[n]
    )
    chosen = set(ranked[:MARKED])
    pieces: list[Piece] = []
    for n, (a, b) in enumerate(spans):
        marked = n in chosen
        if pieces and pieces[-1].marked == marked and not marked:
            pieces[-1] = Piece(pieces[-1].text + text[a:b])
        else:
            pieces.append(Piece(text[a:b], marked))
    return pieces
