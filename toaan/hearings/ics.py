"""Sittings as iCalendar (RFC 5545). Calendar programs keep what they read on machines that are not the court's:
an entry therefore tells number, room and hours, never a name; of closed doors and sessions not even the subject.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from toaan.core.http import whole_address
from toaan.hearings.models import Hearing
from toaan.hearings.states import ADJOURNED, CALLED_OFF

REMIND = timedelta(days=1)
"""How long before a sitting the telephone reminds its owner."""
DOMAIN = "toaan"
SINCE = date(2016, 1, 1)
"""From when on the zone of the court is described; Vietnam has kept one offset since long before."""


def calendar_of(sittings: Iterable[Hearing], *, at: datetime, name: str, page: str) -> bytes:
    """These sittings as one calendar.

    Args:
        name: how calendar programs call it.
        page: URL name of the page of a case to which an entry leads (its reader signs in there).
    """
    made = Calendar()
    made.add("prodid", "-//toaan//lich-phien-toa//VI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", settings.TIME_ZONE)
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for sitting in sittings:
        made.add_component(_entry(sitting, at, page))
    made.add_missing_timezones(first_date=SINCE)
    return bytes(made.to_ical())


def file_of(sittings: Iterable[Hearing], *, at: datetime, name: str, page: str) -> HttpResponse:
    """The same as an answer to be opened by a calendar program."""
    answer = HttpResponse(
        calendar_of(sittings, at=at, name=name, page=page), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="lich-toa-an.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _entry(sitting: Hearing, at: datetime, page: str) -> Event:
    off = sitting.state in (ADJOURNED, CALLED_OFF)
    case, court = sitting.case, sitting.case.court
    entry = Event()
    entry.add("uid", f"{sitting.pk}@{DOMAIN}")
    entry.add("dtstamp", at)
    entry.add("dtstart", timezone.localtime(sitting.starts_at))
    entry.add("dtend", timezone.localtime(sitting.ends_at))
    # Put off, a sitting is cancelled, and the new time is an entry of its own; paused, it has another time itself.
    entry.add("sequence", sitting.moved + (1 if off else 0))
    entry.add("status", "CANCELLED" if off else "CONFIRMED")
    entry.add("summary", _summary(sitting, off))
    entry.add("location", ", ".join(part for part in (sitting.room.name, court.name, court.address) if part))
    entry.add("description", "\n".join(_lines(sitting)))
    entry.add("url", whole_address(reverse(page, args=[case.pk])))
    entry.add("class", "PRIVATE")
    if not off:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -REMIND)
        alarm.add("description", _summary(sitting, off))
        entry.add_component(alarm)
    return entry


def _summary(sitting: Hearing, off: bool) -> str:
    words = f"{_kind(sitting)} {sitting.case}, {sitting.room.name}"
    if sitting.state == ADJOURNED:
        return _("Đã hoãn: %s") % words
    return _("Không mở: %s") % words if off else words


def _kind(sitting: Hearing) -> str:
    return _("Phiên tòa") if sitting.is_trial else _("Phiên họp")


def _lines(sitting: Hearing) -> list[str]:
    """What the public calendar of the court tells too, and nothing else."""
    said = []
    if sitting.is_trial and not sitting.closed_doors and not sitting.case.closed_hearing:
        said.append(sitting.case.legal_relation)
    following = sitting.adjourned_to
    if sitting.state == ADJOURNED and following is not None:
        said.append(
            _("Mở lại lúc %(hours)s ngày %(day)s.")
            % {"hours": following.hours, "day": f"{following.day:%d/%m/%Y}"}
        )
    said.append(_("Xem trên hệ thống của Tòa án, đăng nhập để biết chi tiết."))
    return said
