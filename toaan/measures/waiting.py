"""What waits: requests for the judge, unfinished decisions, complaints for the leaders, measures of ended cases."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment
from toaan.cases.states import DISCONTINUED, EFFECTIVE
from toaan.core.roles import JUDGES, LEADERS
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, Found, Waiting, finder
from toaan.measures.models import MeasureComplaint, MeasureRequest
from toaan.measures.states import APPLIED, RECEIVED, SECURED


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
                url=reverse("measures:case", args=[r.case_id]), matter=str(r.case), about=r.case.title,
                who=r.party.name if r.party else "", since=r.received_on, rank=DECIDE,
                act="measures.cancel" if lift else "measures.apply",
            )
        )  # fmt: skip
    return found


@finder
def complaints(viewer: Viewer) -> Found:
    """Complaints and proposals for the leaders (141.1)."""
    if viewer.role not in LEADERS:
        return []
    rows = MeasureComplaint.objects.filter(decision__request__case__court_id=viewer.court_id, settled_by=None)
    rows = rows.select_related("decision__request__case__number", "party").prefetch_related(
        "decision__request__case__parties"
    )
    yield rows
    return [
        Waiting(
            title=_("Giải quyết khiếu nại, kiến nghị về biện pháp khẩn cấp tạm thời"),
            url=reverse("measures:case", args=[c.decision.request.case_id]), matter=str(c.decision.request.case),
            about=c.decision.request.case.title, who=str(c), since=c.received_on, rank=DECIDE, act="measures.settle",
        )
        for c in rows
    ]  # fmt: skip
