"""Which days of a portal incident no term counts (NQ 04/2016 art. 9.3), and what becomes of the last day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from toaan.rules.calendar import Calendar
from toaan.rules.incidents import KEY, Reading, excluded
from toaan.rules.model import in_force
from toaan.rules.tests.shipped import ROWS
from toaan.rules.time_limits import TimeLimit, due_date

DAY = date(2026, 3, 2)
LITERAL = Reading.from_row(in_force(ROWS, KEY, DAY))


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour)


@pytest.mark.parametrize(("ended", "now", "days"), [
    (at(3), at(20), None),  # back the next day: nothing
    (at(5, 8), at(20), None),  # an hour before three days are over
    (at(5), at(20), (2, 4)),  # three days and no more
    (at(12), at(20), (2, 4)),  # ten days: still three
    (None, at(4), None),  # under way, not three days yet
    (None, at(6), (2, 4)),
])  # fmt: skip
def test_three_days_when_not_solved_after_three(ended, now, days):
    found = excluded(at(2), ended, now, LITERAL)
    assert (found and (found.start.day, found.end.day)) == days


def test_another_reading_counts_shorter_incidents_too():
    found = excluded(at(2), at(3), at(20), Reading(3, True, "x"))
    assert (found.start.day, found.end.day) == (2, 3)


def test_the_last_day_moves_by_the_days_of_the_incident_and_the_explanation_names_it():
    period = excluded(at(2), at(6), at(20), LITERAL)
    limit = TimeLimit.from_row(in_force(ROWS, "BLTTDS:195.2", DAY))
    calendar = Calendar({}, {}, frozenset({2026}))
    before = due_date(limit, date(2026, 2, 27), calendar)
    after = due_date(limit, date(2026, 2, 27), calendar, excluded=[period])
    assert (before.due, after.due) == (date(2026, 3, 6), date(2026, 3, 9))
    assert after.nominal == date(2026, 3, 9)
    assert "sự cố Cổng thông tin điện tử" in str(after.skipped)
    assert "khoản 3 Điều 9" in str(after.skipped)
    assert "sự cố" in after.explanation
