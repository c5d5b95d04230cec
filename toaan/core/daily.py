"""What a new day brings: judgments take effect, heads of the audit are anchored, finished tasks go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from toaan.core import audit, planner

log = logging.getLogger(__name__)
Duty = Callable[[date, datetime], None]
_duties: list[Duty] = []


def each_day(function: Duty) -> Duty:
    """Register a duty of each day. Called with today and now; must be safe to run twice and to catch up."""
    _duties.append(function)
    return function


def run(today: date, now: datetime) -> None:
    """Do every duty; one that fails does not hold back the others."""
    for duty in _duties:
        try:
            duty(today, now)
        except Exception:
            log.exception("daily duty %s failed", duty.__qualname__)


@each_day
def anchor_audit(today: date, now: datetime) -> None:
    """Bind yesterday's heads of the audit chains."""
    audit.anchor(today - timedelta(days=1), now)


@each_day
def prune_tasks(today: date, now: datetime) -> None:  # noqa: ARG001
    """Finished tasks of the worker older than 30 real days."""
    from toaan.core.worker import prune

    prune(datetime.now(UTC) - timedelta(days=30))


@each_day
def know_the_tables(today: date, now: datetime) -> None:  # noqa: ARG001
    """The database learns how its tables have grown."""
    planner.analyse()
