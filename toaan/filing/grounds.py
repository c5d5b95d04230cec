"""Grounds for returning a petition (BLTTDS 192.1) or a request (364.1), out of the rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toaan.core import rules_in_force
from toaan.rules.model import of_kind

PREFIX, OF_REQUESTS = "petition_return:", "request_return:"
NOT_AMENDED = frozenset({f"{PREFIX}192.1.e", f"{OF_REQUESTS}364.1.d"})
NOT_PAID = frozenset({f"{PREFIX}192.1.d", f"{OF_REQUESTS}364.1.đ"})
"""Grounds that need a term to have ended."""


@dataclass(frozen=True)
class Ground:
    """One ground and the steps of the petition at which it can arise."""

    key: str
    title: str
    citation: str
    states: tuple[str, ...]
    note: str = ""


def all_on(day: date, nature: str = "suit") -> list[Ground]:
    """Every ground in force on a day."""
    prefix = OF_REQUESTS if nature == "request" else PREFIX
    rows = [r for r in of_kind(rules_in_force.rows("setting"), "setting", day) if r.key.startswith(prefix)]
    return [
        Ground(
            key=row.key,
            title=str(row.value["title"]),
            citation=row.source.cite(),
            states=tuple(row.value["value"]),
            note=str(row.value.get("note", "")),
        )
        for row in rows
    ]


def at_step(state: str, day: date, nature: str = "suit") -> list[Ground]:
    """The grounds that can arise while the petition is in `state`."""
    return [g for g in all_on(day, nature) if state in g.states]
