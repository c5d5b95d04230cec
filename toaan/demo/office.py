"""What an office does beside its matters: confirming the security notes, lists for the post, leave, copies."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from toaan.core import absences, clock
from toaan.core import actions as core
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.delivery import actions as delivery
from toaan.delivery import queries as letters
from toaan.demo import calendar
from toaan.demo.province import Seat
from toaan.dossiers import actions as dossiers
from toaan.dossiers.models import Folio
from toaan.guidance import actions as guidance
from toaan.guidance import notes

POST_DAYS = 30
"""Working days before today on which letters were taken to the post office with a list."""
COPY_DAYS = (-24, -17, -9, -3)
"""Working days from today on which somebody asked for a copy of a judgment."""
AWAY = ((Role.ARCHIVIST, -1, 3), (Role.IT_OFFICER, -15, -11))
"""Who was or is on leave: post, first and last working day from today. Nobody who sits in a hearing."""


def routines(seat: Seat, today: date) -> list[Iterator[datetime]]:
    """The routines of one court; each yields when its next act is due."""
    return [readings(seat, today), to_the_post(seat, today), leaves(seat, today), copies(seat, today)]


def routines_above(seat: Seat, today: date) -> list[Iterator[datetime]]:
    """Those of the provincial court, whose matters come from below."""
    return [readings(seat, today), to_the_post(seat, today), leaves(seat, today)]


def readings(seat: Seat, today: date) -> Iterator[datetime]:
    """Most of the staff confirm the security notes in March; one in nine forgets."""
    staff = [
        p
        for p in seat.court.posts.select_related("user", "court").order_by("user__username")
        if not p.is_outside
    ]
    ready = []
    for n, post in enumerate(staff):
        day = calendar.working(date(today.year, 3, 2) + timedelta(days=n % 21))
        if n % 9 != 4:
            ready.append((calendar.moment(day, 8, 5 + n % 50), post))
    for moment, post in sorted(ready, key=lambda pair: pair[0]):
        yield moment
        edition = notes.in_force(clock.local_date(moment))
        reader = Viewer(user=post.user, post=post, address="127.0.0.1")
        guidance.confirm_reading(by=reader, edition=edition.edition, digest=edition.digest, at=clock.now())


def to_the_post(seat: Seat, today: date) -> Iterator[datetime]:
    """The document clerk lists the day's letters before they go to the post office."""
    clerk = seat.first(Role.DOCUMENT_CLERK)
    for back in range(POST_DAYS, 0, -1):
        yield calendar.moment(calendar.shifted(today, -back), 16, 40)
        waiting = [row.pk for row in letters.unlisted(clerk)]
        if waiting:
            delivery.list_dispatch(by=clerk, recipient_ids=waiting, at=clock.now())


def leaves(seat: Seat, today: date) -> Iterator[datetime]:
    """The HR officer records annual leave two working days before it begins."""
    for role, first, last in sorted(AWAY, key=lambda row: row[1]):
        first_day, last_day = calendar.shifted(today, first), calendar.shifted(today, last)
        yield calendar.moment(calendar.shifted(first_day, -2), 9, 15)
        core.record_leave(
            by=seat.first(Role.HR_OFFICER), post_id=seat.holders[role][0].pk, ground=absences.grounds(first_day)[0].key,
            first_day=first_day, last_day=last_day, at=clock.now(),
        )  # fmt: skip


def copies(seat: Seat, today: date) -> Iterator[datetime]:
    """The archivist gives a party a certified copy of the judgment pronounced last, signed by the president."""
    archivist, president = seat.first(Role.ARCHIVIST), seat.holders[Role.PRESIDENT][0]
    for day in COPY_DAYS:
        yield calendar.moment(calendar.shifted(today, day), 14, 20)
        folio = (
            Folio.objects.filter(dossier__case__court=seat.court, kind="judgment", copies__isnull=True)
            .order_by("-received_at", "pk")
            .first()
        )
        if folio is None:
            continue
        party = folio.dossier.case.parties.order_by("order").first()
        wish = dossiers.CopyWish(
            uuid.uuid4(), "true", "electronic", "paper", 1, folio.pages, 1,
            dossiers.Recipient(party.pk if party else None), "Theo đơn đề nghị cấp bản sao của đương sự",
            str(president.pk), not_withheld=True,
        )  # fmt: skip
        made = dossiers.make_copy(by=archivist, folio_id=folio.pk, wish=wish, at=clock.now())
        dossiers.seal_copy(by=archivist, copy_id=made.pk, at=clock.now())
