"""What follows from acts elsewhere: receipt starts the term to complain (BLTTDS 140), acceptance takes requests over."""

from __future__ import annotations

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline
from toaan.core import clock
from toaan.core.events import immediately
from toaan.core.models import Event
from toaan.delivery.models import ServiceRecipient
from toaan.measures import actions
from toaan.measures.actions.serving import COMPLAIN, OPEN_TO
from toaan.measures.models import MeasureDecision, MeasureRequest


@immediately("cases.open")
def take_over_requests(event: Event) -> None:
    """What came with the petition stands in the case from its first moment (111.2, 133.3)."""
    case = Case.objects.select_related("court", "number").get(pk=str(event.case_id))
    if case.petition_id and MeasureRequest.objects.filter(petition=case.petition_id, case=None).exists():
        actions.join_case(because=event, case=case, at=event.at)


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_complaints(event: Event) -> None:
    """A decision or refusal reached somebody who may complain or propose."""
    if event.case_id is None:
        return
    decisions = MeasureDecision.objects.filter(request__case_id=event.case_id, kind__in=OPEN_TO).exclude(
        sha256=""
    )
    papers = list(decisions.values_list("sha256", flat=True))
    if not papers:
        return
    rows = ServiceRecipient.objects.filter(case_id=event.case_id, sha256__in=papers, representation=None)
    for row in rows.select_related("party"):
        moment = row.received_at or row.sent_at
        if not row.is_proved or moment is None or not (row.party or row.is_procuracy):
            continue
        owner = Deadline.Owner.PARTY if row.party else Deadline.Owner.PROCURACY
        deadlines.start(
            event, rule=COMPLAIN, owner=owner, trigger_on=clock.local_date(moment), party=row.party
        )
