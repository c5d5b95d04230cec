"""When an officer is reminded of a time limit, and when the leaders are told of it: pure, by a plan that is data.

A step is told once to one person. Whoever missed nights (a machine that stood still) is told the present step, not
all of those that lie behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from toaan.rules.calendar import ONE_DAY, Calendar

DUE, LATE, LEADERS = "due", "late", "leaders"
FURTHEST = timedelta(days=45)
"""No party is told of anything so far ahead, whatever days off there are: bounds what is read."""


@dataclass(frozen=True)
class Plan:
    """The value of the rule ``setting:reminders``; all counts are working days."""

    before: tuple[int, ...]
    """So many days before the last one the holder is reminded; 0 is the last day itself."""
    late_every: int
    """From the first day too late, and again after so many."""
    leaders: Mapping[str, int]
    """Kind of post → after how many days too late it is told."""

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Plan:
        return cls(
            tuple(sorted((int(n) for n in value["before"]), reverse=True)),
            int(value["late_every"]),
            {str(role): int(days) for role, days in value["leaders"].items()},
        )


def holder_step(due: date, today: date, plan: Plan, calendar: Calendar) -> str:
    """The step at which the holder stands today: ``before:5``, ``due``, ``late:1``; empty when there is none yet."""
    if today > due:
        late = working_days_after(due, today, calendar)
        return f"{LATE}:{late // plan.late_every}" if late else ""
    left = working_days_after(today, due, calendar)
    reached = [n for n in plan.before if left <= n]
    if not reached:
        return ""
    nearest = min(reached)
    return f"before:{nearest}" if nearest else DUE


def ahead(day: date, today: date, before: Sequence[int], calendar: Calendar) -> str:
    """The step at which somebody stands who is told some working days before a day: ``before:3``; empty when there is none yet."""
    if today > day:
        return ""
    left = working_days_after(today, day, calendar)
    reached = [n for n in before if left <= n]
    return f"before:{min(reached)}" if reached else ""


def leaders_told(due: date, today: date, plan: Plan, calendar: Calendar) -> frozenset[str]:
    """The kinds of post that are to know of it by today."""
    if today <= due:
        return frozenset()
    late = working_days_after(due, today, calendar)
    return frozenset(role for role, days in plan.leaders.items() if late >= days)


def working_days_after(first: date, last: date, calendar: Calendar) -> int:
    """Working days after ``first`` up to and including ``last``."""
    count, day = 0, first
    while day < last:
        day += ONE_DAY
        count += calendar.is_working_day(day)
    return count


def furthest(today: date, plan: Plan, calendar: Calendar) -> date:
    """The last day of which anybody is to be told today."""
    day, left = today, max(plan.before, default=0)
    while left > 0:
        day += ONE_DAY
        left -= calendar.is_working_day(day)
    # Rest days behind it belong to it: nothing is due on them that does not move to a working day, save fixed days.
    while not calendar.is_working_day(day + ONE_DAY):
        day += ONE_DAY
    return day
