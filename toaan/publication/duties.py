"""What a new day brings: what is in effect and was never proposed for encoding is made up for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from toaan.appeals.decisions.models import Review
from toaan.cases.models import Case
from toaan.core.daily import each_day
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.course.models import CourseDecision
from toaan.publication import actions, reasons
from toaan.publication.consequences import DONE_OR_NOT_YET
from toaan.publication.rulings import OF_CASE
from toaan.review.models import Letter

log = logging.getLogger(__name__)
A_NIGHT = 200
"""An encoding takes up to half a second; a court that has decided for years before this began catches up in some nights."""


@each_day
def catch_up(today: date, now: datetime) -> None:
    """Decisions that took effect before the court published decisions, and those of a night on which the worker stood still."""
    for of, pk in islice(_missed(today), A_NIGHT):
        try:
            actions.propose(by=SYSTEM, of=of, ruling_id=pk, at=now)
        except Refused as refusal:
            if refusal.code not in DONE_OR_NOT_YET:
                log.error("%s %s: %s", of, pk, refusal)
        except Exception:
            log.exception("%s %s: not proposed; tried again tomorrow", of, pk)


def _missed(today: date) -> Iterator[tuple[str, UUID]]:
    """The newest first."""
    published = reasons.kinds(today)
    decisions = CourseDecision.objects.filter(
        publication=None, kind__in=[k for k, of in OF_CASE.items() if of in published], effective_on__lte=today, cancelled_on=None
    ).exclude(sha256="")  # fmt: skip
    for pk in decisions.order_by("-effective_on").values_list("pk", flat=True)[:A_NIGHT]:
        yield "decision", pk
    above = Review.objects.filter(publication=None, case__nature=Case.Nature.REQUEST).exclude(sha256="")
    rows = above.exclude(outcome=Review.Outcome.ENDED).select_related("case").order_by("-decided_on")
    for review in rows.iterator():  # those of what only ended or paused a request are never published
        if review.case.reviews_ruling:
            yield "above", review.pk
    letters = Letter.objects.filter(publication=None, kind=Letter.Kind.DECISION).exclude(sha256="")
    for pk in letters.order_by("-decided_on").values_list("pk", flat=True)[:A_NIGHT]:
        yield "committee", pk
