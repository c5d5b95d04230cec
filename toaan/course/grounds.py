"""The grounds in force, for forms and acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.rules import foreign, simplified
from toaan.rules.course import (
    COUNTERCLAIM,
    DISCONTINUANCE,
    INDEPENDENT,
    PAUSED,
    SUSPENSION,
    Ground,
    at_session,
    grounds,
)
from toaan.rules.foreign import Way


def of_suspension(
    day: date, *, paused: bool = False, request: bool = False, way: Way | None = None
) -> list[Ground]:
    """BLTTDS 214.1, point by point; of a case whose hearing is paused also the end of the pause (259.2).

    Args:
        way: of a request about a foreign judgment or award, which knows grounds of its own (437.4, 457.2).
    """
    rows = rules_in_force.rows("setting")
    over = (
        [replace(g, title=at_session(g.title)) if request else g for g in grounds(rows, PAUSED, day)]
        if paused
        else []
    )
    if way is not None:
        found = foreign.grounds(rows, foreign.SUSPENSION, way.key, day)
        own = [Ground(key=g.key, title=g.title, article="", citation=g.citation) for g in found]
        return [*own, *over]
    return [*grounds(rows, SUSPENSION, day), *over]


def of_discontinuance(day: date) -> list[Ground]:
    """BLTTDS 217.1, point by point."""
    return grounds(rules_in_force.rows("setting"), DISCONTINUANCE, day)


def of_ordinary(day: date) -> list[Ground]:
    """BLTTDS 317.3, point by point: why the case goes over to the ordinary procedure."""
    return simplified.to_ordinary(rules_in_force.rows("setting"), day)


def of_claim(kind: str, day: date) -> list[Ground]:
    """BLTTDS 200.2 for a counterclaim, 201.1 for an independent claim."""
    return grounds(
        rules_in_force.rows("setting"), COUNTERCLAIM if kind == "counterclaim" else INDEPENDENT, day
    )


def need(key: str, among: list[Ground]) -> Ground:
    """The ground of this key.

    Raises:
        Refused: "course.no_ground".
    """
    found = next((g for g in among if g.key == key), None)
    if found is None:
        message = _("Hãy chọn một căn cứ của điều luật.")
        raise Refused("course.no_ground", message, status=422, fields={"ground": message})
    return found
