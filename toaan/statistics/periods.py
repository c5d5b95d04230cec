"""The periods a report can be asked for, and how an address names them: `thang=2026-01`, `nam=2026`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from toaan.rules.statistics import Period, statistical_year, statistical_year_of

FIRST_YEAR = 2000


@dataclass(frozen=True)
class Asked:
    """A month or a statistical year (năm thống kê, 1 October to 30 September)."""

    period: Period
    """As far as it has come: a running period ends today."""
    name: str
    """Vietnamese, inside a sentence: "tháng 01/2026"."""
    parameter: str
    """Name in an address: "thang" or "nam"."""
    value: str
    running: bool


def month(year: int, number: int, today: date) -> Asked:
    """A calendar month; a month that has not begun is an error.

    Raises:
        ValueError: no such month, before the year 2000, or still to come.
    """
    last = calendar.monthrange(year, number)[1] if 1 <= number <= 12 else 0
    if not last or year < FIRST_YEAR:
        raise ValueError("no such month")
    return _asked(
        Period(date(year, number, 1), date(year, number, last)),
        f"tháng {number:02d}/{year}",
        "thang",
        f"{year}-{number:02d}",
        today,
    )


def year(number: int, today: date) -> Asked:
    """The statistical year that ends on 30 September of this year.

    Raises:
        ValueError: before the year 2000, or still to come.
    """
    if not FIRST_YEAR <= number <= 9999:
        raise ValueError("no such year")
    return _asked(statistical_year(number), f"năm thống kê {number}", "nam", str(number), today)


def asked(query: Mapping[str, str], today: date) -> Asked:
    """What an address asks for; anything else, and nothing, is the present month."""
    try:
        if re.fullmatch(r"\d{4}", query.get("nam", "")):
            return year(int(query["nam"]), today)
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})", query.get("thang", "")):
            return month(int(found[1]), int(found[2]), today)
    except ValueError:
        pass
    return month(today.year, today.month, today)


def months(today: date, since: date) -> list[Asked]:
    """Every month from `since` on, newest first; at most ten years."""
    first, number = since.year * 12 + since.month - 1, today.year * 12 + today.month - 1
    return [month(*_split(n), today) for n in range(number, max(first, number - 119) - 1, -1)]


def years(today: date, since: date) -> list[Asked]:
    """Every statistical year from the one of `since` on, newest first."""
    newest = statistical_year_of(today)
    return [year(n, today) for n in range(newest, max(statistical_year_of(since), newest - 9) - 1, -1)]


def _split(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def _asked(whole: Period, name: str, parameter: str, value: str, today: date) -> Asked:
    if whole.start > today:
        raise ValueError("still to come")
    running = today < whole.end
    period = Period(whole.start, today) if running else whole
    return Asked(period, name, parameter, value, running)
