"""Interim measures before acceptance on the desk: the requests of a petition, their judge, decisions and receipts."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import clock, files, policy
from toaan.core.errors import Refused
from toaan.core.http import staff, viewer_of
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing
from toaan.filing.actions.examining import bars
from toaan.filing.forms import AssignForm
from toaan.filing.models import Petition
from toaan.measures import actions, queries
from toaan.measures.forms import MeasureReceiptForm, UrgentPaperForm
from toaan.measures.states import BEFORE_ACCEPTANCE
from toaan.measures.views import desk
from toaan.measures.views.desk import TAB, Place, card, refused, shown

PAGE = "page.petition_register"


@staff(PAGE)
def tab(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Requests that came with the petition; once there is a case they stand in its tab."""
    viewer = viewer_of(request)
    petition = filing.get(viewer, petition_id)
    if petition.case is not None:
        return redirect(TAB, petition.case.pk)
    asked, half_way = queries.of_petition(viewer, petition), queries.unfinished(petition)
    load(asked, half_way)
    made = {d.request_id: d for d in half_way}
    context = {
        **Place(petition).frame(viewer),
        "cards": [card(viewer, Place(petition), r, made.get(r.pk)) for r in asked],
        "may_enter": may_enter(viewer, petition),
    }
    return render(request, "measures/petition.html", context)


def may_enter(viewer: Viewer, petition: Petition) -> bool:
    """A request may be taken in with this petition, by this viewer, now."""
    return (
        not petition.is_request
        and BEFORE_ACCEPTANCE.can("measures.request_urgent", petition.state)
        and policy.allows(viewer, "measures.request_urgent", petition)
    )


@staff(PAGE)
def enter(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in a request on paper."""
    viewer = viewer_of(request)
    petition = filing.get(viewer, petition_id)
    policy.require(viewer, "measures.request_urgent", petition)
    place, today = Place(petition), clock.today()
    form = UrgentPaperForm(
        request.POST or None, request.FILES or None, petition=petition, today=today,
        initial={"received_on": today, "requester": "plaintiffs:0"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            kept = [
                files.take_in(u, name=u.name, by=viewer, at=at, door=files.PDF_ONLY) for u in data["paper"]
            ]
            asked = form.urgent(
                requester=data["requester"],
                channel=data["channel"],
                received_on=data["received_on"],
                files=kept,
            )
            actions.request_urgent(by=viewer, petition_id=petition.pk, asked=asked, at=at)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, place)) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã ghi nhận. Chánh án phân công ngay một Thẩm phán; Thẩm phán quyết định trong 48 giờ (khoản 3 Điều 133)."),
            )  # fmt: skip
            return redirect(place.url)
    context = {
        "title": _("Nhận đơn yêu cầu áp dụng biện pháp khẩn cấp tạm thời"), "button": _("Ghi nhận"),
        "intro": _("Yêu cầu trong tình thế khẩn cấp, nộp cùng đơn khởi kiện (khoản 2 Điều 111)."),
    }  # fmt: skip
    return shown(request, place, form, context)


@staff(PAGE)
def name_judge(request: HttpRequest, petition_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponseBase:
    """The president names the judge who deals with the request (133.3)."""
    viewer = viewer_of(request)
    petition = filing.get(viewer, petition_id)
    asked = queries.get(viewer, petition, request_id)
    policy.require(viewer, "measures.name_judge", asked)
    judges = filing.judges(viewer, clock.now())
    barred = bars([petition], [one.post for one in judges])
    fit = [one for one in judges if not barred[petition.pk, one.post.pk] and one.post.pk != asked.judge_id]
    form = AssignForm(request.POST or None, loads=fit)
    form.fields["judge"].label = _("Thẩm phán giải quyết yêu cầu")
    place = Place(petition)
    if request.method == "POST" and form.is_valid():
        post_id = uuid.UUID(form.cleaned_data["judge"])
        try:
            made = actions.name_judge(by=viewer, request_id=asked.pk, post_id=post_id, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, place)) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã phân công Thẩm phán %s giải quyết yêu cầu.") % (made.judge.user if made.judge else ""),
            )
            return redirect(place.url)
    context = {
        "title": _("Phân công Thẩm phán giải quyết yêu cầu"), "button": _("Phân công"), "asked": asked,
        "intro": _("Phân công ngay một Thẩm phán. Thẩm phán quyết định trong 48 giờ kể từ khi Tòa án nhận đơn (khoản 3 Điều 133)."),
    }  # fmt: skip
    return shown(request, place, form, context)


@staff(PAGE)
def decide(
    request: HttpRequest, petition_id: uuid.UUID, request_id: uuid.UUID, word: str
) -> HttpResponseBase:
    """Fill in and issue one of the decisions."""
    petition = filing.get(viewer_of(request), petition_id)
    if petition.case is not None:
        return redirect("measures:decide", petition.case.pk, request_id, word)
    return desk.decision_page(request, Place(petition), request_id, word)


@staff(PAGE)
def record_security(request: HttpRequest, petition_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponseBase:
    """The requester has given security."""
    return desk.security_page(request, Place(filing.get(viewer_of(request), petition_id)), request_id)


@staff(PAGE)
def record_complaint(
    request: HttpRequest, petition_id: uuid.UUID, decision_id: uuid.UUID
) -> HttpResponseBase:
    """The clerk takes in a complaint, or the procuracy's proposal (140)."""
    return desk.complaint_page(request, Place(filing.get(viewer_of(request), petition_id)), decision_id)


@staff(PAGE)
def record_receipt(request: HttpRequest, petition_id: uuid.UUID, copy_id: uuid.UUID) -> HttpResponseBase:
    """When and how somebody received a decision made before acceptance."""
    viewer = viewer_of(request)
    petition = filing.get(viewer, petition_id)
    copy = queries.copy(viewer, petition, copy_id)
    policy.require(viewer, "measures.record_receipt", copy)
    place = Place(petition.case or petition)
    form = MeasureReceiptForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_receipt(by=viewer, copy_id=copy.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, place)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận ngày nhận của %s.") % copy.name)
            return redirect(place.url)
    context = {
        "title": _("Ghi nhận việc giao nhận"), "button": _("Ghi nhận"),
        "intro": f"{copy.name} ({copy.capacity}): {copy.decision.title}.",
    }  # fmt: skip
    return shown(request, place, form, context)


@staff(PAGE)
def paper(request: HttpRequest, petition_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A decision as PDF."""
    viewer = viewer_of(request)
    found = queries.decision(viewer, filing.get(viewer, petition_id), decision_id)
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))
