"""What follows for the judgment from acts of service: the periods of those who were absent begin."""

from __future__ import annotations

from datetime import date

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.delivery.models import PROCURACY, ServiceRecipient
from toaan.judgments import actions
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED


@immediately("delivery.send", "delivery.record_proof", "delivery.confirm_receipt")
def receipt_starts_periods(event: Event) -> None:
    """A copy of the judgment reached somebody whose period waits for that (BLTTDS 273.1, 280.1)."""
    if event.case_id is None:
        return
    judgment = Judgment.objects.filter(case_id=event.case_id, state=PRONOUNCED).first()
    if judgment is None:
        return
    waiting = list(judgment.periods.filter(due_on=None).select_related("party"))
    if not waiting:
        return
    rows = ServiceRecipient.objects.filter(case_id=event.case_id, sha256=judgment.signed_sha256)
    reached = {row.key: row for row in rows if row.is_proved}
    days = {
        period: _days(row)
        for period in waiting
        if (row := reached.get(f"party:{period.party_id}" if period.party_id else PROCURACY)) is not None
    }
    if days:
        try:
            actions.record_receipt(
                by=SYSTEM.following(event), judgment_id=judgment.pk, days=days, at=event.at
            )
        except Refused as refusal:
            if refusal.code != "period.none":
                raise


def _days(row: ServiceRecipient) -> tuple[date | None, date | None]:
    """Day of receipt and day of posting: one of them."""
    moment = row.received_at or row.sent_at
    day = clock.local_date(moment) if moment else None
    return (None, day) if row.method == ServiceRecipient.Method.POSTING else (day, None)
