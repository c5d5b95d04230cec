"""A sitting as a calendar file, for the telephone of a party."""

from __future__ import annotations

from datetime import UTC, datetime

from toaan.hearings.models import Hearing


def calendar_file(sitting: Hearing, at: datetime) -> str:
    """The sitting as iCalendar (RFC 5545), for the calendar of a telephone; no names of parties."""

    def moment(value: datetime) -> str:
        return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

    def text(value: str) -> str:
        return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")

    what = sitting.get_kind_display()
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//toaan//cong//VI", "BEGIN:VEVENT",
        f"UID:{sitting.pk}@toaan", f"DTSTAMP:{moment(at)}", f"DTSTART:{moment(sitting.starts_at)}",
        f"DTEND:{moment(sitting.ends_at)}", f"SUMMARY:{text(f'{what}, vụ án {sitting.case}')}",
        f"LOCATION:{text(f'{sitting.room.name}, {sitting.case.court.name}, {sitting.case.court.address}')}",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", f"DESCRIPTION:{text(what)}", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(part for line in lines for part in _folded(line)) + "\r\n"


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes, as the format asks; a letter is never cut."""
    parts, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > 74:
            parts.append(current)
            current = " "
        current += sign
    return [*parts, current]
