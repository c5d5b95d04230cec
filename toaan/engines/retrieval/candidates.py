"""The first pass: which few hundred articles are looked at closely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toaan.engines.retrieval import grams

if TYPE_CHECKING:
    from toaan.engines.retrieval.index import Index

_SHARE = {"one": 1.0, "two": 0.8, "three": 0.2}
_AUTHORITY, _LAW = 0.7, 0.25
"""Points per step of a document's rank, and the share of its law's score; of a fused score between 10 and 100."""
_NEAR = 10.0
_ALSO = 0.25
_POOLED = 1500
_EACH = {"fused": 200, "one": 80, "two": 100, "three": 60, "title": 60, "near": 120, "also": 60}
_OF_LAW, _LAWS = 12, 6


@dataclass(frozen=True)
class Candidates:
    """The entries, and what every entry of the index scored on the way."""

    entries: np.ndarray
    scores: dict[str, np.ndarray]
    """Channels, "sum" (their sum), "near" (the encoder's cosine), "fused" (all with rank and law), for all entries."""
    law: np.ndarray
    """Mean of the five best sums of each document."""
    law_best: np.ndarray
    chapter: np.ndarray
    law_near: np.ndarray
    """Mean of the five nearest of each document by the encoder, and the nearest."""
    law_nearest: np.ndarray

    def behind(self, k: int) -> np.ndarray:
        """The next in the order of the first pass that score at all."""
        fused = self.scores["fused"]
        best = _top(fused, k + len(self.entries))
        return best[np.isfinite(fused[best]) & (self.scores["sum"][best] > 0)]


def candidates(
    index: Index, words: np.ndarray, free: np.ndarray | None, also: np.ndarray | None = None
) -> Candidates:
    """Union of the best by each channel and by their sum, and of the best laws; ``also``: the law's words for what the question says."""
    scores, total = _channels(index, words)
    meant = np.zeros(index.count, np.float32)
    if also is not None and len(also):
        told, meant = _channels(index, also)
        scores["also_title"] = told["title"]
    else:
        scores["also_title"] = meant
    if free is not None:
        total = np.where(free, total, 0.0).astype(np.float32)
    best = _top(total, _POOLED)
    best = best[total[best] > 0]
    law, law_best = _pools(index.law_of[best], total[best], len(index.laws))
    chapter, _best = _pools(index.chapter_of[best], total[best], int(index.chapter_of.max(initial=0)) + 1)
    near = index.vectors @ index.encoder.question(words)
    near_best = _top(near, _POOLED)
    law_near, law_nearest = _pools(index.law_of[near_best], near[near_best], len(index.laws))
    fused = total + _NEAR * near + _LAW * law[index.law_of] + _AUTHORITY * index.authority
    fused = fused + _ALSO * meant
    fused[total <= 0] = -np.inf
    scores |= {"sum": total, "near": near, "fused": fused, "also": meant}
    chosen = []
    for name, most in _EACH.items():
        ranked = scores[name] if free is None else np.where(free, scores[name], 0)
        top = _top(ranked, most)
        chosen.append(top[(ranked[top] > 0) & (total[top] > 0)])
    for one in _top(law, _LAWS):
        of_it = best[index.law_of[best] == one]
        chosen.append(of_it[:_OF_LAW])
    return Candidates(
        np.unique(np.concatenate(chosen)), scores, law, law_best, chapter, law_near, law_nearest
    )


def _channels(index: Index, words: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """What every entry scores by each channel, and their sum."""
    scores = {}
    for name, weights in grams.CHANNELS.items():
        terms = np.unique(grams.runs(words, weights.size)) if weights.size > 1 else np.unique(words)
        scores[name] = index.channels[name].score(terms[terms > 0].tolist(), index.count)
    total = np.zeros(index.count, np.float32)
    for name, share in _SHARE.items():
        total += share * scores[name]
    return scores, total


def _top(scores: np.ndarray, most: int) -> np.ndarray:
    """The places of the highest scores, highest first; equal ones in their order."""
    part = np.argpartition(-scores, most)[:most] if len(scores) > most else np.arange(len(scores))
    return part[np.lexsort((part, -scores[part]))]


def _pools(groups: np.ndarray, scores: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean of the five highest and the highest score of each group; scores come highest first."""
    order = np.argsort(groups, kind="stable")
    groups, scores = groups[order], scores[order]
    begins = (
        np.flatnonzero(np.concatenate([[True], groups[1:] != groups[:-1]]))
        if len(groups)
        else np.zeros(0, int)
    )
    within = np.arange(len(groups)) - np.repeat(begins, np.diff(np.append(begins, len(groups))))
    mean = np.bincount(groups, weights=np.where(within < 5, scores, 0) / 5, minlength=count).astype(
        np.float32
    )
    best = np.zeros(count, np.float32)
    best[groups[begins]] = scores[begins]
    return mean, best
