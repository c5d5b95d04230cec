"""Articles worth reading in a case, from what it is about and where it stands (`data/suggestions.yaml`). Pure.

They are hints of ours and no rules: what the law lets them do is said by the articles themselves, on the day of the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from toaan.legislation import names
from toaan.vietnamese.text import fold

TABLE = Path(__file__).resolve().parents[1] / "data" / "suggestions.yaml"
MOST = 4
"""Relations of one case: what more its claims touch would bury the first ones."""
UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Hint:
    """One article (điều) with a few words why it is worth reading."""

    key: str
    why: str
    unchecked: bool = False
    """The collections at hand lack its text: nobody compared it."""

    @property
    def document(self) -> str:
        """Number of its document."""
        return self.key.partition("#")[0]


@dataclass(frozen=True)
class Relation:
    """One legal relation (quan hệ pháp luật) with its articles."""

    id: str
    name: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    """Phrases without diacritics."""
    articles: tuple[Hint, ...]
    limitation: str = ""
    """Key of the article on the period within which one may sue; empty where none is plainly written."""


@dataclass(frozen=True)
class Table:
    """Everything that the file says."""

    relations: tuple[Relation, ...]
    jurisdiction: tuple[Hint, ...]
    limitation: tuple[Hint, ...]
    procedure: Mapping[str, Mapping[str, tuple[Hint, ...]]]

    def hints(self) -> Iterable[Hint]:
        """Every article that is named anywhere."""
        for one in self.relations:
            yield from one.articles
        yield from (*self.jurisdiction, *self.limitation)
        for stages in self.procedure.values():
            for found in stages.values():
                yield from found


@dataclass(frozen=True)
class About:
    """What of a case chooses articles."""

    kind: str
    relation: str
    claims: Sequence[str]
    proceeding: str
    state: str
    clause: str = ""
    """The clause of BLTTDS 26–33 under which the matter falls: "26.3"."""


@dataclass(frozen=True)
class Group:
    """Hints under one heading: "relation", "jurisdiction", "limitation", "procedure"."""

    what: str
    name: str
    hints: tuple[Hint, ...]


@cache
def table() -> Table:
    """The file, read once."""
    told = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return Table(
        tuple(_relation(one) for one in told["relations"]),
        _hints(told["general"]["jurisdiction"]),
        _hints(told["general"]["limitation"]),
        {way: {state: _hints(rows) for state, rows in stages.items()} for way, stages in told["procedure"].items()},
    )  # fmt: skip


def _relation(one: Mapping[str, Any]) -> Relation:
    return Relation(
        one["id"], one["name"], tuple(one["kinds"]), tuple(one["words"]), _hints(one["articles"]), one.get("limitation", "")
    )  # fmt: skip


def _hints(rows: Iterable[Sequence[str]]) -> tuple[Hint, ...]:
    return tuple(Hint(row[0], row[1], len(row) > 2 and row[2] == UNCHECKED) for row in rows)


def for_case(about: About, day: date | None) -> list[Group]:
    """Groups of articles for a case, on the day of its facts; each article once, where it comes first. Without a day: of every day."""
    found = matching(about)
    groups = [Group("relation", one.name, one.articles) for one in found]
    code = "92/2015/QH13"
    where = (
        [Hint(f"{code}#{about.clause.split('.')[0]}", "loại việc thuộc thẩm quyền của Tòa án")]
        if about.clause
        else []
    )
    groups.append(Group("jurisdiction", "", (*where, *table().jurisdiction)))
    periods = [
        Hint(key, "thời hiệu của quan hệ này")
        for key in dict.fromkeys(one.limitation for one in found if one.limitation)
    ]
    groups.append(Group("limitation", "", (*periods, *table().limitation)))
    if step := table().procedure.get(about.proceeding, {}).get(about.state):
        groups.append(Group("procedure", "", step))
    return _once(groups, day)


def matching(about: About) -> list[Relation]:
    """Relations whose words stand in the legal relation, then those of the claims; of the kind of the case, unless its own name says so."""
    named, claimed = fold(about.relation), fold(" . ".join(about.claims))
    first = [one for one in table().relations if _says(one, named)]
    ours = [one for one in first if about.kind in one.kinds] or first
    more = [
        one
        for one in table().relations
        if about.kind in one.kinds and one not in ours and _says(one, claimed)
    ]
    return [*ours, *more][:MOST]


def _says(one: Relation, folded: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded) for words in one.words)


def _once(groups: Iterable[Group], day: date | None) -> list[Group]:
    had: set[str] = set()
    told = []
    for group in groups:
        kept = []
        for hint in of_day(group.hints, day) if day else group.hints:
            if hint.key not in had:
                had.add(hint.key)
                kept.append(hint)
        if kept:
            told.append(Group(group.what, group.name, tuple(kept)))
    return told


def of_day(hints: Sequence[Hint], day: date) -> list[Hint]:
    """Of laws that followed one another (the land laws of 2013 and 2024) only the one of the day; a law alone stays, the page says
    whether it holds."""
    spans = names.spans()
    holding: dict[str, set[str]] = {}
    for hint in hints:
        short, begun, ended = spans.get(hint.document, ("", None, None))
        if short and begun is not None and begun <= day and (ended is None or day < ended):
            holding.setdefault(short, set()).add(hint.document)
    return [
        hint for hint in hints
        if (short := spans.get(hint.document, ("", None, None))[0]) not in holding or hint.document in holding[short]
    ]  # fmt: skip
