"""What follows on the course of a case from acts of service: periods begin with the receipt."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Procurator
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event, StoredFile
from toaan.core.viewer import SYSTEM, Viewer
from toaan.course import actions, claim_papers, replacement_papers
from toaan.course.actions.agreeing import AGREED, CHANGE
from toaan.course.models import CourseDecision, OtherClaim, Period, Replacement
from toaan.course.periods import COMPLAIN
from toaan.course.states import ACCEPTED
from toaan.delivery import actions as delivery
from toaan.delivery.models import PROCURACY, Service, ServiceRecipient
from toaan.delivery.states import PREPARING
from toaan.hearings.models import Hearing, TrialDecision


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_periods(event: Event) -> None:
    """A decision reached somebody who may challenge it (BLTTDS 273.2, 280.2, 41.1)."""
    if event.case_id is None:
        return
    waiting: dict[uuid.UUID, list[Period]] = {}
    rows = Period.objects.filter(decision__case_id=event.case_id, due_on=None)
    for period in rows:
        waiting.setdefault(period.decision_id, []).append(period)
    for decision in CourseDecision.objects.filter(pk__in=waiting):
        days = _days(decision, waiting[decision.pk])
        if not days:
            continue
        try:
            actions.start_periods(by=SYSTEM.following(event), decision_id=decision.pk, days=days, at=event.at)
        except Refused as refusal:
            if refusal.code != "period.none":
                raise


@immediately("hearings.sign_session_minutes")
def time_to_change_ones_mind(event: Event) -> None:
    """The parties agreed: for some days each of them may change his mind (BLTTDS 212.1)."""
    session = Hearing.objects.filter(pk=event.data.get("hearing"), outcome__in=AGREED).first()
    if session is not None:
        deadlines.start(event, rule=CHANGE, owner=Deadline.Owner.PARTY, trigger_on=session.day)


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_complaints(event: Event) -> None:
    """A decision for trial by simplified procedure reached somebody who may complain or propose (BLTTDS 319.1)."""
    if event.case_id is None:
        return
    rows = TrialDecision.objects.filter(
        case_id=event.case_id,
        lapsed_at=None,
        case__procedure=Case.Procedure.SIMPLIFIED,
        case__instance=Case.Instance.FIRST,
    )
    decision = rows.exclude(sha256="").select_related("case").first()
    if decision is None:
        return
    running = set(
        decision.case.deadlines.filter(rule=COMPLAIN)
        .exclude(state="cancelled")
        .values_list("party", flat=True)
    )
    reached = ServiceRecipient.objects.filter(
        case_id=decision.case_id, sha256=decision.sha256
    ).select_related("party")
    for row in reached:
        moment = row.received_at or row.sent_at
        if not row.is_proved or moment is None or row.representation_id or row.party_id in running:
            continue
        owner = Deadline.Owner.PARTY if row.party else Deadline.Owner.PROCURACY
        deadlines.start(
            event, rule=COMPLAIN, owner=owner, trigger_on=clock.local_date(moment), party=row.party
        )


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_reply(event: Event) -> None:
    """The notice that a counterclaim or an independent claim is admitted reached whom it is against: he has as long to
    answer as the defendant has for the petition (199.1, by 202)."""
    if event.case_id is None:
        return
    rows = ServiceRecipient.objects.filter(
        case_id=event.case_id, service__kind="claim_notice", party__isnull=False, representation=None
    ).select_related("service__source", "party")
    found = [(row, row.received_at or row.sent_at) for row in rows if row.is_proved]
    if not found:
        return
    claims = OtherClaim.objects.filter(case_id=event.case_id, state=ACCEPTED)
    known = {str(c.pk): c for c in claims.prefetch_related("against")}
    for row, moment in found:
        claim = known.get(str(row.service.source.data.get("claim")))
        if claim is None or moment is None or row.party not in claim.against.all():
            continue
        deadlines.start(
            event, rule=REPLY, owner=Deadline.Owner.PARTY, trigger_on=clock.local_date(moment), party=row.party,
            title=f"Nộp văn bản ghi ý kiến về {_lower(str(claim))}"[:300],
        )  # fmt: skip


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _days(decision: CourseDecision, waiting: list[Period]) -> dict[uuid.UUID, date]:
    """Period → day on which its holder received the decision; both procuracies count from the same-level one's."""
    reached = {
        row.key: row
        for row in ServiceRecipient.objects.filter(case_id=decision.case_id, sha256=decision.sha256)
        if row.is_proved
    }
    found = {}
    for period in waiting:
        row = reached.get(f"party:{period.party_id}" if period.party_id else PROCURACY)
        moment = (row.received_at or row.sent_at) if row else None
        if moment:
            found[period.pk] = clock.local_date(moment)
    return found


