"""A worker that waits without work to be done being in anybody's way."""

from __future__ import annotations

import time

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


class Patient(Worker):
    """Looks whether there is a task before it begins to take one.

    Taking one opens the database anew and holds SQLite's one write lock; done five times a second for nothing, that cost
    an idle court a tenth of a processor and made those wait who write.
    """

    seconds = 0.2

    @property
    def interval(self) -> float:
        """Asked for when nothing was found: waits here until something is there."""
        time.sleep(self.seconds)
        while not DBTaskResult.objects.ready().filter(queue_name__in=self.queue_names).exists():
            time.sleep(self.seconds)
        return 0.0

    @interval.setter
    def interval(self, seconds: float) -> None:
        self.seconds = seconds
