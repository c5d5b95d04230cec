"""What a training came to is kept: its file, its row, and, where it is not worse, its place."""

from __future__ import annotations

from contextlib import suppress

from django.db.models import Max

from toaan.assistant import actions
from toaan.assistant.actions.ranking import Trained
from toaan.assistant.models import RankerVersion
from toaan.assistant.training import files
from toaan.assistant.training.course import Outcome
from toaan.core import clock
from toaan.core.errors import TooLate
from toaan.core.viewer import SYSTEM


def enter(outcome: Outcome, against: int, *, promote: bool) -> RankerVersion:
    """Keep a new order; `promote`: let it answer when the figures allow it, and what it was measured against answers still."""
    with files.one_at_a_time():
        number = (RankerVersion.objects.aggregate(last=Max("number"))["last"] or 0) + 1
        sha256 = files.save(outcome.ranker, number)
        told = Trained(number, sha256, outcome.counts, outcome.figures, against, outcome.note)
        try:
            row = actions.record_training(by=SYSTEM, trained=told, at=clock.now())
        except BaseException:
            files.drop(number)
            raise
        if promote and outcome.better:
            with suppress(TooLate):
                actions.promote(
                    by=SYSTEM, number=number, reason=outcome.note, at=clock.now(), instead_of=against
                )
            row.refresh_from_db()
    return row
