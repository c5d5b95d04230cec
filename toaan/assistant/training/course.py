"""One training: lines are put together, a fifth is held back, the rest teaches, and what was held back decides.

A new order answers only when it is not worse than the one in use on questions that neither has seen: recall at 10 and the
reciprocal rank of the first right article, added up, must not fall at all. Fewer such questions than `LEAST` decide nothing.
What ships was trained on the development questions (`model.shipped_learnt_from`), so these never speak for or against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toaan.assistant.training import sources
from toaan.engines.retrieval import Index
from toaan.engines.retrieval.measure import Figures, Line, digest, evaluate, held_back
from toaan.engines.retrieval.model import Ranker, shipped_learnt_from
from toaan.engines.retrieval.train import Progress, train

LEAST = 50
"""So many held-back questions must be new to both orders: with fewer, two questions more or less decide (±.02 of a recall of .9 is
three questions of fifty)."""
TOLERANCE = 0.0
"""By how much the sum of the two figures may fall. Nothing: noise then holds back as often as it lets through, and what is kept is
what people know."""
_SHOWN = ("questions", "recall@1", "recall@10", "mrr@10")


@dataclass(frozen=True)
class Lines:
    """What is learnt from and measured on."""

    teach: list[Line]
    hold: list[Line]
    counts: dict[str, int]
    """Of those that teach, by source."""


@dataclass(frozen=True)
class Outcome:
    """A new order with its figures."""

    ranker: Ranker
    counts: dict[str, int]
    figures: dict[str, Any]
    better: bool
    """Whether it may answer from now on."""
    note: str
    """Why, in Vietnamese: it is kept."""


def lines(labels: Sequence[Line], own: Sequence[Line], index: Index) -> Lines:
    """One line a question: the last word counts (labels, then feedback, then contributions). Articles that are not here teach nothing."""
    once: dict[str, Line] = {}
    for line in (*labels, *own):
        articles = tuple(key for key in line.articles if key in index.place)
        if articles:
            once[digest(line.question)] = Line(line.id, line.question, articles, line.source)
    hold = [line for line in once.values() if held_back(line.question)]
    teach = [line for line in once.values() if not held_back(line.question)]
    counts = Counter(line.source if line.source in {sources.FEEDBACK, sources.CONTRIBUTION} else sources.LABEL for line in teach)  # fmt: skip
    return Lines(teach, hold, {"labels": counts[sources.LABEL], "feedback": counts[sources.FEEDBACK], "contributions": counts[sources.CONTRIBUTION]})  # fmt: skip


def run(
    index: Index, given: Lines, current: Ranker, current_number: int, progress: Progress | None = None
) -> Outcome:
    """Train and measure. The same lines and index give the same order.

    Raises:
        ValueError: nothing teaches.
    """
    made = train(index, given.teach, progress)
    seen = shipped_learnt_from() if current_number == 0 else frozenset()
    fair = [line for line in given.hold if digest(line.question) not in seen]
    told: dict[str, Any] = {"new": _figures(evaluate(index, given.hold, made)), "current": _figures(evaluate(index, given.hold, current))}  # fmt: skip
    better, note = False, ""
    if len(fair) == len(given.hold):
        told |= {"fair_new": told["new"], "fair_current": told["current"]}
    elif fair:
        told |= {"fair_new": _figures(evaluate(index, fair, made)), "fair_current": _figures(evaluate(index, fair, current))}  # fmt: skip
    if len(fair) < LEAST:
        note = (
            f"Chỉ có {len(fair)} câu để so mà cả hai bản đều chưa học, cần ít nhất {LEAST} câu: chưa đủ để kết luận, giữ bản đang dùng."
        )  # fmt: skip
    else:
        new, old = _sum(told["fair_new"]), _sum(told["fair_current"])
        better = new >= old - TOLERANCE
        note = (
            f"Trên {len(fair)} câu chưa học, R@10 + MRR của bản mới là {_vi(new)}, của bản đang dùng là {_vi(old)}: "
            + ("không kém hơn." if better else "kém hơn, giữ bản đang dùng.")
        )  # fmt: skip
    return Outcome(made, {**given.counts, "held_back": len(given.hold), "compared": len(fair)}, told, better, note)  # fmt: skip


def _figures(told: Figures) -> dict[str, Any]:
    return {name: value for name, value in told.told().items() if name in _SHOWN}


def _sum(told: dict[str, Any]) -> float:
    return round(float(told["recall@10"]) + float(told["mrr@10"]), 4)


def _vi(value: float) -> str:
    return f"{value:.4f}".replace(".", ",")
