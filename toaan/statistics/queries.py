"""Figures out of cases and acts: nobody reports anything, so nothing can be reported wrongly or late."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery

from toaan.cases import queries as cases
from toaan.cases.deadlines import PREPARATION
from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Court, Event
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.rules.model import RuleRow
from toaan.rules.statistics import CELLS, CaseFacts, Cell, CountError, Outcome, Period, count
from toaan.statistics import ages, periods
from toaan.vietnamese.names import sort_key


@dataclass(frozen=True)
class Counted:
    """A case as the count sees it, and the rows of the report it stands in."""

    facts: CaseFacts
    case_id: uuid.UUID
    court_id: uuid.UUID
    kind: str
    judge: str
    """Presiding judge (post and name); empty while none is assigned."""
    judge_id: str


@dataclass(frozen=True)
class Row:
    """One line of a report."""

    key: str
    label: str
    cells: dict[Cell, int]

    @property
    def rate(self) -> str:
        """Tỷ lệ giải quyết: resolved of all accepted, "90,5 %"; empty where nothing was accepted."""
        total = self.cells["total_accepted"]
        return f"{100 * self.cells['resolved'] / total:.1f} %".replace(".", ",") if total else ""


@dataclass(frozen=True)
class Report:
    """The figures of one court for one period; every column adds up to `total`."""

    court: Court
    period: Period
    by_kind: list[Row]
    by_judge: list[Row]
    total: Row


def courts(viewer: Viewer) -> QuerySet[Court]:
    """Courts whose figures the viewer may read: the own one; for its leaders also those directly below it."""
    if viewer.system:
        return Court.objects.all()
    if not policy.allows(viewer, "page.statistics"):
        return Court.objects.none()
    own = Court.objects.filter(pk=viewer.court_id)
    if not policy.allows(viewer, "page.statistics_below"):
        return own
    return own | Court.objects.filter(parent_id=viewer.court_id)


def chosen_court(viewer: Viewer, code: str = "") -> Court:
    """The court asked for by its code, or the viewer's own.

    Raises:
        Refused: "not_found" when its figures are not for this viewer.
    """
    found = courts(viewer).filter(code=code).first() if code else viewer.court
    if found is None:
        raise not_found()
    return found


def visible_to(viewer: Viewer) -> QuerySet[Case]:
    """Suits that may be counted for this viewer; only the own court's may be listed (`cases.queries`).

    A request is not a suit: the report counts suits.
    """
    return Case.objects.filter(court__in=courts(viewer).order_by().values("pk"), nature=Case.Nature.SUIT)


Asked = tuple[QuerySet[Case, Any], QuerySet[Event, Any]]
"""The cases that are counted, and the acts by which they stood still and went on."""


def asking(viewer: Viewer, period: Period, of: Sequence[Court]) -> Asked:
    """What `known` reads, of every case of these courts that was pending at some time in the period."""
    preparation = Deadline.objects.filter(case=OuterRef("pk"), rule__in=set(PREPARATION.values())).exclude(
        state=Deadline.State.CANCELLED
    )
    presiding = Assignment.objects.filter(case=OuterRef("pk"), role=Assignment.Role.PRESIDING, ended_at=None)
    keys = [court.pk for court in of]
    rows = (
        visible_to(viewer)
        .filter(court__in=keys, accepted_on__lte=period.end)
        .filter(Q(resolved_on=None) | Q(resolved_on__gte=period.start))
        .order_by("pk")
        .annotate(
            due_on=Subquery(preparation.order_by("-due_on").values("due_on")[:1]),
            judge_post=Subquery(presiding.values("post_id")[:1]),
            judge_name=Subquery(presiding.values("post__user__full_name")[:1]),
        )
    )
    stood = Event.objects.filter(act__in=["course.suspend", "course.resume"], court__in=keys)
    return rows.values(
        "pk", "court_id", "kind", "accepted_on", "resolved_on", "outcome", "due_on", "judge_post", "judge_name"
    ), stood.order_by("at", "sequence").values_list("case_id", "act", "at")  # fmt: skip


def known(asked: Asked, until: date) -> list[Counted]:
    """What the rule counts from, as it stood at the end of this day."""
    rows, acts = asked
    still = _suspensions(until, acts)
    return [_counted(row, still.get(row["pk"], ())) for row in rows]


def facts(viewer: Viewer, period: Period, *, court: Court | None = None) -> list[Counted]:
    """What the rule counts from, of the cases of one court or of all in the viewer's reach; one query."""
    asked = asking(viewer, period, [court] if court else list(courts(viewer)))
    load(*asked)
    return known(asked, period.end)


def _suspensions(
    until: date, acts: QuerySet[Event, Any]
) -> dict[uuid.UUID, tuple[tuple[date, date | None], ...]]:
    """Case → from when to when it stood still; null while it does. The acts say it, so nobody has to report it."""
    found: dict[uuid.UUID, list[tuple[date, date | None]]] = defaultdict(list)
    for case_id, name, at in acts:
        day = clock.local_date(at)
        if case_id is None or day > until:
            continue
        if name == "course.suspend":
            found[case_id].append((day, None))
        elif found[case_id]:
            found[case_id][-1] = (found[case_id][-1][0], day)
    return {case_id: tuple(spans) for case_id, spans in found.items()}


