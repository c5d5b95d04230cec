"""Days and hours offered to whoever sets a sitting: what is booked and who is away, given to the pure function.

Nothing is held by an offer. The act that books looks again under its locks, so what was taken meanwhile is refused
in words (`toaan.hearings.bookings`).
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from toaan.cases.deadlines import PREPARATION
from toaan.cases.models import Case, Deadline, Representation
from toaan.core import clock, rules_in_force
from toaan.core.models import Absence, Post
from toaan.core.together import load
from toaan.hearings.models import Booking, Hearing, Participation, Room
from toaan.hearings.people import Bench
from toaan.hearings.states import OPEN, PAUSED, PLANNED
from toaan.rules.slots import (
    Away,
    Busy,
    Hours,
    PassedOver,
    Proposal,
    Resource,
    Slot,
    Spread,
    Window,
    propose,
)
from toaan.rules.time_limits import due_date
from toaan.vietnamese.dates import weekday_name

SESSION, TRIAL, ADJOURNED = "session", "trial", "adjourned"


@dataclass(frozen=True)
class Limit:
    """The last day on which the sitting may be held, and what says so."""

    day: date
    cite: str


@dataclass(frozen=True)
class Offer:
    """One slot as the page shows it."""

    value: str
    """What the button sends: room, beginning, end."""
    when: str
    where: str
    why: str


@dataclass(frozen=True)
class Offers:
    """Everything the page says about possible times."""

    rows: tuple[Offer, ...]
    common: str
    """What holds for each of them: who is free."""
    passed: tuple[str, ...]
    limit: Limit | None


def preparation_limit(case: Case) -> Limit | None:
    """The session belongs to the preparation of the trial (BLTTDS 203)."""
    running = [
        d for d in case.deadlines.all() if d.state == Deadline.State.OPEN and d.rule in PREPARATION.values()
    ]
    found = min(running, key=lambda d: d.due_on, default=None)
    return Limit(found.due_on, found.title) if found else None


def limit_within(rule: str, today: date, *, extended: bool = False) -> Limit:
    """The last day of a time limit that begins with today's decision, as the act will count it."""
    limit = rules_in_force.time_limit(rule, today)
    extra = limit.extension.amount if extended and limit.extension else None
    found = due_date(limit, today, rules_in_force.calendar(), extended_by=extra)
    return Limit(found.due, limit.source.cite())


def offers(
    rooms: Collection[Room],
    bench: Bench,
    *,
    kind: str,
    today: date,
    limit: Limit | None,
    instead_of: Hearing | None = None,
    case: Case | None = None,
) -> Offers | None:
    """Times that suit the bench, one of these rooms and the law; None where nobody could sit yet.

    Args:
        kind: "session", "trial" or "adjourned": how long it takes and what time serving the papers needs.
        instead_of: the sitting that this one replaces; what it had booked is free again.
        case: whose lawyers must be free as well, as far as they have accounts and sittings here.
    """
    if bench.judge is None or bench.clerk is None or not rooms:
        return None
    posts = bench.posts(lay_judges=kind != SESSION)
    notice = _notice(kind, today)
    earliest = today + timedelta(days=notice)
    if limit is not None and earliest > limit.day:  # little time is left: the law's last day comes first
        earliest = min(today + timedelta(days=1), limit.day)
    minutes = _setting("setting:sitting-length", today)[SESSION if kind == SESSION else TRIAL]
    window = Window(earliest, limit.day if limit else None, timedelta(minutes=int(minutes)))
    hours = Hours.from_value(_setting("setting:sitting-hours", today))
    places, people = _resources(rooms, posts, earliest, instead_of, case)
    spread = Spread.from_value(_setting("setting:sitting-offers", today))
    found = propose(
        window, rooms=places, people=people, hours=hours, calendar=rules_in_force.calendar(), spread=spread
    )
    return _told(found, limit, people, today)


def chosen(value: str) -> dict[str, Any] | None:
    """What the button of an offer sent, as fields of the form; None when it is not one of ours."""
    room, _mark, hours = value.partition("|")
    first, _mark, last = hours.partition("|")
    try:
        starts, ends = datetime.fromisoformat(first), datetime.fromisoformat(last)
        return {"room": uuid.UUID(room), "day": starts.date(), "starts": starts.time(), "ends": ends.time()}
    except ValueError:
        return None


def _setting(key: str, day: date) -> Any:
    return rules_in_force.rule("setting", key, day).value["value"]


def _notice(kind: str, today: date) -> int:
    """Days for serving: those of the court's practice, and never fewer than guidance demands for a session."""
    days = int(_setting("setting:sitting-notice", today)[kind])
    return max(days, int(_setting("setting:session-notice", today))) if kind == SESSION else max(days, 1)


