"""Checks of searches: ordered and no notice, a notice that was not published in time, a term that is over without a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.cases.states import EFFECTIVE, JUDGED, PREPARING
from toaan.core.integrity import MISSING, Asked, Found, check
from toaan.core.roles import Role
from toaan.course.models import CourseDecision
from toaan.rules.searches import CLAUSES
from toaan.searches import rules
from toaan.searches.actions.common import counted
from toaan.searches.models import Search

K = CourseDecision.Kind


@check(
    "searches.no_notice", MISSING, title=_("Đã quyết định thông báo tìm kiếm nhưng chưa lập thông báo"),
    todo=_("Thẩm phán mở mục Thông báo tìm kiếm của việc, lập và ký thông báo."),
)  # fmt: skip
def no_notice(asked: Asked) -> Iterable[Found]:
    """The decision is there since before yesterday, and nobody can publish anything (384)."""
    rows = CourseDecision.objects.filter(
        case__court=asked.court, kind__in=[K.SEARCH, K.RULING], case__search=None, case__request_kind__in=CLAUSES,
        case__state__in=[PREPARING, JUDGED, EFFECTIVE], decided_on__lt=asked.today - timedelta(days=1),
    ).exclude(sha256="")  # fmt: skip
    for d in rows.select_related("case__number", "number").prefetch_related("case__assignments"):
        if rules.orders(d):
            yield found(d.case, d.title, "searches:case", Role.JUDGE, since=d.decided_on, subject=d)


@check(
    "searches.unpublished", MISSING, title=_("Quá hạn mà thông báo tìm kiếm chưa đăng, phát đủ"),
    todo=_("Thư ký đăng, phát ngay nơi còn thiếu (khoản 1 Điều 385) và ghi nhận ở mục Thông báo tìm kiếm."),
)  # fmt: skip
def unpublished(asked: Asked) -> Iterable[Found]:
    """The month of 385.1 is over, and one of the media that the law wants is missing."""
    rows = Search.objects.filter(case__court=asked.court, ended_on=None, term_over_on=None)
    rows = rows.select_related("case__number", "decision").prefetch_related(
        "publications", "case__assignments"
    )
    for search in rows:
        rule = rules.of(search.case)
        missing = rules.missing(search.publications.all(), search.issued_on)
        if rule is None or not missing:
            continue
        due = counted(rule.publish, search.decision.decided_on).due
        if due < asked.today:
            words = "; ".join(m.title for m in missing)
            yield found(search.case, f"{search.person}: còn thiếu {words}", "searches:case", Role.CLERK,
                        since=due, subject=search)  # fmt: skip


@check(
    "searches.no_session", MISSING, title=_("Hết thời hạn thông báo tìm kiếm mà chưa quyết định mở phiên họp"),
    todo=_("Thẩm phán ra quyết định mở phiên họp (khoản 4 Điều 388, khoản 4 Điều 392)."),
)  # fmt: skip
def no_session(asked: Asked) -> Iterable[Found]:
    """The four months are over, and the request still lies in its preparation."""
    rows = Search.objects.filter(
        ended_on=None, case__court=asked.court, case__state=PREPARING, until__lt=asked.today
    )
    for search in rows.select_related("case__number").prefetch_related("case__assignments"):
        yield found(search.case, f"Thời hạn thông báo hết ngày {search.until:%d/%m/%Y}", "searches:case", Role.JUDGE,
                    since=search.until, subject=search)  # fmt: skip
