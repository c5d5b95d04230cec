"""The kind of a request, out of the rules in force."""

from __future__ import annotations

from datetime import date

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.rules import foreign
from toaan.rules import requests as rule
from toaan.rules import searches as search_rule
from toaan.rules.foreign import Way
from toaan.rules.requests import RequestKind


def all_on(day: date) -> list[RequestKind]:
    """Every kind of request that may be filed on a day."""
    return rule.kinds(rules_in_force.rows("setting"), day)


def find(code: str, day: date) -> RequestKind | None:
    """The kind of this code, None where the rules know none."""
    return next((kind for kind in all_on(day) if kind.code == code), None)


def of(case: Case) -> RequestKind:
    """The kind of an accepted request, by the rules of its acceptance.

    Raises:
        LookupError: a suit has none.
    """
    found = find(case.request_kind, case.accepted_on)
    if found is None:
        raise LookupError(f"{case} has no kind of request")
    return found


def searched_first(case: Case) -> bool:
    """Whether the person of this request is searched for before its session: `toaan.searches` says what comes next."""
    found = search_rule.search(rules_in_force.rows("setting"), case.request_kind, case.accepted_on)
    return found is not None and found.comes_first


def way_of_kind(kind: RequestKind | None, day: date) -> Way | None:
    """The way of a kind that three judges settle (67.1); None where one judge does."""
    return (
        foreign.way(rules_in_force.rows("setting"), kind.special, day)
        if kind is not None and kind.special
        else None
    )


def way_of(case: Case) -> Way | None:
    """The way of an accepted request before three judges, at both instances; None for every other matter."""
    if not case.is_request:
        return None
    return way_of_kind(find(case.request_kind, case.accepted_on), case.accepted_on)


def is_strike(case: Case) -> bool:
    """Whether the request is about the legality of a strike (33.2)."""
    way = way_of(case)
    return way is not None and way.is_strike


def abroad(case: Case) -> Way | None:
    """The way of a request about a foreign judgment or award, for what part seven words itself; None for every other matter."""
    way = way_of(case)
    return None if way is not None and way.is_strike else way
