"""Reading hearings: every query takes the viewer and starts from `visible_to`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import not_found
from toaan.core.roles import Role
from toaan.core.together import known
from toaan.core.viewer import Viewer
from toaan.hearings.models import Booking, CalendarFeed, Hearing, Minutes, Participation, Room
from toaan.hearings.states import ADJOURNED, CALLED_OFF, DELIBERATING, DRAFT, OPEN, PAUSED, PLANNED, RESERVED
from toaan.vietnamese.text import fold

AHEAD = (PLANNED, OPEN, PAUSED, DELIBERATING)
NOT_HELD = (ADJOURNED, CALLED_OFF)


def visible_to(viewer: Viewer) -> QuerySet[Hearing]:
    """Hearings of the cases that the viewer may know of, without those whose decision is not issued yet."""
    return (
        Hearing.objects.filter(cases.seen(viewer))
        .exclude(state=RESERVED)
        .select_related("case__number", "case__court", "room")
        .prefetch_related("case__parties")
    )


def get(viewer: Viewer, hearing_id: uuid.UUID) -> Hearing:
    """One hearing.

    Raises:
        Refused: "not_found".
    """
    found = visible_to(viewer).filter(pk=hearing_id).first()
    if found is None:
        raise not_found()
    return found


def in_case(viewer: Viewer, case: Case, hearing_id: uuid.UUID) -> Hearing:
    """One hearing of a case that is here already.

    Raises:
        Refused: "not_found".
    """
    found = known(visible_to(viewer).filter(case=case, pk=hearing_id), case=[case]).first()
    if found is None:
        raise not_found()
    return found


def of_case(viewer: Viewer, case: Case) -> QuerySet[Hearing]:
    """Sessions and hearings of a case, newest first, with papers and people."""
    rows = visible_to(viewer).filter(case=case).select_related(
        "minutes", "trial_decision__number", "adjournment__number", "adjournment__signer__user",
        "trial_decision__signer__user",
    )  # fmt: skip
    people = Prefetch("participations", Participation.objects.select_related("party", "representation"))
    return known(rows.prefetch_related(people, "turns").order_by("-starts_at", "-pk"), case=[case])


def ahead_in_case(viewer: Viewer, case: Case) -> QuerySet[Hearing]:
    """What is planned or running in a case, the nearest last (as a timeline has it)."""
    rows = visible_to(viewer).filter(case=case, state__in=[PLANNED, OPEN], outcome="").prefetch_related(None)
    return known(rows.order_by("-starts_at", "-pk"), case=[case])


def current_trial(case: Case) -> Hearing | None:
    """The trial hearing of the case that counts now: planned, running, or over; not one put off or only reserved."""
    rows = case.hearings.select_related("room").exclude(kind=Hearing.Kind.SESSION)
    rows = rows.exclude(state__in=[RESERVED, *NOT_HELD])
    return rows.order_by("-starts_at").first()


def current_session(case: Case) -> Hearing | None:
    """The newest session of the case that was not put off."""
    return (
        case.hearings.filter(kind=Hearing.Kind.SESSION)
        .exclude(state__in=NOT_HELD)
        .select_related("minutes", "room")
        .order_by("-starts_at")
        .first()
    )


def of_day(viewer: Viewer, day: date) -> QuerySet[Hearing]:
    """Sittings of one day that occupy this officer; for a citizen, those of the own cases."""
    rows = visible_to(viewer).filter(**_between(day, day + timedelta(days=1))).exclude(state__in=NOT_HELD)
    if viewer.post is not None:
        rows = rows.filter(
            bookings__resource_type=Booking.Resource.POST, bookings__resource_id=viewer.post.pk
        )
    return rows.order_by("starts_at", "pk")


def ahead(viewer: Viewer, day: date, days: int) -> QuerySet[Hearing]:
    """Sittings of this officer from a day on, for so many days; a procurator sees the trials of the court."""
    rows = visible_to(viewer).filter(**_between(day, day + timedelta(days=days))).exclude(state__in=NOT_HELD)
    if viewer.role == Role.PROCURATOR:
        rows = rows.exclude(kind=Hearing.Kind.SESSION)
    elif viewer.post is not None:
        rows = rows.filter(
            bookings__resource_type=Booking.Resource.POST, bookings__resource_id=viewer.post.pk
        )
    return rows.order_by("starts_at", "pk")


FEED_BACK, FEED_AHEAD = 60, 400
"""Days of the past and of the future that a calendar program is given."""


def of_feed(viewer: Viewer, day: date) -> QuerySet[Hearing]:
    """Sittings of this person for a calendar program, those put off among them; of a procurator, the court's trials."""
    rows = visible_to(viewer).select_related("adjourned_to").prefetch_related(None)
    rows = rows.filter(**_between(day - timedelta(days=FEED_BACK), day + timedelta(days=FEED_AHEAD)))
    if viewer.role == Role.PROCURATOR:
        rows = rows.filter(kind=Hearing.Kind.TRIAL)
    elif viewer.post is not None:
        # The list of those called outlives an adjournment, the bookings do not.
        rows = rows.filter(pk__in=Participation.objects.filter(post=viewer.post).order_by().values("hearing"))
    return rows.order_by("starts_at", "pk")


