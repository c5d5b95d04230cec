"""Figures out of cases and acts: nobody reports anything, so nothing can be reported wrongly or late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, TypeVar, cast

from django.db.models import OuterRef, QuerySet, Subquery

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Court, Post
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.rules.model import RuleRow
from toaan.rules.statistics import CELLS, CaseFacts, Cell, CountError, Outcome, Period, count
from toaan.statistics import ages, alike, periods
from toaan.statistics.alike import Sort
from toaan.vietnamese.names import sort_key

K = TypeVar("K")


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
    requests: list[Row]
    """Civil requests by kind with their sum, apart from the suits; empty where the court had none."""


def courts(viewer: Viewer) -> QuerySet[Court]:
    """Courts whose figures the viewer may read: the own one; for its leaders also those directly below it."""
    reach = _reach(viewer)
    if reach is None:
        return Court.objects.all()
    own, below = reach
    found = Court.objects.filter(pk=viewer.court_id) if own else Court.objects.none()
    return found | Court.objects.filter(parent_id=viewer.court_id) if below else found


def _reach(viewer: Viewer) -> tuple[bool, bool] | None:
    """Whether the viewer may read the figures of the own court, and of those directly below it; None: of all courts."""
    if viewer.system:
        return None
    own = policy.allows(viewer, "page.statistics")
    return own, own and policy.allows(viewer, "page.statistics_below")


def chosen_court(viewer: Viewer, code: str = "") -> Court:
    """The court asked for by its code, or the viewer's own.

    Raises:
        Refused: "not_found" when its figures are not for this viewer.
    """
    found = courts(viewer).filter(code=code).first() if code else viewer.court
    if found is None:
        raise not_found()
    return found


def visible_to(viewer: Viewer, nature: str = Case.Nature.SUIT) -> QuerySet[Case]:
    """Suits that may be counted for this viewer; only the own court's may be listed (`cases.queries`).

    A request is not a suit and is counted apart; with an empty `nature` both are there.
    """
    return _of(Case.objects.filter(court__in=courts(viewer).order_by().values("pk")), nature)


def of_courts(viewer: Viewer, of: Iterable[Court], nature: str = Case.Nature.SUIT) -> QuerySet[Case]:
    """The suits of these courts that may be counted for this viewer; the courts by name, which leads to their indexes."""
    return _of(Case.objects.filter(court__in=[court.pk for court in of if _in_reach(viewer, court)]), nature)


def _of(rows: QuerySet[Case], nature: str) -> QuerySet[Case]:
    return rows.filter(nature=nature) if nature else rows


def _in_reach(viewer: Viewer, court: Court) -> bool:
    """Whether `courts` has this one."""
    reach = _reach(viewer)
    if reach is None:
        return True
    own, below = reach
    return (own and court.pk == viewer.court_id) or (below and court.parent_id == viewer.court_id)


def sorts(rows: QuerySet[Case], period: Period, *by: str) -> list[Sort]:
    """How many cases of each sort were pending at some time in the period, as it stood at its end; one query.

    Raises:
        CountError: the facts of a case contradict each other.
    """
    asked = alike.asking(rows, period, *by)
    load(*asked)
    return told(rows, asked, period)


def told(rows: QuerySet[Case], asked: Iterable[QuerySet[Case, Any]], period: Period) -> list[Sort]:
    """What the questions of `alike.asking` have found of these rows.

    Raises:
        CountError: the facts of a case contradict each other.
    """
    found = alike.read(chain.from_iterable(asked), period)
    wrong = [one for one in found if one.told[1] == alike.WRONG]
    for case in alike.cases_of(rows, period, wrong)[:1] if wrong else ():
        outcome = cast(Outcome | None, case.outcome or None)
        count([CaseFacts(str(case), case.accepted_on, outcome, case.resolved_on)], period)
    return found


def report(viewer: Viewer, period: Period, court: Court) -> Report:
    """The figures of one court: by kind of case, by judge, in all.

    Raises:
        CountError: the facts contradict each other, or the columns do not add up.
    """
    both = sorts(
        of_courts(viewer, [court], nature=""), period, alike.BY_KIND, alike.BY_JUDGE, alike.BY_NATURE
    )
    found = [one for one in both if one.nature == Case.Nature.SUIT]
    kinds = [_row(k.value, str(k.label), (c for c in found if c.kind == k.value), period) for k in Case.Kind]
    total = _row("", "Cộng", found, period)
    of_judge = _grouped(found, lambda c: c.judge)
    names = judge_names(of_judge)
    judges = [_row(key, names[key], members, period) for key, members in of_judge.items()]
    judges.sort(key=lambda row: (row.key == "", sort_key(row.label)))
    for rows in (kinds, judges):
        _balance(rows, total)
    return Report(court, period, kinds, judges, total, _requests(both, period))


def _requests(both: Iterable[Sort], period: Period) -> list[Row]:
    found = [one for one in both if one.nature == Case.Nature.REQUEST]
    if not found:
        return []
    kinds = [_row(k.value, str(k.label), (c for c in found if c.kind == k.value), period) for k in Case.Kind]
    total = _row("", "Cộng", found, period)
    _balance(kinds, total)
    return [*kinds, total]


def judge_names(posts: Iterable[str]) -> dict[str, str]:
    """Post → who held it; what the line of cases without a judge is called."""
    keys = [post for post in posts if post]
    named = Post.objects.filter(pk__in=keys).values_list("pk", "user__full_name") if keys else ()
    return {"": "Chưa phân công Thẩm phán", **{str(post): name for post, name in named}}


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
    of = list(courts(viewer).order_by("code"))
    return lines_of(of, sorts(of_courts(viewer, of), period, alike.BY_COURT), period)


def lines_of(of: Iterable[Court], found: Sequence[Sort], period: Period) -> list[Row]:
    """One line for each of these courts, and their sum."""
    of_court = _grouped(found, lambda c: c.court_id)
    rows = [_row(c.code, c.name, of_court[c.pk], period) for c in of]
    total = _row("", "Cộng", found, period)
    _balance(rows, total)
    return [*rows, total]


def behind(
    viewer: Viewer,
    period: Period,
    *,
    cell: Cell,
    kind: str = "",
    judge: str | None = None,
    age: str = "",
    nature: str = Case.Nature.SUIT,
) -> QuerySet[Case]:
    """The cases of the viewer's own court that one figure counts, in the order of the register.

    Args:
        kind: DS, HNGĐ, KDTM, LĐ; empty for the line of sums.
        judge: post of the presiding judge; "" for cases without one, None for all.
        age: key of `ages.BANDS`: only cases that old on the last day of the period; empty for every age.
        nature: suits, or requests.
    """
    rows = of_courts(viewer, [chosen_court(viewer)], nature)
    wanted = [one for one in sorts(rows, period) if count([one.facts], period)[cell]]
    found = alike.cases_of(rows, period, wanted)
    if kind:
        found = found.filter(kind=kind)
    if judge is not None:
        found = alike.presiding(found).filter(judge=judge or None)
    if age:
        found = found.filter(accepted_on__range=ages.accepted(age, period.end))
    listed = cases.visible_to(viewer).filter(court_id=viewer.court_id, pk__in=found.order_by().values("pk"))
    return listed.order_by("accepted_on", "register_year", "register_sequence")


def since(viewer: Viewer) -> date:
    """The day of the first case in the viewer's reach; today when there is none."""
    return min(earliest(viewer), default=clock.today())


