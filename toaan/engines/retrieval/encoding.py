"""A small dual encoder: question and article as the sum of what their syllables and pairs weigh, in one space.

Its weights were trained on the law's own texts (title → article, paragraph → article), without any question; `learning.py` makes them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse

from toaan.engines.retrieval import grams
from toaan.engines.retrieval.grams import WORD_BITS

SHIPPED = Path(__file__).parent / "data" / "encoder.npz"
READ = 1200
"""So many words of an article count."""
_AT_ONCE = 4000


class Encoder:
    """Rows of ``weights`` belong to words, then to pairs of words (``pairs``: two numbers of words each)."""

    def __init__(self, words: list[str], pairs: np.ndarray, weights: np.ndarray) -> None:
        self.words, self.pairs, self.weights = words, pairs, weights

    @property
    def width(self) -> int:
        return int(self.weights.shape[1])

    def save(self, path: Path) -> None:
        """Each row as whole numbers of one byte with one scale."""
        scale = np.maximum(np.abs(self.weights).max(axis=1), 1e-6) / 127
        small = np.round(self.weights / scale[:, None]).astype(np.int8)
        words = np.frombuffer("\n".join(self.words).encode(), np.uint8)
        np.savez_compressed(
            path, words=words, pairs=self.pairs.astype(np.int32), scale=scale.astype(np.float16), small=small
        )

    @classmethod
    def load(cls, path: Path) -> Encoder:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError, KeyError: it cannot be read.
        """
        with np.load(path, allow_pickle=False) as kept:
            weights = kept["small"].astype(np.float32) * kept["scale"].astype(np.float32)[:, None]
            return cls(bytes(kept["words"]).decode().split("\n"), kept["pairs"], weights)

    def fitted(self, vocabulary: dict[str, int]) -> Fitted:
        """The encoder for the word numbers of one index."""
        known = [(vocabulary[word], row) for row, word in enumerate(self.words) if word in vocabulary]
        row_of = np.full(len(vocabulary) + 1, -1, np.int32)
        for number, row in known:
            row_of[number] = row
        number_of = np.zeros(len(self.words), np.int64)
        for number, row in known:
            number_of[row] = number
        keys = (number_of[self.pairs[:, 0]] << WORD_BITS) | number_of[self.pairs[:, 1]]
        both = (number_of[self.pairs] > 0).all(axis=1)
        rows = len(self.words) + np.flatnonzero(both)
        order = np.argsort(keys[both])
        return Fitted(row_of, keys[both][order], rows[order], self.weights)


class Fitted:
    """Turns streams of word numbers into vectors of length one."""

    def __init__(self, row_of: np.ndarray, keys: np.ndarray, rows: np.ndarray, weights: np.ndarray) -> None:
        self._row_of, self._keys, self._rows, self._weights = row_of, keys, rows, weights

    def rows(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places in a stream that have a row, and the row; words first, then pairs."""
        single = self._row_of[words]
        there = np.flatnonzero(single >= 0)
        if not len(self._keys):
            return there, single[there]
        pairs = grams.runs(words, 2)
        at = np.minimum(np.searchsorted(self._keys, pairs), len(self._keys) - 1)
        paired = np.flatnonzero(self._keys[at] == pairs)
        return np.concatenate([there, paired]), np.concatenate([single[there], self._rows[at[paired]]])

    def question(self, words: np.ndarray) -> np.ndarray:
        """The vector of a question; all zeros when no word is known."""
        _places, rows = self.rows(words)
        return _unit(self._weights[np.unique(rows)].sum(axis=0, keepdims=True))[0]

    def entries(self, stream: np.ndarray, parts: np.ndarray) -> np.ndarray:
        """The vector of every entry."""
        found = [np.zeros((0, self._weights.shape[1]), np.float16)]
        for begin in range(0, len(parts), _AT_ONCE):
            some = parts[begin : begin + _AT_ONCE]
            words = np.asarray(stream[some[0, 0] : some[-1, 3]])
            entry = np.repeat(np.arange(len(some)), some[:, 3] - some[:, 0])
            places, rows = self.rows(words)
            read = places + some[0, 0] - some[entry[places], 2] < READ
            often: Any = scipy.sparse.csr_matrix(
                (np.ones(int(read.sum()), np.float32), (entry[places[read]], rows[read])),
                shape=(len(some), len(self._weights)),
            )
            often.sum_duplicates()
            often.data = np.log1p(often.data)
            found.append(_unit(often @ self._weights).astype(np.float16))
        return np.concatenate(found)


@cache
def shipped() -> Encoder:
    """The encoder that comes with the project."""
    return Encoder.load(SHIPPED)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6)
