"""A closed set of judgments as arrays: what marks each, where its passages are, and what a list shows of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toaan.engines.similar import postings
from toaan.engines.similar.api import Only
from toaan.engines.similar.postings import NAMES, Floats, Postings
from toaan.engines.similar.weighing import Ints, Spread

NAMED = ("courts", "kinds", "levels", "articles")
"""Texts that many judgments share: kept once, judgments have their number."""


def hashed(key: str) -> int:
    """A key in 64 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def lines(texts: Iterable[str]) -> np.ndarray:
    """Texts in one array; read again with ``unpacked``."""
    return np.frombuffer(json.dumps(list(texts), ensure_ascii=False).encode(), np.uint8).copy()


def unpacked(packed: Any) -> list[str]:
    return [str(one) for one in json.loads(bytes(packed).decode())]


@dataclass
class Segment:
    """Read only but for ``alive``. Judgments and their passages are numbered from 0, passages of one judgment in a row."""

    arrays: dict[str, Any]
    name: str = ""
    """Its folder, once it is saved."""

    def __post_init__(self) -> None:
        self.arrays = {
            name: np.asarray(values) for name, values in self.arrays.items()
        }  # plain views are quicker to cut
        self.count = len(self.arrays["day"])
        self.alive = np.ones(self.count, bool)
        self.judgments = self._lists("j")
        self.passages = self._lists("p")
        if len(self.arrays["info_starts"]) != self.count + 1 or len(self.arrays["first"]) != self.count + 1:
            raise ValueError("arrays of different lengths")

    def _lists(self, letter: str) -> Postings:
        return Postings(*(self.arrays[f"{letter}_{name}"] for name in NAMES))

    @cached_property
    def tables(self) -> dict[str, list[str]]:
        """The texts of NAMED."""
        return {name: unpacked(self.arrays[name]) for name in NAMED}

    @cached_property
    def article_numbers(self) -> dict[str, int]:
        return {key: n for n, key in enumerate(self.tables["articles"])}

    @property
    def removed(self) -> list[int]:
        """Numbers of judgments that may not be found any more."""
        return np.flatnonzero(~self.alive).tolist()

    def spread(self, into: Spread) -> None:
        """Add how far terms are spread here."""
        into.add(
            self.arrays["spread_at"], self.arrays["spread_counts"], int(self.arrays["spread_judgments"][0])
        )

    def place(self, key: str) -> int:
        """The number of a judgment; -1 when it is not here or was removed."""
        wanted = np.uint64(hashed(key))
        at = int(np.searchsorted(self.arrays["key_hashes"], wanted))
        while at < self.count and self.arrays["key_hashes"][at] == wanted:
            number = int(self.arrays["key_places"][at])
            if self.alive[number] and self.info(number)["key"] == key:
                return number
            at += 1
        return -1

    def info(self, judgment: int) -> dict[str, Any]:
        """What is only shown: key, number, title, relation, claims."""
        begin, end = self.arrays["info_starts"][judgment : judgment + 2]
        return dict(json.loads(bytes(self.arrays["info"][begin:end]).decode()))

    def named(self, name: str, judgment: int) -> str:
        """The court, kind or level ("courts", "kinds", "levels")."""
        return self.tables[name][int(self.arrays[name.rstrip("s")][judgment])]

    def day(self, judgment: int) -> date | None:
        number = int(self.arrays["day"][judgment])
        return date.fromordinal(number) if number else None

    def articles(self, judgment: int) -> list[str]:
        """Cited articles, in the order in which they came."""
        begin, end = self.arrays["cited_starts"][judgment : judgment + 2]
        table = self.tables["articles"]
        return [table[n] for n in self.arrays["cited"][begin:end].tolist()]

    def cited_at(self, judgment: int, key: str) -> int:
        """Where the judgment speaks of an article; -1 when that is not known."""
        begin, end = self.arrays["cited_starts"][judgment : judgment + 2]
        at = np.flatnonzero(self.arrays["cited"][begin:end] == self.article_numbers.get(key, -1))
        return int(self.arrays["cited_at"][begin + at[0]]) if len(at) else -1

    def citing(self, key: str) -> NDArray[np.int32]:
        """Judgments that cite an article."""
        number = self.article_numbers.get(key)
        if number is None:
            return np.zeros(0, np.int32)
        begin, end = self.arrays["citing_starts"][number : number + 2]
        return np.asarray(self.arrays["citing"][begin:end])

    def citing_any(self, worth: Mapping[str, float], most: int) -> tuple[NDArray[np.int32], Floats]:
        """Judgments that cite any of some articles, with the sum of what those are worth; what very many cite leads nowhere."""
        lists = [(ids, value) for key, value in worth.items() if 0 < len(ids := self.citing(key)) <= most]
        if not lists:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        values = np.concatenate([np.full(len(ids), value, np.float32) for ids, value in lists])
        return postings.summed(np.concatenate([ids for ids, _value in lists]), values)

    def marks(self, judgment: int) -> slice:
        """Where its terms stand in ``f_terms``, ``f_adds``, ``f_parts``."""
        begin, end = self.arrays["f_starts"][judgment : judgment + 2]
        return slice(int(begin), int(end))

    def owner(self, passages: NDArray[np.int32]) -> Ints:
        """The judgment of each passage."""
        return np.searchsorted(self.arrays["first"], passages, side="right") - 1

    def bounds(self, passage: int) -> tuple[int, int, int]:
        """Start, end and part of a passage."""
        return tuple(int(self.arrays[name][passage]) for name in ("p_from", "p_to", "p_part"))  # type: ignore[return-value]

    def allowed(self, only: Only | None) -> NDArray[np.bool_]:
        """Judgments that may be found."""
        free = self.alive
        if only is None:
            return free
        for name, wanted in (("courts", only.courts), ("kinds", only.kinds), ("levels", only.levels)):
            if wanted:
                numbers = [n for n, text in enumerate(self.tables[name]) if text in wanted]
                free = free & np.isin(self.arrays[name.rstrip("s")], numbers)
        if only.since or only.until:
            day = self.arrays["day"]
            first = only.since.toordinal() if only.since else 1
            last = only.until.toordinal() if only.until else date.max.toordinal()
            free = free & (day >= first) & (day <= last)
        return free


def closed(
    columns: dict[str, np.ndarray], tables: dict[str, Sequence[str]], keys: Sequence[str]
) -> dict[str, np.ndarray]:
    """What can be worked out from the rest: texts packed, keys in order, which judgments cite an article."""
    hashes = np.array([hashed(key) for key in keys], np.uint64)
    order = np.argsort(hashes, kind="stable")
    cited = columns["cited"]
    return {
        **{name: lines(texts) for name, texts in tables.items()},
        "key_hashes": hashes[order], "key_places": order.astype(np.int32), **citing(cited, columns["cited_starts"], len(tables["articles"])),
    }  # fmt: skip


def citing(cited: NDArray[np.int32], starts: Ints, articles: int) -> dict[str, np.ndarray]:
    """For each article the judgments that cite it."""
    order = np.argsort(cited, kind="stable")
    judgment = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    many = np.bincount(cited, minlength=articles) if len(cited) else np.zeros(articles, np.int64)
    return {
        "citing": judgment[order],
        "citing_starts": np.concatenate([[0], np.cumsum(many)]).astype(np.int64),
    }
