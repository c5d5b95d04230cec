"""Judgments into segments, some thousands at a time; what is finished waits on the disk, so that memory does not grow with them."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from toaan.engines.similar import postings, stream, weighing, words
from toaan.engines.similar.api import CLAIMS, OUTCOMES, PARTS, REASONING, Judgment
from toaan.engines.similar.merging import merged
from toaan.engines.similar.parts import Cut
from toaan.engines.similar.postings import Floats
from toaan.engines.similar.segment import Segment, closed, hashed
from toaan.engines.similar.weighing import JUDGMENT, PASSAGE, STRENGTH, Counted, Ints, Spread
from toaan.engines.similar.words import Words

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, of how much (0: not known)."""
MOST_WORDS, MOST_JUDGMENTS = 1_500_000, 4096
"""Of a block."""
CLAIMS_SHOWN = 10
_ARTICLE = re.compile(
    r"[Đđ]i[ềể]u\s+((?:\d{1,3}[a-zđ]?)(?:\s*(?:,|và|;)\s*(?:[Đđ]i[ềể]u\s+)?\d{1,3}[a-zđ]?\b)*)"
)
_ONE = re.compile(r"\d{1,3}[a-zđ]?")


class File:
    """Arrays one after another in a file, read back as one that is mapped."""

    def __init__(self, path: Path, dtype: Any) -> None:
        self._path, self._dtype = path, np.dtype(dtype)
        self._file = path.open("wb")

    def put(self, values: Any) -> None:
        np.ascontiguousarray(values, self._dtype).tofile(self._file)

    def array(self) -> np.ndarray:
        self._file.close()
        if not self._path.stat().st_size:
            return np.zeros(0, self._dtype)
        return np.memmap(self._path, self._dtype, mode="r")


class Work:
    """A folder for what does not fit into memory; it goes with the last that uses it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="similar-", dir=folder)
        self._made = 0

    def sink(self, name: str, dtype: Any) -> File:
        self._made += 1
        return File(Path(self._folder.name) / f"{self._made}-{name}", dtype)

    def spool(self, segment: Segment) -> Segment:
        """The same segment with its arrays on the disk."""
        arrays = {}
        for name, values in segment.arrays.items():
            file = self.sink(name, values.dtype)
            file.put(values)
            arrays[name] = file.array()
        return Segment(arrays)


def segment_of(
    entries: Iterable[Judgment], spread: Spread, work: Work, progress: Progress | None = None
) -> Segment:
    """One segment; ``spread`` is how far terms are spread in what is there already, and grows. The first of a key counts."""
    known = Words()
    done = 0
    runs: list[Segment] = []
    for block in _blocks(entries):
        if runs:
            runs[-1] = work.spool(runs[-1])
        runs.append(_block(block, spread, known))
        done += runs[-1].count
        if progress:
            progress("judgments", done, 0)
    if not runs:
        return _block([], spread, known)
    if len(runs) == 1:
        return runs[0]
    if progress:
        progress("merging", done, done)
    return merged(runs, work.sink)


def _blocks(entries: Iterable[Judgment]) -> Iterator[list[Judgment]]:
    seen: set[int] = set()
    block: list[Judgment] = []
    letters = 0
    for entry in entries:
        number = hashed(entry.key)
        if number in seen:
            continue
        seen.add(number)
        block.append(entry)
        letters += len(entry.text)
        if letters > MOST_WORDS * 5 or len(block) >= MOST_JUDGMENTS:
            yield block
            block, letters = [], 0
    if block:
        yield block


def _block(entries: list[Judgment], spread: Spread, known: Words) -> Segment:
    read = stream.Stream()
    for entry in entries:
        read.add(entry)
    plain, judgment, passage, part = read.arrays(known)
    by_judgment = weighing.count(plain, judgment, part, STRENGTH[part])
    at, counts = weighing.spread_of(by_judgment.term)
    spread.add(at, counts, len(entries))
    forward, lists = _marks(by_judgment, len(entries), JUDGMENT, spread)
    arrays = {f"j_{name}": values for name, values in lists.items()}
    by_passage = weighing.count(plain, passage, part, np.ones(len(plain), np.float32))
    _forward, lists = _marks(by_passage, read.passages, PASSAGE, spread)
    arrays |= {f"p_{name}": values for name, values in lists.items()} | forward
    bounds = [(*one[:2], PARTS.index(one[2])) for cut in read.cuts for one in cut.bounds]
    told = np.array(bounds, np.int32).reshape(-1, 3)
    arrays |= {"p_from": told[:, 0].copy(), "p_to": told[:, 1].copy(), "p_part": told[:, 2].astype(np.uint8)}
    arrays["first"] = np.concatenate([[0], np.cumsum([len(cut.bounds) for cut in read.cuts])]).astype(
        np.int64
    )
    asking = np.flatnonzero(part == PARTS.index(CLAIMS))
    pair = words.pairs(plain)[asking]
    claims = _claims(read, asking, pair, spread.rarity(pair) * (pair != 0), forward)
    arrays |= _columns(entries, read.cuts, claims)
    here = {"spread_at": at, "spread_counts": counts, "spread_judgments": np.array([len(entries)], np.int64)}
    return Segment(arrays | here)


def _marks(
    counted: Counted, units: int, kind: weighing.Kept, spread: Spread
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The strongest terms of each unit: unit by unit, and term by term."""
    mean = float(counted.weight.sum()) / max(1, units)
    adds = weighing.adds_of(counted, units, kind, mean)
    score = adds * spread.rarity(counted.term) * weighing.channel(counted.pair)
    score *= np.where(spread.elsewhere(counted.term), np.float32(1), np.float32(kind.alone))
    best = weighing.strongest(counted.unit, score, kind.most)
    unit, term, add = counted.unit[best].astype(np.int32), counted.term[best], weighing.packed(adds[best])
    forward: dict[str, np.ndarray] = {
        "f_starts": np.searchsorted(unit, np.arange(units + 1)).astype(np.int64), "f_terms": term, "f_adds": add,
        "f_parts": counted.parts[best],
    }  # fmt: skip
    return forward, postings.invert(unit, term, add)


