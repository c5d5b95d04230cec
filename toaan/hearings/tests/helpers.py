"""Slots and people for the tests of hearings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from tests.replay import step
from toaan.core import clock
from toaan.demo import steps
from toaan.hearings import actions


def at_hour(day: str, hour: int, minute: int = 0) -> datetime:
    """A moment in Vietnam: at_hour("2026-01-20", 8)."""
    return timezone.make_aware(datetime.fromisoformat(f"{day}T{hour:02d}:{minute:02d}"))


def judge_of(world, case):
    """The viewer of the judge whom the draw chose."""
    return world.viewer(steps.presiding(world, case))


@step
def session(world, case, *, at, starts, hours=2, room=None, by=None, reason=""):
    """Schedule a session of the case."""
    room = room or steps.court_room(world)
    return actions.schedule_session(
        by=by or judge_of(world, case), case_id=case.pk, room_id=room.pk, starts_at=starts,
        ends_at=starts + timedelta(hours=hours), at=at, reason=reason,
    )  # fmt: skip


@step
def ready(world, now):
    """A case whose session is over, and the moment: the trial can be decided."""
    case = steps.mediated_case(world, now)
    return case, clock.now() + timedelta(minutes=30)


@step
def plan(world, starts, *, hours=3, room=None, **more):
    """A trial plan."""
    room = room or steps.court_room(world)
    return actions.TrialPlan(
        room_id=room.pk, starts_at=starts, ends_at=starts + timedelta(hours=hours), **more
    )
