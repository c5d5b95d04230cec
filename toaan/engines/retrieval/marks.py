"""Diacritics for a question typed without any: the likeliest words by the pairs that stand in the law's texts (Viterbi)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from toaan.engines.retrieval.grams import WORD_BITS, Postings
from toaan.vietnamese.text import fold

_MOST = 24
"""So many readings of one syllable are weighed."""
_PAIR = 0.9
"""How far a pair is believed against the single word."""


class Marks:
    """Made once per index."""

    def __init__(self, vocabulary: Mapping[str, int], one: Postings, two: Postings) -> None:
        self._two = two
        often = np.zeros(len(vocabulary) + 1, np.int64)
        often[np.asarray(one.terms)] = np.diff(np.asarray(one.starts))
        self._often = often
        self._total = float(often.sum()) or 1.0
        readings: dict[str, list[tuple[int, int, str]]] = {}
        for word, number in vocabulary.items():
            if number:
                readings.setdefault(fold(word), []).append((int(often[number]), number, word))
        self._readings = {bare: sorted(found, reverse=True)[:_MOST] for bare, found in readings.items()}

    def put(self, words: Sequence[str]) -> list[str]:
        """The same number of words; one that no text has stays as it is."""
        paths: list[tuple[float, list[str]]] = [(0.0, [])]
        before: list[int] = [0]
        for word in words:
            found = self._readings.get(word) or [(0, 0, word)]
            new: list[tuple[float, list[str]]] = []
            for often, number, reading in found:
                single = math.log((often + 0.5) / self._total)
                weighed = [
                    (score + self._step(last, number, single), at)
                    for at, ((score, _path), last) in enumerate(zip(paths, before, strict=True))
                ]
                score, at = max(weighed)
                new.append((score, [*paths[at][1], reading]))
            paths, before = new, [number for _often, number, _reading in found]
        return max(paths)[1] if words else []

    def _step(self, last: int, number: int, single: float) -> float:
        if not last or not number:
            return single
        pair = self._two.frequency((last << WORD_BITS) | number)
        together = pair / float(self._often[last] + 1)
        return math.log(_PAIR * together + (1 - _PAIR) * math.exp(single))
