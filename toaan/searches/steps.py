"""What a search needs next: one answer for the case page, for what waits and for the nightly checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.cases.states import PREPARING
from toaan.course.models import CourseDecision
from toaan.rules.searches import Search as SearchRule
from toaan.searches import rules
from toaan.searches.actions.common import counted
from toaan.searches.models import Publication, Search


@dataclass(frozen=True)
class Step:
    """An act that is due, and the page on which it is done."""

    act: str
    title: str
    url: str
    text: str = ""


ORDER, ISSUE, PUBLISH, AWAIT, SESSION = (
    "searches.order", "searches.issue", "searches.record_publication", "searches.close_term", "hearings.decide_trial",
)  # fmt: skip


def step(
    case: Case,
    decisions: list[CourseDecision],
    search: Search | None,
    publications: list[Publication],
    today: date,
) -> Step | None:
    """The next thing to do about the search, then the session that waited for it; None: the request goes the way of all.

    Args:
        decisions: what was decided in the case, issued.
    """
    found = rules.of(case)
    if found is None:
        return None
    if search is None:
        return _first(case, found, decisions)
    session = None
    if found.comes_first and case.state == PREPARING:
        session = Step(SESSION, _("Ra quyết định mở phiên họp"), "hearings:decide_trial")
    if search.ended_on is not None:
        return session
    if missing := rules.missing(publications, search.issued_on):
        text = _("Còn thiếu: %s.") % "; ".join(m.title for m in missing)
        return Step(PUBLISH, _("Đăng, phát thông báo tìm kiếm và ghi nhận"), "searches:publish", text)
    if session is not None and search.until is not None and _too_early(case, search.until, today):
        text = _("Thời hạn thông báo đến hết ngày %s (khoản 2 Điều 388 BLTTDS).") % f"{search.until:%d/%m/%Y}"
        return Step(AWAIT, _("Chờ hết thời hạn thông báo tìm kiếm"), "", text)
    return session


def _first(case: Case, found: SearchRule, decisions: list[CourseDecision]) -> Step | None:
    """Before there is a notice."""
    if any(rules.orders(d) for d in decisions):
        return Step(ISSUE, _("Lập thông báo tìm kiếm"), "searches:issue")
    if found.comes_first and case.state == PREPARING:
        return Step(ORDER, _("Ra quyết định thông báo tìm kiếm"), "searches:order")
    return None


def _too_early(case: Case, until: date, today: date) -> bool:
    """A decision to open the session taken today could not set a day after the term (366.4)."""
    return counted(request_kinds.of(case).session, today).due <= until
