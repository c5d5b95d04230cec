"""The calendar as a table: by room, judge, clerk or lay judge; a week, or one day with what is still free.

What occupies a room or a person is known from the bookings of the whole court; which case it is, only from the
sittings that the viewer may see. A lay judge reads "Đã có phiên" where a colleague reads the number.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import absences, clock, rules_in_force
from toaan.core.models import Absence, Post
from toaan.core.roles import JUDGES, Role
from toaan.core.viewer import Viewer
from toaan.hearings import queries
from toaan.hearings.models import Booking, Hearing, Room
from toaan.hearings.models.hearing import hours as words_of
from toaan.rules.slots import Busy, Hours, gaps
from toaan.vietnamese.dates import weekday_name
from toaan.vietnamese.names import sort_key

ROOMS = "phong"
BY: dict[str, tuple[Any, frozenset[Role]]] = {
    ROOMS: (gettext_lazy("Phòng xử"), frozenset()),
    "tham-phan": (gettext_lazy("Thẩm phán"), JUDGES),
    "thu-ky": (gettext_lazy("Thư ký"), frozenset({Role.CLERK})),
    "hoi-tham": (gettext_lazy("Hội thẩm nhân dân"), frozenset({Role.LAY_JUDGE})),
}
"""What the calendar can be laid out by: the word in the address, its label, and whose posts it shows."""
LEAST = timedelta(minutes=60)
"""A gap shorter than this is not called free."""


@dataclass(frozen=True)
class Cell:
    """One day (or half a day) of one room or person."""

    sittings: tuple[Hearing, ...] = ()
    hidden: tuple[str, ...] = ()
    """Hours taken by sittings of which this viewer may not know more."""
    free: tuple[str, ...] = ()
    away: str = ""
    rest: str = ""
    """Nobody works then, and why."""
    head: str = ""
    """Words of its column, for a phone."""

    @property
    def is_free(self) -> bool:
        return not (self.sittings or self.hidden or self.away or self.rest)


@dataclass(frozen=True)
class Row:
    """One room or person."""

    label: str
    note: str
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """The whole table. `columns` are days of a week, or the halves of one day."""

    columns: list[dict[str, Any]]
    rows: list[Row]
    count: int
    """Sittings that the viewer sees in it."""


@dataclass(frozen=True)
class _Resource:
    key: uuid.UUID
    label: str
    note: str = ""


def of_week(viewer: Viewer, monday: date, by: str, days: int = 7) -> Grid:
    """Days across; Saturday and Sunday only when somebody sits then or the day is worked."""
    grid = _Data(viewer, monday, days, by)
    calendar = rules_in_force.calendar()
    shown = [monday + timedelta(days=n) for n in range(days)]
    shown = [d for d in shown if d.weekday() < 5 or calendar.is_working_day(d) or grid.any_on(d)]
    rows = [Row(r.label, r.note, [grid.day(r, day) for day in shown]) for r in grid.resources]
    columns = [
        {"label": weekday_name(d), "note": f"{d:%d/%m}", "day": d, "today": d == clock.today(), "rest": calendar.holidays.get(d, "")}
        for d in shown
    ]  # fmt: skip
    return Grid(columns, rows, grid.count)


def of_day(viewer: Viewer, day: date, by: str) -> Grid:
    """Morning and afternoon across, with what is free in each: a free room is seen at once."""
    grid = _Data(viewer, day, 1, by)
    value = rules_in_force.rule("setting", "setting:sitting-hours", day).value["value"]
    halves = [
        (timezone.make_aware(datetime.combine(day, a)), timezone.make_aware(datetime.combine(day, b)))
        for a, b in Hours.from_value(value).halves
    ]
    # A sitting outside the usual hours still stands somewhere: the first half begins at midnight, the last ends there.
    bounds = [
        clock.start_of(day),
        *(start for start, _end in halves[1:]),
        clock.start_of(day + timedelta(days=1)),
    ]
    names = [_("Buổi sáng"), _("Buổi chiều"), *(_("Buổi tối") for _more in halves[2:])]
    rows = []
    for resource in grid.resources:
        cells = [
            grid.cell(resource, day, (bounds[n], bounds[n + 1]), names[n], usual=usual)
            for n, usual in enumerate(halves)
        ]
        rows.append(Row(resource.label, resource.note, cells))
    columns = [
        {"label": name, "note": words_of(opens, closes), "day": day, "today": False, "rest": ""}
        for name, (opens, closes) in zip(names, halves, strict=False)
    ]
    return Grid(columns, rows, grid.count)


class _Data:
    """Everything the table is made of: four queries, however many rooms, people and sittings there are."""

    def __init__(self, viewer: Viewer, first: date, days: int, by: str) -> None:
        self.viewer, self.first, self.last = viewer, first, first + timedelta(days=days - 1)
        starts, ends = clock.start_of(first), clock.start_of(first + timedelta(days=days))
        rooms = list(queries.rooms(viewer)) if by == ROOMS else []
        people = [] if by == ROOMS else self._people(BY[by][1])
        keys = [r.pk for r in rooms] + [r.key for r in people]
        self.bookings: dict[uuid.UUID, list[Booking]] = defaultdict(list)
        booked = list(queries.booked(keys, starts, ends))
        for booking in booked:
            self.bookings[booking.resource_id].append(booking)
        held = queries.between(viewer, starts, ends)
        self.count = held.count()  # also those that stand in no room of the court, or under nobody shown here
        self.sittings = {h.pk: h for h in held.filter(pk__in={b.hearing_id for b in booked})}
        self.resources = people or self._rooms(rooms)
        self.away: dict[uuid.UUID, list[Absence]] = defaultdict(list)
        if by != ROOMS and viewer.is_staff:
            for absence in absences.of_court(viewer.court_id, self.first, self.last):
                self.away[absence.post_id].append(absence)
        self.calendar = rules_in_force.calendar()

    def _rooms(self, rooms: Iterable[Room]) -> list[_Resource]:
        """Those in use today, and of the others those that were sat in then."""
        today = clock.today()
        return [
            _Resource(r.pk, r.name, _("%s chỗ") % r.capacity if r.capacity else "")
            for r in sorted(rooms, key=lambda r: r.name)
            if r.pk in self.bookings
            or (r.valid_from <= today and (r.valid_to is None or today <= r.valid_to))
        ]

    def _people(self, roles: Iterable[Role]) -> list[_Resource]:
        held = Post.objects.held_at(clock.now()).filter(
            court_id=self.viewer.court_id, kind__in=[r.value for r in roles]
        )
        posts = sorted(held.select_related("user"), key=lambda p: sort_key(p.user.full_name))
        return [_Resource(p.pk, p.user.full_name, p.title) for p in posts]

    def any_on(self, day: date) -> bool:
        return any(clock.local_date(b.starts_at) == day for rows in self.bookings.values() for b in rows)

    def day(self, resource: _Resource, day: date) -> Cell:
        """A whole day of one room or person."""
        bounds = clock.start_of(day), clock.start_of(day + timedelta(days=1))
        return self.cell(resource, day, bounds, f"{weekday_name(day)} {day:%d/%m}")

    def cell(
        self, resource: _Resource, day: date, bounds: tuple[datetime, datetime], head: str, *,
        usual: tuple[datetime, datetime] | None = None,
    ) -> Cell:  # fmt: skip
        """What begins within the bounds; `usual` asks for what is free within these working hours."""
        starts, ends = bounds
        taken = [b for b in self.bookings[resource.key] if starts <= b.starts_at < ends]
        known = tuple(self.sittings[b.hearing_id] for b in taken if b.hearing_id in self.sittings)
        hidden = tuple(words_of(b.starts_at, b.ends_at) for b in taken if b.hearing_id not in self.sittings)
        away = next(
            (absences.words(a) for a in self.away[resource.key] if a.first_day <= day <= _until(a)), ""
        )
        rest = self.calendar.why_off(day) or ""
        free: tuple[str, ...] = ()
        if usual and not away and not rest:
            busy = [Busy(b.starts_at, b.ends_at) for b in self.bookings[resource.key]]
            free = tuple(words_of(g.starts, g.ends) for g in gaps(*usual, busy, LEAST))
        return Cell(known, hidden, free, away, rest, head)


def _until(absence: Absence) -> date:
    return absence.back_on - timedelta(days=1) if absence.back_on else absence.last_day