def feed_of(viewer: Viewer) -> CalendarFeed | None:
    """The viewer's own calendar address in this capacity, revoked or not."""
    return CalendarFeed.objects.filter(user=viewer.user, post=viewer.post).first()


def feed_with(feed_id: uuid.UUID, token: str) -> tuple[CalendarFeed | None, Viewer | None]:
    """The feed that this address opens, and in whose eyes it is read: the rights of today, not of the day it was made."""
    feed = CalendarFeed.objects.select_related("user", "post__court").filter(pk=feed_id).first()
    if feed is None or not feed.opens_with(token) or not feed.user.is_active:
        return None, None
    if feed.post is not None and not feed.post.is_held_at(clock.now()):
        return None, None
    return feed, Viewer(user=feed.user, post=feed.post)


def between(viewer: Viewer, starts: datetime, ends: datetime) -> QuerySet[Hearing]:
    """Sittings of the viewer's court that begin between two moments."""
    rows = visible_to(viewer).filter(starts_at__gte=starts, starts_at__lt=ends).exclude(state__in=NOT_HELD)
    return rows.order_by("starts_at", "room__name")


def booked(keys: list[uuid.UUID], starts: datetime, ends: datetime) -> QuerySet[Booking]:
    """What occupies these rooms and officers between two moments: that they are taken, not by what."""
    rows = Booking.objects.filter(resource_id__in=keys, starts_at__gte=starts, starts_at__lt=ends)
    return rows.order_by("starts_at", "pk")


def next_of_cases(viewer: Viewer, case_ids: list[uuid.UUID], moment: datetime) -> dict[uuid.UUID, Hearing]:
    """The next planned sitting of each of these cases: one query for a whole list."""
    rows = visible_to(viewer).filter(case__in=case_ids, state__in=[PLANNED, PAUSED], ends_at__gte=moment)
    return {h.case_id: h for h in rows.order_by("-starts_at", "-pk")}


def public_calendar(on: date, *, court_id: uuid.UUID | None = None, words: str = "") -> QuerySet[Hearing]:
    """Open trial hearings from a day on, for everybody: closed ones are not announced, no party is named (BLTTDS 15)."""
    rows = (
        Hearing.objects.filter(
            kind=Hearing.Kind.TRIAL, state__in=AHEAD, closed_doors=False, starts_at__gte=clock.start_of(on)
        )
        .select_related("case__number", "case__court", "room")
        .order_by("starts_at", "pk")
    )
    if court_id:
        rows = rows.filter(case__court_id=court_id)
    if words.strip():
        # The number only: parties' names must not be found here, not even by asking whether they match.
        rows = rows.filter(
            Q(case__number__text__icontains=words.strip()) | Q(case__number__text__icontains=fold(words))
        )
    return rows


def rooms(viewer: Viewer) -> QuerySet[Room]:
    """Rooms of the viewer's court, those in use first."""
    return Room.objects.filter(court_id=viewer.court_id).order_by("valid_to", "name")


def rooms_in_use(court_id: uuid.UUID) -> QuerySet[Room]:
    """Rooms of a court in which sittings may be planned from today on."""
    return Room.objects.in_use_on(clock.today()).filter(court_id=court_id)


def may_read_minutes(viewer: Viewer, minutes: Minutes) -> bool:
    """Whether the words of the minutes are this viewer's to read: drafts belong to panel and clerk."""
    if minutes.state != DRAFT:
        return True
    return bool(minutes.relations(viewer) & {"panel", "case_clerk"})


@dataclass(frozen=True)
class PartyAttendance:
    """Whether a party (or a representative) was at the hearing: appeal periods start from it (BLTTDS 273)."""

    party_id: uuid.UUID
    name: str
    attended: bool
    good_reason: bool


def party_attendance(hearing: Hearing) -> list[PartyAttendance]:
    """One row per party of the hearing."""
    rows = list(hearing.participations.select_related("party", "representation"))
    found = []
    for row in rows:
        if row.role == Participation.Role.PARTY and row.party_id:
            spoke = any(
                r.present
                and r.party_id == row.party_id
                and r.representation
                and r.representation.kind != "lawyer"
                for r in rows
                if r.role == Participation.Role.REPRESENTATIVE
            )
            found.append(PartyAttendance(row.party_id, row.name, row.present or spoke, row.good_reason))
    return found


def procurator_attended(hearing: Hearing) -> bool:
    """Whether a procurator was at the hearing (BLTTDS 280.1)."""
    return hearing.participations.filter(
        role=Participation.Role.PROCURATOR, attendance=Participation.Attendance.PRESENT
    ).exists()


def _between(first: date, last: date) -> dict[str, datetime]:
    return {"starts_at__gte": clock.start_of(first), "starts_at__lt": clock.start_of(last)}
