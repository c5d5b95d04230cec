"""What the desk puts together from the domains. No rules here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from toaan.cases import queries as cases
from toaan.core import rules_in_force
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing


def rest_days(today: date) -> str:
    """Public holidays of this week and the next, in words; empty when there are none."""
    calendar = rules_in_force.calendar()
    days = [today + timedelta(days=n) for n in range(14)]
    named = [(d, calendar.holidays[d]) for d in days if d in calendar.holidays]
    return ", ".join(f"{d:%d/%m} ({why})" for d, why in named)


def search(viewer: Viewer, words: str) -> dict[str, Any]:
    """Cases and petitions in which every word occurs."""
    return {
        "cases": cases.matching(cases.visible_to(viewer), words)[:50],
        "petitions": filing.search(viewer, words)[:50],
    }
