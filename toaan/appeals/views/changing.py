"""An appeal is mended, changed or supplemented: on the desk and in the portal (BLTTDS 274.3, 284)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toaan.appeals import actions, queries
from toaan.appeals.forms import AmendmentForm, AppealChangeForm, ChangeAboveForm
from toaan.appeals.views import portal
from toaan.appeals.views.case import TAB, form_page, refused, take_paper
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of
from toaan.judgments.models import Appeal


@staff()
def request_amendment(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The judge asks the appellant to mend the appeal."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.request_amendment", case)
    appeal = queries.appeal(viewer, case, appeal_id)
    form = AmendmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.request_amendment(by=viewer, appeal_id=appeal.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã yêu cầu sửa đổi, bổ sung đơn kháng cáo."))
            return redirect(TAB, case.pk)
    title = _("Yêu cầu %s sửa đổi, bổ sung đơn kháng cáo") % appeal.party
    lead = _(
        "Hết hạn mà người kháng cáo không làm lại, không sửa đổi, bổ sung thì trả lại đơn (điểm b khoản 4 Điều 274)."
    )
    return form_page(request, case, form, title, button=_("Gửi yêu cầu"), lead=lead, appeal=appeal)


@staff()
def change(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in a change while the file is at the court of first instance."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.change", case)
    appeal = queries.appeal(viewer, case, appeal_id)
    initial = {**_as_it_stands(appeal), "received_on": clock.today()}
    form = AppealChangeForm(
        request.POST or None, request.FILES or None, parts=appeal.judgment.parts.all(), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            kept = take_paper(data["paper"], viewer)
            actions.change(
                by=viewer, appeal_id=appeal.pk, part_ids=form.part_ids, ground=data["ground"], received_on=data["received_on"],
                paper=kept, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận việc thay đổi, bổ sung kháng cáo."))
            return redirect(TAB, case.pk)
    title = _("Ghi nhận %s thay đổi, bổ sung kháng cáo") % appeal.party
    return form_page(request, case, form, title, button=_("Ghi nhận"))


@staff()
def change_above(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk of the court above takes in a change, also one that was said at the hearing."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.change_above", case)
    if case.instance != Case.Instance.SECOND:
        raise not_found()
    form = ChangeAboveForm(
        request.POST or None, request.FILES or None, holders=queries.holders(case), initial={"received_on": clock.today()}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            kept = take_paper(data["paper"], viewer)
            actions.change_above(
                by=viewer, case_id=case.pk, holder=data["holder"], ground=data["ground"], received_on=data["received_on"],
                paper=kept, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận việc thay đổi, bổ sung kháng cáo, kháng nghị."))
            return redirect(TAB, case.pk)
    lead = _("Nói tại phiên tòa thì ghi cả vào biên bản phiên tòa (khoản 4 Điều 284).")
    return form_page(
        request,
        case,
        form,
        _("Ghi nhận thay đổi, bổ sung kháng cáo, kháng nghị"),
        button=_("Ghi nhận"),
        lead=lead,
    )


@signed_in
def my_change(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The appellant mends or changes the appeal while the file is still below."""
    viewer, case, appeal = portal.own_appeal(request, case_id, appeal_id)
    if appeal.dropped_on is not None or not case.can("appeals.change"):
        return redirect(portal.MINE, case.pk)
    form = AppealChangeForm(
        request.POST or None, parts=appeal.judgment.parts.all(), portal=True, initial=_as_it_stands(appeal)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                by=viewer, appeal_id=appeal.pk, part_ids=form.part_ids, ground=form.cleaned_data["ground"],
                received_on=clock.today(), at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if (answer := portal.refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã gửi văn bản thay đổi, bổ sung kháng cáo đến Tòa án."))
            return redirect(portal.MINE, case.pk)
    asked = appeal.amendment_requests.filter(answered_on=None).last()
    return portal.form_page(
        request, case, form, _("Sửa đổi, bổ sung kháng cáo"), _("Gửi Tòa án"), asked=asked
    )


@signed_in
def my_change_above(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appellant changes or supplements before the court of second instance (284.2)."""
    viewer, case, own = portal.own_holders(request, case_id)
    if not own or not case.can("appeals.change_above"):
        return redirect(portal.MINE, case.pk)
    form = ChangeAboveForm(request.POST or None, holders=own, portal=True)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_above(
                by=viewer, case_id=case.pk, holder=data["holder"], ground=data["ground"], received_on=clock.today(),
                at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if (answer := portal.refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã gửi văn bản thay đổi, bổ sung kháng cáo đến Tòa án."))
            return redirect(portal.MINE, case.pk)
    return portal.form_page(request, case, form, _("Thay đổi, bổ sung kháng cáo"), _("Gửi Tòa án"))


def _as_it_stands(appeal: Appeal) -> dict[str, Any]:
    return {"parts": [str(p.pk) for p in appeal.parts.all()], "ground": appeal.ground}
