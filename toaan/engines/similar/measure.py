"""How good the neighbours are: with its citations hidden, a judgment's neighbours should cite what it cites itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from toaan.vietnamese.citations import find_citations
from toaan.vietnamese.judgments import sections

DEPTHS = (3, 5)
_BASIS = re.compile(r"(?i)^.*?(?=\b(?:tuyên\s+xử|xử|tuyên\s+bố)\s*:|\n\s*\[?1\]?\s*[./)\]-])", re.S)
_LINE = re.compile(
    r"(?im)^[\s*+–-]*(?:căn\s+cứ|áp\s+dụng)(?:\s+(?:vào|các|theo))*\s+(?:điểm|khoản|[đd]i[ềể]u|bộ\s+luật|luật|nghị\s+quyết|pháp\s+lệnh)[^;.]*[;.]?"
)
_LEFT = re.compile(
    r"(?i)(?:\b(?:điểm\s+[a-zđ]\b|khoản\s+\d+|[đd]i[ềể]u\s+\d+[a-zđ]?)(?:[\s,;và]*(?:\d+[a-zđ]?\b|điểm\s+[a-zđ]\b|khoản\s+\d+|[đd]i[ềể]u\s+\d+[a-zđ]?))*"
    r"|\bblttds\b|\bblds\b|\bbộ\s+luật\s+(?:tố\s+tụng\s+)?(?:dân|hình)\s+sự(?:\s+(?:năm\s+)?\d{4})?"
    r"|\bluật\s+(?:đất\s+đai|hôn\s+nhân\s+và\s+gia\s+đình|các\s+tổ\s+chức\s+tín\s+dụng|thương\s+mại|nhà\s+ở)(?:\s+(?:năm\s+)?\d{4})?"
    r"|\b(?:nghị\s+quyết|nghị\s+định|thông\s+tư|pháp\s+lệnh)[^\n,.;]{0,20}\d+/\d{4}[\w/-]*)"
)


def hidden(text: str) -> str:
    """A text without its citations: the list of articles at the head of the orders, and every article and law named elsewhere."""
    orders = sections(text).get("verdict")
    if orders and (basis := _BASIS.match(text, *orders)):
        heading = text[basis.start() : basis.end()].split("\n", 1)[0]
        text = f"{text[: basis.start()]}{heading}\n{text[basis.end() :]}"
    spans = sorted(
        span
        for one in find_citations(text)
        for span in ((one.start, one.end), (one.law_start, one.law_end))
        if span[1]
    )
    kept, at = [], 0
    for start, end in spans:
        if start >= at:
            kept.append(text[at:start])
        at = max(at, end)
    return _LEFT.sub(" ", _LINE.sub(" ", "".join([*kept, text[at:]])))


@dataclass(frozen=True)
class Shared:
    """For each judgment: what share of its articles its first k neighbours cite, the rare ones counting more (mean over the k)."""

    weighted: dict[int, list[float]]
    counted: dict[int, list[float]]
    """How many of its articles a neighbour cites, plainly."""


def shared(
    cited: Mapping[str, frozenset[str]], neighbours: Callable[[str], Sequence[str]], asked: Sequence[str]
) -> Shared:
    """Look at the neighbours of each judgment asked about; ``cited`` has the articles of all."""
    often = Counter(article for articles in cited.values() for article in articles)
    rare = {article: log((len(cited) + 1) / many) for article, many in often.items()}
    weighted: dict[int, list[float]] = {k: [] for k in DEPTHS}
    counted: dict[int, list[float]] = {k: [] for k in DEPTHS}
    for key in asked:
        found = [one for one in neighbours(key) if one != key]
        own = cited[key]
        # What no other judgment cites cannot be shared by anybody.
        whole = sum(rare[article] for article in own if often[article] > 1) or 1.0
        for k in DEPTHS:
            common = [own & cited[one] for one in found[:k]]
            weighted[k].append(sum(rare[article] for each in common for article in each) / whole / k)
            counted[k].append(sum(map(len, common)) / k)
    return Shared(weighted, counted)


def interval(ours: Sequence[float], theirs: Sequence[float], times: int = 10_000) -> tuple[float, float]:
    """Between what the mean difference lies in 95 of 100 samples of the texts drawn again."""
    difference = np.array(ours) - np.array(theirs)
    drawn = np.random.default_rng(7).integers(0, len(difference), (times, len(difference)))
    low, high = np.percentile(difference[drawn].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def wins(ours: Sequence[float], theirs: Sequence[float]) -> tuple[int, int, int]:
    """On how many texts ours share more, the same, less."""
    difference = np.array(ours) - np.array(theirs)
    return (
        int((difference > 1e-9).sum()),
        int((abs(difference) <= 1e-9).sum()),
        int((difference < -1e-9).sum()),
    )
