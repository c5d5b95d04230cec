"""Grounds for returning a petition (BLTTDS 192.1), out of the rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toaan.core import rules_in_force
from toaan.rules.model import of_kind

PREFIX = "petition_return:"


@dataclass(frozen=True)
class Ground:
    """One ground and the steps of the petition at which it can arise."""

    key: str
    title: str
    citation: str
    states: tuple[str, ...]
    note: str = ""


def all_on(day: date) -> list[Ground]:
    """Every ground in force on a day."""
    rows = [r for r in of_kind(rules_in_force.rows("setting"), "setting", day) if r.key.startswith(PREFIX)]
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


def at_step(state: str, day: date) -> list[Ground]:
    """The grounds that can arise while the petition is in `state`."""
    return [g for g in all_on(day) if state in g.states]
