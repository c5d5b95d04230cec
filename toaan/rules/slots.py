"""Days and hours that would suit a sitting (đề xuất thời gian mở phiên): pure arithmetic over what is known.

It takes who and what is busy when, the court calendar, the working hours and the window that the law leaves, and
returns a few dated slots, each with the facts by which it was found, and what was passed over on the way. The
times are the clock on the wall of the court; nothing is booked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from toaan.rules.calendar import ONE_DAY, Calendar

FURTHEST = 120
"""So many days ahead are looked at where nothing bounds the search."""


@dataclass(frozen=True)
class Hours:
    """The working hours of a court, half-days in order; sittings begin on the ``step``."""

    halves: tuple[tuple[time, time], ...]
    step: timedelta = timedelta(minutes=30)

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Hours:
        """Read the value of the rule ``setting:sitting-hours``."""
        halves = tuple(
            (time.fromisoformat(first), time.fromisoformat(last)) for first, last in value["halves"]
        )
        return cls(halves, timedelta(minutes=int(value["step_minutes"])))


@dataclass(frozen=True)
class Busy:
    """Taken from one moment to another."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Away:
    """Absent on all days from the first to the last."""

    first: date
    last: date


@dataclass(frozen=True)
class Resource:
    """A person or a room that the sitting needs, as far as it is taken already."""

    key: str
    name: str
    busy: tuple[Busy, ...] = ()
    away: tuple[Away, ...] = ()

    def is_free(self, starts: datetime, ends: datetime) -> bool:
        """Whether nothing overlaps; one sitting may follow another at once."""
        return not self.is_away(starts.date()) and all(
            b.ends <= starts or b.starts >= ends for b in self.busy
        )

    def is_away(self, day: date) -> bool:
        return any(a.first <= day <= a.last for a in self.away)


@dataclass(frozen=True)
class Window:
    """The days among which to choose: both are included. ``latest`` None: nothing bounds it."""

    earliest: date
    latest: date | None
    length: timedelta


@dataclass(frozen=True)
class Spread:
    """How offers are laid out: so many, at most so many on one day, over so many days from the nearest one on."""

    count: int
    per_day: int
    within: int

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Spread:
        """Read the value of the rule ``setting:sitting-offers``."""
        return cls(int(value["count"]), int(value["per_day"]), int(value["within_days"]))


@dataclass(frozen=True)
class Slot:
    """One proposal, with the facts it was found by."""

    room: Resource
    starts: datetime
    ends: datetime
    days_left: int | None
    """Calendar days from this one to the last day that the law allows."""
    provisional: bool
    """The holidays of that year are not all announced yet."""


@dataclass(frozen=True)
class PassedOver:
    """Days that would have lain in the window, and why they do not serve."""

    reason: str
    """``holiday`` (who: its name), ``away`` (who: the person), ``busy`` (who), ``rooms``."""
    first: date
    last: date
    who: str = ""


@dataclass(frozen=True)
class Proposal:
    """What was found: slots by time, and what was passed over before the last of them."""

    slots: tuple[Slot, ...] = ()
    passed: tuple[PassedOver, ...] = ()


@dataclass
class _Search:
    """One search under way: what it looks in, and what it had to pass over."""

    window: Window
    rooms: Sequence[Resource]
    people: Sequence[Resource]
    hours: Hours
    calendar: Calendar
    passed: list[PassedOver] = field(default_factory=list)

    def pass_over(self, reason: str, day: date, who: str = "") -> None:
        """Days in a row for the same reason are one line; rest days in between do not break it."""
        for n, last in enumerate(self.passed):
            if (last.reason, last.who) == (reason, who) and (day - last.last).days <= 3:
                self.passed[n] = PassedOver(reason, last.first, max(day, last.last), who)
                return
        self.passed.append(PassedOver(reason, day, day, who))

    def of_day(self, day: date) -> list[Slot]:
        """At most one slot for each half of the day."""
        if not self.calendar.is_working_day(day):
            if day in self.calendar.holidays:
                self.pass_over("holiday", day, self.calendar.holidays[day])
            return []
        if away := [p for p in self.people if p.is_away(day)]:
            for person in away:
                self.pass_over("away", day, person.name)
            return []
        found = [slot for half in self.hours.halves if (slot := self.in_half(day, half)) is not None]
        if not found:
            self.say_why(day)
        return found

    def in_half(self, day: date, half: tuple[time, time]) -> Slot | None:
        """The first beginning in this half of the day at which everybody and one room is free."""
        for starts, ends in self.beginnings(day, half):
            if not all(p.is_free(starts, ends) for p in self.people):
                continue
            for room in self.rooms:
                if room.is_free(starts, ends):
                    left = (self.window.latest - day).days if self.window.latest else None
                    return Slot(room, starts, ends, left, not self.calendar.is_announced(day))
        return None

    def beginnings(self, day: date, half: tuple[time, time]) -> Iterable[tuple[datetime, datetime]]:
        """Beginnings and ends on the step of the clock that fit into one half of the day."""
        starts, end = datetime.combine(day, half[0]), datetime.combine(day, half[1])
        while starts + self.window.length <= end:
            yield starts, starts + self.window.length
            starts += self.hours.step

    def say_why(self, day: date) -> None:
        """Nothing that day: name whoever is never free long enough; else it is the rooms, or all of it together."""
        tries = [pair for half in self.hours.halves for pair in self.beginnings(day, half)]
        never = [p for p in self.people if not any(p.is_free(starts, ends) for starts, ends in tries)]
        for person in never:
            self.pass_over("busy", day, person.name)
        if not never:
            self.pass_over("rooms", day)