def earliest(viewer: Viewer) -> QuerySet[Court, Any]:
    """The day of the first case of each court in the viewer's reach; each is the first in the court's register."""
    registered = Case.objects.filter(
        court=OuterRef("pk"), nature=Case.Nature.SUIT, register_year__isnull=False
    )
    first = registered.order_by("register_year", "accepted_on").values("accepted_on")[:1]
    found = courts(viewer).order_by().annotate(first=Subquery(first)).exclude(first=None)
    return found.values_list("first", flat=True)


def definitions(on: date) -> RuleRow:
    """How the figures are counted, as the rule in force on this day says."""
    return rules_in_force.rule("statistics", "statistics:civil-first-instance", on)


def _grouped(found: Iterable[Sort], key: Callable[[Sort], K]) -> dict[K, list[Sort]]:
    groups: dict[K, list[Sort]] = defaultdict(list)
    for one in found:
        groups[key(one)].append(one)
    return groups


def _row(key: str, label: str, found: Iterable[Sort], period: Period) -> Row:
    return Row(key, label, count((one.facts for one in found), period))


def _balance(rows: Iterable[Row], total: Row) -> None:
    lines = list(rows)
    for cell in CELLS:
        if sum(row.cells[cell] for row in lines) != total.cells[cell]:
            raise CountError(f"Số liệu không cân: các dòng của “{cell}” không bằng dòng cộng.")
