"""Judgments taken apart into one stream of words, some thousands at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from toaan.engines.similar import parts, words
from toaan.engines.similar.api import CLAIMS, FACTS, PARTS, Asked, Judgment
from toaan.engines.similar.postings import Floats
from toaan.engines.similar.weighing import RELATION, Ints
from toaan.engines.similar.words import Terms

LONGEST_RUN = 6
"""Pairs that are told as one."""
SEEN = 8
"""So many runs are looked at for each that is told."""
_PART = {part: n for n, part in enumerate(PARTS)}


@dataclass
class Stream:
    """Words of several judgments. Word 0 stands between pieces; a piece of the relation belongs to no passage."""

    written: list[str] = field(default_factory=list)
    cuts: list[parts.Cut] = field(default_factory=list)
    passages: int = 0
    _pieces: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, judgment: Judgment) -> None:
        """Read one more judgment."""
        number = len(self.cuts)
        cut = parts.cut(judgment.text)
        self.cuts.append(cut)
        for about in dict.fromkeys((parts.relation(judgment.relation), parts.relation(judgment.title))):
            self._piece(about, number, -1, RELATION)
        for piece in cut.pieces:
            self._piece(piece.text, number, self.passages + piece.passage, _PART[piece.part])
        self.passages += len(cut.bounds)

    def ask(self, asked: Asked) -> None:
        """Read a case that is asked about."""
        cut = parts.cut(asked.text)
        self.cuts.append(cut)
        self._piece(parts.relation(asked.relation), 0, -1, RELATION)
        self._piece(asked.claims, 0, 0, _PART[CLAIMS])
        for piece in cut.pieces:
            self._piece(piece.text, 0, 0, _PART[piece.part])

    def question(self, text: str) -> None:
        """Read a question."""
        self._piece(text, 0, 0, _PART[FACTS])

    def _piece(self, text: str, judgment: int, passage: int, part: int) -> None:
        read = words.split(text)
        if read:
            self.written += read
            self.written.append("")
            self._pieces.append((judgment, passage, part, len(read) + 1))

    @property
    def size(self) -> int:
        """Words so far."""
        return len(self.written)

    def ends(self) -> Ints:
        """0, and where the words of each judgment end."""
        sizes = np.zeros(len(self.cuts), np.int64)
        for judgment, _passage, _part, size in self._pieces:
            sizes[judgment] += size
        return np.concatenate([[0], np.cumsum(sizes)])

    def arrays(self, known: words.Words) -> tuple[Terms, Ints, Ints, np.ndarray]:
        """The words' numbers, the judgment, the passage and the part of each."""
        plain = (
            words.without_names(words.numbers(self.written, known))
            if self.written
            else np.zeros(0, np.uint32)
        )
        told = np.array(self._pieces, np.int64).reshape(-1, 4)
        judgment, passage, part = (np.repeat(told[:, n], told[:, 3]) for n in range(3))
        return plain, judgment, passage, part.astype(np.uint8)


def phrases(
    written: Sequence[str], at: Ints, pair: Floats, most: int, single: Floats | None = None
) -> tuple[str, ...]:
    """The runs of words that say most: pairs that follow each other are told as one ("thiệt hại ngoài hợp đồng").

    Args:
        at: places of words, in order.
        pair: what the pair that begins at each says, 0 for nothing.
        single: what each word says by itself; told only where no run has it.
    """
    if not len(at):
        return ()
    told: dict[str, float] = {}
    for begin, end in _runs(at, pair, most * SEEN):
        for first in range(begin, end, LONGEST_RUN):  # a sentence taken over word by word is told in pieces
            piece = pair[first : min(end, first + LONGEST_RUN)]
            said = " ".join(written[int(at[first]) : int(at[first]) + len(piece) + 1]).lower()
            told[said] = max(told.get(said, 0.0), float(piece.max() + 0.3 * piece.sum()))
    if single is not None:
        for n in np.argsort(-single, kind="stable")[: most * SEEN].tolist():
            if single[n] > 0:
                told.setdefault(written[int(at[n])].lower(), float(single[n]) * 0.5)
    chosen: list[str] = []
    covered: set[tuple[str, ...]] = set()
    for said in sorted(told, key=lambda one: (-told[one], one)):
        words_of = said.split()
        parts_of: set[tuple[str, ...]] = {*pairwise(words_of)} or {(said,)}
        if 2 * len(parts_of & covered) < len(parts_of):
            chosen.append(said)
            covered |= parts_of | {(word,) for word in words_of}
        if len(chosen) >= most:
            break
    return tuple(chosen)


def _runs(at: Ints, pair: Floats, most: int) -> list[tuple[int, int]]:
    """The strongest runs of pairs: first and past the last."""
    there = pair > 0
    follows = np.concatenate([[False], (np.diff(at) == 1) & there[:-1]])
    begins = np.flatnonzero(there & ~follows)
    if not len(begins):
        return []
    ends = np.flatnonzero(there & ~np.append(follows[1:] & there[1:], False)) + 1
    borders = np.append(np.stack([begins, ends], axis=1).ravel(), len(pair))
    borders = np.minimum(borders, len(pair) - 1)
    value = (
        np.maximum.reduceat(pair, borders)[::2][: len(begins)]
        + 0.3 * np.add.reduceat(pair, borders)[::2][: len(begins)]
    )
    best = np.argsort(-value, kind="stable")[:most]
    return [(int(begins[n]), int(ends[n])) for n in best]
