"""What follows for appeals against decisions: terms that begin, notices, the result that goes back."""

from __future__ import annotations

import uuid
from datetime import date

from toaan.appeals import papers
from toaan.appeals.consequences import _send, told_on
from toaan.appeals.decisions import actions, queries
from toaan.appeals.decisions.models import Review
from toaan.appeals.models import ChallengeAdvance, FileDemand, FileTransfer
from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline
from toaan.cases.states import PREPARING
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.course.models import Challenge, CourseDecision
from toaan.requests import actions as requests

SEND = "BLTTDS:283"
TO_THE_HEARING = ("BLTTDS:203.4", "BLTTDS:233.1", "BLTTDS:259.2", "BLTTDS:264.4")


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_term(event: Event) -> None:
    """The notice of the fee advance reached the appellant: ten days from there (BLTTDS 276.2)."""
    if event.case_id is None:
        return
    waiting = ChallengeAdvance.objects.filter(
        challenge__period__decision__case_id=event.case_id, state=ChallengeAdvance.State.DUE, due_on=None
    )
    for made in waiting.select_related("challenge__period__party"):
        if (day := told_on(event.case_id, made)) is not None:
            actions.start_term(
                by=SYSTEM.following(event), advance_id=made.pk, received_on=day, at=event.at
            )  # fmt: skip


@immediately(
    "appeals.check_challenge", "appeals.pay_challenge", "appeals.revive_challenge", "appeals.revive_ruling",
    "appeals.take_posted_challenge", "appeals.take_posted_ruling", "course.record_protest", "course.start_period",
)  # fmt: skip
def sending_term_begins(event: Event) -> None:
    """Once every period is known and every advance settled, the five days for sending the file are (BLTTDS 283)."""
    case = Case.objects.get(pk=str(event.case_id))
    decision = queries.challenged_decision(case)
    if (
        decision is None
        or queries.on_demand(decision)
        or FileTransfer.objects.filter(decision=decision).exists()
    ):
        return  # it has gone up: what is accepted late joins it above
    day = _ready_from(decision)
    running = case.deadlines.filter(rule=SEND, state=Deadline.State.OPEN)
    if day is not None and not running.exists():
        deadlines.start(event, rule=SEND, owner=Deadline.Owner.CLERK, trigger_on=day)


def _ready_from(decision: CourseDecision) -> date | None:
    days = [p.due_on for p in decision.periods.all()]
    for one in queries.live(decision):
        if one.period.party is not None:
            made = queries.advance_of(one)
            if made is None or not made.is_settled:
                return None
            days.append(made.paid_on or made.accepted_on)
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


@immediately("appeals.review", "appeals.end_review")
def the_result_goes_back(event: Event) -> None:
    """The decision of second instance settles the one below (BLTTDS 314.5, 314.6)."""
    made = Review.objects.select_related("number", "case__court", "case__number").get(
        case_id=str(event.case_id)
    )
    decision = actions.take_back(by=SYSTEM.following(event), made=made, at=event.at)
    if decision.cancelled_on is not None and decision.content.get("becomes_suit"):
        rows = Case.objects.select_related("court", "number", "origin__number")
        suit = rows.get(origin=decision.case_id, nature=Case.Nature.SUIT)
        actions.tell_suit(by=SYSTEM.following(event), suit=suit, source=made.title, at=event.at)


@immediately("appeals.part_cancelled")
def the_claim_lives_again(event: Event) -> None:
    """The plaintiff's claim is heard again: in its case, prepared anew, or in one of its own where that one is over."""
    decision = CourseDecision.objects.select_related("case__court", "case__number").get(
        pk=str(event.data["decision"])
    )
    day = clock.local_date(event.at)
    if not event.data["goes_on"]:
        made = Review.objects.select_related("number").get(case_id=str(event.data["above"]))
        actions.take_up_claim(by=SYSTEM.following(event), decision=decision, made=made, at=event.at)
    elif decision.case.state == PREPARING:
        deadlines.end(event, ("preparation", *TO_THE_HEARING), Deadline.State.CANCELLED, day)
        deadlines.start(
            event, rule="preparation", owner=Deadline.Owner.JUDGE, trigger_on=day, anew="cancelled"
        )


@immediately("appeals.decision_kept")
def the_request_is_settled(event: Event) -> None:
    """A decision on a request that stands after its appeal is in effect (373.2.c, 375.4)."""
    decision = CourseDecision.objects.select_related("case").get(pk=str(event.data["decision"]))
    if decision.kind == CourseDecision.Kind.RULING:
        requests.take_effect(by=SYSTEM.following(event), decision_id=decision.pk, at=event.at)


@immediately(
    "course.record_appeal", "course.record_protest", "appeals.revive_ruling", "appeals.take_posted_ruling"
)
def the_court_above_hears_of_it(event: Event) -> None:
    """A decision on a strike is challenged: the court above asks for the file at once (413.1)."""
    case = Case.objects.get(pk=str(event.case_id))
    decision = queries.challenged_decision(case)
    if (
        decision is None
        or not queries.on_demand(decision)
        or FileDemand.objects.filter(decision=decision).exists()
    ):
        return
    try:
        actions.hear_of_challenge(by=SYSTEM.following(event), decision_id=decision.pk, at=event.at)
    except Refused as refusal:
        if refusal.code != "file.no_court":
            raise


@immediately("appeals.demand_file")
def the_demand_arrives(event: Event) -> None:
    """The letter is in the case below: three working days to send the file (413.2)."""
    demand = uuid.UUID(str(event.data["demand"]))
    actions.take_demand(by=SYSTEM.following(event), demand_id=demand, at=event.at)


@afterwards("appeals.check_challenge")
def send_notices(event: Event) -> None:
    """Of the advance to the appellant alone (276.1), of the appeal to the procuracy and the others (277.1)."""
    made = ChallengeAdvance.objects.select_related(
        "challenge__period__party",
        "challenge__period__decision__number",
        "challenge__period__decision__case",
        "judge__user",
    ).get(pk=event.subject_id)
    party = str(made.challenge.period.party_id)
    if made.amount:
        _send(
            event, "appeal_fee_notice", "notice", lambda service, at: papers.fee_notice(service, made, at=at), only=party,
            title=f"Thông báo nộp tiền tạm ứng {made.charge} phúc thẩm",
        )  # fmt: skip
    _send(
        event, "appeal_notice", "notice",
        lambda service, at: papers.appeal_notice(service, made.challenge, judge=str(made.judge.user), at=at),
        author=party,
    )  # fmt: skip


@afterwards("appeals.return_challenge")
def send_return_notice(event: Event) -> None:
    """Why the appeal comes back, to the appellant (274.4)."""
    challenge = Challenge.objects.select_related("period__party", "period__decision__number").get(
        pk=event.subject_id
    )
    _send(
        event, "appeal_return", "notice",
        lambda service, at: papers.return_notice(
            service, challenge, reason=str(event.data["reason"]), judge=event.actor_name, at=at
        ),
        only=str(challenge.period.party_id),
    )  # fmt: skip
