"""Finding among a few thousand short texts held in memory: cards, contributed answers, precedents. Pure."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from toaan.engines.retrieval.words import question
from toaan.vietnamese.text import fold, tokens

T = TypeVar("T")
_TITLE = 0.7
"""What the likeness to the heading counts beside what the whole says."""


@dataclass(frozen=True)
class Near(Generic[T]):
    """One text with how near it is to the question, 0 to 1."""

    item: T
    near: float


@dataclass
class ShortTexts(Generic[T]):
    """Built once, asked often. Words are compared as typed where the question has diacritics, else without any."""

    items: list[T] = field(default_factory=list)
    _bodies: list[tuple[set[str], set[str]]] = field(default_factory=list)
    _heads: list[list[set[str]]] = field(default_factory=list)
    _where: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _spread: Counter[str] = field(default_factory=Counter)

    @classmethod
    def build(cls, texts: Iterable[tuple[T, Sequence[str], str]]) -> ShortTexts[T]:
        """Of items with their headings (each a way to ask) and their words."""
        made = cls()
        for item, heads, body in texts:
            number = len(made.items)
            exact = set(runs(tokens(f"{' . '.join(heads)} . {body}")))
            bare = {fold(run) for run in exact}
            made.items.append(item)
            made._bodies.append((exact, bare))
            made._heads.append([set(runs(tokens(head))) for head in heads])
            for run in exact | bare:
                made._where[run].append(number)
                made._spread[run] += 1
        return made

    def weight(self, run: str) -> float:
        """Rare runs count more."""
        return math.log(1 + len(self.items) / (1 + self._spread[run]))

    def nearest(self, text: str, k: int = 3) -> list[Near[T]]:
        """The k nearest, best first; those that have nothing of the question are none."""
        asked = question(text)
        words = list(asked.words) if asked.marked else [fold(word) for word in asked.words]
        mine = set(runs(words))
        if not mine or not self.items:
            return []
        weights = {run: self.weight(run) for run in mine}
        among: Counter[int] = Counter()
        for run, weight in weights.items():
            for number in self._where.get(run, ()):
                among[number] += weight  # type: ignore[assignment]
        whole = sum(weights.values())
        found = []
        for number, had in sorted(among.items(), key=lambda one: -one[1])[: 10 * k]:
            like = max(
                (self._alike(weights, head, asked.marked) for head in self._heads[number]), default=0.0
            )
            found.append(Near(self.items[number], _TITLE * like + (1 - _TITLE) * had / whole))
        return sorted(found, key=lambda one: -one.near)[:k]

    def _alike(self, mine: dict[str, float], head: set[str], marked: bool) -> float:
        """Dice's measure by weight: a heading that asks more than the question is less alike."""
        other = head if marked else {fold(run) for run in head}
        common = sum(w for run, w in mine.items() if run in other)
        return 2 * common / (sum(mine.values()) + sum(self.weight(run) for run in other) or 1)


def runs(words: Sequence[str]) -> list[str]:
    """The words and their neighbouring pairs."""
    return [*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))]
