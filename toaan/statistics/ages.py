"""How old the cases still to be resolved are, in bands of two months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Band:
    """Cases accepted at least `months` whole months ago and not yet in the next band."""

    key: str
    name: str
    months: int


BANDS = (
    Band("duoi-2", "dưới 2 tháng", 0),
    Band("2-4", "từ 2 đến dưới 4 tháng", 2),
    Band("4-6", "từ 4 đến dưới 6 tháng", 4),
    Band("tren-6", "từ 6 tháng trở lên", 6),
)
NAMES = {band.key: band.name for band in BANDS}


def months(since: date, day: date) -> int:
    """Whole months from one day to a later one: 31/01 to 28/02 is none, to 01/03 is one."""
    return (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)


def band(accepted_on: date, day: date) -> Band:
    """The band in which a case accepted on one day stands on another."""
    age = months(accepted_on, day)
    return max((b for b in BANDS if b.months <= max(age, 0)), key=lambda b: b.months)


def last_day(months_old: int, day: date) -> date:
    """The last day on which a case was accepted that is at least so many months old on `day`: of 31/05 three months are
    28/02, of 28/02 two are 28/12."""
    year, month = divmod(day.year * 12 + day.month - 1 - months_old, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def accepted(key: str, day: date) -> tuple[date, date]:
    """The first and the last day of acceptance of the cases that are in this band on a day."""
    place = next(n for n, band in enumerate(BANDS) if band.key == key)
    older = last_day(BANDS[place + 1].months, day) + timedelta(days=1) if BANDS[place + 1 :] else date.min
    return older, last_day(BANDS[place].months, day)
