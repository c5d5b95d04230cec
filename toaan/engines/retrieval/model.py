"""The ranker that ships: several nets averaged, kept as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from toaan.engines.retrieval.net import Net, Scale

SHIPPED = Path(__file__).parent / "data" / "ranker.npz"
LEARNT_FROM = Path(__file__).parent / "data" / "ranker_questions.txt"
"""Digests (`measure.digest`) of the questions that the shipped ranker was trained on: it is no fair rival on those."""


class Ranker:
    """Scores the candidates of one question by their features."""

    def __init__(self, nets: Sequence[Net]) -> None:
        self._nets = list(nets)

    def score(self, features: np.ndarray) -> np.ndarray:
        """One number per row; higher is better. All candidates of a question go in together: each is seen beside the others."""
        return np.asarray(np.mean([net.score(features) for net in self._nets], axis=0))

    @property
    def width(self) -> int:
        """How many features it was taught with: a program with others cannot use it."""
        return len(self._nets[0].scale.mean) if self._nets else 0

    def save(self, path: Path) -> None:
        """Write the nets; the same nets give the same bytes."""
        nets = self._nets
        arrays: dict[str, list[np.ndarray]] = {
            "mean": [net.scale.mean for net in nets], "deviation": [net.scale.deviation for net in nets], "own": [net.scale.own for net in nets],
            "inner": [net.inner for net in nets], "shift": [net.shift for net in nets], "outer": [net.outer for net in nets],
            "straight": [net.straight for net in nets],
        }  # fmt: skip
        whole: dict[str, Any] = {name: np.stack(of_each) for name, of_each in arrays.items()}
        with path.open("wb") as file:
            np.savez_compressed(file, **whole)

    @classmethod
    def load(cls, path: Path) -> Ranker:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError, KeyError: it cannot be read.
        """
        with np.load(path, allow_pickle=False) as kept:
            scales = map(Scale, kept["mean"], kept["deviation"], kept["own"])
            return cls(list(map(Net, scales, kept["inner"], kept["shift"], kept["outer"], kept["straight"])))


@cache
def shipped_learnt_from() -> frozenset[str]:
    """Digests of the questions that the shipped ranker has seen."""
    return frozenset(LEARNT_FROM.read_text(encoding="ascii").split())


@cache
def shipped() -> Ranker:
    """The ranker that comes with the project."""
    return Ranker.load(SHIPPED)
