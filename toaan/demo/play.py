"""Play the past of one court: its matters side by side, act by act, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from toaan.core import clock, events, rules_in_force
from toaan.core.models import User
from toaan.demo import calendar, identities, library, office, plan, province, scenes, story
from toaan.demo.diary import Diary
from toaan.demo.names import Names
from toaan.demo.people import SINCE
from toaan.demo.province import Seat
from toaan.demo.script import Matter
from toaan.demo.story import Course, Story
from toaan.demo.ways import steps_of
from toaan.hearings.models import Room

Report = Callable[[float], None]
PERIODS = 34
"""Days from the pronouncement to the end of the last period for appeal or protest, at most, where all heard it (273, 280)."""


def court(
    seat: Seat, courses: Sequence[Course], *, seed: str, today: date, report: Report, scenes_too: bool = False
) -> int:
    """Play the matters of one court up to the beginning of `today`; returns how many acts' moments were played.

    Args:
        scenes_too: also what the demonstration shows beside its matters: requests, reviews, the office above. Only where
            the court above is played too.
    """
    chance = Random(f"{seed}/{seat.number}")  # noqa: S311  (names and days, not secrets)
    names = Names(chance)
    names.taken(*User.objects.values_list("full_name", flat=True))
    diary, diary_above = _diary(seat), _diary(seat.upper)
    stories = [write(seat, course, Dice(names, chance, n, today)) for n, course in enumerate(courses)]
    stories = [
        one for one in stories if one.filed > clock.local_date(SINCE)
    ]  # the courts were not there before
    stories.sort(key=lambda one: one.filed)
    under_way: list[tuple[datetime, int, Iterator[datetime]]] = []
    for serial, one in enumerate(stories, start=1):
        matter = Matter(one, diary, seed=seed, serial=serial, diary_above=diary_above).play()
        heapq.heappush(under_way, (next(matter), serial, matter))
    routines = office.routines(seat, today)
    if scenes_too and seat.upper is not None:
        stage = scenes.Stage(seat, seat.upper, diary, diary_above, seed=seed, today=today)
        routines += [*office.routines_above(seat.upper, today), *scenes.all_of(stage)]
    for number, routine in enumerate(routines):
        heapq.heappush(under_way, (next(routine), -number, routine))
    end, done = calendar.moment(today, 0, 30), 0
    begin = under_way[0][0] if under_way else end
    while under_way and under_way[0][0] < end:
        moment, serial, matter = heapq.heappop(under_way)
        clock.move_to(moment)
        following = next(matter, None)
        events.drain(court=seat.court)
        if seat.upper is not None:
            events.drain(court=seat.upper.court)
        done += 1
        report((moment - begin) / (end - begin))
        if following is not None:
            heapq.heappush(under_way, (max(following, moment), serial, matter))
    clock.move_to(end)
    return done


def _diary(seat: Seat | None) -> Diary:
    return Diary(list(Room.objects.filter(court=seat.court).order_by("name")) if seat else [])


@dataclass(frozen=True)
class Dice:
    """What a story is filled from: names and chance of its court, its own number, the day of loading."""

    names: Names
    chance: Random
    number: int
    today: date


def write(seat: Seat, course: Course, dice: Dice) -> Story:
    """Choose the template and the days of a course, and fill it in."""
    kinds = library.templates()
    fitting = [t for t in kinds[course.kind] if not course.template or t.key == course.template]
    if course.template and not fitting:
        fitting = [t for found in kinds.values() for t in found if t.key == course.template]
    if "receipt" in course.fixed:  # who pays nothing hands in no receipt
        fitting = [t for t in fitting if not t.exemption]
    template = fitting[(dice.number + seat.number) % len(fitting)]
    if course.third and not template.related:
        template = replace(template, related=1)
    if template.exemption:
        course = story.with_turn(course, "exempt")
    if template.organisations == "both" and course.channel == "online":
        course = story.with_channel(course, "counter")
    quick = template.kind in {"KDTM", "LĐ"}
    steps = steps_of(course.turns, course.channel)
    lengths = {step: calendar.length(step, dice.chance, quick=quick) for step in steps}
    if "above" in course.turns and "effect" in steps:
        since = steps[steps.index("minutes") : steps.index("effect")]
        lengths["effect"] = max(0, PERIODS - sum(lengths[step] for step in since))
    fixed = {step: calendar.shifted(dice.today, day) for step, day in course.fixed.items()}
    lengths = lengths if course.filed else calendar.fitted(steps, lengths, fixed)
    filed = course.filed or calendar.first_day(steps, lengths, fixed)
    days = calendar.days_of(steps, lengths, fixed, filed)
    return story.write(seat, course, template, dice.names, dice.chance, filed=filed, days=days)


def alone(
    number: int,
    seed: str,
    today: date,
    report: Report,
    courses: Sequence[Course] | None = None,
    *,
    scenes_too: bool = True,
) -> None:
    """Play one court with a clock, identities and events of this process."""
    begin: datetime = calendar.moment(today, 0)
    rules_in_force.forget()
    with clock.apart(begin), events.by_hand(), identities.drawn_from(f"{seed}/{number}"):
        seat = next(s for s in province.seats() if s.number == number)
        court(
            seat,
            plan.courses(number, today) if courses is None else courses,
            seed=seed,
            today=today,
            report=report,
            scenes_too=scenes_too,
        )
