"""The ranker: a small net that sees each candidate beside the others of its question, several seeds averaged.

A few hundred questions teach it. It generalises to laws that none of them asked about better than trees do (docs/bench/retrieval.md),
because it weighs all features together where a tree of so few questions remembers single thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_FARTHEST = 6.0
"""A feature counts at most so many deviations from the mean of its question."""
_SOFT = 0.1
"""Share of a feature's deviation over all questions that is added to that within one: nothing is divided by next to nothing."""


@dataclass(frozen=True)
class Plan:
    """How to train."""

    width: int = 32
    rounds: int = 20
    batch: int = 16
    rate: float = 0.003
    decay: float = 0.01
    left_out: float = 0.3
    """Share of the features that each step must do without."""


@dataclass(frozen=True)
class Scale:
    """Of each feature: mean and deviation over the training, and whether it is the question's own (the same for all its candidates)."""

    mean: Floats
    deviation: Floats
    own: NDArray[np.bool_]

    @classmethod
    def of(cls, questions: Sequence[Floats]) -> Scale:
        """From the candidates of the training questions."""
        rows = np.concatenate(questions)
        own = np.all([np.ptp(one, axis=0) == 0 for one in questions], axis=0)
        return cls(rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-6), own)

    def put(self, features: Floats) -> Floats:
        """One question's candidates, each feature as deviations from their mean."""
        features = features.astype(np.float32)
        within = (features - features.mean(axis=0)) / (features.std(axis=0) + _SOFT * self.deviation)
        whole = (features - self.mean) / self.deviation
        return np.clip(np.where(self.own, whole, within), -_FARTHEST, _FARTHEST).astype(np.float32)


@dataclass(frozen=True)
class Net:
    """One hidden layer and a straight way past it."""

    scale: Scale
    inner: Floats
    shift: Floats
    outer: Floats
    straight: Floats

    def score(self, features: Floats) -> Floats:
        """One number per candidate of a question; higher is better."""
        put = self.scale.put(features)
        found: Floats = np.maximum(put @ self.inner + self.shift, 0) @ self.outer + put @ self.straight
        return found


def fit(
    questions: Sequence[Floats], right: Sequence[NDArray[np.bool_]], seed: int, plan: Plan | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Net:  # fmt: skip
    """Each step raises the share of the right candidates in a softmax over a question's candidates (Adam). Same input, same net."""
    plan = plan or Plan()
    chance = np.random.default_rng(seed)
    scale = Scale.of(questions)
    put = [scale.put(one) for one in questions]
    wanted = [(one / one.sum()).astype(np.float32) for one in right]
    size = put[0].shape[1]
    weights = [
        (chance.standard_normal((size, plan.width)) / np.sqrt(size)).astype(np.float32), np.zeros(plan.width, np.float32),
        (chance.standard_normal(plan.width) * 0.1).astype(np.float32), np.zeros(size, np.float32),
    ]  # fmt: skip
    step = _Adam(weights, plan.decay)
    for n in range(plan.rounds):
        if progress:
            progress(n, plan.rounds)
        order = chance.permutation(len(put))
        for at in range(0, len(order), plan.batch):
            some = order[at : at + plan.batch]
            kept = np.where(chance.random(size) > plan.left_out, 1 / (1 - plan.left_out), 0)
            rows = np.concatenate([put[i] for i in some]) * kept.astype(np.float32)
            slopes = _slopes(weights, rows, [wanted[i] for i in some])
            step.take(slopes, plan.rate * (1 - n / plan.rounds) + 1e-5)
    return Net(scale, *weights)


def _slopes(weights: Sequence[Floats], rows: Floats, wanted: Sequence[Floats]) -> list[Floats]:
    inner, shift, outer, straight = weights
    before = rows @ inner + shift
    hidden = np.maximum(before, 0)
    scores = hidden @ outer + rows @ straight
    wrong = np.empty_like(scores)
    at = 0
    for one in wanted:
        part = slice(at, at + len(one))
        grown = np.exp(scores[part] - scores[part].max())
        wrong[part] = (grown / grown.sum() - one) / len(wanted)
        at += len(one)
    back = np.outer(wrong, outer) * (before > 0)
    return [rows.T @ back, back.sum(axis=0), hidden.T @ wrong, rows.T @ wrong]


class _Adam:
    def __init__(self, weights: list[Floats], decay: float) -> None:
        self._weights, self._decay, self._steps = weights, decay, 0
        self._mean = [np.zeros_like(one) for one in weights]
        self._square = [np.zeros_like(one) for one in weights]

    def take(self, slopes: Sequence[Floats], rate: float) -> None:
        """Move the weights, in place."""
        self._steps += 1
        for n, slope in enumerate(slopes):
            self._mean[n] = 0.9 * self._mean[n] + 0.1 * slope
            self._square[n] = 0.99 * self._square[n] + 0.01 * slope * slope
            mean, square = self._mean[n] / (1 - 0.9**self._steps), self._square[n] / (1 - 0.99**self._steps)
            weight = self._weights[n]
            weight -= rate * (mean / (np.sqrt(square) + 1e-6) + self._decay * weight)
