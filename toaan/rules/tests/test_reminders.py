"""Reminders by working days: before, on and after the last day; leaders later; Tết does not count."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.rules.calendar import Calendar
from toaan.rules.reminders import Plan, furthest, holder_step, leaders_told, working_days_after
from toaan.rules.tests.shipped import ROWS

CALENDAR = Calendar.from_rows(r for r in ROWS if r.kind == "holiday")
PLAN = Plan.from_value(next(r.value["value"] for r in ROWS if r.key == "setting:reminders"))
D = date.fromisoformat


@pytest.mark.parametrize(
    ("due", "today", "step"),
    [
        ("2026-01-30", "2026-01-22", ""),  # six working days are left
        ("2026-01-30", "2026-01-23", "before:5"),
        ("2026-01-30", "2026-01-24", "before:5"),  # a Saturday
        ("2026-01-30", "2026-01-28", "before:2"),
        ("2026-01-30", "2026-01-29", "before:2"),
        ("2026-01-30", "2026-01-30", "due"),
        ("2026-01-30", "2026-01-31", ""),  # Saturday: no working day has passed
        ("2026-01-30", "2026-02-02", "late:0"),
        ("2026-01-30", "2026-02-05", "late:0"),
        ("2026-01-30", "2026-02-06", "late:1"),
        ("2026-02-23", "2026-02-11", "before:5"),  # 12/02, 13/02, then Tết
        ("2026-02-23", "2026-02-13", "before:2"),
        ("2026-02-13", "2026-02-20", ""),  # all of Tết later nobody has lost a working day
        ("2026-02-13", "2026-02-23", "late:0"),
    ],
)
def test_the_step_of_the_holder(due, today, step):
    assert holder_step(D(due), D(today), PLAN, CALENDAR) == step


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-01-30", set()),
        ("2026-02-02", set()),
        ("2026-02-03", {"chamber_head"}),
        ("2026-02-04", {"chamber_head", "deputy_president"}),
        ("2026-02-06", {"chamber_head", "deputy_president", "president"}),
    ],
)
def test_leaders_are_told_one_after_the_other(today, told):
    assert leaders_told(D("2026-01-30"), D(today), PLAN, CALENDAR) == told


@pytest.mark.parametrize("today", ["2026-01-19", "2026-01-23", "2026-02-11", "2026-02-13", "2026-12-30"])
def test_nothing_beyond_the_furthest_day_is_to_be_told(today):
    last = furthest(D(today), PLAN, CALENDAR)
    for n in range(1, 30):
        day = date.fromordinal(last.toordinal() + n)
        assert holder_step(day, D(today), PLAN, CALENDAR) == "", day
    assert working_days_after(D(today), last, CALENDAR) == 5
