"""What a new day brings: judgments whose last period has ended take effect."""

from __future__ import annotations

import logging
from datetime import date, datetime

from toaan.core.daily import each_day
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.judgments import actions
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED

log = logging.getLogger(__name__)


@each_day
def settle_effect(today: date, now: datetime) -> None:
    """Every judgment whose periods are all over; days on which this did not run are made up for by the next.

    A second worker at the same moment finds the judgment settled and goes on.
    """
    open_ones = Judgment.objects.filter(state=PRONOUNCED, effect=None).exclude(periods__due_on=None)
    for pk in list(open_ones.exclude(periods__due_on__gte=today).values_list("pk", flat=True)):
        try:
            actions.take_effect(by=SYSTEM, judgment_id=pk, at=now)
        except Refused as refusal:
            if refusal.code not in {"effect.settled", "effect.too_early", "effect.changed"}:
                log.error("judgment %s: %s", pk, refusal)
        except Exception:
            log.exception("judgment %s: effect not settled; tried again tomorrow", pk)
