"""What a new day brings: officers are reminded of their time limits, leaders told of those that have passed."""

from __future__ import annotations

import logging
from datetime import date, datetime

from toaan.cases import actions, reminders
from toaan.core.daily import each_day
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.viewer import SYSTEM

log = logging.getLogger(__name__)


@each_day
def remind(today: date, now: datetime) -> None:
    """One digest a person and night. Killed in between, the next run tells those who were not told yet."""
    for court in Court.objects.order_by("code"):
        for post_id, told in sorted(
            reminders.of_court(court, today, now).items(), key=lambda pair: str(pair[0])
        ):
            try:
                actions.remind(by=SYSTEM, post_id=post_id, told=list(told.items()), on=today, at=now)
            except Refused as refusal:
                if refusal.code != "remind.nothing":
                    log.error("reminders of %s: %s", post_id, refusal)
            except Exception:
                log.exception("reminders of %s failed; tried again tomorrow", post_id)
