"""The work of each judge of a court: what is held today, what was resolved in a period. Only figures."""

from __future__ import annotations

import statistics
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, F, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import clock, rules_in_force
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.review import queries as reviews
from toaan.rules.statistics import Period
from toaan.rules.time_limits import urgency
from toaan.statistics import alike, periods, queries
from toaan.statistics.leadership import last_months
from toaan.vietnamese.names import sort_key


@dataclass(frozen=True)
class Judge:
    """The work of one judge."""

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
    changed: int = 0
    """Judgments and decisions amended or quashed in the period for a subjective cause."""

    @property
    def changed_rate(self) -> str:
        """Those against the cases resolved in the period, in percent; empty where none was. Our reading of the rate."""
        return f"{100 * self.changed / self.resolved:.2f} %".replace(".", ",") if self.resolved else ""


def of_court(viewer: Viewer, period: Period) -> list[Judge]:
    """Every judge of the viewer's court, and whoever else still holds a case, by given name; nobody else's court."""
    if viewer.court is None:
        return []
    today, months = clock.today(), last_months(clock.today())
    rows = queries.of_courts(viewer, [viewer.court])
    held = _held(rows.filter(resolved_on=None, accepted_on__lte=today))
    resolved, days = _resolved(rows, months), _days(rows, period)
    held_now = cases.judges_of(viewer.court.pk, clock.now()).select_related(None)
    posts = held_now.values_list("pk", "user__full_name")
    levels = _levels_asked(viewer)
    changed = reviews.changed_of_court(viewer.court, period.start, period.end)
    load(held, resolved, days, posts, levels, changed)
    return _judges(posts, held, _by_month(resolved, months), days, _levels(levels), reversals=changed)


def _held(open_ones: QuerySet[Case]) -> QuerySet[Case, Any]:
    """Post of the judge, how many cases are still to be resolved."""
    counted = _led(open_ones).order_by().values("judge").annotate(n=Count("*"))
    return counted.values_list("judge", "n")


def _led(rows: QuerySet[Case]) -> QuerySet[Any, Any]:
    """The cases that have a presiding judge, with the post as `judge`."""
    seat = {"assignments__role": Assignment.Role.PRESIDING, "assignments__ended_at": None}
    return rows.filter(**seat).annotate(judge=F("assignments__post"))


def _resolved(rows: QuerySet[Case], months: Sequence[periods.Asked]) -> QuerySet[Case, Any]:
    """Post of the judge, number of the month, how many cases were resolved."""
    within = rows.filter(resolved_on__range=(months[0].period.start, months[-1].period.end)).order_by()
    place = alike.place("resolved_on", [m.period.end for m in months])
    counted = _led(within).values("judge", place=place).annotate(n=Count("*"))
    return counted.values_list("judge", "place", "n")


def _by_month(resolved: QuerySet[Case, Any], months: Sequence[periods.Asked]) -> dict[str, list[int]]:
    """Post of the judge → how many cases were resolved in each of the months."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(months))
    for judge, place, n in resolved:
        found[str(judge)][place] += n
    return found


def _days(rows: QuerySet[Case], period: Period) -> QuerySet[Case, Any]:
    """Post of the judge, day of acceptance and of the end, of each case resolved in the period."""
    ended = _led(rows.filter(resolved_on__range=(period.start, period.end)))
    return ended.order_by().values_list("judge", "accepted_on", "resolved_on")


def _judges(
    posts: Iterable[tuple[uuid.UUID, str]],
    held: QuerySet[Case, Any],
    by_month: dict[str, list[int]],
    ended: QuerySet[Case, Any],
    levels: dict[str, Counter[str]],
    *,
    reversals: QuerySet[Any, Any],
) -> list[Judge]:
    """Every judge of the court, and whoever else still holds a case, by given name."""
    holding: Counter[str] = Counter()
    for judge, n in held:
        holding[str(judge)] += n
    days: dict[str, list[int]] = defaultdict(list)
    for judge, accepted_on, resolved_on in ended:
        days[str(judge)].append((resolved_on - accepted_on).days)
    changed = {str(judge): n for judge, n in reversals}
    names = {str(pk): name for pk, name in posts}
    names |= queries.judge_names({*holding, *by_month, *days, *changed} - {*names})
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
            changed=changed.get(post, 0),
        )
        for post in sorted(names, key=lambda pk: sort_key(names[pk]))
    ]


def _levels_asked(viewer: Viewer) -> QuerySet[Deadline, Any]:
    """Post, last day, how many open deadlines."""
    rows = cases.open_deadlines(viewer).exclude(post=None).order_by().values("post_id", "due_on")
    return rows.annotate(n=Count("*")).values_list("post_id", "due_on", "n")


def _levels(rows: QuerySet[Deadline, Any]) -> dict[str, Counter[str]]:
    today, calendar = clock.today(), rules_in_force.calendar()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    level = cache(lambda day: urgency(today, day, calendar))  # many end on the same day
    for post_id, due_on, held in rows:
        found[str(post_id)][level(due_on)] += held
    return found
