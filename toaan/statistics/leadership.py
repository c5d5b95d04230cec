"""What the leaders of a court look at: months, ages, judges, limits kept. Only figures; lists are asked elsewhere."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case, Deadline
from toaan.core import clock, rules_in_force
from toaan.core.models import Court, Post
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.rules.statistics import Cell, Period, count
from toaan.rules.time_limits import urgency
from toaan.statistics import ages, alike, periods, queries
from toaan.vietnamese.names import sort_key

MONTHS = 12


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
class Judge:
    """The work of one judge: what is held today, what was resolved in the period."""

    post_id: str
    name: str
    holding: int
    overdue: int
    """Own deadlines past their last day (not cases: one case may have several)."""
    soon: int
    resolved: int
    median_days: int | None
    """From acceptance to judgment, of the cases resolved in the period."""
    by_month: tuple[int, ...]


@dataclass(frozen=True)
class Overview:
    """Everything of one court, or of all courts in the viewer's reach."""

    cells: dict[Cell, int]
    months: list[Month]
    ages: list[Age]
    judges: list[Judge]
    late_deadlines: int
    by_court: list[queries.Row]
    """A line for each court and their sum, where there are several."""


def last_months(today: date) -> list[periods.Asked]:
    """The present month and the eleven before it, oldest first."""
    return list(reversed(periods.months(today, today - timedelta(days=31 * (MONTHS - 1) + 15))[:MONTHS]))


def overview(viewer: Viewer, period: Period, of: Sequence[Court]) -> Overview:
    """The figures of these courts together; of the viewer's own alone with its judges. Two queries.

    Raises:
        CountError: the facts of a case contradict each other.
    """
    today, months = clock.today(), last_months(clock.today())
    own = [court.pk for court in of] == [viewer.court_id]
    rows = queries.of_courts(viewer, of)
    asked, late = alike.asking(rows, period, alike.BY_COURT), _late(of)
    accepted, held = _accepted(rows, months), _held(rows, today)
    resolved, days = _resolved(rows, months), _days(rows, period)
    posts = cases.judges_of(viewer.court_id, clock.now()) if own else Post.objects.none()
    levels = _levels_asked(viewer)
    load(asked, late, accepted, held, resolved, *([days, posts, levels] if own else []))
    found = queries.told(rows, asked, period)
    by_month = _by_month(resolved, months)
    return Overview(
        cells=count((one.facts for one in found), period),
        months=[
            Month(m, dict(accepted).get(n, 0), sum(its[n] for its in by_month.values()))
            for n, m in enumerate(months)
        ],
        ages=_ages(held),
        judges=_judges(posts, held, by_month, days, _levels(levels)) if own else [],
        late_deadlines=sum(late),
        by_court=queries.lines_of(of, found, period) if len(of) > 1 else [],
    )


def _late(of: Iterable[Court]) -> QuerySet[Deadline, Any]:
    """How many of their own open deadlines are past their last day, for each of these courts that has such."""
    rows = Deadline.objects.filter(court_id__in=[court.pk for court in of], owner__in=cases.OURS)
    late = cases.at_level(rows.filter(state=Deadline.State.OPEN), "qua")
    return late.order_by().values("court_id").annotate(n=Count("pk")).values_list("n", flat=True)


def _accepted(rows: QuerySet[Case], months: Sequence[periods.Asked]) -> QuerySet[Case, Any]:
    """Number of the month, how many cases were accepted in it."""
    within = rows.filter(accepted_on__range=(months[0].period.start, months[-1].period.end)).order_by()
    place = alike.place("accepted_on", [m.period.end for m in months])
    return within.values(place=place).annotate(n=Count("pk")).values_list("place", "n")


def _resolved(rows: QuerySet[Case], months: Sequence[periods.Asked]) -> QuerySet[Case, Any]:
    """Post of the judge, number of the month, how many cases were resolved."""
    within = rows.filter(resolved_on__range=(months[0].period.start, months[-1].period.end)).order_by()
    place = alike.place("resolved_on", [m.period.end for m in months])
    counted = alike.presiding(within).values("judge", place=place).annotate(n=Count("pk"))
    return counted.values_list("judge", "place", "n")


def _by_month(resolved: QuerySet[Case, Any], months: Sequence[periods.Asked]) -> dict[str, list[int]]:
    """Post of the judge → how many cases were resolved in each of the months."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(months))
    for judge, place, n in resolved:
        found[alike.post_key(judge)][place] += n
    return found


def _days(rows: QuerySet[Case], period: Period) -> QuerySet[Case, Any]:
    """Post of the judge, day of acceptance and of the end, of each case resolved in the period."""
    ended = alike.presiding(rows.filter(resolved_on__range=(period.start, period.end)))
    return ended.order_by().values_list("judge", "accepted_on", "resolved_on")


def _held(rows: QuerySet[Case], today: date) -> QuerySet[Case, Any]:
    """Post of the judge, number of the band from the oldest, how many cases are still to be resolved."""
    oldest_first = [ages.last_day(band.months, today) for band in reversed(ages.BANDS)]
    open_ones = alike.presiding(rows.filter(resolved_on=None, accepted_on__lte=today)).order_by()
    counted = open_ones.values("judge", place=alike.place("accepted_on", oldest_first)).annotate(
        n=Count("pk")
    )
    return counted.values_list("judge", "place", "n")


def _ages(held: QuerySet[Case, Any]) -> list[Age]:
    found: Counter[int] = Counter()
    for _judge, place, n in held:
        found[place] += n
    return [Age(band, found[len(ages.BANDS) - 1 - n]) for n, band in enumerate(ages.BANDS)]


def _judges(
    posts: Iterable[Post],
    held: QuerySet[Case, Any],
    by_month: dict[str, list[int]],
    ended: QuerySet[Case, Any],
    levels: dict[str, Counter[str]],
) -> list[Judge]:
    """Every judge of the court, and whoever else still holds a case, by given name."""
    holding: Counter[str] = Counter()
    for judge, _place, n in held:
        holding[alike.post_key(judge)] += n
    days: dict[str, list[int]] = defaultdict(list)
    for judge, accepted_on, resolved_on in ended:
        days[alike.post_key(judge)].append((resolved_on - accepted_on).days)
    names = {str(p.pk): p.user.full_name for p in posts}
    names |= queries.judge_names({*holding, *by_month, *days} - {*names, ""})
    del names[""]
    return [
        Judge(
            post_id=post,
            name=names[post],
            holding=holding[post],
            overdue=levels[post]["qua"],
            soon=levels[post]["nay"] + levels[post]["gan"],
            resolved=len(days[post]),
            median_days=round(statistics.median(days[post])) if days[post] else None,
            by_month=tuple(by_month[post]),
        )
        for post in sorted(names, key=lambda pk: sort_key(names[pk]))
    ]


def _levels_asked(viewer: Viewer) -> QuerySet[Deadline, Any]:
    """Post, last day, how many open deadlines."""
    rows = cases.open_deadlines(viewer).exclude(post=None).order_by().values("post_id", "due_on")
    return rows.annotate(n=Count("pk")).values_list("post_id", "due_on", "n")


def _levels(rows: QuerySet[Deadline, Any]) -> dict[str, Counter[str]]:
    today, calendar = clock.today(), rules_in_force.calendar()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for post_id, due_on, held in rows:
        found[str(post_id)][urgency(today, due_on, calendar)] += held
    return found
