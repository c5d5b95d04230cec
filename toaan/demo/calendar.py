"""The days of a matter: how long each step takes, on which working day it falls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from toaan.core import rules_in_force

GAPS: dict[str, tuple[int, int]] = {
    "start": (0, 0), "file": (0, 1), "examiner": (1, 2), "ask": (1, 3), "amend": (6, 14), "decide": (2, 4), "return": (2, 4),
    "receipt": (2, 5), "accept": (1, 2), "draw": (1, 1), "send": (0, 0), "prove": (1, 1), "post": (2, 3),
    "post_end": (16, 18), "lawyer": (2, 5), "answer": (6, 11), "evidence": (3, 8), "extend": (30, 45), "suspend": (10, 20), "discontinue": (8, 20), "plan": (8, 20),
    "session": (9, 13), "record": (0, 0), "sign": (0, 0), "trial": (12, 40), "hear": (15, 24), "adjourn": (0, 0),
    "hear_again": (14, 20), "debate": (0, 0), "pronounce": (0, 0), "later": (1, 3), "minutes": (1, 1), "appeal": (6, 11),
    "protest": (7, 11), "effect": (0, 0), "review": (5, 16), "publish": (0, 4), "decline": (4, 12), "close": (3, 12),
}  # fmt: skip
"""Step → least and most days after the step before it."""
QUICK = {"plan": (5, 8), "trial": (4, 9), "answer": (5, 8)}
"""Commercial and labour cases: two months for preparation (BLTTDS 203.1.b)."""
SAME_DAY = frozenset({"sign", "record", "debate", "adjourn"})


def length(step: str, chance: Random, *, quick: bool) -> int:
    """How many days a step takes this time."""
    name = step.partition(":")[0]
    return chance.randint(*(QUICK.get(name) if quick else None) or GAPS[name])


def working(day: date, *, back: bool = False) -> date:
    """The day itself, or the nearest working day after (before) it."""
    calendar = rules_in_force.calendar()
    step = timedelta(days=-1 if back else 1)
    while not calendar.is_working_day(day):
        day += step
    return day


def shifted(day: date, working_days: int) -> date:
    """The working day that many working days after (before) the nearest one from `day` on."""
    day = working(day)
    step = timedelta(days=1 if working_days > 0 else -1)
    for _ in range(abs(working_days)):
        day = working(day + step, back=working_days < 0)
    return day


def days_of(
    steps: Sequence[str], lengths: dict[str, int], fixed: dict[str, date], first: date
) -> dict[str, date]:
    """Step → its day: each so many days after the one before it, on a working day, the fixed ones on their own."""
    found: dict[str, date] = {}
    day = first
    for step in steps:
        if step in fixed:
            day = fixed[step]
        else:
            wished = day + timedelta(days=lengths[step])
            later = [one for name, one in fixed.items() if name not in found and name in steps]
            day = wished if step.startswith(("start", "file")) else working(wished)
            day = min([day, *later]) if later else day
        found[step] = day
    return found


def first_day(steps: Sequence[str], lengths: dict[str, int], fixed: dict[str, date]) -> date:
    """The day on which a matter must begin so that its first fixed step falls on its day by itself."""
    goal = next(step for step in steps if step in fixed)
    first = fixed[goal]
    for _ in range(12):  # weekends and holidays push steps on: try, look, mend
        off = fixed[goal] - days_of(steps, lengths, {}, first)[goal]
        if not off:
            break
        first += off
    return first


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
