"""The notes on information security (an toàn thông tin): dated editions, kept as data beside this file.

An edition that has been read and confirmed is never edited: a change is a new file with a later date.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "security"


class NotesError(ValueError):
    """The notes cannot be used; the message names the file."""


@dataclass(frozen=True)
class Section:
    """One subject: why it matters, what to do, what not to do."""

    key: str
    title: str
    icon: str
    why: str
    do: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Edition:
    """The notes as they are in force from a day on."""

    edition: str
    dated: date
    title: str
    lead: str
    changes: str
    """What is new since the edition before; empty in the first."""
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    due_month: int
    due_day: int
    """Day of each year by which everybody has confirmed (an order of the court, not a rule of law)."""
    newcomer_days: int
    """Days within which somebody new in the court confirms, when that is later."""
    digest: str


@lru_cache(maxsize=1)
def editions() -> tuple[Edition, ...]:
    """Every edition, oldest first.

    Raises:
        NotesError: a file is broken, or two editions share a number or a day.
    """
    found = sorted((_read(path) for path in DATA.glob("*.yaml")), key=lambda e: e.dated)
    if not found:
        raise NotesError(f"{DATA}: chưa có bản nào")
    for one, other in itertools.pairwise(found):
        if one.dated == other.dated or one.edition == other.edition:
            raise NotesError(f"hai bản trùng ngày hoặc trùng số: {one.edition}, {other.edition}")
    return tuple(found)


def in_force(day: date) -> Edition:
    """The edition in force on a day; before the first one, the first."""
    known = editions()
    return next((e for e in reversed(known) if e.dated <= day), known[0])


def due_on(edition: Edition, year: int, since: date) -> date:
    """By which day somebody who works here since `since` confirms in this year."""
    usual = date(year, edition.due_month, edition.due_day)
    own = date.fromordinal(max(since, edition.dated).toordinal() + edition.newcomer_days)
    return max(usual, own)


def _read(path: Path) -> Edition:
    text = path.read_bytes()
    try:
        data: dict[str, Any] = yaml.safe_load(text)
        due = data["due"]
        return Edition(
            edition=str(data["edition"]),
            dated=_day(data["dated"]),
            title=data["title"],
            lead=data["lead"],
            changes=data.get("changes", ""),
            sections=tuple(_section(item) for item in data["sections"]),
            sources=tuple(data["sources"]),
            due_month=int(due["month"]),
            due_day=int(due["day"]),
            newcomer_days=int(due["newcomer_days"]),
            digest=hashlib.sha256(text).hexdigest(),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise NotesError(f"{path.name}: {error}") from error


def _section(item: dict[str, Any]) -> Section:
    never = tuple(item.get("never", ()))
    return Section(item["key"], item["title"], item["icon"], item["why"], tuple(item["do"]), never)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"{value!r} không phải ngày")
    return value
