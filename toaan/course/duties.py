"""What a new day brings: decisions whose last period has ended take effect."""

from __future__ import annotations

import logging
from datetime import date, datetime

from toaan.core.daily import each_day
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.course import actions
from toaan.course.models import CourseDecision
from toaan.course.periods import HELD

log = logging.getLogger(__name__)


@each_day
def settle_effect(today: date, now: datetime) -> None:
    """Every suspension, discontinuance and transfer whose periods are all over and that nobody challenged in vain.

    A suspension that was ended in the meantime lost its effect with the resumption (BLTTDS 216).
    """
    rows = CourseDecision.objects.filter(
        kind__in=HELD, effective_on=None, ended_by=None, cancelled_on=None
    ).exclude(sha256="")
    rows = (
        rows.exclude(answers__annuls=True).exclude(periods__due_on=None).exclude(periods__due_on__gte=today)
    )
    challenged = rows.filter(periods__challenge__isnull=False, periods__challenge__dropped_on=None)
    for pk in list(rows.exclude(pk__in=challenged.values("pk")).values_list("pk", flat=True).distinct()):
        try:
            actions.take_effect(by=SYSTEM, decision_id=pk, at=now)
        except Refused as refusal:
            if refusal.code not in {
                "effect.settled",
                "effect.too_early",
                "effect.challenged",
                "effect.annulled",
            }:
                log.error("decision %s: %s", pk, refusal)
        except Exception:
            log.exception("decision %s: effect not settled; tried again tomorrow", pk)
