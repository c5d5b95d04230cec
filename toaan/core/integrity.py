"""Checks of integrity: what is stuck, late, left open or missing. Each domain declares its own (`integrity.py`).

A check looks at one court and answers with findings; it asks the database a constant number of times, writes
nothing and judges nothing by law that the rules do not hold. The night stores what was found
(`toaan.core.actions.refresh_findings`); what is mended is no longer found and goes by itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from toaan.core import rules_in_force
from toaan.core.models import Court
from toaan.core.roles import Role

STUCK, LATE, OPEN, MISSING = "stuck", "late", "open", "missing"
"""Groups, in the order in which the page shows them."""


@dataclass(frozen=True)
class Asked:
    """What a check is asked about."""

    court: Court
    today: date
    now: datetime
    days: dict[str, int]
    """The value of the rule "setting:integrity": how long something may stay as it is, in calendar days."""


@dataclass(frozen=True)
class Found:
    """One thing that is not as it should be."""

    subject: tuple[str, uuid.UUID]
    """Label of the table and key of the row."""
    matter: str
    """Number of the case or code of the petition; no names."""
    text: str
    """What is wrong, in Vietnamese, as everything that is kept."""
    url: str
    """The page on which it is mended."""
    turn: Role
    """Whose turn it is, as a kind of post."""
    post_id: uuid.UUID | None = None
    """Whose turn it is, once somebody is named."""
    case_id: uuid.UUID | None = None
    since: date | None = None


Finder = Callable[[Asked], Iterable[Found]]
Text = str | Promise


@dataclass(frozen=True)
class Check:
    """One kind of fault."""

    key: str
    group: str
    title: Text
    todo: Text
    """What to do about it, in one sentence."""
    find: Finder
    technical: bool = False
    """A matter for the IT officer too: it tells nothing of what a case is about."""
    panel_only: bool = False
    """It touches the deliberation: only those who sit on the case learn of it (BLTTDS 264)."""


CHECKS: dict[str, Check] = {}


def check(
    key: str, group: str, *, title: Text, todo: Text, technical: bool = False, panel_only: bool = False
) -> Callable[[Finder], Finder]:
    """Register a domain's check."""

    def register(find: Finder) -> Finder:
        if key in CHECKS:
            raise ValueError(key)
        CHECKS[key] = Check(key, group, title, todo, find, technical, panel_only)
        return find

    return register


def run(court: Court, today: date, now: datetime) -> list[tuple[Check, Found]]:
    """Everything that is found in one court, in the order of the checks. Nothing is written."""
    value = rules_in_force.rule("setting", "setting:integrity", today).value["value"]
    asked = Asked(court, today, now, {name: int(days) for name, days in value.items()})
    return [(c, found) for c in CHECKS.values() for found in c.find(asked)]
