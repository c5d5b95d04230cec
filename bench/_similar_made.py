"""Judgments made up by mixing passages of the real ones: any number, the same for the same seed, never kept.

A made judgment has a few passages of facts and reasons from judgments of its relation and of others, orders, other people, sums and
dates; some of its words are exchanged for others, the frequent ones of the language more often, so that the number of different pairs of
words grows with the judgments as it does in real ones.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from toaan.engines.similar import Judgment
from toaan.engines.similar.parts import cut
from toaan.vietnamese.text import tokens

EXCHANGED = 0.08
"""Share of the words that are exchanged."""
FACTS, REASONS, ORDERS = 3, 2, 1
"""Passages of a made judgment."""
_SUM = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
_CODE = re.compile(r"\b[A-ZĐ]\d?\b")
COURTS = [f"Tòa án nhân dân khu vực {n}" for n in range(1, 356)]
KINDS = ("DS", "HNGĐ", "KDTM", "LĐ")


class Maker:
    """Makes judgments out of real ones."""

    def __init__(self, real: Sequence[Judgment], seed: int = 7) -> None:
        self._seed = seed
        self._real = real
        self._passages: list[dict[str, list[list[str]]]] = []
        for one in real:
            found: dict[str, list[list[str]]] = {"facts": [], "reasoning": [], "orders": []}
            for start, end, part in cut(one.text).bounds:
                found[part].append(one.text[start:end].split())
            self._passages.append({part: each or [["Theo", "hồ", "sơ."]] for part, each in found.items()})
        every = sorted(
            {word for one in real for word in tokens(one.text) if word.isalpha() and len(word) > 1}
        )
        self._words = np.array(every)
        self._share = 1 / np.arange(1, len(every) + 1)
        self._share /= self._share.sum()
        self._exchange: list[str] = []

    def judgments(self, count: int, first: int = 0) -> Iterator[Judgment]:
        """So many, numbered from ``first``."""
        rng = random.Random(f"{self._seed}:{first}")  # noqa: S311  (a lot, not a secret)
        lot = np.random.default_rng([self._seed, first])
        for n in range(first, first + count):
            yield self._one(n, rng, lot)

    def _one(self, n: int, rng: random.Random, lot: np.random.Generator) -> Judgment:
        base = rng.randrange(len(self._real))
        real = self._real[base]
        facts = [self._passage(base, "facts", rng, lot) for _ in range(FACTS)]
        reasons = [self._passage(base, "reasoning", rng, lot) for _ in range(REASONS)]
        orders = [self._passage(base, "orders", rng, lot) for _ in range(ORDERS)]
        body = "\n".join(
            ("NỘI DUNG VỤ ÁN:", *facts, "NHẬN ĐỊNH CỦA TÒA ÁN:", *reasons, "QUYẾT ĐỊNH:", *orders)
        )
        body = _SUM.sub(lambda _m: f"{rng.randrange(1, 900)}.{rng.randrange(1000):03}.000", body)
        body = _CODE.sub(lambda _m: rng.choice("ABCDĐGHKLMNPQSTVXY"), body)
        kept = tuple(key for key in real.articles if rng.random() < 0.7)
        day = date(2017, 1, 1) + timedelta(rng.randrange(3300))
        return Judgment(
            f"made-{n}", f"{n % 900 + 1}/{day.year}/DS-ST", f"Bản án số {n % 900 + 1}/{day.year}/DS-ST", rng.choice(KINDS), "Sơ thẩm",
            rng.choice(COURTS), day, real.relation, body, kept,
        )  # fmt: skip

    def _passage(self, base: int, part: str, rng: random.Random, lot: np.random.Generator) -> str:
        of = base if rng.random() < 0.75 else rng.randrange(len(self._real))
        words = rng.choice(self._passages[of][part]).copy()
        for place in np.flatnonzero(lot.random(len(words)) < EXCHANGED).tolist():
            if not self._exchange:
                self._exchange = lot.choice(self._words, 200_000, p=self._share).tolist()
            words[place] = self._exchange.pop()
        return " ".join(words)