def _claims(
    read: stream.Stream, asking: Ints, pair: words.Terms, value: Floats, forward: dict[str, np.ndarray]
) -> list[tuple[str, ...]]:
    """What marks the claims of each judgment, in words.

    Args:
        asking: places of the words of claims, in order.
        pair: the pair that begins at each, and
        value: what it says.
    """
    borders = np.searchsorted(asking, read.ends())
    starts, terms = forward["f_starts"], forward["f_terms"]
    told = []
    for n in range(len(read.cuts)):
        mine = slice(borders[n], borders[n + 1])
        known = np.isin(pair[mine], terms[starts[n] : starts[n + 1]])
        told.append(stream.phrases(read.written, asking[mine], value[mine] * known, CLAIMS_SHOWN))
    return told


def _columns(
    entries: list[Judgment], cuts: list[Cut], claims: list[tuple[str, ...]]
) -> dict[str, np.ndarray]:
    tables: dict[str, dict[str, int]] = {name: {} for name in ("courts", "kinds", "levels", "articles")}

    def numbered(name: str, values: Iterable[str]) -> np.ndarray:
        seen = tables[name]
        return np.array([seen.setdefault(value, len(seen)) for value in values], np.int32)

    cited = [tuple(dict.fromkeys(entry.articles)) for entry in entries]
    told = [
        json.dumps(
            {
                "key": entry.key,
                "number": entry.number,
                "title": entry.title,
                "relation": entry.relation,
                "claims": said,
            },
            ensure_ascii=False,
        ).encode()
        for entry, said in zip(entries, claims, strict=True)
    ]
    columns = {
        "court": numbered("courts", (entry.court for entry in entries)), "kind": numbered("kinds", (entry.kind for entry in entries)),
        "level": numbered("levels", (entry.level for entry in entries)), "cited": numbered("articles", chain.from_iterable(cited)),
        "cited_starts": np.concatenate([[0], np.cumsum([len(keys) for keys in cited])]).astype(np.int64),
        "cited_at": np.array([at for entry, cut, keys in zip(entries, cuts, cited, strict=True) for at in _places(entry.text, cut, keys)], np.int32),
        "day": np.array([entry.day.toordinal() if entry.day else 0 for entry in entries], np.int32),
        "outcome": np.array([OUTCOMES.index(cut.outcome) for cut in cuts], np.uint8),
        "amount": np.array([min(cut.amount, 1 << 60) for cut in cuts], np.int64),
        "info": np.frombuffer(b"".join(told), np.uint8).copy(), "info_starts": np.concatenate([[0], np.cumsum([len(one) for one in told])]).astype(np.int64),
    }  # fmt: skip
    return columns | closed(
        columns, {name: list(seen) for name, seen in tables.items()}, [entry.key for entry in entries]
    )


def _places(text: str, cut: Cut, keys: tuple[str, ...]) -> list[int]:
    """Where each article is spoken of first, in the court's reasons if it is; told by its number alone, -1 when nowhere."""
    if not keys:
        return []
    reasons = [(start, end) for start, end, part in cut.bounds if part == REASONING]
    anywhere: dict[str, int] = {}
    inside: dict[str, int] = {}
    for match in _ARTICLE.finditer(text):
        there = any(start <= match.start() < end for start, end in reasons)
        for one in _ONE.finditer(match[1]):
            anywhere.setdefault(one[0], match.start())
            if there:
                inside.setdefault(one[0], match.start())
    return [
        inside.get(number, anywhere.get(number, -1)) for number in (key.rpartition("#")[2] for key in keys)
    ]
