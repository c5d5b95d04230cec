"""Cases that a report cannot tell apart: the database counts them, and the rule counts one that stands for them all.

A court with ten thousand cases holds a few dozen sorts of them. What makes a sort is what `rules.statistics.count` asks of
a case; what follows from it is said there.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Case as Choice
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable

from toaan.cases.deadlines import PREPARATION, REQUEST_PREPARATION
from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import clock
from toaan.core.models import Event
from toaan.rules.statistics import CaseFacts, Outcome, Period

WRONG, SUSPENDED, LATE = "wrong", "suspended", "late"
DAY = timedelta(days=1)
BY_JUDGE, BY_KIND, BY_COURT, BY_NATURE = "judge", "kind", "court_id", "nature"


@dataclass(frozen=True)
class Sort:
    """Cases alike: what the rule counts from, and the rows of the report they stand in."""

    facts: CaseFacts
    """One that stands for them all, with their number."""
    court_id: uuid.UUID | None
    kind: str
    judge: str
    """Post of the presiding judge; empty while none is assigned."""
    told: tuple[int, str, str]
    """How the database knows them, for `cases_of`."""
    nature: str = Case.Nature.SUIT
    """Suits, or civil requests, which stand apart."""


def pending(rows: QuerySet[Case, Any], period: Period) -> tuple[QuerySet[Case, Any], QuerySet[Case, Any]]:
    """The cases pending at some time in the period: what is open to this day, and what was resolved since it began.

    Two questions: with "or" between them the database reads every case that these courts ever had.
    """
    accepted = rows.filter(accepted_on__lte=period.end)
    return accepted.filter(resolved_on=None), accepted.filter(resolved_on__gte=period.start)


def sorted_out(rows: QuerySet[Case, Any], period: Period) -> QuerySet[Any, Any]:
    """These cases, each with what the count asks of it: did it come from before, how did it end by the last day of the
    period, and if it did not: does it stand still, is its term over."""
    ended, remaining = Q(resolved_on__lte=period.end), Q(resolved_on=None) | Q(resolved_on__gt=period.end)
    wrong = (
        Q(resolved_on=None) & ~Q(outcome="")
        | Q(resolved_on__isnull=False, outcome="")
        | Q(resolved_on__lt=F("accepted_on"))
    )
    return rows.annotate(
        before=Choice(When(accepted_on__lt=period.start, then=Value(1)), default=Value(0)),
        done=Choice(When(wrong, then=Value(WRONG)), When(ended, then=F("outcome")), default=Value("")),
        last_act=Choice(When(remaining & Q(pk__in=_ever_suspended()), then=_last_act(period.end))),
        term_end=Choice(When(remaining, then=_term_end())),
        stands=Choice(
            When(last_act="course.suspend", then=Value(SUSPENDED)),
            When(term_end__lt=period.end, then=Value(LATE)),
            default=Value(""),
        ),
    )


def _ever_suspended() -> QuerySet[Event, Any]:
    return Event.objects.filter(act="course.suspend").order_by().values("case_id")


def _last_act(day: date) -> Subquery:
    """The act by which the case stood still or went on, whichever was the last by the end of this day."""
    tomorrow = clock.start_of(day + DAY)
    acts = Event.objects.filter(
        case_id=OuterRef("pk"), act__in=["course.suspend", "course.resume"], at__lt=tomorrow
    )
    return Subquery(acts.order_by("-at", "-sequence").values("act")[:1])


def _term_end() -> Subquery:
    """The last day of the preparation term, as it stands."""
    terms = Deadline.objects.filter(
        case=OuterRef("pk"), rule__in={*PREPARATION.values(), *REQUEST_PREPARATION}
    )
    return Subquery(terms.exclude(state=Deadline.State.CANCELLED).order_by("-due_on").values("due_on")[:1])


def presiding(rows: QuerySet[Case, Any]) -> QuerySet[Any, Any]:
    """The cases with the post of their presiding judge as `judge`."""
    seats = Assignment.objects.filter(case=OuterRef("pk"), role=Assignment.Role.PRESIDING, ended_at=None)
    return rows.annotate(judge=Subquery(seats.values("post_id")[:1]))


def post_key(told: Any) -> str:
    """The key of a post as addresses write it: through a subquery SQLite gives the bare hexadecimal digits."""
    return str(uuid.UUID(str(told))) if told else ""


def asking(rows: QuerySet[Case, Any], period: Period, *by: str) -> list[QuerySet[Case, Any]]:
    """The questions for `read`: how many of each sort, apart by court, kind or presiding judge."""
    found = presiding(rows) if BY_JUDGE in by else rows
    parts = (sorted_out(part, period).order_by() for part in pending(found, period))
    return [part.values(*by, "before", "done", "stands").annotate(n=Count("*")) for part in parts]


def read(rows: Iterable[Mapping[str, Any]], period: Period) -> list[Sort]:
    """The sorts that the database told, in answer to both questions."""
    return [
        Sort(
            _standing_for(row, period), row.get(BY_COURT), row.get(BY_KIND, ""), post_key(row.get(BY_JUDGE)),
            (row["before"], row["done"], row["stands"]), row.get(BY_NATURE, Case.Nature.SUIT),
        )
        for row in rows
    ]  # fmt: skip


def cases_of(rows: QuerySet[Case, Any], period: Period, sorts: Iterable[Sort]) -> QuerySet[Case, Any]:
    """The cases that are of any of these sorts."""
    wanted = Q(pk__in=[])
    for before, done, stands in {one.told for one in sorts}:
        wanted |= Q(before=before, done=done, stands=stands)
    accepted = rows.filter(accepted_on__lte=period.end)
    found = accepted.filter(Q(resolved_on=None) | Q(resolved_on__gte=period.start))
    return sorted_out(found, period).filter(wanted)


def _standing_for(row: Mapping[str, Any], period: Period) -> CaseFacts:
    done, stands = row["done"], row["stands"]
    ended = period.end if done and done != WRONG else None
    return CaseFacts(
        id=str(row["n"]),
        accepted_on=period.start - DAY if row["before"] else period.start,
        outcome=cast(Outcome | None, done or None),
        resolved_on=ended,
        due_on=period.end - DAY if stands == LATE else None,
        suspensions=((period.end, None),) if stands == SUSPENDED else (),
        cases=row["n"],
    )


def place(field: str, last_days: Sequence[date]) -> Combinable:
    """In which of these stretches of days a date lies: the number of the first whose last day it does not pass."""
    steps = [When(**{f"{field}__lte": day}, then=Value(n)) for n, day in enumerate(last_days)]
    return Choice(*steps, default=Value(len(last_days)))
