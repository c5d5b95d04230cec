"""What follows at second instance from acts elsewhere: terms that begin, notices, the result that goes back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

from toaan.appeals import actions, dispute, papers
from toaan.appeals.decisions import queries as decisions
from toaan.appeals.models import (
    Advance,
    AmendmentRequest,
    Discontinuance,
    FeeAdvance,
    FileTransfer,
    LateReview,
)
from toaan.cases import actions as cases
from toaan.cases.models import Case, Representation
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event, StoredFile
from toaan.core.viewer import SYSTEM
from toaan.course.models import CourseDecision
from toaan.delivery import actions as delivery
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import PREPARING
from toaan.judgments import actions as judgments
from toaan.judgments.models import Appeal, Effect, Judgment

OF_REQUEST = "Thông báo về việc thụ lý việc dân sự để giải quyết phúc thẩm"
"""What the notice of acceptance is called where the matter is a request."""
ORDERED = frozenset({"delivery.ordered", "delivery.nobody", "delivery.no_rule"})
Maker = Callable[[Service, datetime], StoredFile]


@immediately("cases.end_representation")
def it_ends_in_the_whole_dispute(event: Event) -> None:
    """Who speaks for a party no more does so at no instance of the dispute (89, 90): each case records it under its own court."""
    if event.because is not None and event.because.act == event.act:
        return  # recorded in another case, which sees to all of them
    if event.data.get("only_here"):
        return
    ended = Representation.everybody.select_related("party__case__court", "party__case__number").get(
        pk=event.data["representation"]
    )
    here, day = ended.party.case, ended.ended_on or clock.local_date(event.at)
    # Who was registered there after that day came on a later authority, which this end is not about.
    for one in (r for r in dispute.elsewhere(ended) if r.since <= day):
        try:
            cases.end_representation(
                by=SYSTEM.following(event), case_id=one.party.case_id, representation_id=one.pk, ended_on=day,
                reason=f"{event.detail[:150]} (ghi trong {here.noun} số {here} của {here.court.name})", at=event.at,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.code != "protector.ended":  # somebody there was quicker
                raise


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_term(event: Event) -> None:
    """The notice of the fee advance reached the appellant: ten days from there (BLTTDS 276.2)."""
    if event.case_id is None:
        return
    waiting = Advance.objects.filter(
        appeal__judgment__case_id=event.case_id, state=Advance.State.DUE, due_on=None
    )
    for made in waiting.select_related("appeal__party"):
        if (day := told_on(event.case_id, made)) is not None:
            actions.start_term(
                by=SYSTEM.following(event), advance_id=made.pk, received_on=day, at=event.at
            )  # fmt: skip


def told_on(case_id: uuid.UUID, made: FeeAdvance) -> date | None:
    """The day on which the notice of this advance reached the appellant, once it is proved."""
    rows = ServiceRecipient.objects.filter(
        case_id=case_id, service__kind="appeal_fee_notice", party=made.party,
        service__ordered_at__date__gte=made.accepted_on,
    )  # fmt: skip
    reached = next((row for row in rows if row.is_proved), None)
    moment = (reached.received_at or reached.sent_at) if reached else None
    return clock.local_date(moment) if moment else None


@immediately("appeals.return_appeal", "appeals.withdraw_early", "appeals.change")
def unchallenged_parts_take_effect(event: Event) -> None:
    """An appeal fell away after the periods: what nobody challenges any more is in effect (282.2)."""
    appeal = Appeal.objects.get(pk=event.subject_id)
    if Effect.objects.filter(judgment_id=appeal.judgment_id).exists():
        try:
            judgments.settle_dropped(by=SYSTEM.following(event), judgment_id=appeal.judgment_id, at=event.at)
        except Refused as refusal:
            if refusal.code != "effect.changed":
                raise


@immediately("appeals.accept")
def tell_the_court_below(event: Event) -> None:
    """The case below shows the number that it got above."""
    case = Case.objects.select_related("court", "number", "origin__court").get(pk=str(event.case_id))
    actions.tell_below(by=SYSTEM.following(event), case=case, at=event.at)


@immediately("judgments.pronounce", "appeals.discontinue")
def the_result_goes_back(event: Event) -> None:
    """The judgment of second instance, or the end of its trial, settles what was challenged (289.2, 313.6)."""
    transfer = FileTransfer.objects.filter(above_id=event.case_id, decision=None).first()
    if transfer is None:
        return
    above = Case.objects.select_related("court", "number").get(pk=str(event.case_id))
    if event.act == "judgments.pronounce":
        source = f"Bản án phúc thẩm số {event.data['number']}"
    else:
        source = Discontinuance.objects.select_related("number").get(case=above).title
    actions.come_back(by=SYSTEM.following(event), above=above, source=source, at=event.at)


@immediately("judgments.forward_late_appeal", "appeals.forward_late_appeal")
def the_late_appeal_arrives(event: Event) -> None:
    """Sent on below, it is there above: the ten days begin (275.2). Without a court above it goes on paper only."""
    try:
        actions.receive_late(
            by=SYSTEM.following(event), late_id=uuid.UUID(str(event.subject_id)), at=event.at
        )
    except Refused as refusal:
        if refusal.code != "file.no_court":
            raise


@immediately("appeals.accept_late")
def it_goes_on_as_if_in_time(event: Event) -> None:
    """The court of first instance goes on with an appeal that was accepted late (275.3)."""
    review_id = uuid.UUID(str(event.subject_id))
    of_decision = LateReview.objects.filter(pk=review_id, late__judgment=None).exists()
    revive = actions.revive_challenge if of_decision else actions.revive
    revive(by=SYSTEM.following(event), review_id=review_id, at=event.at)


@immediately(
    "appeals.revive", "appeals.hand_in_receipt", "appeals.exempt", "appeals.revive_challenge", "appeals.revive_ruling",
    "appeals.check_challenge", "appeals.pay_challenge", "course.record_protest",
)  # fmt: skip
def it_joins_the_case_above(event: Event) -> None:
    """Its fee settled, an appeal that was accepted late joins a case that went up before it; of a strike (413) so does one in
    time, and a protest. What comes while the session above sits stays with the file."""
    appeal_id = uuid.UUID(str(event.data.get("appeal") or event.data.get("challenge") or event.subject_id))
    if not actions.is_settled(appeal_id):
        return
    try:
        actions.add_challenge(by=SYSTEM.following(event), appeal_id=appeal_id, at=event.at)
    except Refused as refusal:
        if refusal.code == "wrong_state" and _stays_below(event):
            return
        if refusal.code != "challenge.none":
            raise


def _stays_below(event: Event) -> bool:
    """A protest, or an appeal in time against a decision on a strike, that finds the session above open: neither author of it
    nor the judge below can help that (413.2 sends the file before the periods end)."""
    if event.act == "course.record_protest":
        return True
    if event.act not in {"appeals.check_challenge", "appeals.pay_challenge"}:
        return False
    case = Case.objects.select_related("court", "number").get(pk=str(event.case_id))
    decision = decisions.challenged_decision(case)
    return decision is not None and decisions.on_demand(decision)


@afterwards("appeals.notify_fee")
def send_fee_notice(event: Event) -> None:
    """The notice of the advance, to the appellant alone (276.1)."""
    made = Advance.objects.select_related("appeal__party", "appeal__judgment__number", "judge__user").get(
        pk=event.subject_id
    )
    _send(
        event, "appeal_fee_notice", "notice", lambda service, at: papers.fee_notice(service, made, at=at),
        only=str(made.appeal.party_id),
    )  # fmt: skip


@afterwards("appeals.take_posted")
def tell_who_was_told_of_the_effect(event: Event) -> None:
    """The parties, the procuracy and the agency of enforcement learn that the appealed parts are not in effect (282.1)."""
    judgment = Judgment.objects.select_related("case", "number", "effect").get(
        pk=str(event.data["judgment_id"])
    )
    _send(
        event, "effect_lifted_notice", "notice",
        lambda service, at: papers.effect_lifted(service, judgment, event, at=at),
    )  # fmt: skip


@afterwards("appeals.take_posted_challenge", "appeals.take_posted_ruling")
def tell_that_the_decision_waits(event: Event) -> None:
    """The same of a decision: whoever received it learns that it is not in effect (282.1)."""
    decision = CourseDecision.objects.select_related("case", "number").get(pk=str(event.data["decision"]))
    _send(
        event, "decision_lifted_notice", "notice",
        lambda service, at: papers.decision_lifted(service, decision, event, at=at),
    )  # fmt: skip


@afterwards("appeals.notify_fee", "appeals.exempt")
def send_appeal_notice(event: Event) -> None:
    """The notice of the appeal, to the procuracy and the other parties (277.1)."""
    made = Advance.objects.select_related("appeal__party", "appeal__judgment__number", "judge__user").get(
        pk=event.subject_id
    )
    _send(
        event, "appeal_notice", "notice",
        lambda service, at: papers.appeal_notice(service, made.appeal, judge=str(made.judge.user), at=at),
        author=str(made.appeal.party_id),
    )  # fmt: skip


@afterwards("appeals.request_amendment")
def send_amendment_notice(event: Event) -> None:
    """What the appellant is to mend, to the appellant alone (274.3)."""
    asked = AmendmentRequest.objects.select_related(
        "appeal__party", "appeal__judgment__number", "judge__user"
    ).get(pk=event.subject_id)
    _send(
        event, "appeal_amendment_notice", "notice", lambda service, at: papers.amendment_notice(service, asked, at=at),
        only=str(asked.appeal.party_id),
    )  # fmt: skip


@afterwards("appeals.change_above", "appeals.withdraw")
def send_change_notice(event: Event) -> None:
    """The other parties and the procuracy learn of a change, a supplement or a withdrawal (284.4)."""
    author = str(event.data.get("holder", ""))
    told = f"{event.title}. {event.detail}" if event.detail else f"{event.title}."
    _send(
        event, "appeal_change_notice", "notice", lambda service, at: papers.change_notice(service, told, at=at),
        author=author,
    )  # fmt: skip


@afterwards("appeals.return_appeal")
def send_return_notice(event: Event) -> None:
    """Why the appeal comes back, to the appellant (274.4)."""
    appeal = Appeal.objects.select_related("party", "judgment__number").get(pk=event.subject_id)
    reason = str(event.data["reason"])
    _send(
        event, "appeal_return", "notice",
        lambda service, at: papers.return_notice(service, appeal, reason=reason, judge=event.actor_name, at=at),
        only=str(appeal.party_id),
    )  # fmt: skip


@afterwards("appeals.accept")
def notify_acceptance(event: Event) -> None:
    """The notice of acceptance at second instance (285.1)."""
    case = Case.objects.only("nature").get(pk=str(event.case_id))
    _send(
        event, "appeal_acceptance_notice", "acceptance_notice",
        lambda service, at: papers.acceptance_notice(service, at=at), title=OF_REQUEST if case.is_request else "",
    )  # fmt: skip


def _send(
    event: Event, kind: str, pattern: str, make: Maker, *, only: str = "", author: str = "", title: str = ""
) -> None:
    """Number, then the paper, then out. Each half looks at what is there: killed in between, the next run goes on."""
    if event.case_id is None:
        return
    by, at = SYSTEM.following(event), max(clock.now(), event.at)
    try:
        service = delivery.order(
            by=by, case_id=event.case_id, source=event, kind=kind, pattern=pattern, only_party_id=only,
            author_party_id=author, title=title, at=at,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.code not in ORDERED:
            raise
        found = Service.objects.filter(source=event, kind=kind, original="").first()
        if found is None:
            return
        service = found
    if service.state != PREPARING:
        return
    service = Service.objects.select_related("case__court", "case__number", "number").get(pk=service.pk)
    kept = make(service, at)
    try:
        delivery.make_ready(by=by, service_id=service.pk, sha256=kept.pk, at=at)
    except Refused:  # another worker was quicker; its paper counts
        service.refresh_from_db()
        if service.state == PREPARING:
            raise
