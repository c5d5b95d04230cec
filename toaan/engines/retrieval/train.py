"""Learns the order from questions with their articles: a small net over the features of the candidates, a minute on one core."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toaan.engines.retrieval import net
from toaan.engines.retrieval.features import FIRST_PASS, candidates, named_features
from toaan.engines.retrieval.index import Index
from toaan.engines.retrieval.measure import Figures, Line, figures, folds, folds_by_law
from toaan.engines.retrieval.model import Ranker

Progress = Callable[[str, int, int], None]
SEEDS = (0, 1, 2, 3, 4)
_FIRST, _OTHERS = 50, 80
"""Of each question the net learns from the first pass's best and from so many others: more of them taught it nothing."""


@dataclass(frozen=True)
class Seen:
    """One question with its candidates: their numbers, features, and which of them answer it."""

    entries: np.ndarray
    features: np.ndarray
    right: np.ndarray


def look(index: Index, asked: Sequence[Line], progress: Progress | None = None) -> Iterator[Seen]:
    """The features of each question's candidates; made once for all folds."""
    for n, line in enumerate(asked):
        if progress and n % 50 == 0:
            progress("features", n, len(asked))
        question, words = index.read(line.question)
        if not len(words):
            yield Seen(np.zeros(0, int), np.zeros((0, 0), np.float32), np.zeros(0, bool))
            continue
        found = candidates(index, words, None, index.also(question))
        rows = np.stack(list(named_features(index, question, words, found).values()), axis=1).astype(
            np.float32
        )
        right = [index.place[key] for key in line.articles if key in index.place]
        yield Seen(found.entries, rows, np.isin(found.entries, right))


def train(index: Index, asked: Sequence[Line], progress: Progress | None = None) -> Ranker:
    """A ranker from all the lines. The same lines and index give the same ranker.

    Raises:
        ValueError: no line has an article that the index finds.
    """
    return fit(list(look(index, asked, progress)), progress)


def fit(seen: Sequence[Seen], progress: Progress | None = None, seeds: Sequence[int] = SEEDS) -> Ranker:
    """A ranker from questions already looked at."""
    useful = [one for one in seen if one.right.any()]
    if not useful:
        raise ValueError("không có câu hỏi nào mà chỉ mục tìm được điều luật trả lời")
    chance = np.random.default_rng(5)
    some = [_some(one, chance) for one in useful]
    rows, right = [one.features[at] for one, at in zip(useful, some, strict=True)], [one.right[at] for one, at in zip(useful, some, strict=True)]  # fmt: skip
    nets = []
    for n, seed in enumerate(seeds):
        if progress:
            progress("nets", n, len(seeds))
        nets.append(net.fit(rows, right, seed))
    return Ranker(nets)


def _some(seen: Seen, chance: np.random.Generator) -> np.ndarray:
    """The candidates that a question teaches with: the right ones, the best of the first pass, some of the others."""
    order = np.argsort(-seen.features[:, FIRST_PASS], kind="stable")
    others = order[_FIRST:]
    kept = seen.right.copy()
    kept[order[:_FIRST]] = True
    kept[chance.choice(others, min(_OTHERS, len(others)), replace=False)] = True
    return np.flatnonzero(kept)


def cross_validated(
    index: Index,
    asked: Sequence[Line],
    *,
    leave_laws_out: bool = False,
    progress: Progress | None = None,
    seeds: Sequence[int] = SEEDS,
    seen: Sequence[Seen] | None = None,
    tested: Sequence[Seen] | None = None,
) -> Figures:
    """Each question ranked by a ranker that saw none of its fold: by question, or with whole laws held back.

    ``seen`` saves looking again; ``tested``: the same questions as they are put when tested (without diacritics, say).
    """
    return figures(asked, held_out(index, asked, leave_laws_out, progress, seeds, seen, tested))


def held_out(  # noqa: PLR0917
    index: Index,
    asked: Sequence[Line],
    leave_laws_out: bool = False,
    progress: Progress | None = None,
    seeds: Sequence[int] = SEEDS,
    seen: Sequence[Seen] | None = None,
    tested: Sequence[Seen] | None = None,
) -> list[list[str]]:
    """The rankings behind ``cross_validated``, in the order of the questions."""
    seen = seen if seen is not None else list(look(index, asked, progress))
    tested = tested if tested is not None else seen
    ranked: list[list[str]] = [[] for _ in asked]
    for n, (learn, test) in enumerate((folds_by_law if leave_laws_out else folds)(asked)):
        if progress:
            progress("folds", n, 5)
        if not test:
            continue
        ranker = fit([seen[i] for i in learn], seeds=seeds)
        for i in test:
            if len(tested[i].entries):
                order = np.lexsort((tested[i].entries, -ranker.score(tested[i].features)))
                ranked[i] = [index.keys[int(tested[i].entries[place])] for place in order]
    return ranked
