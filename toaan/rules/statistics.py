"""Court statistics: the statistical year (1 October - 30 September) and the cells of the case report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Outcome = Literal["transferred", "discontinued", "settled", "judged"]
Cell = Literal[
    "old",
    "new",
    "total_accepted",
    "transferred",
    "discontinued",
    "suspended",
    "settled",
    "judged",
    "resolved",
    "remaining",
    "overdue",
]
CELLS: tuple[Cell, ...] = (
    "old",
    "new",
    "total_accepted",
    "transferred",
    "discontinued",
    "suspended",
    "settled",
    "judged",
    "resolved",
    "remaining",
    "overdue",
)


class CountError(ValueError):
    """The facts of a case contradict each other, or the cells do not balance."""


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period; both days are included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case at one instance. ``suspensions`` are (from, day of resumption or ``None``); ``due_on`` is
    the last day of the preparation term as it stands. ``cases``: how many stand just so.
    """

    id: str
    accepted_on: date
    outcome: Outcome | None = None
    resolved_on: date | None = None
    suspensions: tuple[tuple[date, date | None], ...] = ()
    due_on: date | None = None
    cases: int = 1


def statistical_year(year: int) -> Period:
    """The statistical year that ends on 30 September of ``year``."""
    return Period(date(year - 1, 10, 1), date(year, 9, 30))


def statistical_year_of(day: date) -> int:
    """The statistical year to which ``day`` belongs: 01/10/2026 is in 2027."""
    return day.year + (day.month >= 10)


def count(facts: Iterable[CaseFacts], period: Period) -> dict[Cell, int]:
    """The cells of the report for ``period``, as defined in ``data/statistics.yaml``.

    A suspended case stays among the remaining ones. Cases accepted after the period or resolved before it are
    left out. Raises :class:`CountError` on contradictory facts or when old + new ≠ resolved + remaining.
    """
    cells: dict[Cell, int] = dict.fromkeys(CELLS, 0)
    for case in facts:
        _refuse_contradictions(case)
        if case.accepted_on > period.end or (case.resolved_on and case.resolved_on < period.start):
            continue
        cells["old" if case.accepted_on < period.start else "new"] += case.cases
        if case.outcome and case.resolved_on and case.resolved_on <= period.end:
            cells[case.outcome] += case.cases
            cells["resolved"] += case.cases
            continue
        cells["remaining"] += case.cases
        if _suspended_on(case, period.end):
            cells["suspended"] += case.cases
        elif case.due_on and case.due_on < period.end:
            cells["overdue"] += case.cases
    cells["total_accepted"] = cells["old"] + cells["new"]
    if cells["total_accepted"] != cells["resolved"] + cells["remaining"]:
        raise CountError("Số liệu không cân: tổng thụ lý phải bằng tổng giải quyết cộng còn lại.")
    return cells


def _suspended_on(case: CaseFacts, day: date) -> bool:
    return any(start <= day and (end is None or end > day) for start, end in case.suspensions)


def _refuse_contradictions(case: CaseFacts) -> None:
    if (case.outcome is None) != (case.resolved_on is None):
        raise CountError(f"Vụ việc {case.id}: có kết quả mà không có ngày giải quyết, hoặc ngược lại.")
    if case.resolved_on and case.resolved_on < case.accepted_on:
        raise CountError(f"Vụ việc {case.id}: ngày giải quyết đứng trước ngày thụ lý.")