REPLY = "BLTTDS:199.1"
NOTICES = {"course.refuse_claim": "claim_refusal", "course.hand_in_claim_receipt": "claim_notice"}
ORDERED = frozenset({"delivery.ordered", "delivery.nobody", "delivery.no_rule"})


@afterwards("course.admit_claim", "course.refuse_claim", "course.hand_in_claim_receipt")
def send_claim_notice(event: Event) -> None:
    """Number, then the paper, then out: to the claimant, or to everybody once the claim is part of the case.

    Each half looks at what is there: killed in between, the next run goes on with the same number.
    """
    admitted = "claim_notice" if event.data.get("accepted") else "claim_fee_notice"
    kind = NOTICES.get(event.act, admitted)
    claim = OtherClaim.objects.select_related("party", "judge__user").get(pk=str(event.data["claim"]))
    by, at = SYSTEM.following(event), max(clock.now(), event.at)
    only = "" if kind == "claim_notice" else str(claim.party_id)
    _send(
        event, claim.case_id, kind, only,
        lambda service: claim_papers.notice(service, claim, at=at), by=by, at=at,
    )  # fmt: skip


@afterwards("course.pass_on_replacement")
def send_to_procuracy(event: Event) -> None:
    """The letter with its number, and the request, go to the procuracy (62.1)."""
    made = Replacement.objects.select_related("party", "procurator", "case__court", "case__number").get(
        pk=str(event.data["replacement"])
    )
    by, at = SYSTEM.following(event), max(clock.now(), event.at)
    _send(
        event, made.case_id, "replacement_to_procuracy", "",
        lambda service: replacement_papers.to_procuracy(
            service, made, citation=str(event.data["citation"]), above=bool(event.data["above"]),
            judge=bool(event.data["judge"]), name=event.actor_name, at=at,
        ),
        by=by, at=at,
    )  # fmt: skip


@afterwards("course.answer_replacement", "course.record_procuracy_answer")
def send_replacement_answer(event: Event) -> None:
    """Who asked that somebody be replaced is told what was decided; at the hearing it is said there (240)."""
    if event.data["at_hearing"]:
        return
    made = Replacement.objects.select_related("party", "decided_by__user", "decided_by__court").get(
        pk=str(event.data["replacement"])
    )
    by, at = SYSTEM.following(event), max(clock.now(), event.at)
    _send(
        event, made.case_id, "replacement_answer", str(made.party_id),
        lambda service: replacement_papers.answer(service, made, at=at), by=by, at=at,
    )  # fmt: skip


@immediately("hearings.adjourn")
def another_is_named(event: Event) -> None:
    """The hearing was put off because somebody must be replaced: three working days to name another (56.4, 62.4)."""
    if event.case_id is None:
        return
    waiting = Replacement.objects.filter(
        case_id=event.case_id, state=Replacement.State.ACCEPTED, at_hearing=True, assignment__ended_at=None,
    ).exclude(assignment=None)  # fmt: skip
    day = clock.local_date(event.at)
    if waiting.exists():
        deadlines.start(event, rule="BLTTDS:56.4", owner=Deadline.Owner.LEADERS, trigger_on=day)
    replaced = Replacement.objects.filter(
        case_id=event.case_id, state=Replacement.State.ACCEPTED, at_hearing=True, procurator__at_hearing=True
    )
    named = Procurator.objects.filter(case_id=event.case_id, ended_at=None, reserve=False)
    if replaced.exists() and not named.exists():
        deadlines.start(event, rule="BLTTDS:62.4", owner=Deadline.Owner.PROCURACY, trigger_on=day)


def _send(
    event: Event,
    case_id: uuid.UUID,
    kind: str,
    only: str,
    paper: Callable[[Service], StoredFile],
    *,
    by: Viewer,
    at: datetime,
) -> None:
    """Number, then the paper, then out."""
    try:
        service = delivery.order(
            by=by, case_id=case_id, source=event, kind=kind, pattern="notice", only_party_id=only, at=at
        )
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
    kept = paper(service)
    try:
        delivery.make_ready(by=by, service_id=service.pk, sha256=kept.pk, at=at)
    except Refused:  # another worker was quicker; its paper counts
        service.refresh_from_db()
        if service.state == PREPARING:
            raise
