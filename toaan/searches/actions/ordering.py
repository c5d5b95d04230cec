"""The decision to search (388.1, 392.1) and the notice that goes out (384)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import actions as course
from toaan.course.actions.wishes import wrong
from toaan.course.models import CourseDecision
from toaan.hearings import people, signing
from toaan.rules.searches import COURT_PORTAL
from toaan.searches import papers, rules
from toaan.searches.models import Publication, Search
from toaan.searches.wishes import Order, need_person
from toaan.vietnamese.text import clean, fold

ISSUE = "searches.issue"


def order(*, by: Viewer, case_id: uuid.UUID, wish: Order, at: datetime) -> CourseDecision:
    """Order the search while the request is prepared (quyết định thông báo tìm kiếm, BLTTDS 388.1, 392.1).

    Raises:
        Refused: those of `Order.fill` and of `toaan.course.actions.decide`.
    """
    return course.decide(by=by, case_id=case_id, wish=wish, at=at)


@dataclass(frozen=True)
class Notice:
    """What the notice says of the person, and whom to turn to (384.5, 384.6)."""

    person: str
    born: str
    residence: str
    contact: str
    marks: str = ""


def issue(*, by: Viewer, case_id: uuid.UUID, notice: Notice, at: datetime) -> Search:
    """Issue the notice (thông báo tìm kiếm, BLTTDS 384) and show it on the portal at once (385.1).

    Laid out and signed before the act; the act checks that nothing changed in between.

    Raises:
        Refused: "not_found", "search.no_decision", "search.already", those of `need_person`, "search.no_contact",
            "hearing.no_judge", "wrong_state".
    """
    case = (
        Case.objects.select_related("court", "number").prefetch_related("parties").filter(pk=case_id).first()
    )
    if case is None:
        raise not_found()
    ready = _draft(case, notice, at)
    paper = papers.notice(ready.content, at=at)
    paper = signing.signed(paper, by=by, field=signing.JUDGE, reason=papers.TITLE, at=at)
    paper = signing.sealed(paper, court=case.court, at=at)
    with act(ISSUE, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(ISSUE)
        made = _draft(case, notice, at)
        if made.content != ready.content or by.post is None:
            raise Refused(
                "search.changed", _("Hồ sơ vừa được sửa ở cửa sổ khác. Hãy tải lại trang rồi làm tiếp.")
            )
        made.sha256, made.signer, made.issued_at = paper.sha256, by.post, at
        made.save(force_insert=True)
        Publication.objects.create(
            search=made, medium=COURT_PORTAL, outlet=f"Cổng thông tin điện tử của {case.court.name}",
            days=[made.issued_on.isoformat()], recorded_at=at,
        )  # fmt: skip
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{made}",
            detail=f"{made.decision.title}. Thông báo hiện trên Cổng từ ngày {made.issued_on:%d/%m/%Y}"[
                :1000
            ],
            data={"search": made.pk, "decision": made.decision_id, "person": made.person},
            documents=[Document(paper.sha256, papers.TITLE, "search_notice", made.issued_on)],
            shown_to="parties",
        )
    return made


def _draft(case: Case, notice: Notice, at: datetime) -> Search:
    found = rules.of(case)
    decision = ordering(case)
    if found is None or decision is None:
        raise Refused(
            "search.no_decision",
            _("Chưa có quyết định thông báo tìm kiếm nên chưa lập được thông báo (Điều 383, khoản 1 Điều 388, khoản 1 Điều 392)."),
        )  # fmt: skip
    if Search.objects.filter(case=case).exists():
        raise Refused("search.already", _("Thông báo tìm kiếm của việc này đã được lập."))
    person, born, residence = need_person(notice.person, notice.born, notice.residence)
    if not clean(notice.contact):
        raise wrong(
            "search.no_contact", "contact", _("Hãy ghi địa chỉ liên hệ để báo tin (khoản 6 Điều 384).")
        )
    bench = people.bench(case)
    if bench.judge is None:
        raise Refused("hearing.no_judge", _("Chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước."))
    day = clock.local_date(at)
    told = {"person": person, "born": born, "residence": residence, "marks": clean(notice.marks)}
    decision.case = case
    content = papers.content(decision, bench, found, person=told, contact=clean(notice.contact), day=day)
    return Search(
        case=case, decision=decision, contact=clean(notice.contact), content=content, issued_on=day,
        folded=fold(f"{person} {residence}"), **told,
    )  # fmt: skip


def ordering(case: Case) -> CourseDecision | None:
    """The issued decision that orders the search of this case, if there is one."""
    K = CourseDecision.Kind
    rows = (
        CourseDecision.objects.select_related("number")
        .filter(case=case, kind__in=[K.SEARCH, K.RULING])
        .exclude(sha256="")
    )
    for decision in rows:
        decision.case = case
        if rules.orders(decision):
            return decision
    return None
