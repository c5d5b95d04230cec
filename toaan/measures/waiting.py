"""What waits: requests for the judge, unfinished decisions, complaints for the leaders, measures of ended cases."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment
from toaan.cases.states import DISCONTINUED, EFFECTIVE
from toaan.core import clock
from toaan.core.roles import JUDGES, LEADERS
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, Found, Waiting, finder
from toaan.filing.states import RETURNED
from toaan.measures.models import MeasureComplaint, MeasureRequest
from toaan.measures.states import APPLIED, OVER, RECEIVED, SECURED, SECURITY, WAITING


@finder
def requests(viewer: Viewer) -> Found:
    """Requests to decide (133.2); measures to lift because the case has ended (138.1)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    ended = Q(state=APPLIED, case__state__in=[DISCONTINUED, EFFECTIVE])
    rows = MeasureRequest.objects.filter(Q(state__in=[RECEIVED, SECURED]) | ended, case__in=mine)
    found = []
    yield (rows := rows.select_related("case__number", "party").prefetch_related("case__parties"))
    for r in rows:
        lift = r.state == APPLIED
        found.append(
            Waiting(
                title=_("Hủy bỏ biện pháp khẩn cấp tạm thời: vụ án đã kết thúc") if lift else _("Quyết định yêu cầu áp dụng biện pháp khẩn cấp tạm thời"),
                url=reverse("measures:case", args=[r.case_id]), matter=str(r.case), about=r.case.title if r.case else "",
                who=r.requester_name, since=r.received_on, rank=DECIDE,
                act="measures.cancel" if lift else "measures.apply",
            )
        )  # fmt: skip
    return found


@finder
def to_name(viewer: Viewer) -> Found:
    """Requests that came with a petition and have no judge: the president names one at once (133.3)."""
    if viewer.role not in LEADERS:
        return []
    free = Q(judge=None) | Q(judge__valid_to__lt=clock.tomorrow())
    rows = MeasureRequest.objects.filter(
        free, petition__court_id=viewer.court_id, case=None, state__in=[*WAITING, APPLIED]
    )
    yield (rows := rows.select_related("petition__number"))
    title = _("Phân công Thẩm phán giải quyết yêu cầu áp dụng biện pháp khẩn cấp tạm thời")
    return [_of_petition(r, title, "measures.name_judge") for r in rows]


@finder
def with_petitions(viewer: Viewer) -> Found:
    """Requests that this judge was named for (133.3), until the case has a judge; measures to lift because the petition
    was returned (138.1.h).
    """
    if viewer.role not in JUDGES or viewer.post is None:
        return []
    seated = Assignment.objects.filter(case=OuterRef("case"), role=Assignment.Role.PRESIDING, ended_at=None)
    returned = Q(state=APPLIED, petition__state=RETURNED)
    rows = MeasureRequest.objects.filter(
        Q(state__in=[RECEIVED, SECURED]) | Q(state=SECURITY, petition__state__in=OVER) | returned,
        ~Exists(seated), judge=viewer.post,
    )  # fmt: skip
    yield (rows := rows.select_related("petition__number"))
    lift = _("Hủy bỏ biện pháp khẩn cấp tạm thời: đơn khởi kiện đã bị trả lại")
    decide = _("Quyết định yêu cầu áp dụng biện pháp khẩn cấp tạm thời nộp cùng đơn khởi kiện")
    return [
        _of_petition(r, lift, "measures.cancel") if r.state == APPLIED else _of_petition(r, decide, "measures.apply")
        for r in rows
    ]  # fmt: skip


def _of_petition(asked: MeasureRequest, title: str, act: str) -> Waiting:
    petition = asked.petition
    return Waiting(
        title=title, url=reverse("measures:petition", args=[asked.petition_id]), matter=_("Đơn %s") % petition,
        about=petition.title if petition else "", who=asked.requester_name, since=asked.received_on, rank=DECIDE, act=act,
    )  # fmt: skip


@finder
def complaints(viewer: Viewer) -> Found:
    """Complaints and proposals for the leaders (141.1)."""
    if viewer.role not in LEADERS:
        return []
    r = "decision__request__"
    before = Q(**{f"{r}case": None, f"{r}petition__court_id": viewer.court_id})
    rows = MeasureComplaint.objects.filter(
        before | Q(**{f"{r}case__court_id": viewer.court_id}), settled_by=None
    )
    rows = rows.select_related(
        f"{r}case__number", f"{r}petition__number", f"{r}party", f"{r}against", "party"
    )
    yield (rows := rows.prefetch_related(f"{r}case__parties"))
    title = _("Giải quyết khiếu nại, kiến nghị về biện pháp khẩn cấp tạm thời")
    return [_to_settle(c, c.decision.request, title) for c in rows]


def _to_settle(complaint: MeasureComplaint, asked: MeasureRequest, title: str) -> Waiting:
    if asked.case is None:
        return replace(_of_petition(asked, title, "measures.settle"), who=str(complaint), since=complaint.received_on)  # fmt: skip
    return Waiting(
        title=title, url=reverse("measures:case", args=[asked.case_id]), matter=str(asked.case),
        about=asked.case.title, who=str(complaint), since=complaint.received_on, rank=DECIDE, act="measures.settle",
    )  # fmt: skip
