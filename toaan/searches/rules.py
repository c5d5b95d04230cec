"""What the rules in force say of the search in one request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.course.models import CourseDecision
from toaan.rules import searches as rule
from toaan.rules.searches import Medium
from toaan.searches.models import Publication, standing


def of(case: Case) -> rule.Search | None:
    """How the person of this request is searched for, by the rules of its acceptance; None: nobody is."""
    if not case.is_request or case.instance == Case.Instance.SECOND:
        return None
    return rule.search(rules_in_force.rows("setting"), case.request_kind, case.accepted_on)


def media(day: date) -> list[Medium]:
    """Where the notice is to stand."""
    return rule.media(rules_in_force.rows("setting"), day)


def missing(publications: Iterable[Publication], day: date) -> list[Medium]:
    """What 385.1 still asks for."""
    return rule.still_missing(media(day), {p.medium for p in standing(publications)})


def began(publications: Iterable[Publication], day: date) -> date | None:
    """The first publication (388.2)."""
    return rule.first_day(media(day), [(p.medium, p.dates[0]) for p in standing(publications)])


def orders(decision: CourseDecision) -> bool:
    """Whether this decision orders a search: one made for it (388.1, 392.1), or the one that grants the request (383)."""
    if decision.kind == CourseDecision.Kind.SEARCH:
        return True
    if decision.kind != CourseDecision.Kind.RULING or decision.content.get("granted") == "none":
        return False
    found = of(decision.case)
    return found is not None and not found.comes_first
