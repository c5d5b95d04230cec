"""How old the cases still to be resolved are, in bands of two months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
