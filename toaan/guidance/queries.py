"""Reading guidance: have I confirmed, who in the court has, whom to tell of an incident."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from toaan.core import clock, policy
from toaan.core.models import Post
from toaan.core.roles import COURT_ROLES, Role
from toaan.core.viewer import Viewer
from toaan.guidance import notes
from toaan.guidance.models import ReadingConfirmation
from toaan.vietnamese.names import sort_key


@dataclass(frozen=True)
class Mine:
    """How the reader stands to the notes of this year."""

    edition: notes.Edition
    year: int
    due_on: date
    confirmation: ReadingConfirmation | None


@dataclass(frozen=True)
class Reader:
    """One member of staff in the list of who has confirmed."""

    name: str
    posts: str
    confirmation: ReadingConfirmation | None
    due_on: date
    overdue: bool


def confirmations(viewer: Viewer) -> QuerySet[ReadingConfirmation]:
    """The reader's confirmation of the notes of this year, if there is one."""
    today = clock.today()
    edition = notes.in_force(today).edition
    return ReadingConfirmation.objects.filter(user=viewer.user, year=today.year, edition=edition)


def duty(viewer: Viewer) -> Mine | None:
    """What the reader is asked to confirm, done or not; None for whoever is not asked."""
    if viewer.post is None or not policy.allows(viewer, "guidance.confirm_reading"):
        return None
    today = clock.today()
    edition = notes.in_force(today)
    since = clock.local_date(viewer.post.valid_from)
    return Mine(edition, today.year, notes.due_on(edition, today.year, since), None)


def mine(viewer: Viewer) -> Mine | None:
    """The reader's own duty, and whether it is done; None for whoever is not asked."""
    asked = duty(viewer)
    return asked and replace(asked, confirmation=confirmations(viewer).first())


def readers(viewer: Viewer, year: int) -> list[Reader]:
    """Everybody asked in the viewer's court in a year, by given name: held a post now, or at the end of a past year."""
    policy.require(viewer, "page.readings")
    today = clock.today()
    last = date(year, 12, 31)
    on = min(today, last)
    moment = clock.now() if on == today else _end_of(on)
    edition = notes.in_force(on)
    held: dict[object, list[Post]] = {}
    rows = Post.objects.held_at(moment).filter(
        court_id=viewer.court_id, kind__in=[r.value for r in COURT_ROLES]
    )
    for post in rows.select_related("user"):
        held.setdefault(post.user_id, []).append(post)
    done: dict[object, ReadingConfirmation] = {
        c.user_id: c
        for c in ReadingConfirmation.objects.filter(
            user_id__in=list(held), year=year, edition=edition.edition
        )
    }
    found = []
    for user_id, posts in held.items():
        since = clock.local_date(min(post.valid_from for post in posts))
        due = notes.due_on(edition, year, since)
        confirmed = done.get(user_id)
        titles = ", ".join(post.title for post in posts)
        found.append(
            Reader(posts[0].user.full_name, titles, confirmed, due, confirmed is None and today > due)
        )
    return sorted(found, key=lambda r: sort_key(r.name))


def years(today: date) -> list[int]:
    """Years that can be asked for, newest first."""
    first = min(notes.editions()[0].dated.year, today.year)
    return list(range(today.year, first - 1, -1))


def helpers(viewer: Viewer) -> list[Post]:
    """Whom to tell of an incident: the IT officers of one's court."""
    held = Post.objects.held_at(clock.now()).filter(court_id=viewer.court_id, kind=Role.IT_OFFICER.value)
    return sorted(held.select_related("user"), key=lambda p: sort_key(p.user.full_name))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)), timezone.get_default_timezone())
