"""The ranker: trees that LambdaRank grew, several seeds averaged, kept as LightGBM's own text."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import lightgbm
import numpy as np

from toaan.engines.retrieval.features import FIRST_PASS

SHIPPED = Path(__file__).parent / "data" / "ranker.txt.gz"
LEARNT_FROM = Path(__file__).parent / "data" / "ranker_questions.txt"
"""Digests (`measure.digest`) of the questions that the shipped ranker was trained on: it is no fair rival on those."""
_TRUST = 2.0
"""What the first pass's share adds to the trees: few questions teach them, the first pass needs none."""
_BETWEEN = "\n=== next ===\n"


class Ranker:
    """Scores candidates by their features; several models are averaged."""

    def __init__(self, models: Sequence[lightgbm.Booster]) -> None:
        self._models = list(models)

    def score(self, features: np.ndarray) -> np.ndarray:
        """One number per row; higher is better."""
        total = np.zeros(len(features))
        for model in self._models:
            total += np.asarray(model.predict(features, num_threads=1))
        if features.shape[1] > FIRST_PASS:
            total += len(self._models) * _TRUST * features[:, FIRST_PASS]
        return total / max(1, len(self._models))

    @property
    def width(self) -> int:
        """How many features it was taught with: a program with others cannot use it."""
        return int(self._models[0].num_feature()) if self._models else 0

    def save(self, path: Path) -> None:
        """Write the models; the same models give the same bytes."""
        text = _BETWEEN.join(model.model_to_string() for model in self._models)
        path.write_bytes(gzip.compress(text.encode(), mtime=0))

    @classmethod
    def load(cls, path: Path) -> Ranker:
        """Read what ``save`` wrote.

        Raises:
            OSError, ValueError, lightgbm.basic.LightGBMError: it cannot be read.
        """
        text = gzip.decompress(path.read_bytes()).decode()
        return cls([lightgbm.Booster(model_str=part) for part in text.split(_BETWEEN)])


@cache
def shipped_learnt_from() -> frozenset[str]:
    """Digests of the questions that the shipped ranker has seen."""
    return frozenset(LEARNT_FROM.read_text(encoding="ascii").split())


@cache
def shipped() -> Ranker:
    """The ranker that comes with the project."""
    return Ranker.load(SHIPPED)
