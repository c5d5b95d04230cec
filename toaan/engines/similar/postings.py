"""Lists of where each term stands, the strongest first: a question reads the beginning of each list only, however long it grew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toaan.engines.similar.words import Terms

Floats = NDArray[np.float32]
FULL = 255.0
_RANGE = 1 << 22
"""So many postings are put in order at a time."""
_DENSE = 8_000_000
NAMES = ("terms", "starts", "ids", "adds")


@dataclass(frozen=True)
class Postings:
    """Terms in order; the units of term ``i`` are ``ids[starts[i]:starts[i+1]]``, ``adds`` says how strongly it marks each (0–255)."""

    terms: Terms
    starts: NDArray[np.int64]
    ids: NDArray[np.int32]
    adds: NDArray[np.uint8]

    def gather(self, terms: Terms, weights: Floats, cap: int) -> tuple[NDArray[np.int32], Floats]:
        """Every unit that the terms lead to, once and in order, with its sum; of each list no more than ``cap`` are read."""
        if not len(self.terms) or not len(terms):
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        at = np.searchsorted(self.terms, terms)
        ids, adds = [], []
        for place, term, weight in zip(at.tolist(), terms, weights.tolist(), strict=True):
            if place < len(self.terms) and self.terms[place] == term:
                begin = int(self.starts[place])
                part = slice(begin, min(int(self.starts[place + 1]), begin + cap))
                ids.append(self.ids[part])
                adds.append(self.adds[part].astype(np.float32) * np.float32(weight / FULL))
        if not ids:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        return summed(np.concatenate(ids), np.concatenate(adds))


def summed(ids: NDArray[np.int32], adds: Floats) -> tuple[NDArray[np.int32], Floats]:
    """Every unit once, in order, with the sum of what was added to it."""
    highest = int(ids.max()) + 1
    if highest <= _DENSE:
        total = np.bincount(ids, adds, minlength=highest)
        seen = np.flatnonzero(total)
        return seen.astype(np.int32), total[seen].astype(np.float32)
    order = np.argsort(ids, kind="stable")
    ids, adds = ids[order], adds[order]
    first = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]]))
    return ids[first], np.add.reduceat(adds, first)


def invert(unit: NDArray[np.int32], term: Terms, add: NDArray[np.uint8]) -> dict[str, np.ndarray]:
    """Lists from (unit, term) pairs, each pair once, units in order."""
    order = np.argsort((term.astype(np.uint64) << np.uint64(8)) | (255 - add), kind="stable")
    term = term[order]
    begins = (
        np.flatnonzero(np.concatenate([[True], term[1:] != term[:-1]]))
        if len(term)
        else np.zeros(0, np.int64)
    )
    return {
        "terms": term[begins], "starts": np.append(begins, len(term)).astype(np.int64), "ids": unit[order].astype(np.int32),
        "adds": add[order],
    }  # fmt: skip


def merge(
    runs: Sequence[Postings], renumbered: Sequence[NDArray[np.int32]], sink: Callable[[str, Any], Any]
) -> dict[str, Any]:
    """One set of lists out of several, a range of terms at a time, so that no more than a few million postings are held.

    ``renumbered[n][unit]`` is the unit's new number, -1 when it is left out; ``sink(name, dtype)`` takes arrays and gives them back
    as one.
    """
    total = sum(len(run.ids) for run in runs)
    out = {
        name: sink(name, dtype)
        for name, dtype in zip(NAMES, (np.uint32, np.int64, np.int32, np.uint8), strict=True)
    }
    written = 0
    for low, high in _ranges(runs, total):
        unit, term, add = _of_range(runs, renumbered, low, high)
        lists = invert(unit, term, add)
        for name in ("terms", "ids", "adds"):
            out[name].put(lists[name])
        out["starts"].put(lists["starts"][:-1] + written)
        written += len(unit)
    out["starts"].put(np.array([written], np.int64))
    return {name: one.array() for name, one in out.items()}


def _ranges(runs: Sequence[Postings], total: int) -> list[tuple[int, int]]:
    """Borders between terms so that each range holds about as many postings."""
    count = max(1, -(-total // _RANGE))
    if count == 1:
        return [(0, 1 << 32)]
    sample = np.sort(
        np.concatenate(
            [np.repeat(run.terms, np.diff(run.starts))[:: max(1, total // 200_000)] for run in runs]
        )
    )
    borders = sorted({int(sample[len(sample) * n // count]) for n in range(1, count)})
    return list(zip([0, *borders], [*borders, 1 << 32], strict=True))


def _of_range(
    runs: Sequence[Postings], renumbered: Sequence[NDArray[np.int32]], low: int, high: int
) -> tuple[NDArray[np.int32], Terms, NDArray[np.uint8]]:
    units, terms, adds = [], [], []
    for run, new in zip(runs, renumbered, strict=True):
        a = int(np.searchsorted(run.terms, np.uint32(low)))
        b = len(run.terms) if high > 0xFFFFFFFF else int(np.searchsorted(run.terms, np.uint32(high)))
        begin, end = int(run.starts[a]), int(run.starts[b])
        unit = new[run.ids[begin:end]]
        kept = unit >= 0
        units.append(unit[kept])
        terms.append(np.repeat(np.asarray(run.terms[a:b]), np.diff(run.starts[a : b + 1]))[kept])
        adds.append(run.adds[begin:end][kept])
    return np.concatenate(units), np.concatenate(terms), np.concatenate(adds)
