"""Rooms and people are never in two sittings at once: the rows of both are locked while we look and write."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from toaan.core import absences
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.hearings.models import Booking, Hearing, Room
from toaan.hearings.models.hearing import hours

R = Booking.Resource


def book(hearing: Hearing, posts: Iterable[Post]) -> None:
    """Take the hearing's room and these officers for its time, in place of what it had taken before.

    Called inside an act. Rooms and posts are locked first, always in the same order, so that of two acts that
    want the same one the second waits and then sees the first's booking. On PostgreSQL an exclusion
    constraint stands behind it.

    Raises:
        Refused: "hearing.clash", naming who or what is taken, by which case, and when; "hearing.on_leave", naming
            who is away that day. Whoever was booked for this very time before stays.
    """
    wanted = [(R.ROOM, hearing.room_id), *((R.POST, pk) for pk in sorted({p.pk for p in posts}))]
    _lock(wanted)
    same = set(hearing.bookings.filter(starts_at=hearing.starts_at).values_list("resource_id", flat=True))
    _refuse_absent(hearing, [pk for kind, pk in wanted if kind == R.POST and pk not in same])
    hearing.bookings.all().delete()
    _refuse_clashes(wanted, hearing.starts_at, hearing.ends_at)
    Booking.objects.bulk_create(
        Booking(
            hearing=hearing, resource_type=kind, resource_id=pk, starts_at=hearing.starts_at, ends_at=hearing.ends_at
        )
        for kind, pk in wanted
    )  # fmt: skip


def release(hearing: Hearing, at: datetime) -> None:
    """Give back what the hearing does not need any more from this moment on."""
    hearing.bookings.filter(starts_at__gte=at).delete()
    hearing.bookings.filter(ends_at__gt=at).update(ends_at=at)


def _lock(wanted: Sequence[tuple[str, uuid.UUID]]) -> None:
    for model, kind in ((Post, R.POST), (Room, R.ROOM)):
        keys = [pk for found, pk in wanted if found == kind]
        # NO KEY: other acts may go on referring to the row meanwhile.
        list(
            model._default_manager.select_for_update(of=("self",), no_key=True)
            .filter(pk__in=keys)
            .order_by("pk")
            .values_list("pk", flat=True)
        )


def _refuse_absent(hearing: Hearing, posts: Sequence[uuid.UUID]) -> None:
    away = absences.of(posts, hearing.day)
    if away:
        names = {
            p.pk: f"{p.title} {p.user.full_name}"
            for p in Post.objects.select_related("user").filter(pk__in=away)
        }
        said = "; ".join(f"{names[pk]}: {absence.words}" for pk, absence in away.items())
        message = f"{said}. Hãy chọn ngày khác, hoặc đề nghị Chánh án phân công người thay."
        raise Refused("hearing.on_leave", message, fields={"day": message})


def _refuse_clashes(wanted: Sequence[tuple[str, uuid.UUID]], starts_at: datetime, ends_at: datetime) -> None:
    taken = (
        Booking.objects.filter(
            resource_id__in=[pk for _, pk in wanted], starts_at__lt=ends_at, ends_at__gt=starts_at
        )
        .select_related("hearing__case__number", "hearing__room")
        .order_by("starts_at", "pk")
    )
    if not taken:
        return
    names = {p.pk: f"{p.title} {p.user.full_name}" for p in Post.objects.select_related("user").filter(
        pk__in=[b.resource_id for b in taken]
    )}  # fmt: skip
    said = [
        f"{names.get(b.resource_id, b.hearing.room.name)} đã có {b.hearing.short_kind} {b.hearing.case} "
        f"lúc {hours(b.starts_at, b.ends_at)} ngày {b.hearing.day:%d/%m/%Y}"
        for b in taken
    ]
    field = "room" if any(b.resource_type == R.ROOM for b in taken) else "starts"
    message = "; ".join(said) + ". Hãy chọn phòng khác hoặc giờ khác."
    raise Refused("hearing.clash", message, fields={field: message})
