"""What the leaders of a court look at: months, ages, limits kept. Only figures; lists are asked elsewhere."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case, Deadline
from toaan.core import clock
from toaan.core.again import put
from toaan.core.models import Court
from toaan.core.plans import kept
from toaan.core.together import counting, load
from toaan.core.viewer import Viewer
from toaan.rules.statistics import Cell, Period, count
from toaan.statistics import ages, alike, periods, queries

MONTHS, MOST_BEHIND = 12, 5
"""Months of the chart; officers that are named because most of their deadlines have passed."""


@dataclass(frozen=True)
class Month:
    """Accepted and resolved in one month; the running month as far as it has come."""

    asked: periods.Asked
    accepted: int
    resolved: int


@dataclass(frozen=True)
class Age:
    band: ages.Band
    cases: int


@dataclass(frozen=True)
class Behind:
    """An officer with deadlines past their last day."""

    post_id: str
    name: str
    overdue: int


@dataclass(frozen=True)
class Overview:
    """Everything of one court, or of all courts in the viewer's reach."""

    cells: dict[Cell, int]
    months: list[Month]
    ages: list[Age]
    late_deadlines: int
    behind: list[Behind]
    """Whoever has most of them; of the viewer's own court alone."""
    by_court: list[queries.Row]
    """A line for each court and their sum, where there are several."""


def last_months(today: date) -> list[periods.Asked]:
    """The present month and the eleven before it, oldest first."""
    return list(reversed(periods.months(today, today - timedelta(days=31 * (MONTHS - 1) + 15))[:MONTHS]))


def overview(viewer: Viewer, period: Period, of: Sequence[Court]) -> Overview:
    """The figures of these courts together; of the viewer's own alone with those who are behind.

    Raises:
        CountError: the facts of a case contradict each other.
    """
    months, courts = last_months(clock.today()), tuple(court.pk for court in of)
    own, rows = courts == (viewer.court_id,), queries.of_courts(viewer, of)

    def made() -> list[Callable[[], QuerySet[Any, Any]]]:
        asked = alike.asking(rows, period, alike.BY_COURT)
        return [put(question) for question in (_late(of), _held(rows, clock.today()), *asked)]

    questions: Any = kept(viewer, "leadership", made, period, courts)
    late, held, *asked = (question() for question in questions)
    load(late, held, *asked)
    found = queries.told(rows, asked, period)
    monthly = kept(viewer, "leadership months", lambda: counting(_in_months(rows, months)), courts).ask()
    return Overview(
        cells=count((one.facts for one in found), period),
        months=[Month(m, monthly[n] or 0, monthly[MONTHS + n] or 0) for n, m in enumerate(months)],
        ages=_ages(held),
        late_deadlines=sum(n for _post, n in late),
        behind=_behind(late) if own else [],
        by_court=queries.lines_of(of, found, period) if len(of) > 1 else [],
    )


def _late(of: Iterable[Court]) -> QuerySet[Deadline, Any]:
    """How many of their own open deadlines are past their last day, for each officer of these courts who has such."""
    rows = Deadline.objects.filter(court_id__in=[court.pk for court in of], owner__in=cases.OURS)
    late = cases.at_level(rows.filter(state=Deadline.State.OPEN), "qua")
    return late.order_by().values("post_id").annotate(n=Count("*")).values_list("post_id", "n")


def _behind(late: Iterable[tuple[uuid.UUID | None, int]]) -> list[Behind]:
    """The officers with the most of them."""
    most = sorted(((n, str(post)) for post, n in late if post), reverse=True)[:MOST_BEHIND]
    names = queries.judge_names(post for _n, post in most)
    return [Behind(post, names[post], n) for n, post in most]


def _in_months(rows: QuerySet[Case], months: Sequence[periods.Asked]) -> list[QuerySet[Case]]:
    """The cases accepted in each of the months, then those resolved in each.

    A question for each month, and not one that sorts a year's cases by month: a count runs along its index, five times as fast.
    """
    return [
        rows.filter(**{f"{field}__range": (m.period.start, m.period.end)}).order_by()
        for field in ("accepted_on", "resolved_on")
        for m in months
    ]


def _held(rows: QuerySet[Case], today: date) -> QuerySet[Case, Any]:
    """Number of the band from the oldest, how many cases are still to be resolved."""
    oldest_first = [ages.last_day(band.months, today) for band in reversed(ages.BANDS)]
    open_ones = rows.filter(resolved_on=None, accepted_on__lte=today).order_by()
    counted = open_ones.values(place=alike.place("accepted_on", oldest_first)).annotate(n=Count("*"))
    return counted.values_list("place", "n")


def _ages(held: QuerySet[Case, Any]) -> list[Age]:
    found: Counter[int] = Counter()
    for place, n in held:
        found[place] += n
    return [Age(band, found[len(ages.BANDS) - 1 - n]) for n, band in enumerate(ages.BANDS)]
