"""What follows from the decisions on a request, in their transaction."""

from __future__ import annotations

import uuid

from toaan.core import clock
from toaan.core.events import immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.course.periods import AT_ONCE
from toaan.requests import actions


def _decision(event: Event) -> CourseDecision:
    return CourseDecision.objects.select_related("case").get(pk=uuid.UUID(str(event.data["decision"])))


@immediately("requests.rule", "requests.recognise")
def settle_or_wait(event: Event) -> None:
    """A decision that cannot be appealed is in effect at once (371, 419.8); of any other the periods begin (372)."""
    decision = _decision(event)
    by = SYSTEM.following(event)
    if decision.effective_on is not None:
        actions.take_effect(by=by, decision_id=decision.pk, at=event.at)
        return
    day = clock.local_date(event.at)
    days = {p.pk: day for p in decision.periods.filter(rule__in=AT_ONCE)}
    if days:
        course.start_periods(by=by, decision_id=decision.pk, days=days, at=event.at)


@immediately("course.take_effect")
def settled_after_the_periods(event: Event) -> None:
    """Nobody appealed the decision on the request in time."""
    decision = _decision(event)
    if decision.kind == CourseDecision.Kind.RULING:
        actions.take_effect(by=SYSTEM.following(event), decision_id=decision.pk, at=event.at)


@immediately("requests.discontinue")
def accept_the_suit(event: Event) -> None:
    """The spouses do not agree on everything: the request becomes a suit (397.5)."""
    decision = _decision(event)
    if decision.content.get("becomes_suit"):
        actions.become_suit(by=SYSTEM.following(event), decision=decision, at=event.at)
