"""Incidents of the court's portal (sự cố Cổng thông tin điện tử): NQ 04/2016/NQ-HĐTP art. 9.3.

"Nếu sau 03 ngày không khắc phục được …": when the portal is not back after three days, those three days are an
objective obstacle and no procedural term counts them; from then on papers go by the other ways. An incident solved
sooner takes nothing from a term, unless the setting says otherwise.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from toaan.rules.calendar import ExcludedPeriod
from toaan.rules.model import RuleRow, vi_date

KEY = "setting:portal-incident"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the article is applied: so many days, and whether an incident solved sooner counts as well."""

    days: int
    shorter: bool
    citation: str

    @classmethod
    def from_row(cls, row: RuleRow) -> "Reading":
        """The reading of the setting."""
        told = row.value["value"]
        return cls(int(told["days"]), bool(told["shorter"]), row.source.cite())


def excluded(
    started_at: datetime, ended_at: datetime | None, now: datetime, reading: Reading
) -> ExcludedPeriod | None:
    """The days that no term of an electronic party counts; None when the incident takes nothing away (yet)."""
    last = min(ended_at or now, now)
    long_enough = last - started_at >= timedelta(days=reading.days)
    if not long_enough and not (reading.shorter and ended_at is not None):
        return None
    first: date = started_at.date()
    until = min(first + timedelta(days=reading.days - 1), last.date())
    return ExcludedPeriod(
        first, until, f"sự cố Cổng thông tin điện tử từ ngày {vi_date(first)} ({reading.citation})"
    )
