"""What follows in a search from the decisions on its request; the session's check is hung in here as well."""

from __future__ import annotations

import uuid

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.course.models import CourseDecision
from toaan.delivery import actions as delivery
from toaan.searches import actions, rules, sessions  # noqa: F401  (the session's check registers itself)
from toaan.searches.models import Search

CIVIL_STATUS = "civil_status_ruling"


def _decision(event: Event) -> CourseDecision:
    found = CourseDecision.objects.select_related("case__court", "case__number", "number")
    return found.get(pk=uuid.UUID(str(event.data["decision"])))


def _end(event: Event, reason: Search.End) -> None:
    search = Search.objects.filter(case=uuid.UUID(str(event.case_id)), ended_on=None).first()
    if search is not None:
        actions.end(
            by=SYSTEM.following(event), search_id=search.pk, reason=reason, how=event.title, at=event.at
        )


@immediately("requests.rule")
def decided(event: Event) -> None:
    """The decision orders a search itself: it is to be published within a month (385.1). Any other ends the search before it."""
    decision = _decision(event)
    found = rules.of(decision.case)
    if found is None:
        return
    if not found.comes_first and rules.orders(decision):
        day = clock.local_date(event.at)
        deadlines.start(event, rule=found.publish, owner=Deadline.Owner.CLERK, trigger_on=day)
    else:
        _end(event, Search.End.DECIDED)


@immediately("requests.discontinue")
def discontinued(event: Event) -> None:
    """Nothing is decided any more: the notice goes (382, 388.3, 392.3)."""
    _end(event, Search.End.DISCONTINUED)


@immediately("appeals.request_quashed")
def quashed(event: Event) -> None:
    """The decision that ordered the search does not stand."""
    _end(event, Search.End.QUASHED)


@afterwards("requests.take_effect")
def tell_the_commune(event: Event) -> None:
    """The commune notes in the register that somebody is missing or dead, or no longer so (370.3; BLDS 68.3, 70.4, 71.3, 73.5)."""
    decision = _decision(event)
    commune = decision.content.get("own", {}).get("commune", "")
    if not commune or not decision.sha256:
        return
    case = Case.objects.get(pk=decision.case_id)
    try:
        delivery.order(
            by=SYSTEM.following(event), case_id=case.pk, source=event, kind=CIVIL_STATUS, title=decision.title,
            sha256=decision.sha256, others=[{"name": commune, "address": decision.content["own"].get("commune_address", "")}],
            at=max(clock.now(), event.at),
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code not in {"delivery.ordered", "delivery.nobody"}:
            raise
