"""The roll call, and the presiding judge's page."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.hearings import actions, queries
from toaan.hearings.forms import AttendanceForm, MediationForm
from toaan.hearings.models import Participation
from toaan.hearings.states import OPEN
from toaan.hearings.views.case import TAB


@staff()
def attendance(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The clerk notes who came."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "hearings.record_attendance", case)
    hearing = queries.get(viewer, hearing_id)
    form = AttendanceForm(request.POST or None, people=hearing.participations.all())
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_attendance(by=viewer, hearing_id=hearing.pk, marks=form.marks, at=clock.now())
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi sự có mặt, vắng mặt.")
            return redirect(TAB, case.pk)
    context = {**case_page.header(viewer, case, TAB), "hearing": hearing, "form": form}
    return render(request, "hearings/attendance.html", context, status=422 if form.is_bound else 200)


@staff()
def mediate(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The judge enters what came of the mediation, by simplified procedure."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "hearings.mediate", case)
    hearing = queries.get(viewer, hearing_id)
    form = MediationForm(request.POST or None, initial={"outcome": hearing.outcome})
    if request.method == "POST" and form.is_valid():
        try:
            actions.mediate(by=viewer, hearing_id=hearing.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết quả hòa giải."))
            return redirect(TAB, case.pk)
    context = {
        **case_page.header(viewer, case, TAB), "form": form, "title": _("Hòa giải tại phiên tòa"),
        "intro": _("Sau khi khai mạc, Thẩm phán hòa giải; không thỏa thuận được thì xét xử (khoản 3 Điều 320)."),
        "button": _("Ghi kết quả hòa giải"),
    }  # fmt: skip
    return render(request, "hearings/turn.html", context, status=422 if form.is_bound else 200)


@staff()
def conduct(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """Open the hearing; later end the debate."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "hearings.open_hearing", case)
    hearing = queries.get(viewer, hearing_id)
    if not hearing.is_trial:
        raise not_found()
    refusal: Refused | None = None
    if request.method == "POST":
        act, said = {
            "open": (actions.open_hearing, f"{hearing.short_kind.capitalize()} đã khai mạc."),
            "close_debate": (actions.close_debate, "Đã kết thúc tranh luận. Hội đồng xét xử vào nghị án."),
        }.get(request.POST.get("act", ""), (None, ""))
        if act is None:
            raise not_found()
        try:
            act(by=viewer, hearing_id=hearing.pk, at=clock.now())
        except Refused as found:
            if found.status in (403, 404):
                raise
            refusal = found
        else:
            messages.success(request, said)
            return redirect(TAB, case.pk)
    context: dict[str, Any] = {
        **case_page.header(viewer, case, TAB),
        "hearing": hearing,
        "people": hearing.participations.all(),
        "unchecked": hearing.participations.filter(attendance=Participation.Attendance.UNKNOWN).count(),
        "refusal": refusal,
        "may_pause": hearing.kind in actions.STANDS and hearing.state == OPEN and case.can("hearings.pause"),
        "mediate_url": reverse("hearings:mediate", args=[case.pk, hearing.pk])
        if case.is_simplified and hearing.state == OPEN and policy.allows(viewer, "hearings.mediate", case)
        else "",
    }
    return render(request, "hearings/conduct.html", context, status=refusal.status if refusal else 200)
