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
from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.core.models import Court, Post
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.rules.statistics import CaseFacts, Cell, Period, count
from toaan.rules.time_limits import urgency
from toaan.statistics import ages, periods, queries
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
    """The figures of these courts together; of the viewer's own alone with its judges. Two queries."""
    today = clock.today()
    months = last_months(today)
    start = min(period.start, months[0].period.start)
    own = [court.pk for court in of] == [viewer.court_id]
    asked = queries.asking(viewer, Period(start, today), of)
    posts, levels = cases.judges_of(viewer.court_id, clock.now()) if own else None, _levels_asked(viewer)
    late = _late(of)
    load(*asked, late, *([posts, levels] if posts is not None else []))
    counted = queries.known(asked, today)
    return Overview(
        cells=count(_until(counted, period), period),
        months=[Month(m, _accepted(counted, m.period), len(_resolved(counted, m.period))) for m in months],
        ages=_ages(counted, today),
        judges=_judges(counted, period, months, posts, _levels(levels)) if posts is not None else [],
        late_deadlines=sum(late),
        by_court=queries.lines_of(of, (c for c in counted if c.facts.accepted_on <= period.end), period)
        if len(of) > 1
        else [],
    )


def _late(of: Iterable[Court]) -> QuerySet[Deadline, Any]:
    """How many of their own open deadlines are past their last day, for each of these courts that has such."""
    rows = Deadline.objects.filter(court_id__in=[court.pk for court in of], owner__in=cases.OURS)
    late = cases.at_level(rows.filter(state=Deadline.State.OPEN), "qua")
    return late.order_by().values("court_id").annotate(n=Count("pk")).values_list("n", flat=True)


def _until(counted: Iterable[queries.Counted], period: Period) -> Iterable[CaseFacts]:
    """The facts as they stood at the end of the period: what came later is not known yet."""
    return (c.facts for c in counted if c.facts.accepted_on <= period.end)


def _accepted(counted: Iterable[queries.Counted], period: Period) -> int:
    return sum(period.start <= c.facts.accepted_on <= period.end for c in counted)


def _resolved(counted: Iterable[queries.Counted], period: Period) -> list[queries.Counted]:
    return [c for c in counted if c.facts.resolved_on and period.start <= c.facts.resolved_on <= period.end]


def _ages(counted: Iterable[queries.Counted], today: date) -> list[Age]:
    found = Counter(ages.band(c.facts.accepted_on, today).key for c in counted if not c.facts.resolved_on)
    return [Age(band, found[band.key]) for band in ages.BANDS]


def _judges(
    counted: Sequence[queries.Counted],
    period: Period,
    months: Sequence[periods.Asked],
    posts: Iterable[Post],
    levels: dict[str, Counter[str]],
) -> list[Judge]:
    """Every judge of the court, and whoever else still holds a case, by given name."""
    names = {str(p.pk): p.user.full_name for p in posts}
    by_judge: dict[str, list[queries.Counted]] = defaultdict(list)
    for found in counted:
        if found.judge_id:
            by_judge[found.judge_id].append(found)
            names.setdefault(found.judge_id, found.judge)
    judges = []
    for post_id in sorted(names, key=lambda pk: sort_key(names[pk])):
        mine, level = by_judge[post_id], levels[post_id]
        days = _days(_resolved(mine, period))
        judges.append(
            Judge(
                post_id=post_id,
                name=names[post_id],
                holding=sum(c.facts.resolved_on is None for c in mine),
                overdue=level["qua"],
                soon=level["nay"] + level["gan"],
                resolved=len(days),
                median_days=round(statistics.median(days)) if days else None,
                by_month=tuple(len(_resolved(mine, m.period)) for m in months),
            )
        )
    return judges


def _days(resolved: Iterable[queries.Counted]) -> list[int]:
    """Days from acceptance to judgment."""
    return [(c.facts.resolved_on - c.facts.accepted_on).days for c in resolved if c.facts.resolved_on]


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
