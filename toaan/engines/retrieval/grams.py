"""Runs of one, two or three syllables and where they stand: an inverted index of numpy arrays with BM25 weights worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
WORD_BITS = 21
WORDS_MOST = 1 << WORD_BITS
TITLE, NAME, BODY = 0, 1, 2
"""Fields of an entry."""


@dataclass(frozen=True)
class Weights:
    """BM25F of one channel."""

    size: int
    k1: float
    b: float
    title: float
    name: float
    body: float = 1.0


CHANNELS = {
    "one": Weights(1, 1.6, 0.6, 3.0, 0.5), "two": Weights(2, 0.8, 0.6, 2.5, 1.0), "three": Weights(3, 0.4, 0.5, 2.0, 1.0),
    "title": Weights(1, 0.8, 0.4, 1.0, 0.0, 0.0),
}  # fmt: skip


def runs(words: NDArray, size: int) -> Ints:
    """The key of the run that begins at each word; -1 where it would cross a border (word 0) or the end."""
    length = len(words) - size + 1
    if length <= 0:
        return np.full(len(words), -1, np.int64)
    key = np.zeros(length, np.int64)
    whole = np.ones(length, bool)
    for n in range(size):
        part = words[n : n + length].astype(np.int64)
        key = (key << WORD_BITS) | part
        whole &= part > 0
    key[~whole] = -1
    return np.concatenate([key, np.full(size - 1, -1, np.int64)])


@dataclass(frozen=True)
class Postings:
    """Terms in order; the entries of term ``i`` are ``entries[starts[i]:starts[i+1]]`` with what each adds to the score."""

    terms: Ints
    starts: Ints
    entries: NDArray[np.int32]
    adds: NDArray[np.float16]

    def place(self, term: int) -> int:
        """Where a term is; -1 when nothing has it."""
        at = int(np.searchsorted(self.terms, term))
        return at if at < len(self.terms) and self.terms[at] == term else -1

    def frequency(self, term: int) -> int:
        """In how many entries a term stands."""
        at = self.place(term)
        return 0 if at < 0 else int(self.starts[at + 1] - self.starts[at])

    def score(self, terms: Sequence[int], size: int) -> Floats:
        """The sum over the terms, for every entry."""
        total = np.zeros(size, np.float32)
        for term in terms:
            at = self.place(term)
            if at >= 0:
                part = slice(int(self.starts[at]), int(self.starts[at + 1]))
                total[self.entries[part]] += self.adds[part]
        return total


def build(words: NDArray, entry_of: NDArray, field_of: NDArray, count: int, weights: Weights) -> Postings:
    """Count the runs of a stream of words (each with its entry and field) and weigh them.

    The stream is in the order of entries, with word 0 between fields and paragraphs.
    """
    strength = np.array([weights.title, weights.name, weights.body], np.float32)
    key = runs(words, weights.size)
    keep = np.flatnonzero((key >= 0) & (strength[field_of] > 0))
    key = key[keep]
    order = np.argsort(key, kind="stable")  # stable: entries stay in order within a term
    key = key[order]
    where = entry_of[keep][order]
    each = strength[field_of[keep]][order]
    length = np.bincount(entry_of[keep], weights=strength[field_of[keep]], minlength=count).astype(np.float32)
    new = np.ones(len(key), bool)
    new[1:] = (key[1:] != key[:-1]) | (where[1:] != where[:-1])
    first = np.flatnonzero(new)
    if not len(first):
        return Postings(
            np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float16)
        )
    often = np.add.reduceat(each, first)
    key, where = key[first], where[first]
    del each, order, new
    begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    starts = np.append(begins, len(key))
    many = np.diff(starts)
    rarity = np.log(1 + (count - many + 0.5) / (many + 0.5)).astype(np.float32)
    mean = float(length.sum()) / max(1, count)
    longer = weights.k1 * (1 - weights.b + weights.b * length / max(mean, 1e-6))
    adds = np.repeat(rarity, many) * often * (weights.k1 + 1) / (often + longer[where])
    return Postings(key[begins], starts.astype(np.int64), where.astype(np.int32), adds.astype(np.float16))
