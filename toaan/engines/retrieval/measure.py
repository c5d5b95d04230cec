"""How good the order is: recall and reciprocal rank, with questions or whole laws held back from training."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from toaan.engines.retrieval.index import Index
from toaan.engines.retrieval.model import Ranker
from toaan.vietnamese.text import fold as bare
from toaan.vietnamese.text import tokens

DEPTHS = (1, 5, 10, 20, 100)
_PARTS = 5
"""One part in so many is held back for good."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question and the keys of the articles that answer it; ``id`` names it in what is printed."""

    id: str
    question: str
    articles: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Figures:
    """Recall: share of a question's articles among the first k, averaged over questions. ``hit``: at least one of them is."""

    questions: int
    recall: dict[int, float]
    hit: dict[int, float]
    mrr: float
    """Of the first right article, counted up to rank 10."""
    ms_p50: float = 0.0
    ms_p95: float = 0.0

    def told(self) -> dict[str, Any]:
        """Flat, as JSON."""
        rounded = {
            f"{name}@{k}": round(v, 4)
            for name, values in (("recall", self.recall), ("hit", self.hit))
            for k, v in values.items()
        }
        return {
            "questions": self.questions,
            **rounded,
            "mrr@10": round(self.mrr, 4),
            "ms_p50": round(self.ms_p50, 1),
            "ms_p95": round(self.ms_p95, 1),
        }


def lines(text: Iterable[str]) -> Iterator[Line]:
    """Lines of JSON: id, question, articles (may be absent for ranking).

    Raises:
        ValueError: a line is not such a record; the message has its number.
    """
    for n, one in enumerate(text, start=1):
        if not one.strip():
            continue
        try:
            told = json.loads(one)
            yield Line(
                str(told.get("id", n)),
                str(told["question"]),
                tuple(map(str, told.get("articles") or ())),
                str(told.get("source") or ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"dòng {n}: cần một bản ghi JSON có “question” và “articles”") from error


def figures(asked: Sequence[Line], found: Sequence[Sequence[str]], ms: Sequence[float] = ()) -> Figures:
    """Of rankings (keys in order), one for each question."""
    recall, hit, turned = {k: 0.0 for k in DEPTHS}, {k: 0.0 for k in DEPTHS}, 0.0
    for line, keys in zip(asked, found, strict=True):
        right = set(line.articles)
        for k in DEPTHS:
            got = len(right & set(keys[:k]))
            recall[k] += got / max(1, len(right))
            hit[k] += got > 0
        turned += next((1 / n for n, key in enumerate(keys[:10], start=1) if key in right), 0.0)
    size = max(1, len(asked))
    times = np.array(ms or [0.0])
    return Figures(
        len(asked), {k: v / size for k, v in recall.items()}, {k: v / size for k, v in hit.items()}, turned / size,
        float(np.percentile(times, 50)), float(np.percentile(times, 95)),
    )  # fmt: skip


def rank_lines(
    index: Index, asked: Iterable[Line], k: int = 100, ranker: Ranker | None = None
) -> Iterator[dict[str, Any]]:
    """For each question {"id", "articles": keys in order, "ms"}."""
    for line in asked:
        begun = time.perf_counter()
        hits = index.rank(line.question, k, ranker=ranker)
        yield {
            "id": line.id,
            "articles": [hit.key for hit in hits],
            "ms": round((time.perf_counter() - begun) * 1000, 2),
        }


def evaluate(index: Index, asked: Sequence[Line], ranker: Ranker | None = None) -> Figures:
    """Of one ranker. On lines that it was trained on the figures flatter: use ``train.cross_validated`` for them."""
    index.rank("làm nóng", 1, ranker=ranker)  # the first question pays for what is made once
    ranked = list(rank_lines(index, asked, ranker=ranker))
    return figures(asked, [one["articles"] for one in ranked], [one["ms"] for one in ranked])


def digest(question: str) -> str:
    """The same for a question however it is spelt: without diacritics, marks and capitals. 16 hex digits."""
    words = " ".join(tokens(bare(question)))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def held_back(question: str) -> bool:
    """Whether a question belongs to the fifth that no ranker of an installation is ever trained on."""
    return int(digest(question), 16) % _PARTS == 0


def folds(asked: Sequence[Line], count: int = 5, seed: int = 7) -> Iterator[tuple[list[int], list[int]]]:
    """(train, test) by question."""
    order = np.random.default_rng(seed).permutation(len(asked))
    for fold in range(count):
        test = order[fold::count].tolist()
        held = set(test)
        yield [n for n in range(len(asked)) if n not in held], test


def folds_by_law(asked: Sequence[Line], count: int = 5) -> Iterator[tuple[list[int], list[int]]]:
    """(train, test) so that no document of a test question answers any question of the training."""
    laws = [sorted({key.split("#")[0] for key in line.articles}) for line in asked]
    often = Counter(law for each in laws for law in each)
    load, fold_of = [0] * count, {}
    for law, many in sorted(often.items(), key=lambda item: (-item[1], item[0])):
        fold_of[law] = load.index(min(load))
        load[fold_of[law]] += many
    home = [fold_of[max(each, key=lambda law: (often[law], law))] if each else 0 for each in laws]
    for fold in range(count):
        test = [n for n in range(len(asked)) if home[n] == fold]
        held = {law for n in test for law in laws[n]}
        yield [n for n in range(len(asked)) if home[n] != fold and not held & set(laws[n])], test


def as_json(figures_: Figures) -> str:
    """One line."""
    return json.dumps(figures_.told(), ensure_ascii=False)
