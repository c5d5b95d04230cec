"""An idle worker is in nobody's way."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from toaan.core import patient


@pytest.mark.django_db
def test_it_waits_without_the_write_lock_and_goes_on_as_soon_as_there_is_a_task(monkeypatch):
    waited = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            DBTaskResult.objects.create(
                args_kwargs={"args": [], "kwargs": {}}, task_path="toaan.core.worker.prune", queue_name="default",
                priority=0, backend_name="default",
            )  # fmt: skip

    monkeypatch.setattr(patient.time, "sleep", sleep)
    worker = patient.Patient(
        queue_names=["default"], interval=0.5, batch=False, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="one", excluded_queue_names=[],
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        assert worker.interval == 0
    assert waited == [0.5, 0.5, 0.5]
    assert [q["sql"].split(None, 1)[0] for q in asked if "INSERT" not in q["sql"]] == ["SELECT"] * 3