def _resources(
    rooms: Collection[Room],
    posts: Sequence[Post],
    earliest: date,
    instead_of: Hearing | None,
    case: Case | None,
) -> tuple[list[Resource], list[Resource]]:
    """Rooms and people with everything that occupies them from a day on."""
    keys = [r.pk for r in rooms] + [p.pk for p in posts]
    since = clock.start_of(earliest)
    bookings = Booking.objects.filter(resource_id__in=keys, ends_at__gt=since)
    if instead_of is not None:
        bookings = bookings.exclude(hearing=instead_of)
    busy: dict[uuid.UUID, list[Busy]] = defaultdict(list)
    times = bookings.values_list("resource_id", "starts_at", "ends_at")
    absences = Absence.objects.filter(post__in=[p.pk for p in posts], last_day__gte=earliest)
    lawyers = _lawyers(case)
    sittings = Participation.objects.filter(
        representation__user__in=list(lawyers),
        hearing__ends_at__gt=since,
        hearing__state__in=[PLANNED, OPEN, PAUSED],
    )
    if instead_of is not None:
        sittings = sittings.exclude(hearing=instead_of)
    pleading = sittings.values_list("representation__user", "hearing__starts_at", "hearing__ends_at")
    load(times, absences, *([pleading] if lawyers else []))
    for key, starts, ends in pleading if lawyers else ():
        busy[key].append(Busy(_local(starts), _local(ends)))
    for key, starts, ends in times:
        busy[key].append(Busy(_local(starts), _local(ends)))
    away: dict[uuid.UUID, list[Away]] = defaultdict(list)
    for absence in absences:
        last = (
            min(absence.last_day, absence.back_on - timedelta(days=1))
            if absence.back_on
            else absence.last_day
        )
        away[absence.post_id].append(Away(absence.first_day, last))
    return (
        [Resource(str(r.pk), r.name, tuple(busy[r.pk]), _closing(r.valid_to)) for r in rooms],
        [
            *(Resource(str(p.pk), f"{p.title} {p.user.full_name}", tuple(busy[p.pk]), tuple(away[p.pk])) for p in posts),
            *(Resource(str(key), _("Luật sư %s") % name, tuple(busy[key])) for key, name in lawyers.items()),
        ],
    )  # fmt: skip


def _lawyers(case: Case | None) -> dict[uuid.UUID, str]:
    """Account → name of who pleads in the case; whoever has no account is unknown elsewhere."""
    if case is None:
        return {}
    rows = (r for p in case.parties.all() for r in p.representations.all())
    return {r.user_id: r.name for r in rows if r.user_id and r.kind == Representation.Kind.LAWYER}


def _closing(last_day: date | None) -> tuple[Away, ...]:
    return (Away(last_day + timedelta(days=1), date.max),) if last_day else ()


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None)


def _told(found: Proposal, limit: Limit | None, people: list[Resource], today: date) -> Offers:
    names = ", ".join(p.name for p in people)
    rows = tuple(
        Offer(
            value=f"{s.room.key}|{s.starts:%Y-%m-%dT%H:%M}|{s.ends:%Y-%m-%dT%H:%M}",
            when=f"{weekday_name(s.starts.date())} {s.starts:%d/%m/%Y}, {s.starts:%H:%M}–{s.ends:%H:%M}",
            where=s.room.name,
            why=_why(s, today),
        )
        for s in found.slots
    )
    common = _("%(names)s đều rảnh, phòng trống, đúng giờ làm việc.") % {"names": names}
    return Offers(rows, common, tuple(_passed(p) for p in found.passed), limit)


def _why(slot: Slot, today: date) -> str:
    ahead = (slot.starts.date() - today).days
    said = [_("%(days)s ngày để tống đạt") % {"days": ahead}]
    if slot.days_left is not None:
        said.append(
            _("trước hạn %(days)s ngày") % {"days": slot.days_left}
            if slot.days_left
            else _("ngày cuối của thời hạn")
        )
    if slot.provisional:
        said.append(_("tạm tính, ngày nghỉ của năm này chưa công bố đủ"))
    return "; ".join(said)


def _passed(passed: PassedOver) -> str:
    days = (
        f"{passed.first:%d/%m}"
        if passed.first == passed.last
        else f"{passed.first:%d/%m}–{passed.last:%d/%m}"
    )
    words = {
        "holiday": _("%(days)s: nghỉ %(who)s"),
        "away": _("%(days)s: %(who)s nghỉ, vắng mặt"),
        "busy": _("%(days)s: %(who)s đã kín lịch"),
        "rooms": _("%(days)s: không còn phòng vào giờ mọi người cùng rảnh"),
    }[passed.reason]
    return words % {"days": days, "who": passed.who}
