"""What follows on the course of a case from acts of service: periods begin with the receipt."""

from __future__ import annotations

import uuid
from datetime import date

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.course import actions
from toaan.course.models import CourseDecision, Period
from toaan.delivery.models import PROCURACY, ServiceRecipient


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