def propose(
    window: Window,
    *,
    rooms: Sequence[Resource],
    people: Sequence[Resource],
    hours: Hours,
    calendar: Calendar,
    count: int = 5,
    spread: Spread | None = None,
) -> Proposal:
    """Up to ``count`` slots in which everybody and one room is free, in the order of time.

    The nearest days come first, so that nobody waits longer than needed; two slots of one day are offered only
    where there are not enough days. Rooms are tried in the order given. With a ``spread`` the nearest day is still
    the first, the others lie as far apart as its days allow, and mornings and afternoons take turns.
    """
    search = _Search(window, rooms, people, hours, calendar)
    furthest = window.earliest + timedelta(days=FURTHEST)
    last = min(window.latest, furthest) if window.latest else furthest
    count = spread.count if spread else count
    by_day: list[list[Slot]] = []
    day = window.earliest
    while day <= last and (len(by_day) < count or _within(by_day, spread, day)):
        if slots := search.of_day(day):
            by_day.append(slots)
        day += ONE_DAY
    if spread is not None:
        chosen = _spread(by_day, spread, hours)
    else:
        chosen = [slots[0] for slots in by_day]
        chosen += [slot for slots in by_day for slot in slots[1:]][: max(0, count - len(chosen))]
    end = max((s.starts.date() for s in chosen), default=last)
    passed = sorted((p for p in search.passed if p.first <= end), key=lambda p: (p.first, p.who))
    return Proposal(tuple(sorted(chosen, key=lambda s: s.starts)), tuple(passed))


def _within(by_day: Sequence[Sequence[Slot]], spread: Spread | None, day: date) -> bool:
    """Whether a day still lies among those over which offers are spread; they begin with the first that serves."""
    return spread is not None and (day - by_day[0][0].starts.date()).days < spread.within


def _spread(by_day: Sequence[Sequence[Slot]], spread: Spread, hours: Hours) -> list[Slot]:
    """Days as far apart as there are, of each the half that was offered less so far; then what else these days have."""
    wanted = min(spread.count, len(by_day))
    steps = max(wanted - 1, 1)
    days = [by_day[round(n * (len(by_day) - 1) / steps)] for n in range(wanted)]
    halves = [0] * len(hours.halves)
    chosen: list[Slot] = []
    for slots in days:
        one = min(slots, key=lambda s: (halves[_half(s, hours)], s.starts))
        halves[_half(one, hours)] += 1
        chosen.append(one)
    for slots in days:
        more = [s for s in slots if s not in chosen][: spread.per_day - 1]
        chosen += more[: spread.count - len(chosen)]
    return chosen


def _half(slot: Slot, hours: Hours) -> int:
    """Which half of the day it lies in."""
    return next(n for n, (_first, last) in enumerate(hours.halves) if slot.starts.time() < last)


def gaps(opens: datetime, closes: datetime, busy: Iterable[Busy], least: timedelta) -> list[Busy]:
    """What is left free between two moments, as far as it is long enough to be of use; in the order of time."""
    free, moment = [], opens
    for taken in sorted(busy, key=lambda b: b.starts):
        if taken.starts - moment >= least:
            free.append(Busy(moment, min(taken.starts, closes)))
        moment = max(moment, taken.ends)
    if closes - moment >= least:
        free.append(Busy(moment, closes))
    return [f for f in free if f.ends - f.starts >= least]
