"""The words of the candidates themselves: which paragraph says what is asked, in which order, how near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toaan.engines.retrieval import grams
from toaan.vietnamese.text import tokens

if TYPE_CHECKING:
    from toaan.engines.retrieval.index import Index

_READ = 2500
"""So many words of an article are read."""
_HEAD = 8
"""The words at the beginning of a paragraph where a definition names what it defines."""
SIGNS = {
    "defines": ("giải thích từ ngữ", "khái niệm"), "prison": ("phạt tù", "bị phạt"), "papers": ("hồ sơ", "giấy tờ"), "power": ("thẩm quyền",),
    "term": ("thời hạn", "ngày", "tháng"), "forbids": ("nghiêm cấm", "bị cấm", "không được"), "duties": ("nghĩa vụ", "trách nhiệm"),
    "rights": ("quyền",), "crime": ("tội",), "cases": ("trường hợp",), "order": ("trình tự", "thủ tục"), "scope": ("phạm vi điều chỉnh", "đối tượng áp dụng"),
}  # fmt: skip


@dataclass(frozen=True)
class _Texts:
    """The candidates' words one after the other, and the paragraph of each; a candidate's first paragraphs are its title, its document's name and its chapter."""

    words: np.ndarray
    unit: np.ndarray
    first: np.ndarray
    """The first paragraph of each candidate."""
    units: int

    @property
    def owner(self) -> np.ndarray:
        """The candidate of each paragraph."""
        return np.repeat(np.arange(len(self.first)), np.diff(np.append(self.first, self.units)))

    @property
    def name(self) -> np.ndarray:
        """The paragraph of each candidate that has the document's name."""
        return np.minimum(self.first + 1, self.units - 1)

    @property
    def chapter(self) -> np.ndarray:
        """The paragraph of each candidate that has its chapter's name; empty where there is none."""
        return np.minimum(self.first + 2, self.units - 1)

    @property
    def body(self) -> np.ndarray:
        """Which paragraphs are neither title nor name nor chapter."""
        inside = np.ones(self.units, bool)
        inside[self.first] = inside[self.name] = inside[self.chapter] = False
        return inside

    def best(self, values: np.ndarray) -> np.ndarray:
        """The highest of each candidate's paragraphs."""
        return np.maximum.reduceat(values, self.first)

    def best_place(self, values: np.ndarray) -> np.ndarray:
        """The first paragraph that has it."""
        places = np.where(values >= self.best(values)[self.owner], np.arange(self.units), self.units)
        return np.minimum.reduceat(places, self.first)


@dataclass(frozen=True)
class _Said:
    """Which run of the question stands in which paragraph; how much each counts (together 1); where in the text one begins."""

    there: np.ndarray
    weights: np.ndarray
    matched: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """How much of the question each paragraph says."""
        return self.there @ self.weights


def closely(index: Index, words: np.ndarray, entries: np.ndarray) -> dict[str, np.ndarray]:
    """Features by name."""
    texts = _gather(index, entries)
    said = [_said(index, texts, words, size) for size in (1, 2, 3)]
    rows: dict[str, np.ndarray] = {}
    for n, one in enumerate(said, start=1):
        rows |= {f"{name}{n}": value for name, value in _coverage(texts, one).items()}
    single, pairs = said[0], said[1]
    whole = np.logical_or.reduceat(single.there, texts.first, axis=0)
    rows["missing"] = np.where(whole, 0.0, single.weights[None, :]).max(axis=1, initial=0.0)
    rows["beyond_name"] = (whole & ~single.there[texts.name]) @ single.weights
    rows |= _exactness(index, texts, words, single)
    rows["run"] = _longest(pairs.matched, texts) / max(1, len(words) - 1)
    length = np.maximum(np.bincount(texts.unit, minlength=texts.units), 1.0)
    best = texts.best_place(np.where(texts.body, single.share + pairs.share, -1))
    rows["best_at"], rows["best_length"] = np.log1p(best - texts.first), np.log1p(length[best])
    rows["length"] = np.log1p(np.add.reduceat(length, texts.first))
    rows["units"] = np.log1p(np.diff(np.append(texts.first, texts.units)))
    return rows | _signs(index, texts)


def _gather(index: Index, entries: np.ndarray) -> _Texts:
    begin, end = index.parts[entries, 0], np.minimum(index.parts[entries, 3], index.parts[entries, 2] + _READ)
    size = end - begin
    offset = np.concatenate([[0], np.cumsum(size)[:-1]])
    text = np.asarray(index.stream[np.repeat(begin - offset, size) + np.arange(int(size.sum()))])
    starts = np.zeros(len(text), bool)
    starts[1:] = text[:-1] == 0
    starts[offset] = True
    unit = np.cumsum(starts) - 1
    return _Texts(text, unit, unit[offset], int(unit[-1]) + 1)


