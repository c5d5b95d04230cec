"""What differs between two texts, word by word; and whether two changes of one text can stand together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "out", "in"]
Value = str | tuple[str, ...] | list[str]
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST_TOKENS = 4000
"""Above it a changed paragraph is shown as taken out and put in: comparing words would take seconds."""

ALIKE = 0.4
"""Below it two paragraphs have only single words in common: one went, another came."""


@dataclass(frozen=True)
class Run:
    """A stretch of text that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True)
class Row:
    """One paragraph of a comparison. `skipped`: that many unchanged paragraphs stand here instead."""

    runs: list[Run] = field(default_factory=list)
    skipped: int = 0

    @property
    def is_changed(self) -> bool:
        return any(run.op != "same" for run in self.runs)

    @property
    def old(self) -> list[Run]:
        """As it was: for the left column."""
        return [run for run in self.runs if run.op != "in"]

    @property
    def new(self) -> list[Run]:
        """As it is: for the right column."""
        return [run for run in self.runs if run.op != "out"]


def paragraphs(value: Value) -> list[str]:
    """A section as paragraphs."""
    return ([value] if value else []) if isinstance(value, str) else list(value)


def compare(old: Value, new: Value, *, around: int = 1) -> list[Row]:
    """The two texts as one column of paragraphs; unchanged ones beyond `around` beside a change are only counted."""
    rows: list[Row] = []
    left, right = paragraphs(old), paragraphs(new)
    for op, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if op == "equal":
            rows += [Row([Run("same", text)]) for text in left[i:j]]
            continue
        pairs = min(j - i, m - k)
        rows += [Row(words(a, b)) for a, b in zip(left[i : i + pairs], right[k : k + pairs], strict=True)]
        rows += [Row([Run("out", text)]) for text in left[i + pairs : j]]
        rows += [Row([Run("in", text)]) for text in right[k + pairs : m]]
    return list(_folded(rows, around))


def words(old: str, new: str) -> list[Run]:
    """One paragraph word by word."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(a) + len(b) > MOST_TOKENS:
        return [Run("out", old), Run("in", new)]
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    alike = sum(bool(token.strip()) for op, i, j, _k, _m in steps if op == "equal" for token in a[i:j])
    if alike < ALIKE * min(sum(bool(t.strip()) for t in a), sum(bool(t.strip()) for t in b)):
        return [Run("out", old), Run("in", new)]
    runs: list[Run] = []
    out = put_in = ""
    for op, i, j, k, m in steps:
        text = "".join(a[i:j])
        if op == "equal" and text.strip():
            runs += [*_changed(out, put_in), Run("same", text)]
            out = put_in = ""
        else:  # a space between two changed words belongs to the change
            out, put_in = out + text, put_in + "".join(b[k:m])
    return [*runs, *_changed(out, put_in)]


def _changed(out: str, put_in: str) -> list[Run]:
    if out == put_in:
        return [Run("same", out)] if out else []
    return [run for run in (Run("out", out), Run("in", put_in)) if run.text]


def _folded(rows: list[Row], around: int) -> Iterator[Row]:
    near = {n + step for n, row in enumerate(rows) if row.is_changed for step in range(-around, around + 1)}
    hidden = 0
    for number, row in enumerate(rows):
        if number not in near:
            hidden += 1
            continue
        if hidden:
            yield Row(skipped=hidden)
        hidden = 0
        yield row
    if hidden:
        yield Row(skipped=hidden)


def merge(base: Value, one: Value, other: Value) -> tuple[str, ...] | None:
    """Both changes of `base` together, paragraph by paragraph; None where they touch the same or neighbouring ones."""
    start = paragraphs(base)
    changes = sorted([*_hunks(start, paragraphs(one)), *_hunks(start, paragraphs(other))])
    merged: list[str] = []
    place, touched = 0, -1
    for begin, end, text in changes:
        if begin <= touched:
            return None
        merged += [*start[place:begin], *text]
        place, touched = end, end
    return (*merged, *start[place:])


def _hunks(base: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    for op, i, j, k, m in SequenceMatcher(None, base, new, autojunk=False).get_opcodes():
        if op != "equal":
            yield i, j, list(new[k:m])
