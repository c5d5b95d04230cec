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
    "post_end": (16, 18), "lawyer": (2, 5), "answer": (6, 11), "evidence": (3, 8), "extend": (30, 45), "suspend": (10, 20), "discontinue": (8, 20), "settle": (16, 20), "plan": (8, 20),
    "session": (9, 13), "record": (0, 0), "sign": (0, 0), "trial": (12, 40), "hear": (15, 24), "adjourn": (0, 0),
    "hear_again": (14, 20), "debate": (0, 0), "pronounce": (0, 0), "later": (1, 3), "minutes": (1, 1), "appeal": (5, 9),
    "protest": (5, 8), "secure": (1, 3), "apply": (1, 1),
    "offer": (1, 2), "choose": (1, 2), "designate": (1, 2), "respond": (1, 2), "call": (1, 1), "meet": (6, 7), "agree": (1, 2),
    "confirm": (1, 1), "recognise": (5, 9), "fail": (0, 1),
    "challenge": (2, 3), "check": (1, 2), "advance": (3, 5), "up": (2, 3), "enter": (1, 2), "bench": (1, 2),
    "trial_above": (18, 30), "hear_above": (10, 15), "panel_above": (5, 7), "sit_above": (8, 11), "debate_above": (0, 0), "pronounce_above": (0, 0), "minutes_above": (1, 1),
    "withdraw": (6, 9), "home": (1, 2), "effect": (0, 0), "review": (5, 16), "publish": (0, 4), "decline": (4, 12), "close": (3, 12),
}  # fmt: skip
"""Step → least and most days after the step before it."""
QUICK = {"plan": (5, 8), "trial": (4, 9), "answer": (5, 8)}
"""Commercial and labour cases: two months for preparation (BLTTDS 203.1.b)."""
WITHIN = {
    "appeal": ("pronounce", 14), "protest": ("pronounce", 14), "advance": ("send:check", 9), "hear": ("trial", 28),
    "hear_above": ("trial_above", 28), "sit_above": ("enter", 28), "agree": ("designate", 19),
}  # fmt: skip
"""Step → the step before it after which it comes at most so many days later: the parties and the court keep their terms."""
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
            day = _in_time(step, day, found)
        found[step] = day
    return found


def _in_time(step: str, day: date, found: dict[str, date]) -> date:
    """Not later than the step may come after another one: long holidays push steps on, terms run through them."""
    since, most = WITHIN.get(step, ("", 0))
    if since not in found:
        return day
    latest = working(found[since] + timedelta(days=most), back=True)
    return max(min(day, latest), *found.values())


def first_day(steps: Sequence[str], lengths: dict[str, int], fixed: dict[str, date]) -> date:
    """The day on which a matter must begin so that its first fixed step falls on its day by itself."""
    goal = next(step for step in steps if step in fixed)
    first = fixed[goal]
    tried: dict[date, timedelta] = {}
    while first not in tried:  # weekends and holidays push steps on: try, look, mend
        tried[first] = off = fixed[goal] - days_of(steps, lengths, {}, first)[goal]
        first += off
    return min(tried, key=lambda one: (abs(tried[one]), one))


def fitted(steps: Sequence[str], lengths: dict[str, int], fixed: dict[str, date]) -> dict[str, int]:
    """The lengths with which the first fixed step can fall on its day by itself: the longest before it takes a few days more.

    Otherwise the days that are missing would all come right before the fixed step, which may have a term to keep.
    """
    goal = next(step for step in steps if step in fixed)
    before = [step for step in steps[: steps.index(goal)] if step not in WITHIN]
    if not before:
        return lengths
    longest = max(before, key=lambda step: lengths[step])
    for more in range(8):
        tried = {**lengths, longest: lengths[longest] + more}
        first = first_day(steps, tried, fixed)
        if days_of(steps, tried, {}, first)[goal] == fixed[goal]:
            return tried
    return lengths


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
