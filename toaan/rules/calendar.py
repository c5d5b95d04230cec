"""The working calendar (lịch làm việc): which days are working days, and why a day is not.

Saturdays, Sundays and public holidays are rest days (Bộ luật Lao động arts 111-112). Tết and National Day
are fixed each year by the Prime Minister (112.3), so a year is *announced* or not; what rests on a year
that is not announced is provisional ("tạm tính").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from toaan.rules.model import RuleRow

ONE_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
FIXED_DAYS: Mapping[tuple[int, int], str] = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "Ngày Chiến thắng",
    (5, 1): "Ngày Quốc tế lao động",
    (9, 2): "Quốc khánh",
}
"""(month, day) of the holidays that stand still in the solar year (Bộ luật Lao động 112.1.a, c, d, đ)."""
WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday_vi(day: date) -> str:
    """``thứ Hai`` ... ``Chủ nhật``."""
    return WEEKDAYS_VI[day.weekday()]


def missing_fixed_days(year: int, days_off: Iterable[str]) -> list[tuple[date, str]]:
    """Fixed holidays of the law on a weekday that a year's list of days off leaves out, with their names."""
    listed = set(days_off)
    found = [(date(year, month, day), name) for (month, day), name in FIXED_DAYS.items()]
    return [(d, name) for d, name in found if d.weekday() < _SATURDAY and d.isoformat() not in listed]


@cache
def _fixed_holidays(year: int) -> Mapping[date, str]:
    """The fixed holidays of a year that has no row yet, and the days off that make up for those on a weekly rest day
    (Bộ luật Lao động 111.3). Tết, Giỗ Tổ Hùng Vương and the second day of National Day wait for that year's decision."""
    days = {date(year, month, day): name for (month, day), name in FIXED_DAYS.items()}
    for day, name in list(days.items()):
        if day.weekday() in (_SATURDAY, _SUNDAY):
            off = day
            while off in days or off.weekday() in (_SATURDAY, _SUNDAY):
                off += ONE_DAY
            days[off] = f"Nghỉ bù {name}"
    return days


@dataclass(frozen=True, slots=True)
class ExcludedPeriod:
    """Days that no time limit counts, both ends included: e.g. a portal incident not solved in time
    (NQ 04/2016/NQ-HĐTP art. 9). ``reason`` is shown to people."""

    start: date
    end: date
    reason: str

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Calendar:
    """Holidays and made-up working days by date, and the years whose holidays are all announced."""

    holidays: Mapping[date, str]
    extra_working_days: Mapping[date, str] = field(default_factory=dict)
    announced_years: frozenset[int] = frozenset()
    listed_years: frozenset[int] | None = None
    """Years with a row of their own; another year has the fixed holidays of the law. ``None``: nobody asks."""

    @classmethod
    def from_rows(cls, rows: Iterable[RuleRow]) -> "Calendar":
        """Build the calendar from the rows of kind ``holiday`` (one row per year; other rows are passed
        over).
        """
        holidays: dict[date, str] = {}
        extra: dict[date, str] = {}
        announced: set[int] = set()
        listed: set[int] = set()
        for row in rows:
            if row.kind != "holiday":
                continue
            holidays |= {date.fromisoformat(day): name for day, name in row.value["days"].items()}
            extra |= {date.fromisoformat(day): name for day, name in row.value["extra_working_days"].items()}
            listed.add(row.value["year"])
            if row.value["announced"]:
                announced.add(row.value["year"])
        return cls(holidays, extra, frozenset(announced), frozenset(listed))

    def why_off(self, day: date) -> str | None:
        """Why nobody works on ``day``: the holiday's name, ``thứ Bảy``, ``Chủ nhật``; ``None`` on working
        days.
        """
        if day in self.extra_working_days:
            return None
        if day in self.holidays:
            return self.holidays[day]
        if self.listed_years is not None and day.year not in self.listed_years:
            fixed = _fixed_holidays(day.year)
            if day in fixed:
                return fixed[day]
        return weekday_vi(day) if day.weekday() in (_SATURDAY, _SUNDAY) else None

    def is_working_day(self, day: date) -> bool:
        """Is ``day`` a working day?"""
        return self.why_off(day) is None

    def is_announced(self, day: date) -> bool:
        """Are all holidays of that day's year announced?"""
        return day.year in self.announced_years

    def next_working_day(self, day: date) -> date:
        """``day`` itself if people work on it, else the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day
