"""Several segments made one, without the texts: removed judgments are left out, everything else is kept as it was weighed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toaan.engines.similar import postings
from toaan.engines.similar.postings import NAMES
from toaan.engines.similar.segment import NAMED, Segment, citing, lines
from toaan.engines.similar.weighing import Ints, Spread

Sink = Callable[[str, Any], Any]
"""From a name and a type to what takes arrays (``put``) and gives them back as one (``array``), outside the memory."""
_ROWS = {
    "f_starts": ("f_terms", "f_adds", "f_parts"), "info_starts": ("info",), "cited_starts": ("cited", "cited_at"),
    "first": ("p_from", "p_to", "p_part"),
}  # fmt: skip
"""Arrays with several values for each judgment, by the array that says where a judgment's begin."""


@dataclass(frozen=True)
class _Merger:
    segments: Sequence[Segment]
    kept: Sequence[Ints]
    """Of each segment, the judgments that stay."""
    renamed: dict[str, list[Ints]]
    """For each table, of each segment, the new number of each text."""
    sink: Sink

    def column(self, name: str) -> np.ndarray:
        """One value for each judgment."""
        parts = [one.arrays[name][kept] for one, kept in zip(self.segments, self.kept, strict=True)]
        if f"{name}s" in self.renamed:
            parts = [new[part] for new, part in zip(self.renamed[f"{name}s"], parts, strict=True)]
            return np.concatenate(parts).astype(np.int32)
        return np.concatenate(parts)

    def rows(self, starts: str) -> dict[str, Any]:
        """Several values for each judgment."""
        names = _ROWS[starts]
        out = {name: self.sink(name, self.segments[0].arrays[name].dtype) for name in names}
        sizes = []
        for n, one in enumerate(self.segments):
            size = np.diff(one.arrays[starts])
            sizes.append(size[self.kept[n]])
            stays = slice(None) if one.alive.all() else np.repeat(one.alive, size)
            for name in names:
                values = one.arrays[name][stays]
                out[name].put(self.renamed["articles"][n][values] if name == "cited" else values)
        ends = np.cumsum(np.concatenate(sizes))
        return {
            starts: np.concatenate([[0], ends]).astype(np.int64),
            **{name: one.array() for name, one in out.items()},
        }

    def lists(
        self, letter: str, runs: list[postings.Postings], stays: list[NDArray[np.bool_]]
    ) -> dict[str, Any]:
        """Where terms stand, in judgments ("j") or passages ("p"), with their new numbers."""
        renumbered, count = [], 0
        for there in stays:
            new = np.full(len(there), -1, np.int32)
            kept = int(there.sum())
            new[there] = np.arange(count, count + kept, dtype=np.int32)
            renumbered.append(new)
            count += kept
        found = postings.merge(runs, renumbered, partial(_named, self.sink, letter))
        return {f"{letter}_{name}": found[name] for name in NAMES}

    def hashes(self) -> NDArray[np.uint64]:
        """The hash of each judgment's key, judgment by judgment."""
        parts = []
        for one, kept in zip(self.segments, self.kept, strict=True):
            found = np.zeros(one.count, np.uint64)
            found[one.arrays["key_places"]] = one.arrays["key_hashes"]
            parts.append(found[kept])
        return np.concatenate(parts)


def merged(segments: Sequence[Segment], sink: Sink) -> Segment:
    """One segment of what is alive in several."""
    tables, renamed = _tables(segments)
    merger = _Merger(segments, [np.flatnonzero(one.alive) for one in segments], renamed, sink)
    arrays = {name: merger.column(name) for name in ("court", "kind", "level", "day", "outcome", "amount")}
    for starts in _ROWS:
        arrays |= merger.rows(starts)
    arrays |= citing(arrays["cited"], arrays["cited_starts"], len(tables["articles"]))
    alive = [one.alive for one in segments]
    arrays |= merger.lists("j", [one.judgments for one in segments], alive)
    alive_passages = [np.repeat(one.alive, np.diff(one.arrays["first"])) for one in segments]
    arrays |= merger.lists("p", [one.passages for one in segments], alive_passages)
    hashes = merger.hashes()
    order = np.argsort(hashes, kind="stable")
    spread = Spread()
    for one in segments:
        one.spread(spread)
    at = np.flatnonzero(spread.counts)
    arrays |= {
        **{name: lines(texts) for name, texts in tables.items()}, "key_hashes": hashes[order], "key_places": order.astype(np.int32),
        "spread_at": at.astype(np.uint32), "spread_counts": spread.counts[at], "spread_judgments": np.array([spread.judgments], np.int64),
    }  # fmt: skip
    return Segment(arrays)


def _named(sink: Sink, letter: str, name: str, dtype: Any) -> Any:
    return sink(f"{letter}_{name}", dtype)


def _tables(segments: Sequence[Segment]) -> tuple[dict[str, list[str]], dict[str, list[Ints]]]:
    """The texts of all segments, each once, and for each segment the new number of each of its own."""
    tables: dict[str, list[str]] = {}
    renamed: dict[str, list[Ints]] = {}
    for name in NAMED:
        seen: dict[str, int] = {}
        numbers = [[seen.setdefault(text, len(seen)) for text in one.tables[name]] for one in segments]
        renamed[name] = [np.array(one, np.int64) for one in numbers]
        tables[name] = list(seen)
    return tables, renamed