def _said(index: Index, texts: _Texts, words: np.ndarray, size: int) -> _Said:
    asked = grams.runs(words, size)
    asked = np.unique(asked[asked > 0])
    if not len(asked):
        return _Said(np.zeros((texts.units, 1), bool), np.zeros(1), np.zeros(len(texts.words), bool))
    if size == 1:
        weights = index.rarity[asked].astype(float)
    else:
        often = index.channels["two" if size == 2 else "three"].frequency
        weights = np.array([np.log(1 + index.count / (1 + often(int(run)))) for run in asked])
    keys = grams.runs(texts.words, size)
    at = np.minimum(np.searchsorted(asked, keys), len(asked) - 1)
    matched = asked[at] == keys
    there = np.zeros((texts.units, len(asked)), bool)
    there[texts.unit[matched], at[matched]] = True
    return _Said(there, weights / weights.sum(), matched)


def _coverage(texts: _Texts, said: _Said) -> dict[str, np.ndarray]:
    """How much of the question stands in the title, the name, the best paragraph, that with the title, the whole."""
    share = said.share
    with_title = (said.there | said.there[texts.first][texts.owner]) @ said.weights
    return {
        "title": share[texts.first], "name": share[texts.name], "best": texts.best(np.where(texts.body, share, 0)),
        "titled": texts.best(np.where(texts.body, with_title, 0)), "chapter": share[texts.chapter],
        "headed": (said.there[texts.first] | said.there[texts.name] | said.there[texts.chapter]) @ said.weights,
        "whole": np.logical_or.reduceat(said.there, texts.first, axis=0) @ said.weights,
    }  # fmt: skip


def _exactness(index: Index, texts: _Texts, words: np.ndarray, single: _Said) -> dict[str, np.ndarray]:
    """How much of a paragraph the question says, and of its first words: "5. Kiểm sát viên là …"."""
    rarity = index.rarity[texts.words]
    matched = np.isin(texts.words, words) & (texts.words > 0)
    begins = np.searchsorted(texts.unit, np.arange(texts.units))
    head = (np.arange(len(texts.words)) - begins[texts.unit]) < _HEAD

    def share(weight: np.ndarray) -> np.ndarray:
        whole = np.bincount(texts.unit, weights=weight, minlength=texts.units)
        return np.bincount(texts.unit, weights=weight * matched, minlength=texts.units) / (whole + 1e-6)

    exact, heads = share(rarity), share(np.where(head, rarity, 0.0))
    long = np.bincount(texts.unit, minlength=texts.units) >= 5
    return {
        "title_exact": exact[texts.first], "name_exact": exact[texts.name], "title_both": (exact * single.share)[texts.first],
        "unit_both": texts.best(np.where(texts.body, exact * single.share, 0)), "unit_exact": texts.best(np.where(texts.body & long, exact, 0)),
        "head": texts.best(np.where(texts.body, heads, 0)), "head_both": texts.best(np.where(texts.body, heads * single.share, 0)),
    }  # fmt: skip


def _longest(matched: np.ndarray, texts: _Texts) -> np.ndarray:
    """The longest chain of the question's pairs in one piece, for each candidate."""
    count = np.cumsum(matched)
    broken = np.maximum.accumulate(np.where(matched, 0, count))
    chain = np.where(matched, count - broken, 0).astype(float)
    longest = np.zeros(texts.units)
    np.maximum.at(longest, texts.unit, chain)
    return texts.best(longest)


def _signs(index: Index, texts: _Texts) -> dict[str, np.ndarray]:
    """Words of the article that go with a sort of question, in its title and anywhere."""
    rows = {}
    text, unit, first_unit = texts.words, texts.unit, texts.first
    entry = texts.owner[unit]
    in_title = unit == first_unit[entry]
    size = len(first_unit)
    for name, phrases in SIGNS.items():
        there = np.zeros(len(text), bool)
        for phrase in phrases:
            numbers = [index.vocabulary.get(word, -1) for word in tokens(phrase)]
            if -1 in numbers:
                continue
            hit = np.ones(len(text), bool)
            for n, number in enumerate(numbers):
                hit &= np.concatenate([text[n:], np.zeros(n, text.dtype)]) == number
            there |= hit
        rows[f"sign_{name}"] = (np.bincount(entry[there], minlength=size) > 0) + 0.0
        rows[f"sign_{name}_title"] = (np.bincount(entry[there & in_title], minlength=size) > 0) + 0.0
    return rows
