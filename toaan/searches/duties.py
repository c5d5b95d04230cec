"""What a new day brings: terms of notices that are over."""

from __future__ import annotations

import logging
from datetime import date, datetime

from toaan.core.daily import each_day
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.searches import actions
from toaan.searches.models import Search

log = logging.getLogger(__name__)


@each_day
def close_terms(today: date, now: datetime) -> None:
    """Every notice whose four months ended before today (388.2): off the portal, and the session is due."""
    rows = Search.objects.filter(ended_on=None, term_over_on=None, until__lt=today)
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            actions.close_term(by=SYSTEM, search_id=pk, at=now)
        except Refused as refusal:
            if refusal.code not in {"search.ended", "search.term_runs"}:
                log.error("search %s: %s", pk, refusal)
        except Exception:
            log.exception("search %s: the end of its term was not noted; tried again tomorrow", pk)
