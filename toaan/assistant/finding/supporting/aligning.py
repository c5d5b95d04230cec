"""A sentence laid along a window of a passage: which of its words stand there, in which order, and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toaan.assistant.finding.supporting import words
from toaan.assistant.finding.supporting.reading import Unit, Word

_MATCH, _TELLING = 1.0, 3.0
_UNSAID = 0.5
"""A word of the sentence that the window does not have."""
_OPEN, _SKIP, _SKIP_TELLING = 0.3, 0.01, 0.4
"""A gap in the window; each word in it; each word of weight in it."""


@dataclass(frozen=True)
class Window:
    """Units of a passage one after another; ``at`` tells each word its unit."""

    units: tuple[Unit, ...]
    leads: int
    """How many of the first units are what the others depend on."""
    words: tuple[Word, ...]
    at: tuple[int, ...]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Window:
        leads: list[Unit] = []
        one = units[0].lead
        while one is not None:
            leads.insert(0, one)
            one = one.lead
        whole = (*leads, *units)
        return cls(
            whole, len(leads), tuple(w for unit in whole for w in unit.line.words), tuple(n for n, unit in enumerate(whole) for _ in unit.line.words),
        )  # fmt: skip


def same(said: Word, there: Word) -> bool:
    """Whether two words say the same."""
    if said.text == there.text:
        return not said.person or said.oblique == there.oblique
    if words.INSTANCES.get(said.text) == there.text:
        return True
    return frozenset({said.text, there.text}) in words.SAME


def align(said: Sequence[Word], window: Window) -> list[tuple[int, int]]:
    """Pairs of places (sentence, window), rising in both, of the best way to find the sentence in the window.

    Nothing is paid for words of the window before the first and after the last that is matched.
    """
    there = window.words
    n, m = len(said), len(there)
    if not n or not m:
        return []
    skip = [
        _SKIP_TELLING if w.telling or w.text in words.NEVER_SKIPPED else 0.0 if w.separator else _SKIP
        for w in there
    ]
    joined = [[0.0] * (m + 1)]  # best ending right after a match or at the start
    gapped = [[0.0] * (m + 1)]  # best ending within a gap of the window
    came: list[list[int]] = [[0] * (m + 1)]  # 0 unsaid, 1 matched from joined, 2 matched from gapped
    for i in range(1, n + 1):
        word = said[i - 1]
        weight = _TELLING if word.telling else _MATCH
        cost = 0.0 if word.separator else _UNSAID
        up, up_gap = joined[i - 1], gapped[i - 1]
        row, row_gap, row_came = [up[0] - cost] + [0.0] * m, [up_gap[0] - cost] + [0.0] * m, [0] * (m + 1)
        for j in range(1, m + 1):
            best, how = up[j] - cost, 0
            if not word.separator and same(word, there[j - 1]):
                if up[j - 1] + weight > best:
                    best, how = up[j - 1] + weight, 1
                if up_gap[j - 1] + weight > best:
                    best, how = up_gap[j - 1] + weight, 2
            row[j], row_came[j] = best, how
            row_gap[j] = max(row[j - 1] - _OPEN - skip[j - 1], row_gap[j - 1] - skip[j - 1], up_gap[j] - cost)
        joined.append(row)
        gapped.append(row_gap)
        came.append(row_came)
    return _back(said, skip, joined, gapped, came)


def _back(
    said: Sequence[Word], skip: list[float], joined: list[list[float]], gapped: list[list[float]], came: list[list[int]]
) -> list[tuple[int, int]]:  # fmt: skip
    """The pairs, read from the end of the best alignment."""
    i, j = len(said), max(range(len(skip) + 1), key=lambda j: joined[-1][j])
    within, found = False, []
    while i > 0 and j > 0:
        if not within:
            how = came[i][j]
            i -= 1
            if how:
                j -= 1
                found.append((i, j))
                within = how == 2
            continue
        here = gapped[i][j]
        if here == joined[i][j - 1] - _OPEN - skip[j - 1]:
            j, within = j - 1, False
        elif here == gapped[i][j - 1] - skip[j - 1]:
            j -= 1
        else:
            i -= 1
    return found[::-1]
