"""The shipped rules and small helpers shared by the tests of this folder."""

from datetime import date

from toaan.rules.calendar import Calendar
from toaan.rules.load import load_all
from toaan.rules.model import RuleRow, in_force
from toaan.rules.time_limits import TimeLimit

ROWS = load_all()
CALENDAR = Calendar.from_rows(ROWS)
TODAY = date(2026, 3, 2)


def d(text: str) -> date:
    """``5/1/2026`` -> date, as Vietnamese write it."""
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def rule(key: str, on: date = TODAY) -> RuleRow:
    return in_force(ROWS, key, on)


def limit(key: str, on: date = TODAY) -> TimeLimit:
    return TimeLimit.from_row(rule(key, on))
