"""Which words mark a judgment or a passage: their weights by part, how rare they are, and the strongest of them kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toaan.engines.similar import words
from toaan.engines.similar.api import CLAIMS, FACTS, ORDERS, PARTS, REASONING
from toaan.engines.similar.postings import FULL, Floats
from toaan.engines.similar.words import Terms

Ints = NDArray[np.int64]
SKETCH_BITS = 22
_SHIFT = np.uint32(32 - SKETCH_BITS)
RELATION = len(PARTS)
"""The part, beside those of the text, that holds the legal relation and the title."""
STRENGTH = np.array(
    [{CLAIMS: 2.0, FACTS: 1.0, REASONING: 1.5, ORDERS: 0.75}[part] for part in PARTS] + [6.0], np.float32
)
"""What a word counts for, by part."""
PAIR, SINGLE = 1.0, 0.5
"""A pair of words says more than a word."""


@dataclass(frozen=True)
class Kept:
    """How a kind of unit is weighed (BM25) and how many of its terms are kept."""

    most: int
    k1: float
    b: float
    alone: float = 1.0
    """What a term counts for that no other judgment has, when terms are chosen: it leads a question here, but no like case."""


JUDGMENT, PASSAGE = Kept(384, 12.0, 0.2, 0.1), Kept(64, 1.0, 0.5)


class Spread:
    """In how many judgments a term stands; terms share 4 million counters, which a country's judgments fill loosely."""

    def __init__(self) -> None:
        self.counts = np.zeros(1 << SKETCH_BITS, np.uint32)
        self.judgments = 0

    def add(self, at: Terms, counts: NDArray[np.uint32], judgments: int) -> None:
        self.counts[at] += counts
        self.judgments += judgments

    def elsewhere(self, terms: Terms) -> NDArray[np.bool_]:
        """Whether a term stands in any other judgment than the one it was taken from."""
        return self.counts[terms >> _SHIFT] > 1

    def rarity(self, terms: Terms) -> Floats:
        """0 for what every judgment has, growing with the logarithm of how rare a term is."""
        often = self.counts[terms >> _SHIFT].astype(np.float32)
        return np.maximum(np.log((self.judgments + 2.0) / (often + 1.0)), 0.0).astype(np.float32)


def spread_of(terms: Terms) -> tuple[Terms, NDArray[np.uint32]]:
    """The counters of terms (each as often as it is to count) and what is added to them."""
    at, counts = np.unique(terms >> _SHIFT, return_counts=True)
    return at.astype(np.uint32), counts.astype(np.uint32)


@dataclass(frozen=True)
class Counted:
    """Terms of units, each once: how heavily it stands there, in which parts (bits), whether it is a pair."""

    unit: Ints
    term: Terms
    weight: Floats
    parts: NDArray[np.uint8]
    pair: NDArray[np.bool_]


def count(plain: Terms, unit: Ints, part: NDArray[np.uint8], weight: Floats) -> Counted:
    """Count words and pairs of a stream; unit -1 belongs to none. Pieces are set apart by word 0."""
    both = words.pairs(plain)
    place = np.arange(len(plain))
    at = np.concatenate([place, place])
    term = np.concatenate([plain, both])
    kept = np.flatnonzero((term != 0) & (unit[at] >= 0))
    key = (unit[at[kept]].astype(np.uint64) << np.uint64(32)) | term[kept]
    order = np.argsort(key, kind="stable")
    key, kept = key[order], kept[order]
    if not len(key):
        nothing = np.zeros(0, np.int64)
        return Counted(
            nothing, np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(0, np.uint8), np.zeros(0, bool)
        )
    begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    source = at[kept]
    return Counted(
        (key[begins] >> np.uint64(32)).astype(np.int64), (key[begins] & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        np.add.reduceat(weight[source], begins),
        np.bitwise_or.reduceat((1 << part[source]).astype(np.uint8), begins), kept[begins] >= len(plain),
    )  # fmt: skip


def adds_of(counted: Counted, units: int, kind: Kept, mean: float) -> Floats:
    """How strongly each term marks its unit, 0 to 1: grows with its weight ever more slowly, less in a long unit."""
    length = np.bincount(counted.unit, counted.weight, minlength=units)
    longer = kind.k1 * (1 - kind.b + kind.b * length / max(mean, 1e-6))
    return (counted.weight / (counted.weight + longer[counted.unit])).astype(np.float32)


def strongest(unit: Ints, score: Floats, most: int) -> Ints:
    """Places of the ``most`` best of each unit (units in order), in their order."""
    falling = np.uint64(0xFFFFFFFF) - np.maximum(score, 0).view(
        np.uint32
    )  # bits of floats from 0 on are in their order
    order = np.argsort((unit.astype(np.uint64) << np.uint64(32)) | falling, kind="stable")
    sorted_unit = unit[order]
    begins = (
        np.flatnonzero(np.concatenate([[True], sorted_unit[1:] != sorted_unit[:-1]]))
        if len(unit)
        else np.zeros(0, np.int64)
    )
    rank = np.arange(len(unit)) - np.repeat(begins, np.diff(np.append(begins, len(unit))))
    return np.sort(order[(rank < most) & (score[order] > 0)])


def channel(pair: NDArray[np.bool_]) -> Floats:
    """What a term's kind counts for."""
    return np.where(pair, np.float32(PAIR), np.float32(SINGLE)).astype(np.float32)


def packed(adds: Floats) -> NDArray[np.uint8]:
    """In one byte, never 0."""
    return np.maximum(np.rint(adds * FULL), 1).astype(np.uint8)
