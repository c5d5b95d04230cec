"""The plan of work of a case (kế hoạch giải quyết vụ án): what remains until it is decided, and between which days. Pure.

It is computed from the way of the proceeding (`way.py`), the limits in force and what has happened; nothing of it is kept. A running
limit of the case counts as it stands, with its extension. Of a step that lies ahead the latest day is counted from the latest day of
the step that sets its limit running, the earliest is the day on which the step before can be done at the earliest, and not before a
time of the parties or the procuracy is over that the step should wait for (our reading: the law bars nothing there).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from toaan.assistant.suggesting.way import ORDER, Stop
from toaan.rules.calendar import Calendar
from toaan.rules.time_limits import Extension, TimeLimit, due_date

State = Literal["done", "now", "to_come"]
DONE: State = "done"
NOW: State = "now"
TO_COME: State = "to_come"


@dataclass(frozen=True)
class Running:
    """A limit of the case as it is kept."""

    due: date
    explanation: Mapping[str, Any]
    provisional: bool
    ended_on: date | None = None
    """None: it runs."""


@dataclass(frozen=True)
class Facts:
    """What a plan is made from."""

    state: str
    accepted_on: date
    today: date
    done: Mapping[str, date]
    """Act → its last day."""
    running: Mapping[str, Running]
    """Rule → what runs by it."""
    met: Mapping[str, date]
    """Rule → the day on which it was met."""
    planned: Mapping[str, date] = field(default_factory=dict)
    """Act → the day for which it is set."""
    ready: frozenset[str] = frozenset()
    """Acts that are done though no event says so: a judge sits on the case."""
    waits_not: frozenset[str] = frozenset()
    """Times (`Stop.after`) that nobody has in this case: without a procurator none studies the file."""
    stands_still: bool = False
    """Suspended: no day can be told."""


@dataclass(frozen=True)
class Line:
    """One step with its days."""

    stop: Stop
    state: State
    done_on: date | None = None
    earliest: date | None = None
    latest: date | None = None
    planned: date | None = None
    explanation: Mapping[str, Any] | None = None
    """How the latest day was counted (`DueDate.as_json`); None where the law sets none of its own."""
    waits_for: date | None = None
    """The last day of the time that it should wait for."""
    provisional: bool = False
    extension: Extension | None = None
    """By how much its limit may still grow."""
    assumed: bool = False
    """The limit is counted from a day that is itself a plan."""

    @property
    def is_late(self) -> bool:
        """It cannot be done in time any more, or is set for later than the law allows."""
        day = self.planned or self.earliest
        return day is not None and self.latest is not None and day > self.latest


class Plan:
    """Counts line by line; what a step needs of those before it stands in `_times`."""

    def __init__(
        self, facts: Facts, *, key: Callable[[str], str], limit: Callable[[str, date], TimeLimit], calendar: Calendar
    ) -> None:  # fmt: skip
        self.facts, self.calendar = facts, calendar
        self._key, self._limit = key, limit
        self._times: dict[str, tuple[date, date]] = {}
        """Act → when it is or can be done, at the earliest and at the latest."""
        self._before = self.calendar.next_working_day(facts.today)

    def lines(self, way: Sequence[Stop]) -> list[Line]:
        """The steps in their order; the first that is not done is the one of now."""
        told: list[Line] = []
        self._times[""] = (self.facts.accepted_on, self.facts.accepted_on)
        for place, stop in enumerate(way):
            if self._is_done(stop):
                told.append(self._done(stop))
            else:
                state: State = TO_COME if any(one.state == NOW for one in told) else NOW
                told.append(self._ahead(stop, state, way[:place]))
        return told

    def _is_done(self, stop: Stop) -> bool:
        here, there = self._place(self.facts.state), ORDER.index(stop.at)
        if here != there:
            return here > there and not self._served_later(stop)
        if stop.act.startswith("delivery."):
            return self._key(stop.rule) in self.facts.met and self._key(stop.rule) not in self.facts.running
        if stop.act in self.facts.ready:
            return True
        return not self._leads_on(stop) and self._day(stop) is not None

    def _served_later(self, stop: Stop) -> bool:
        """Serving goes on while the case does: its limit still runs."""
        return (
            stop.act.startswith("delivery.")
            and bool(stop.rule)
            and self._key(stop.rule) in self.facts.running
        )

    def _place(self, state: str) -> int:
        return ORDER.index(state) if state in ORDER else 0 if self.facts.stands_still else len(ORDER)

    @staticmethod
    def _leads_on(stop: Stop) -> bool:
        """Whether the act leads to the next stage: as long as the case stands here, it is not done, whatever happened before."""
        return stop.act in LEADING

    def _day(self, stop: Stop) -> date | None:
        days = [self.facts.done[act] for act in (stop.act, *stop.or_by) if act in self.facts.done]
        return max(days, default=None)

    def _done(self, stop: Stop) -> Line:
        day = self._day(stop) or (self.facts.met.get(self._key(stop.rule)) if stop.rule else None)
        if day is not None:
            self._times[stop.act] = (day, day)
        return Line(stop, DONE, done_on=day)

    def _ahead(self, stop: Stop, state: State, before: Sequence[Stop]) -> Line:
        if self.facts.stands_still:
            return Line(stop, state)
        if stop.with_last and before:
            first, last = self._times.get(before[-1].act, (self._before, self._before))
            first, last = max(first, self._before), max(last, self._before)
            self._times[stop.act] = (first, last)
            return Line(
                stop,
                state,
                earliest=first,
                latest=last,
                assumed=True,
                provisional=self._is_provisional(first, last),
            )
        waits_for = self._waited_for(stop)
        earliest = (
            self._before
            if waits_for is None
            else max(self._before, self.calendar.next_working_day(waits_for + timedelta(days=1)))
        )
        waits_for = waits_for if earliest > self._before else None
        found = self._limit_of(stop)
        planned = self.facts.planned.get(stop.act)
        if planned is not None and planned >= self.facts.today:
            first = last = planned
        else:
            planned, first = None, earliest
            last = max(found.latest, first) if found.latest else first
        self._times[stop.act] = (first, last)
        self._before = max(self._before, first)
        return Line(
            stop, state, earliest=first, latest=found.latest, planned=planned, explanation=found.explanation, waits_for=waits_for,
            provisional=found.provisional or self._is_provisional(first, last), extension=found.extension, assumed=found.assumed,
        )  # fmt: skip

    def _limit_of(self, stop: Stop) -> Counted:
        own = bool(stop.rule)
        keys = [key for rule in (stop.rule or stop.within, *stop.also) if rule and (key := self._key(rule))]
        for key in keys:
            if (row := self.facts.running.get(key)) is not None:
                return Counted(
                    row.due,
                    row.explanation if own else None,
                    row.provisional,
                    self._may_grow(key, row) if own else None,
                )
        since = stop.since if own else ""
        if not keys or keys[0] in self.facts.met or since not in self._times:
            return Counted()
        trigger = self._times[since][1]
        limit = self._limit(keys[0], max(trigger, self.facts.accepted_on))
        due = due_date(limit, trigger, self.calendar)
        return Counted(
            due.due, due.as_json() if own else None, due.provisional, limit.extension if own else None,
            since not in self.facts.done and since != "",
        )  # fmt: skip

    def _may_grow(self, key: str, row: Running) -> Extension | None:
        """By how much a running limit may still be extended; once it was, it is not again."""
        return (
            None if row.explanation.get("extended_by") else self._limit(key, self.facts.accepted_on).extension
        )

    def _waited_for(self, stop: Stop) -> date | None:
        ends = [end for rule in stop.after if (end := self._end_of(rule, stop.after_since)) is not None]
        return max(ends, default=None)

    def _end_of(self, rule: str, since: str) -> date | None:
        if rule in self.facts.waits_not:
            return None
        if (row := self.facts.running.get(rule)) is not None:
            return row.due
        if rule in self.facts.met or since not in self._times:
            return None
        trigger = self._times[since][0]
        return due_date(self._limit(rule, max(trigger, self.facts.accepted_on)), trigger, self.calendar).due

    def _is_provisional(self, *days: date) -> bool:
        """Whether the days off of a year that a day lies in are not announced."""
        return not all(self.calendar.is_announced(day) for day in days)


@dataclass(frozen=True)
class Counted:
    """The last day of a step, as far as there is one."""

    latest: date | None = None
    explanation: Mapping[str, Any] | None = None
    provisional: bool = False
    extension: Extension | None = None
    assumed: bool = False


LEADING = frozenset(
    {"hearings.decide_trial", "hearings.open_hearing", "hearings.close_debate", "judgments.pronounce", "appeals.set_meeting", "appeals.review", "requests.rule"}
)  # fmt: skip
"""Acts of the ways that lead to the next stage: a test compares with the transition tables."""
