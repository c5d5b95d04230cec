"""What several acts need: rows locked in one order, a time slot checked."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases.models import Case
from toaan.core import clock, rules_in_force
from toaan.core.acts import Act
from toaan.core.errors import Refused, not_found
from toaan.hearings.models import Hearing, Room
from toaan.rules.time_limits import due_date


def lock_hearing(a: Act, hearing_id: uuid.UUID) -> Hearing:
    """The hearing and its case, both locked; the case always first."""
    case_id = Hearing.objects.filter(pk=hearing_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    hearing = a.lock(Hearing, hearing_id, "room")
    hearing.case = case
    return hearing


def room_for(case: Case, room_id: uuid.UUID, day: date) -> Room:
    """The room, if it is one of this court in use on that day.

    Raises:
        Refused: "hearing.no_room".
    """
    found = Room.objects.in_use_on(day).filter(pk=room_id, court=case.court).first()
    if found is None:
        message = f"Hãy chọn một phòng xử đang dùng của Tòa án này vào ngày {day:%d/%m/%Y}."
        raise Refused("hearing.no_room", message, status=422, fields={"room": message})
    return found


def check_slot(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """A sitting lies ahead and ends after it begins, on the same day.

    Raises:
        Refused: "hearing.in_past", "hearing.ends_too_early".
    """
    if starts_at <= at:
        message = "Thời điểm mở phải ở sau thời điểm này. Hãy chọn ngày, giờ khác."
        raise Refused("hearing.in_past", message, status=422, fields={"day": message})
    if ends_at <= starts_at or clock.local_date(ends_at) != clock.local_date(starts_at):
        message = "Giờ kết thúc dự kiến phải sau giờ bắt đầu, trong cùng ngày."
        raise Refused("hearing.ends_too_early", message, status=422, fields={"ends": message})


def check_within(rule: str, trigger_on: date, day: date, *, extended: bool = False, advice: str = "") -> None:
    """The day lies within a time limit counted from `trigger_on`.

    Raises:
        Refused: "hearing.too_late", with the last day and how it was found.
    """
    limit = rules_in_force.time_limit(rule, trigger_on)
    extra = limit.extension.amount if extended and limit.extension else None
    found = due_date(limit, trigger_on, rules_in_force.calendar(), extended_by=extra)
    if day > found.due:
        message = f"Chậm nhất là ngày {found.due:%d/%m/%Y} ({limit.source.cite()}). {advice}".strip()
        raise Refused("hearing.too_late", message, status=422, fields={"day": message})