def _counted(row: Mapping[str, Any], suspensions: tuple[tuple[date, date | None], ...] = ()) -> Counted:
    return Counted(
        CaseFacts(
            id=str(row["pk"]),
            accepted_on=row["accepted_on"],
            outcome=cast(Outcome | None, row["outcome"] or None),
            resolved_on=row["resolved_on"],
            due_on=row["due_on"],
            suspensions=suspensions,
        ),
        case_id=row["pk"],
        court_id=row["court_id"],
        kind=row["kind"],
        judge=row["judge_name"] or "",
        # Through a subquery SQLite gives the bare hexadecimal digits; addresses and posts write the dashes.
        judge_id=str(uuid.UUID(str(row["judge_post"]))) if row["judge_post"] else "",
    )


def report(viewer: Viewer, period: Period, court: Court) -> Report:
    """The figures of one court: by kind of case, by judge, in all.

    Raises:
        CountError: the facts contradict each other, or the columns do not add up.
    """
    counted = facts(viewer, period, court=court)
    kinds = [
        _row(k.value, str(k.label), (c for c in counted if c.kind == k.value), period) for k in Case.Kind
    ]
    total = _row("", "Cộng", counted, period)
    judges = _grouped(
        counted, period, key=lambda c: c.judge_id, label=lambda c: c.judge or "Chưa phân công Thẩm phán"
    )
    judges.sort(key=lambda row: (row.key == "", sort_key(row.label)))
    for rows in (kinds, judges):
        _balance(rows, total)
    return Report(court, period, kinds, judges, total)


def monthly(viewer: Viewer, year: int, month: int, *, court: Court | None = None) -> Report:
    """The report of one month of a court (the viewer's own when none is named).

    Raises:
        ValueError: the month does not exist or is still to come.
        Refused: "not_found" when the viewer has no court.
    """
    period = periods.month(year, month, clock.today()).period
    return report(viewer, period, court or chosen_court(viewer))


def by_court(viewer: Viewer, period: Period) -> list[Row]:
    """One line for each court in the viewer's reach, and their sum; figures only, no lists behind them."""
    return lines_of(list(courts(viewer).order_by("code")), facts(viewer, period), period)


def lines_of(of: Iterable[Court], found: Iterable[Counted], period: Period) -> list[Row]:
    """One line for each of these courts, and their sum."""
    cases = list(found)
    of_court: dict[uuid.UUID, list[Counted]] = defaultdict(list)
    for case in cases:
        of_court[case.court_id].append(case)
    rows = [_row(c.code, c.name, of_court[c.pk], period) for c in of]
    total = _row("", "Cộng", cases, period)
    _balance(rows, total)
    return [*rows, total]


def behind(
    viewer: Viewer, period: Period, *, cell: Cell, kind: str = "", judge: str | None = None, age: str = ""
) -> QuerySet[Case]:
    """The cases of the viewer's own court that one figure counts, in the order of the register.

    Args:
        kind: DS, HNGĐ, KDTM, LĐ; empty for the line of sums.
        judge: post of the presiding judge; "" for cases without one, None for all.
        age: key of `ages.BANDS`: only cases that old on the last day of the period; empty for every age.
    """
    found = [
        c.case_id
        for c in facts(viewer, period, court=chosen_court(viewer))
        if (not kind or c.kind == kind)
        and (judge is None or c.judge_id == judge)
        and (not age or ages.band(c.facts.accepted_on, period.end).key == age)
        and count([c.facts], period)[cell]
    ]
    listed = cases.visible_to(viewer).filter(court_id=viewer.court_id, pk__in=found)
    return listed.order_by("accepted_on", "register_year", "register_sequence")


def since(viewer: Viewer) -> date:
    """The day of the first case in the viewer's reach; today when there is none."""
    return next(iter(earliest(viewer)), clock.today())


def earliest(viewer: Viewer) -> QuerySet[Case, Any]:
    """The day of the first case in the viewer's reach, nothing when there is none."""
    return visible_to(viewer).order_by("accepted_on").values_list("accepted_on", flat=True)[:1]


def definitions(on: date) -> RuleRow:
    """How the figures are counted, as the rule in force on this day says."""
    return rules_in_force.rule("statistics", "statistics:civil-first-instance", on)


def _grouped(
    counted: Iterable[Counted],
    period: Period,
    *,
    key: Callable[[Counted], str],
    label: Callable[[Counted], str],
) -> list[Row]:
    groups: dict[str, list[Counted]] = defaultdict(list)
    for found in counted:
        groups[key(found)].append(found)
    return [_row(name, label(members[0]), members, period) for name, members in groups.items()]


def _row(key: str, label: str, counted: Iterable[Counted], period: Period) -> Row:
    return Row(key, label, count((c.facts for c in counted), period))


def _balance(rows: Iterable[Row], total: Row) -> None:
    lines = list(rows)
    for cell in CELLS:
        if sum(row.cells[cell] for row in lines) != total.cells[cell]:
            raise CountError(f"Số liệu không cân: các dòng của “{cell}” không bằng dòng cộng.")
