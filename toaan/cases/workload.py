"""How much work each judge and clerk of a court has: one count, for the draw, for its page and beside the assignment.

A place counts while its case is neither archived nor struck out of the register. Domains above add what they know of
the days to come (`SITTINGS`).
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Assignment, Deadline
from toaan.cases.models import Case as Matter
from toaan.cases.states import ARCHIVED, LABELS, STRUCK_OUT, SUSPENDED
from toaan.core import rules_in_force
from toaan.core.together import Asking
from toaan.rules.assignment import reversed_since
from toaan.rules.time_limits import soon_until

OURS = (Deadline.Owner.LEADERS, Deadline.Owner.EXAMINER, Deadline.Owner.JUDGE, Deadline.Owner.CLERK)
"""Owners of the court's own duties; parties and procuracy keep theirs."""
SITTINGS: list[Callable[[date, date], QuerySet[Any]]] = []
"""What domains above know of sittings between two days, both included: rows with `case_id`."""


@dataclass(frozen=True)
class Beside:
    """Work of judges that the draw does not count: before acceptance there is no case. Shown beside its figures."""

    label: str | Promise
    short: str | Promise
    counted: Callable[[uuid.UUID], QuerySet[Any]]
    """Of a court: rows (post, pieces)."""
    page: Callable[[Any], str]
    """Where the pieces of one post are listed, for who may read them all."""


BESIDE: list[Beside] = []
"""What domains above add, in their order."""
REVERSED: list[Callable[[Iterable[uuid.UUID], date], QuerySet[Any, Any]]] = []
"""What domains above count of judgments and decisions amended or quashed for a subjective cause after a day: rows (user, how
many) of these people."""
DAYS_AHEAD = 14
OVERDUE, SOON, RUNNING, STILL, SITTING = "qua", "sap", "chay", "dung", "phien"
"""How a case stands, as the addresses say it."""
HOWS = (
    (OVERDUE, _("Quá hạn")), (SOON, _("Sắp đến hạn")), (RUNNING, _("Còn hạn")), (STILL, _("Tạm đình chỉ")),
    (SITTING, _("Có phiên")),
)  # fmt: skip
REQUESTS = "VDS"
"""Civil requests stand apart from suits, whatever their subject."""
TYPES = (*Matter.Kind.values, REQUESTS)
NOT_AT_REST = tuple(state for state in LABELS if state != ARCHIVED)
UNDER_WAY = tuple(state for state in NOT_AT_REST if state not in STRUCK_OUT)


@dataclass
class Load:
    """What one officer has in hand in one place. A suspended case with a late duty is both."""

    pending: int = 0
    suspended: int = 0
    overdue: int = 0
    soon: int = 0
    running: int = 0
    sitting: int = 0
    by_type: dict[str, int] = field(default_factory=dict)


Loads = dict[tuple[uuid.UUID, str], Load]
"""(post, place) → what is in hand."""


def not_at_rest(**of: Any) -> QuerySet[Any]:
    """Keys of the cases whose file is not in the archive, of a court, say: what is sought among an officer's seats starts
    from these, for a court has some thousands of them and all its years behind it.
    """
    return Matter.objects.filter(state__in=NOT_AT_REST, **of).order_by().values("pk")


def with_own(court_id: uuid.UUID, **due: date) -> QuerySet[Any]:
    """Cases of the court in which a duty of its own is open that ends then."""
    rows = Deadline.objects.filter(court_id=court_id, state=Deadline.State.OPEN, owner__in=OURS, **due)
    return rows.filter(case__isnull=False).order_by().values("case")


def seats(court_id: uuid.UUID, today: date) -> QuerySet[Any]:
    """Places of presiding judges and clerks on the court's cases under way, with how each case stands."""
    soon = soon_until(today, rules_in_force.calendar())
    rows = Assignment.objects.filter(
        case__court_id=court_id, case__state__in=UNDER_WAY, ended_at=None,
        role__in=[Assignment.Role.PRESIDING, Assignment.Role.CLERK],
    ).order_by()  # fmt: skip
    ahead = Q(pk__in=[])
    for finder in SITTINGS:
        ahead |= Q(case__in=finder(today, today + timedelta(days=DAYS_AHEAD)).order_by().values("case_id"))
    return rows.annotate(
        level=Case(
            When(case__in=with_own(court_id, due_on__lt=today), then=Value(OVERDUE)),
            When(case__in=with_own(court_id, due_on__lte=soon), then=Value(SOON)),
            default=Value(RUNNING),
            output_field=CharField(),
        ),
        sits=Case(When(ahead, then=Value(True)), default=Value(False), output_field=BooleanField()),
    )


def loads(court_id: uuid.UUID, today: date, posts: QuerySet[Any] | None = None) -> Asking[Loads]:
    """Of everybody of the court, or of these posts, in one statement that the database counts."""
    alike = ("post_id", "role", "case__kind", "case__nature", "case__state", "level", "sits")
    places = seats(court_id, today)
    if posts is not None:
        places = places.filter(post__in=posts)
    yield (rows := places.values(*alike).annotate(n=Count("*")))
    found: Loads = {}
    for row in rows:
        load, n = found.setdefault((row["post_id"], row["role"]), Load()), row["n"]
        still = row["case__state"] == SUSPENDED
        load.pending += n
        load.suspended += n * still
        load.overdue += n * (row["level"] == OVERDUE)
        load.soon += n * (row["level"] == SOON)
        load.running += n * (row["level"] == RUNNING and not still)
        load.sitting += n * row["sits"]
        kind = REQUESTS if row["case__nature"] == Matter.Nature.REQUEST else row["case__kind"]
        load.by_type[kind] = load.by_type.get(kind, 0) + n
    return found


def beside(court_id: uuid.UUID) -> Asking[dict[uuid.UUID, list[int]]]:
    """Of each post of the court the pieces of every kind of `BESIDE`, in one statement with others."""
    asked = [kind.counted(court_id) for kind in BESIDE]
    yield asked
    found: dict[uuid.UUID, list[int]] = {}
    for n, rows in enumerate(asked):
        for post, count in rows:
            found.setdefault(post, [0] * len(asked))[n] = count
    return found


def reversed_of(users: Iterable[uuid.UUID], today: date) -> Asking[Counter[uuid.UUID]]:
    """Of these judges, how much of theirs was amended or quashed for a subjective cause within a year (TT 01/2022 art. 7.2)."""
    asked = [count(users, reversed_since(today)) for count in REVERSED]
    yield asked
    found: Counter[uuid.UUID] = Counter()
    for rows in asked:
        for user, n in rows:
            found[user] += n
    return found


def of_type(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Places on cases of one type; all of them when it is unknown."""
    if kind == REQUESTS:
        return rows.filter(case__nature=Matter.Nature.REQUEST)
    return rows.filter(case__kind=kind, case__nature=Matter.Nature.SUIT) if kind in TYPES else rows


def standing(rows: QuerySet[Any], how: str) -> QuerySet[Any]:
    """Places on cases that stand so; all of them when it is unknown."""
    if how == STILL:
        return rows.filter(case__state=SUSPENDED)
    if how == SITTING:
        return rows.filter(sits=True)
    if how == RUNNING:
        return rows.filter(level=RUNNING).exclude(case__state=SUSPENDED)
    return rows.filter(level=how) if how in {OVERDUE, SOON} else rows
