"""The pages by which a sitting is planned, held and put off: twelve statements at most, and no more with more bookings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.core import clock
from toaan.demo import steps
from toaan.desk.tests.cost import MOST, costs
from toaan.hearings import actions
from toaan.hearings.tests.conftest import quick_papers
from toaan.hearings.tests.helpers import at_hour, ready, session

__all__ = ["quick_papers"]
pytestmark = pytest.mark.usefixtures("steady_rules", "quick_papers")


def cost(world, page, name, case, *keys):
    """Statements of a page of the case, for the judge who presides over it."""
    address = reverse(f"hearings:{name}", args=[case.pk, *keys])
    return costs(page, [(steps.presiding(world, case), address)])[steps.presiding(world, case), address]


def test_a_session_is_planned_in_a_court_with_more_and_more_bookings(world, page, now):
    first, second, third = (steps.assigned_case(world, now) for _ in range(3))
    session(world, second, at=now, starts=at_hour("2026-01-20", 8))
    few = cost(world, page, "schedule_session", first)
    assert few <= MOST
    session(world, third, at=now, starts=at_hour("2026-01-20", 14))
    assert cost(world, page, "schedule_session", first) == few


def test_a_trial_is_decided(world, page, now):
    case, moment = ready(world, now)
    clock.move_to(moment)
    assert cost(world, page, "decide_trial", case) <= MOST


@pytest.mark.parametrize("name", ["adjourn", "pause", "minutes", "conduct"])
def test_a_trial_is_held_and_put_off(world, page, now, name):
    hearing = steps.opened_hearing(world, now)
    clock.move_to(clock.now() + timedelta(minutes=30))
    few = cost(world, page, name, hearing.case, hearing.pk)
    assert few <= MOST
    other = steps.assigned_case(world, clock.now())
    session(world, other, at=clock.now(), starts=clock.now() + timedelta(days=20))
    assert cost(world, page, name, hearing.case, hearing.pk) == few


def test_another_time_is_found_for_a_paused_trial(world, page, now):
    hearing = steps.opened_hearing(world, now)
    clock.move_to(clock.now() + timedelta(minutes=30))
    starts = steps.next_working_day(clock.now() + timedelta(days=10))
    slot = actions.Slot(steps.court_room(world).pk, starts, starts + timedelta(hours=3))
    actions.pause(
        by=world.viewer(steps.presiding(world, hearing.case)), hearing_id=hearing.pk, ground="pause:259.1.d",
        text="Giám định lại.", slot=slot, at=clock.now(),
    )  # fmt: skip
    assert cost(world, page, "set_resumption", hearing.case, hearing.pk) <= MOST
