"""The court's rooms."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings.models import Booking, Room
from toaan.vietnamese.text import clean


def add_room(
    *, by: Viewer, court: Court, name: str, valid_from: date, at: datetime, capacity: int | None = None
) -> Room:
    """Enter a court room (phòng xử án).

    Raises:
        Refused: "room.no_name", "room.exists".
    """
    name = " ".join(clean(name).split())
    with act("hearings.keep_room", by=by, at=at) as a:
        a.allow(Room(court=court))
        if not name:
            raise Refused(
                "room.no_name", "Hãy nhập tên phòng.", status=422, fields={"name": "Hãy nhập tên phòng."}
            )
        if Room.objects.filter(court=court, name__iexact=name, valid_to=None).exists():
            message = f"Tòa án này đã có “{name}” đang dùng."
            raise Refused("room.exists", message, fields={"name": message})
        room = Room.objects.create(court=court, name=name, capacity=capacity, valid_from=valid_from)
        a.record(
            room,
            court=court,
            title=f"Khai báo {name}",
            data={"name": name, "capacity": capacity, "from": valid_from},
        )
    return room


def close_room(*, by: Viewer, room_id: uuid.UUID, last_day: date, at: datetime) -> Room:
    """Take a room out of use after a last day.

    Raises:
        Refused: "room.booked" while hearings are planned there later, "room.too_early", "room.closed".
    """
    with act("hearings.keep_room", by=by, at=at) as a:
        room = a.lock(Room, room_id, "court")
        a.allow(room)
        if room.valid_to is not None:
            raise Refused(
                "room.closed",
                _("%(room)s đã ngừng dùng từ sau ngày %(valid_to)s.")
                % {"room": room, "valid_to": f"{room.valid_to:%d/%m/%Y}"},
            )
        if last_day < room.valid_from:
            message = f"Phòng này được dùng từ ngày {room.valid_from:%d/%m/%Y}."
            raise Refused("room.too_early", message, status=422, fields={"last_day": message})
        later = Booking.objects.filter(resource_id=room.pk, starts_at__date__gt=last_day).count()
        if later:
            message = f"Còn {later} phiên đã xếp vào {room} sau ngày này. Hãy chuyển các phiên đó trước."
            raise Refused("room.booked", message, fields={"last_day": message})
        room.valid_to = last_day
        room.save(update_fields=["valid_to"])
        a.record(
            room,
            court=room.court,
            title=f"Ngừng dùng {room} sau ngày {last_day:%d/%m/%Y}",
            data={"to": last_day},
        )
    return room
