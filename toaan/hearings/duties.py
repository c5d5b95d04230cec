"""What a new day brings: parties with accounts are reminded of sittings and limits that come near."""

from __future__ import annotations

import logging
from datetime import date, datetime

from toaan.core.daily import each_day
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.viewer import SYSTEM
from toaan.hearings import actions, party_reminders

log = logging.getLogger(__name__)


@each_day
def remind_parties(today: date, now: datetime) -> None:
    """One letter a person, court and night. Killed in between, the next run tells those who were not told yet."""
    for court in Court.objects.order_by("code"):
        for user_id, told in sorted(
            party_reminders.of_court(court, today).items(), key=lambda pair: str(pair[0])
        ):
            try:
                actions.remind_party(
                    by=SYSTEM, user_id=user_id, court_id=court.pk, told=told, on=today, at=now
                )
            except Refused as refusal:
                if refusal.code != "remind.nothing":
                    log.error("reminder of a party: %s", refusal)
            except Exception:
                log.exception("reminder of a party failed; tried again tomorrow")
