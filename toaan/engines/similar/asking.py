"""What is asked, read as the index reads judgments: its terms with their weights, strongest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toaan.engines.similar import parts, stream, weighing, words
from toaan.engines.similar.api import Asked
from toaan.engines.similar.postings import Floats
from toaan.engines.similar.weighing import STRENGTH, Counted, Ints, Spread
from toaan.engines.similar.words import Terms, Words

LONGEST, LONGEST_QUESTION = 60_000, 4_000
"""So many characters of a case, of a question are read."""
MOST_TERMS, MOST_QUESTION_TERMS = 96, 48
"""So many terms lead to candidates; all of them count when candidates are compared."""
_K = 4.0


@dataclass(frozen=True)
class Read:
    """A case or a question. Terms are in order of their number; ``weight`` is what each counts for."""

    stream: stream.Stream
    plain: Terms
    counted: Counted
    weight: Floats
    most: int

    @property
    def terms(self) -> Terms:
        return self.counted.term

    @cached_property
    def order(self) -> Ints:
        """Places of the terms, heaviest first; those that every judgment has are left out."""
        order = np.argsort(-self.weight, kind="stable")
        return order[self.weight[order] > 0]

    def leading(self, most: int = 0) -> tuple[Terms, Floats]:
        """The terms that lead to candidates."""
        first = self.order[: most or self.most]
        return self.terms[first], self.weight[first]

    def places(self, terms: Terms) -> Ints:
        """Where terms stand among those asked; -1 for others."""
        if not len(self.terms):
            return np.full(len(terms), -1, np.int64)
        at = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[at] == terms, at, -1)

    def phrases(self, places: Ints, most: int) -> tuple[str, ...]:
        """The words at some of the terms, as they were written; those that say most first."""
        value = np.zeros(len(self.terms) + 1, np.float32)
        value[places] = self.weight[places]
        pair, single = value[self.pair_at], value[self.single_at]
        return stream.phrases(self.stream.written, np.arange(len(pair)), pair, most, single)

    @cached_property
    def pair_at(self) -> Ints:
        """For each word the place of the pair that begins there; -1 for none."""
        return self.places(words.pairs(self.plain))

    @cached_property
    def single_at(self) -> Ints:
        """For each word the place of itself; -1 for none."""
        return self.places(self.plain)

    @cached_property
    def said(self) -> str:
        """All words, to look for others in."""
        return f" {' '.join(word.lower() for word in self.stream.written)} "

    @cached_property
    def amount(self) -> int:
        return max((cut.amount for cut in self.stream.cuts), default=0)


def _read(told: stream.Stream, spread: Spread, known: Words, most: int) -> Read:
    plain, judgment, _passage, part = told.arrays(known)
    counted = weighing.count(plain, judgment, part, STRENGTH[part])
    heavy = counted.weight * (_K + 1) / (counted.weight + _K)
    weight = heavy * spread.rarity(counted.term) * weighing.channel(counted.pair)
    return Read(told, plain, counted, weight.astype(np.float32), most)


def case(asked: Asked, spread: Spread, known: Words) -> Read:
    """Read a case; what is longer than a long judgment is cut."""
    told = stream.Stream()
    told.ask(Asked(asked.text[:LONGEST], asked.claims[:LONGEST], asked.relation[: parts.LONGEST_NAME]))
    return _read(told, spread, known, MOST_TERMS)


def question(text: str, spread: Spread, known: Words) -> Read:
    """Read a question."""
    told = stream.Stream()
    told.question(text[:LONGEST_QUESTION])
    return _read(told, spread, known, MOST_QUESTION_TERMS)
