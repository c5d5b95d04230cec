"""What follows from acts of service: the term to complain begins with the receipt (BLTTDS 140)."""

from __future__ import annotations

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.events import immediately
from toaan.core.models import Event
from toaan.delivery.models import ServiceRecipient
from toaan.measures.actions.complaining import COMPLAIN, OPEN_TO
from toaan.measures.models import MeasureDecision


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
