"""The worker process: consequences after the act, and what the calendar brings each day."""

from __future__ import annotations

import logging
import signal
import threading
import time
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, connections, transaction
from django.db.models import Q

from toaan.core import outages

log = logging.getLogger(__name__)
STALE = timedelta(minutes=15)
BEAT = 2.0
"""Seconds between two looks at what is due."""


def requeue_left_behind(older_than: timedelta) -> int:
    """Tasks that a killed worker left as running go back to ready; every task is idempotent."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    return (
        DBTaskResult.objects.running()
        .filter(Q(started_at__lt=datetime.now(UTC) - older_than) | Q(started_at__isnull=True))
        .update(status=TaskResultStatus.READY)
    )


def main(*, interval: float = 0.2) -> None:
    """Work until SIGTERM, also through a restart of the database or a full disk: a worker that dies again and again
    would make the supervisor stop the whole court.
    """
    threading.Thread(target=_beat, daemon=True, name="beat").start()
    while True:
        try:
            _work(interval)
        except Exception as fault:
            if (outage := outages.outage_of(fault)) is None:
                raise
            log.warning("worker waits: %s: %s", outage.code, fault)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the worker that would have stopped is gone
            connections.close_all()
            time.sleep(BEAT)
        else:
            return


def _work(interval: float) -> None:
    """One worker per installation by default, so at start nothing can be running yet."""
    from toaan.core import events
    from toaan.core.patient import Patient

    log.info("worker starts; %d tasks taken up again", requeue_left_behind(timedelta()))
    events.sweep()
    worker = Patient(
        queue_names=["default"],
        interval=interval,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{time.time_ns()}",
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def _beat() -> None:
    """Retries that are due, and once a day what the day brings."""
    from toaan.core import clock, daily, events

    last = None
    while True:
        try:
            close_old_connections()
            events.sweep()
            requeue_left_behind(STALE)
            today = clock.today()
            if today != last:
                daily.run(today, clock.now())
                last = today
        except Exception:
            log.exception("the beat missed; it goes on")
        time.sleep(BEAT)


@transaction.atomic
def prune(before: datetime) -> int:
    """Drop finished tasks older than `before`; events keep the history."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0]
