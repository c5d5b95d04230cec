"""What a new day brings, after all other duties: every court is looked through for what is stuck, open or missing."""

from __future__ import annotations

import logging
from datetime import date, datetime

from toaan.core import actions
from toaan.core.daily import each_day
from toaan.core.models import Court
from toaan.core.viewer import SYSTEM

log = logging.getLogger(__name__)


@each_day
def look_through(today: date, now: datetime) -> None:
    """One act a court; one that fails does not hold back the others, and twice a night is once."""
    for court_id in list(Court.objects.order_by("code").values_list("pk", flat=True)):
        try:
            actions.refresh_findings(by=SYSTEM, court_id=court_id, today=today, at=now)
        except Exception:
            log.exception("court %s was not looked through; tried again tomorrow", court_id)
