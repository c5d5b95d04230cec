"""What waits for an officer beside deadlines: each domain names the acts of its own that are his to do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from toaan.core import clock
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


Finder = Callable[[Viewer], list[Waiting]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register a domain's answer; it must ask the database a constant number of times."""
    _finders.append(function)
    return function


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Everything that waits for this officer: signatures first, then the longest wait."""
    found = [item for function in _finders for item in function(viewer)]
    return sorted(found, key=lambda item: (item.rank, item.day, item.matter))
