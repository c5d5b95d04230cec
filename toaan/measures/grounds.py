"""The measures and grounds in force, for forms and acts."""

from __future__ import annotations

from datetime import date

from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.rules import measures as rule
from toaan.rules.course import Ground
from toaan.rules.measures import Measure


def measures(day: date) -> list[Measure]:
    """BLTTDS 114."""
    return rule.measures(rules_in_force.rows("setting"), day)


def ends(day: date) -> list[Ground]:
    """BLTTDS 138.1."""
    return rule.ends(rules_in_force.rows("setting"), day)


def need(key: str, day: date) -> Measure:
    """The measure of this key.

    Raises:
        Refused: "measure.unknown".
    """
    found = next((m for m in measures(day) if m.key == key), None)
    if found is None:
        message = _("Hãy chọn một biện pháp trong Điều 114 Bộ luật Tố tụng dân sự.")
        raise Refused("measure.unknown", message, status=422, fields={"measure": message})
    return found


def need_end(key: str, day: date) -> Ground:
    """The ground of this key.

    Raises:
        Refused: "measure.no_ground".
    """
    found = next((g for g in ends(day) if g.key == key), None)
    if found is None:
        message = _("Hãy chọn một căn cứ của khoản 1 Điều 138.")
        raise Refused("measure.no_ground", message, status=422, fields={"ground": message})
    return found
