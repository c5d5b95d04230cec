"""Limits kept: for each duty that the law dates, how many were done in time. The mark is the law itself: all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from toaan.cases import queries as cases
from toaan.cases.deadlines import PREPARATION
from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.models import Court
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition
from toaan.rules.statistics import Period

KEPT, MISSED = "dat", "khong"


@dataclass(frozen=True)
class Target:
    """One duty of the court: the rules of its deadlines, and whether only petitions sent online count."""

    code: str
    title: str
    article: str
    rules: tuple[str, ...]
    online: bool = False


TARGETS = (
    Target("don-phan-cong", "Đơn được phân công Thẩm phán xem xét đúng hạn", "khoản 2 Điều 191 BLTTDS",
           ("BLTTDS:191.2",)),
    Target("don-truc-tuyen", "Đơn nộp trực tuyến có trả lời đúng hạn", "khoản 3 Điều 191 BLTTDS",
           ("BLTTDS:191.3",), online=True),
    Target("phan-cong", "Vụ án được phân công Thẩm phán đúng hạn", "khoản 2 Điều 197 BLTTDS", ("BLTTDS:197.2",)),
    Target("thong-bao", "Thông báo thụ lý được tống đạt đúng hạn", "khoản 1 Điều 196 BLTTDS", ("BLTTDS:196.1",)),
    Target("chuan-bi", "Chuẩn bị xét xử xong trong thời hạn", "khoản 1 Điều 203 BLTTDS",
           tuple(sorted(set(PREPARATION.values())))),
    Target("giao-ban-an", "Bản án được giao, gửi đúng hạn", "Điều 269 BLTTDS", ("BLTTDS:269.1", "BLTTDS:269.2")),
    Target("cong-bo", "Bản án, quyết định được công bố đúng hạn", "Nghị quyết 03/2017/NQ-HĐTP", ("NQ03/2017:cong-bo",)),
)  # fmt: skip
BY_CODE = {target.code: target for target in TARGETS}


@dataclass(frozen=True)
class Result:
    """How a duty was kept in a period."""

    target: Target
    kept: int
    missed: int

    @property
    def total(self) -> int:
        return self.kept + self.missed

    @property
    def percent(self) -> int:
        """Whole percent, never rounded up to 100 while one was missed."""
        return 100 * self.kept // self.total if self.total else 0


def _of_courts(of: Iterable[Court]) -> QuerySet[Deadline]:
    return Deadline.objects.filter(court_id__in=[court.pk for court in of])


DONE = (Deadline.State.MET, Deadline.State.STOPPED)
"""A suspension within the term is one of the decisions that the term is for (203.3.b)."""


def _kept(period: Period) -> Q:
    return Q(state__in=DONE, ended_on__lte=F("due_on"), ended_on__range=(period.start, period.end))


def _missed(period: Period, today: date) -> Q:
    """Done too late, or not done at all by now; reckoned on the last day the law gave."""
    late = Q(state__in=DONE, ended_on__gt=F("due_on"))
    return Q(late | Q(state=Deadline.State.OPEN, due_on__lt=today), due_on__range=(period.start, period.end))


def results(period: Period, of: Iterable[Court]) -> list[Result]:
    """Every duty that came up in the period in courts that the viewer may see (`queries.courts`), counted by the database."""
    sent_online = Petition.objects.filter(pk=OuterRef("petition_id"), channel=Petition.Channel.ONLINE)
    all_rules, online_rules = _rules(TARGETS), _rules(target for target in TARGETS if target.online)
    at_all = _counted(_of_courts(of).filter(rule__in=all_rules), period)
    online = _counted(_of_courts(of).filter(Exists(sent_online), rule__in=online_rules), period)
    load(at_all, online)

    def count(target: Target, outcome: str) -> int:
        its = online if target.online else at_all
        return sum(n for rule, how, n in its if rule in target.rules and how == outcome)

    found = [Result(target, count(target, KEPT), count(target, MISSED)) for target in TARGETS]
    return [one for one in found if one.total]


def _rules(targets: Iterable[Target]) -> set[str]:
    return {rule for target in targets for rule in target.rules}


def _counted(rows: QuerySet[Deadline], period: Period) -> QuerySet[Deadline, Any]:
    """Rule, how its duties came out, how many: one run along the index, for with "or" in the condition the database makes two
    and throws out what it finds twice. What counts on neither side in this period has no outcome.
    """
    how = Case(
        When(_kept(period), then=Value(KEPT)),
        When(_missed(period, clock.today()), then=Value(MISSED)),
        default=Value(""),
    )
    since = rows.filter(due_on__gte=period.start).order_by()
    return since.values("rule", how=how).annotate(n=Count("*")).values_list("rule", "how", "n")


def behind(viewer: Viewer, period: Period, target: Target, outcome: str) -> QuerySet[Deadline]:
    """The duties of the viewer's own court behind one figure, the oldest last day first."""
    condition = _kept(period) if outcome == KEPT else _missed(period, clock.today())
    rows = cases.deadlines_visible_to(viewer).filter(
        condition, court_id=viewer.court_id, rule__in=target.rules
    )
    if target.online:
        rows = rows.filter(
            petition_id__in=Petition.objects.filter(channel=Petition.Channel.ONLINE).values("pk")
        )
    return rows.order_by("due_on", "pk")
