"""The clauses in force, for forms and acts."""

from __future__ import annotations

from datetime import date

from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.rules import mediation as rule
from toaan.rules.mediation import Ground
from toaan.rules.time_limits import TimeLimit, due_date


def of(prefix: str, day: date) -> list[Ground]:
    """The clauses of one kind: `rule.EXCLUDED`, `CHANGE`, `END`, `CONDITION`, `COST`."""
    return rule.grounds(rules_in_force.rows("setting"), prefix, day)


def before_offer(day: date) -> list[Ground]:
    """What keeps the court from offering mediation (16.3 with 19)."""
    return [g for g in of(rule.EXCLUDED, day) if g.value["before_offer"]]


def of_change(whose: str, day: date) -> list[Ground]:
    """Reasons of 18.1 that a "party" or the "mediator" may give."""
    return [g for g in of(rule.CHANGE, day) if g.value["of"] in {whose, "both"}]


def need(key: str, among: list[Ground], field: str = "ground") -> Ground:
    """The clause of this key.

    Raises:
        Refused: "mediation.no_ground".
    """
    found = next((g for g in among if g.key == key), None)
    if found is None:
        message = _("Hãy chọn một căn cứ của điều luật.")
        raise Refused("mediation.no_ground", message, status=422, fields={field: message})
    return found


def last_day(key: str, from_on: date) -> date:
    """The last day of a limit, counted from a day."""
    return due_date(rules_in_force.time_limit(key, from_on), from_on, rules_in_force.calendar()).due


def due(limit: TimeLimit, from_on: date, *, extended_by: int | None = None) -> date:
    """The last day of a limit that is at hand, prolonged or not."""
    return due_date(limit, from_on, rules_in_force.calendar(), extended_by=extended_by).due


def term_until(appointed_on: date) -> date:
    """Last day of the term of a mediator appointed on a day (11.6)."""
    years = rules_in_force.rule("setting", "mediator_term", appointed_on).value["value"]
    return rule.term_ends(appointed_on, int(years))
