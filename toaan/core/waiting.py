"""What waits for an officer beside deadlines: each domain names the acts of its own that are his to do now."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date, datetime

from toaan.core import clock
from toaan.core.together import Asking, answered
from toaan.core.viewer import Viewer

SIGN, DECIDE, PREPARE = 0, 1, 2
"""What comes first: a signature that others wait for, a decision, the preparing of one."""


@dataclass(frozen=True)
class Waiting:
    """One thing that only waits for this person."""

    title: str
    url: str
    matter: str
    """Number of the case or code of the petition."""
    about: str = ""
    """Whom or what it is about."""
    who: str = ""
    """From whom it came: "Lâm Thu Hà, Thư ký"."""
    since: date | datetime | None = None
    rank: int = DECIDE
    act: str = ""
    """The act it leads to, a key of the policy table."""

    @property
    def day(self) -> date:
        """The day since which it waits, for sorting; what has no day comes last."""
        if isinstance(self.since, datetime):
            return clock.local_date(self.since)
        return self.since or date.max


Found = Asking[list[Waiting]]
"""What a finder gives: it yields the rows it needs, which are fetched with those of all others, and then tells."""
Finder = Callable[[Viewer], Found | list[Waiting]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register a domain's answer; it yields its querysets, so that all finders ask the database at once."""
    _finders.append(function)
    return function


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Everything that waits for this officer: signatures first, then the longest wait."""
    return in_order(answered(asking(viewer)))


def asking(viewer: Viewer) -> list[Found]:
    """The finders at their first question, to be answered together with what else a page asks."""
    return [_as_asking(function(viewer)) for function in _finders]


def in_order(told: list[list[Waiting]]) -> list[Waiting]:
    """What the finders have told, as one list."""
    found = [item for items in told for item in items]
    return sorted(found, key=lambda item: (item.rank, item.day, item.matter))


def _as_asking(told: Found | list[Waiting]) -> Found:
    if isinstance(told, Generator):
        return told
    return _told(told)


def _told(items: list[Waiting]) -> Found:
    yield from ()
    return items
