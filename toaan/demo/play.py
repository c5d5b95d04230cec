"""Play the past of one court: its matters side by side, act by act, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from toaan.core import clock, events, rules_in_force
from toaan.core.models import User
from toaan.demo import calendar, identities, library, office, plan, province, story
from toaan.demo.diary import Diary
from toaan.demo.names import Names
from toaan.demo.province import Seat
from toaan.demo.script import Matter, steps_of
from toaan.demo.story import Course, Story
from toaan.hearings.models import Room

Report = Callable[[float], None]


def court(seat: Seat, courses: Sequence[Course], *, seed: str, today: date, report: Report) -> int:
    """Play the matters of one court up to the beginning of `today`; returns how many acts' moments were played."""
    chance = Random(f"{seed}/{seat.number}")  # noqa: S311  (names and days, not secrets)
    names = Names(chance)
    names.taken(*User.objects.values_list("full_name", flat=True))
    diary = Diary(list(Room.objects.filter(court=seat.court).order_by("name")))
    stories = [write(seat, course, Dice(names, chance, n, today)) for n, course in enumerate(courses)]
    stories.sort(key=lambda one: one.filed)
    under_way: list[tuple[datetime, int, Iterator[datetime]]] = []
    for serial, one in enumerate(stories, start=1):
        matter = Matter(one, diary, seed=seed, serial=serial).play()
        heapq.heappush(under_way, (next(matter), serial, matter))
    for number, routine in enumerate(office.routines(seat, today)):
        heapq.heappush(under_way, (next(routine), -number, routine))
    end, done = calendar.moment(today, 0, 30), 0
    begin = under_way[0][0] if under_way else end
    while under_way and under_way[0][0] < end:
        moment, serial, matter = heapq.heappop(under_way)
        clock.move_to(moment)
        following = next(matter, None)
        events.drain(court=seat.court)
        done += 1
        report((moment - begin) / (end - begin))
        if following is not None:
            heapq.heappush(under_way, (max(following, moment), serial, matter))
    clock.move_to(end)
    return done


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
    fixed = {step: calendar.shifted(dice.today, day) for step, day in course.fixed.items()}
    filed = course.filed or calendar.first_day(steps, lengths, fixed)
    days = calendar.days_of(steps, lengths, fixed, filed)
    return story.write(seat, course, template, dice.names, dice.chance, filed=filed, days=days)


def alone(
    number: int, seed: str, today: date, report: Report, courses: Sequence[Course] | None = None
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
        )
