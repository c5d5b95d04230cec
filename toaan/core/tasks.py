"""Jobs of the worker: each loads by id and delegates."""

from __future__ import annotations

from django_tasks import task


@task()
def deliver(delivery_id: int) -> None:
    """Tell one subscriber about one event."""
    from toaan.core import events

    events.deliver_now(delivery_id)
