"""What follows from an act: subscriptions, in the same transaction or afterwards by the worker.

A consequence names the act it follows from, so a reader finds everything that "filing.accept" brings
about by searching for that string. `toaan/<domain>/consequences.py` holds them; apps import it when ready.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from toaan.core.models import Court, Event, EventDelivery

log = logging.getLogger(__name__)
Consequence = Callable[[Event], None]

_immediate: dict[str, list[Consequence]] = defaultdict(list)
_later: dict[str, dict[str, Consequence]] = defaultdict(dict)
_by_hand = False
EVERY = "*"
TRIES = 8
FORGOTTEN = timedelta(minutes=5)
"""A duty still waiting after this long lost its task (a worker was killed) and is queued again."""


def immediately(*acts: str) -> Callable[[Consequence], Consequence]:
    """Run the function inside the act's own transaction; its failure undoes the act. "*" means every act."""

    def subscribe(function: Consequence) -> Consequence:
        for name in acts:
            _immediate[name].append(function)
        return function

    return subscribe


def afterwards(*acts: str) -> Callable[[Consequence], Consequence]:
    """Run the function in the worker, at least once, again with growing pauses until it succeeds.

    The function must be idempotent: a kill -9 between its work and the tick makes it run twice.
    """

    def subscribe(function: Consequence) -> Consequence:
        for name in acts:
            _later[name][f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return subscribe


def announce(event: Event) -> None:
    """Called by `Act.record`: run the immediate consequences, queue the later ones in the same transaction."""
    for function in (*_immediate[event.act], *_immediate[EVERY]):
        function(event)
    look_again = datetime.now(UTC) + FORGOTTEN
    duties = [
        EventDelivery(event=event, subscriber=name, next_try=look_again)
        for name in (*_later[event.act], *_later[EVERY])
    ]
    if not duties:
        return
    made = EventDelivery.objects.bulk_create(duties)
    if not _by_hand:
        from toaan.core.tasks import deliver

        for duty in made:
            deliver.enqueue(duty.pk)


@contextmanager
def by_hand() -> Iterator[None]:
    """Inside, this process does what follows by itself (`drain`): nothing is queued for the worker.

    What it leaves undone the worker takes up after `FORGOTTEN`, as after a kill.
    """
    global _by_hand  # noqa: PLW0603  (one way of working per process)
    before, _by_hand = _by_hand, True
    try:
        yield
    finally:
        _by_hand = before


def deliver_now(delivery_id: int) -> None:
    """Do one duty. Success and failure are both written down; a failure is tried again later."""
    duty = EventDelivery.objects.select_related("event", "event__court").get(pk=delivery_id)
    if duty.state == EventDelivery.State.DONE:
        return
    function = _later[duty.event.act].get(duty.subscriber) or _later[EVERY].get(duty.subscriber)
    try:
        if function is None:
            raise LookupError(f"no subscriber {duty.subscriber}")
        function(duty.event)
    except Exception as error:
        log.exception("event %s (%s): %s failed", duty.event_id, duty.event.act, duty.subscriber)
        pause = timedelta(seconds=min(3600, 2**duty.attempts))
        EventDelivery.objects.filter(pk=duty.pk).update(
            attempts=F("attempts") + 1,
            last_error=f"{type(error).__name__}: {error}"[:2000],
            next_try=datetime.now(UTC) + pause,
            state=EventDelivery.State.STUCK if duty.attempts + 1 >= TRIES else EventDelivery.State.WAITING,
        )
    else:
        EventDelivery.objects.filter(pk=duty.pk).update(
            attempts=F("attempts") + 1,
            state=EventDelivery.State.DONE,
            done_at=datetime.now(UTC),
            last_error="",
        )


def sweep() -> int:
    """Queue again what waits and is due: failed tries, and what a dead worker left behind."""
    from toaan.core.tasks import deliver

    with transaction.atomic():
        due = list(
            EventDelivery.objects.select_for_update(no_key=True)
            .filter(state=EventDelivery.State.WAITING, next_try__lte=datetime.now(UTC))
            .values_list("pk", flat=True)[:500]
        )
        EventDelivery.objects.filter(pk__in=due).update(next_try=datetime.now(UTC) + FORGOTTEN)
        for pk in due:
            deliver.enqueue(pk)
    return len(due)


def drain(limit: int = 1000, *, court: Court | None = None) -> int:
    """Do everything that waits, here and now, until nothing is left: for tests, demonstrations, the command line.

    Args:
        court: only what follows from acts of this court.

    Raises:
        RuntimeError: when a consequence failed; a test must not pass over it.
    """
    done = 0
    duties = EventDelivery.objects.filter(state=EventDelivery.State.WAITING, attempts=0)
    if court is not None:
        duties = duties.filter(event__court=court)
    while done < limit:
        waiting = list(duties.order_by("pk").values_list("pk", flat=True)[:200])
        if not waiting:
            return done
        for pk in waiting:
            deliver_now(pk)
            done += 1
        failed = EventDelivery.objects.filter(pk__in=waiting).exclude(last_error="").first()
        if failed is not None:
            raise RuntimeError(f"{failed.subscriber}: {failed.last_error}")
    raise RuntimeError("the events never come to rest")
