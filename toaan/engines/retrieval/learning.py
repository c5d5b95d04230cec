"""Trains the encoder on the law's own texts: a title must find its article, a paragraph the rest of its article. No question is used.

Minutes on one core. Same entries, same seed, same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse

from toaan.engines.retrieval import grams
from toaan.engines.retrieval.encoding import READ, Encoder

if TYPE_CHECKING:
    from collections.abc import Callable

    from toaan.engines.retrieval.index import Index

_HEAT = 0.05
_KEPT = 0.65
"""Share of a question's words that are left in: it must not learn to copy."""
_TITLES, _NAMED = 0.35, 0.3
"""Share of titles among the questions; share of questions that say the document's name as well."""
_LEAST_WORDS = 4
_RARE = 3


@dataclass(frozen=True)
class Plan:
    """How to train."""

    width: int = 128
    pairs: int = 60_000
    rounds: int = 50
    batch: int = 1024
    seed: int = 1


class _Texts:
    """Paragraphs and articles as sparse rows over words and pairs."""

    def __init__(self, index: Index, plan: Plan) -> None:
        stream, count = np.asarray(index.stream), index.count
        parts = np.asarray(index.parts)
        one, two = index.channels["one"], index.channels["two"]
        common = np.asarray(one.terms)[np.diff(one.starts) >= _RARE]
        best = np.sort(np.argsort(-np.diff(two.starts), kind="stable")[: plan.pairs])
        keys = np.asarray(two.terms)[best]
        row_of = np.full(len(index.vocabulary), -1, np.int64)
        row_of[common] = np.arange(len(common))
        left, right = keys >> grams.WORD_BITS, keys & (grams.WORDS_MOST - 1)
        usable = (row_of[left] >= 0) & (row_of[right] >= 0)
        keys = keys[usable]
        names = list(index.vocabulary)
        self.words = [names[n] for n in common]
        self.pairs = np.stack([row_of[left[usable]], row_of[right[usable]]], axis=1)
        self.columns = len(common) + len(keys)
        begins = np.zeros(len(stream), bool)
        begins[1:] = stream[:-1] == 0
        begins[parts[:, 0]] = True
        paragraph = np.cumsum(begins) - 1
        owner = np.repeat(np.arange(count), parts[:, 3] - parts[:, 0])
        read = np.arange(len(stream)) - parts[owner, 2] < READ
        single = (row_of[stream] >= 0) & read
        runs = grams.runs(stream, 2)
        at = np.minimum(np.searchsorted(keys, runs), len(keys) - 1)
        paired = (keys[at] == runs) & read
        rows = np.concatenate([paragraph[single], paragraph[paired]])
        columns = np.concatenate([row_of[stream[single]], len(common) + at[paired]])
        total = int(paragraph[-1]) + 1
        self.paragraphs: Any = scipy.sparse.csr_matrix(
            (np.ones(len(rows), np.float32), (rows, columns)), shape=(total, self.columns)
        )
        whose = owner[begins]
        self.articles: Any = (
            scipy.sparse.csr_matrix(
                (np.ones(total, np.float32), (whose, np.arange(total))), shape=(count, total)
            )
            @ self.paragraphs
        )
        self.first = np.searchsorted(whose, np.arange(count))
        self.many = np.diff(np.append(self.first, total))
        self.length = np.asarray(self.paragraphs.sum(axis=1)).ravel()


def learn(
    index: Index, plan: Plan | None = None, progress: Callable[[str, int, int], None] | None = None
) -> Encoder:
    """An encoder for the texts of an index."""
    plan = plan or Plan()
    chance = np.random.default_rng(plan.seed)
    texts = _Texts(index, plan)
    spread = np.asarray((texts.articles > 0).sum(axis=0)).ravel()
    rarity = np.log(index.count / (1 + spread)).clip(0).astype(np.float32)
    weights = (chance.standard_normal((texts.columns, plan.width)) * 0.1).astype(np.float32) * (rarity / 5)[
        :, None
    ]
    moved = np.full(texts.columns, 1e-8, np.float32)
    some = np.flatnonzero(texts.many >= 4)
    share = np.where(index.authority >= 3, 1.0, 0.5)  # laws are asked about more than circulars
    for n in range(plan.rounds):
        if progress:
            progress("encoder", n, plan.rounds)
        chosen = some[chance.random(len(some)) < share[some]]
        # Half of them stand beside others of their subject, so that the wrong answers of a batch are near ones.
        subject = index.subject_of[chosen]
        near = np.where(
            chance.random(len(chosen)) < 0.5,
            subject,
            chance.random(len(chosen)) * max(1, int(subject.max(initial=0))),
        )
        chosen = chosen[np.lexsort((chance.random(len(chosen)), near))]
        batches = [
            chosen[at : at + plan.batch] for at in range(0, max(1, len(chosen) - plan.batch // 2), plan.batch)
        ]
        for at in chance.permutation(len(batches)):
            asked, answers = _pairs(texts, batches[at], chance)
            _step(weights, moved, asked, answers, 0.1 * (1 - n / plan.rounds) + 0.01)
    return Encoder(texts.words, texts.pairs, weights)


def _pairs(texts: _Texts, entries: np.ndarray, chance: np.random.Generator) -> tuple[Any, Any]:
    """For each article one question made of its own words, and the article without them."""
    first, many, size = texts.first[entries], texts.many[entries], len(entries)
    inside = first + 3 + (chance.random(size) * (many - 3)).astype(int)
    place = np.where(chance.random(size) < _TITLES, first, inside)
    place = np.where(texts.length[place] < _LEAST_WORDS, first, place)
    asked = texts.paragraphs[place]
    answers = (texts.articles[entries] - asked).tocsr()
    named = scipy.sparse.diags((chance.random(size) < _NAMED).astype(np.float32))
    asked = (asked + named @ texts.paragraphs[first + 1]).tocsr()
    asked.data = np.where(chance.random(len(asked.data)) < _KEPT, np.minimum(asked.data, 1), 0).astype(
        np.float32
    )
    asked.eliminate_zeros()
    answers.data = np.log1p(np.maximum(answers.data, 0)).astype(np.float32)
    answers.eliminate_zeros()
    return asked, answers


def _step(weights: np.ndarray, moved: np.ndarray, asked: Any, answers: Any, rate: float) -> None:
    """One step of a softmax over the batch, in both directions (Adagrad with one number a row)."""
    left, left_size = _unit(asked @ weights)
    right, right_size = _unit(answers @ weights)
    alike = left @ right.T / _HEAT
    wanted = np.eye(len(alike), dtype=np.float32)
    wrong = ((_softmax(alike, 1) + _softmax(alike, 0)) / 2 - wanted) / len(alike) / _HEAT
    to_left, to_right = wrong @ right, wrong.T @ left
    to_left = (to_left - left * (to_left * left).sum(axis=1, keepdims=True)) / left_size
    to_right = (to_right - right * (to_right * right).sum(axis=1, keepdims=True)) / right_size
    rows = np.unique(np.concatenate([asked.indices, answers.indices]))
    both = scipy.sparse.vstack([asked, answers]).tocsc()[:, rows].T.tocsr()
    slope = both @ np.concatenate([to_left, to_right]).astype(np.float32)
    moved[rows] += (slope * slope).mean(axis=1)
    weights[rows] -= rate * slope / np.sqrt(moved[rows])[:, None]


def _unit(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    size = np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    return vectors / size, size


def _softmax(values: np.ndarray, axis: int) -> np.ndarray:
    grown = np.exp(values - values.max(axis=axis, keepdims=True))
    return grown / grown.sum(axis=axis, keepdims=True)
