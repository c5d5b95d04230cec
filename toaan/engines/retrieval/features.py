"""What the ranker is told of a question and each candidate. Nothing here names a law or counts its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toaan.engines.retrieval.candidates import Candidates, candidates
from toaan.engines.retrieval.closely import closely
from toaan.engines.retrieval.words import CUES, Question

if TYPE_CHECKING:
    from toaan.engines.retrieval.index import Index

__all__ = ["candidates", "features"]
_CHANNELS = ("one", "two", "three", "title", "sum", "fused", "near")
FIRST_PASS = 3 * _CHANNELS.index("fused")
"""The column that has the first pass's score as a share of the best; the net learns from the first by it."""


def features(index: Index, asked: Question, words: np.ndarray, found: Candidates) -> np.ndarray:
    """One row per candidate."""
    return np.stack(list(named_features(index, asked, words, found).values()), axis=1).astype(np.float32)


def named_features(
    index: Index, asked: Question, words: np.ndarray, found: Candidates
) -> dict[str, np.ndarray]:
    """The same by name, for ablations."""
    entries = found.entries
    rows: dict[str, np.ndarray] = {}
    for name in _CHANNELS:
        score = found.scores[name][entries]
        rows[f"{name}_share"] = score / max(float(score.max()), 1e-6)
        rows[f"{name}_rank"] = _log_rank(score)
        rows[f"{name}_each"] = score / max(1, len(words))
    rows |= _meant(found)
    rows["authority"] = index.authority[entries]
    rows |= _around(index, found)
    near, law = found.scores["near"], index.law_of[entries]
    rows |= {
        "near": near[entries], "near_gap": near[entries].max() - near[entries], "near_rank_all": _log_rank_of(near, entries),
        "near_law": found.law_near[law], "near_law_rank": _log_rank_of(found.law_near, law),
        "near_gap_in_law": found.law_nearest[law] - near[entries], "near_in_law": _rank_within(law, near[entries]),
    }  # fmt: skip
    rows |= closely(index, words, entries)
    for n, cue in enumerate(CUES):
        rows[f"asks_{cue}"] = np.full(len(entries), float(asked.cues[n]))
    rows["words"] = np.full(len(entries), float(len(words)))
    rows["top_gap"] = np.full(len(entries), _gap(found.scores["sum"][entries]))
    return rows


def _meant(found: Candidates) -> dict[str, np.ndarray]:
    """How well the law's words for what the question says fit; all zeros where the table has none."""
    also, title = found.scores["also"][found.entries], found.scores["also_title"][found.entries]
    if not also.any():
        none = np.zeros(len(also))
        return {"also_share": none, "also_rank": none, "also_title": none}
    return {
        "also_share": also / also.max(),
        "also_rank": _log_rank(also),
        "also_title": title / max(float(title.max()), 1e-6),
    }


def _around(index: Index, found: Candidates) -> dict[str, np.ndarray]:
    """How the candidate stands among its law, its chapter, its neighbours and what cites it."""
    entries, total = found.entries, found.scores["sum"]
    highest = max(float(total[entries].max()), 1e-6)
    law, chapter = index.law_of[entries], index.chapter_of[entries]
    before = np.maximum(entries - 1, 0)
    after = np.minimum(entries + 1, index.count - 1)
    left = np.where(index.law_of[before] == law, total[before], 0.0)
    right = np.where(index.law_of[after] == law, total[after], 0.0)
    citing = np.zeros(index.count, np.float32)
    cites_from, cites_to = index.cites
    np.maximum.at(citing, cites_to, total[cites_from])
    cited = np.zeros(index.count, np.float32)
    np.maximum.at(cited, cites_from, total[cites_to])
    return {
        "law_share": found.law[law] / max(float(found.law.max()), 1e-6), "law_rank": _log_rank_of(found.law, law),
        "law_best_share": found.law_best[law] / highest, "chapter_share": found.chapter[chapter] / max(float(found.chapter.max()), 1e-6),
        "chapter_rank": _log_rank_of(found.chapter, chapter), "gap_in_law": (found.law_best[law] - total[entries]) / highest,
        "rank_in_law": _rank_within(law, total[entries]), "rank_in_chapter": _rank_within(chapter, total[entries]),
        "neighbours": np.maximum(left, right) / highest, "above_neighbours": (total[entries] - np.maximum(left, right)) / highest,
        "citing": citing[entries] / highest, "cited": cited[entries] / highest,
    }  # fmt: skip


def _log_rank(scores: np.ndarray) -> np.ndarray:
    order = np.argsort(-scores, kind="stable")
    rank = np.empty(len(scores))
    rank[order] = np.arange(len(scores))
    return np.log1p(rank)


def _log_rank_of(scores: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Rank of each place's score among all groups."""
    ordered = np.sort(scores)
    return np.log1p(len(ordered) - np.searchsorted(ordered, scores[places], side="right"))


def _rank_within(groups: np.ndarray, scores: np.ndarray) -> np.ndarray:
    order = np.lexsort((-scores, groups))
    begins = np.concatenate([[True], groups[order][1:] != groups[order][:-1]])
    start = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    rank = np.empty(len(scores))
    rank[order] = np.arange(len(order)) - start
    return np.log1p(rank)


def _gap(scores: np.ndarray) -> float:
    two = np.sort(scores)[-2:]
    return float((two[-1] - two[0]) / max(float(two[-1]), 1e-6))
