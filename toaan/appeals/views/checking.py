"""The court of first instance: accept, return, receipt, withdrawal, sending up, trial anew."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toaan.appeals import actions, queries
from toaan.appeals.decisions import queries as of_decisions
from toaan.appeals.forms import (
    AcceptForm,
    AgainForm,
    AppealReceiptForm,
    EarlyWithdrawalForm,
    ReturnForm,
    SendForm,
)
from toaan.appeals.views.case import TAB, form_page, refused, take_paper
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.filing import fees
from toaan.judgments import queries as judgments
from toaan.judgments.models import Appeal
from toaan.vietnamese.amounts import format_money


@staff()
def accept_appeal(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The judge finds the appeal valid."""
    viewer, case, appeal = _found(request, case_id, appeal_id, "appeals.notify_fee")
    form = AcceptForm(request.POST or None, exemptions=fees.exemptions(clock.today(), case.kind))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.accept_appeal(by=viewer, appeal_id=appeal.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            told = format_money(made.amount) if made.amount else _("không phải nộp tạm ứng án phí")
            messages.success(request, _("Đã chấp nhận đơn kháng cáo: %s.") % told)
            return redirect(TAB, case.pk)
    return form_page(
        request, case, form, _("Kiểm tra đơn kháng cáo của %s") % appeal.party, button=_("Chấp nhận đơn kháng cáo"),
        lead=_("Đơn đúng Điều 272, người kháng cáo có quyền kháng cáo và còn trong thời hạn. Tòa án báo nộp tạm ứng án phí phúc thẩm cho người kháng cáo, báo việc kháng cáo cho Viện kiểm sát và đương sự khác."),
        appeal=appeal,
    )  # fmt: skip


@staff()
def return_appeal(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The judge returns the appeal."""
    viewer, case, appeal = _found(request, case_id, appeal_id, "appeals.return_appeal")
    form = ReturnForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_appeal(by=viewer, appeal_id=appeal.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã trả lại đơn kháng cáo."))
            return redirect(TAB, case.pk)
    title = _("Trả lại đơn kháng cáo của %s") % appeal.party
    return form_page(request, case, form, title, button=_("Trả lại đơn"), appeal=appeal)


@staff()
def receipt(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters the receipt that the appellant brought."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    appeal = queries.appeal(viewer, case, appeal_id)
    advance = queries.advance_of(appeal)
    if advance is None:
        raise not_found()
    policy.require(viewer, "appeals.hand_in_receipt", advance)
    late = advance.due_on is not None and clock.today() > advance.due_on
    form = AppealReceiptForm(request.POST or None, request.FILES or None, need_file=False, late=late)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            kept = take_paper(data.pop("file"), viewer, files.PAPERS)
            actions.hand_in_receipt(by=viewer, advance_id=advance.pk, paper=kept, at=clock.now(), **data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã nhận biên lai tạm ứng án phí phúc thẩm."))
            return redirect(TAB, case.pk)
    title = _("Biên lai tạm ứng án phí phúc thẩm của %s") % appeal.party
    lead = _("Số tiền phải nộp: %s.") % format_money(advance.amount)
    return form_page(request, case, form, title, button=_("Ghi nhận"), lead=lead)


@staff()
def withdraw_early(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes note that the appellant withdrew before the file went up."""
    viewer, case, appeal = _found(request, case_id, appeal_id, "appeals.withdraw_early")
    form = EarlyWithdrawalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = take_paper(form.cleaned_data["paper"], viewer)
            actions.withdraw_early(
                by=viewer, appeal_id=appeal.pk, reason=form.cleaned_data["reason"], paper=kept, at=clock.now()
            )
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận việc rút kháng cáo."))
            return redirect(TAB, case.pk)
    title = _("Ghi nhận %s rút kháng cáo") % appeal.party
    return form_page(request, case, form, title, button=_("Ghi nhận"), appeal=appeal)


@staff()
def send_up(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk sends the file to the court above."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.send_up", case)
    judgment = judgments.judgment_of(viewer, case)
    if judgment is None:
        raise not_found()
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.send_up(
                by=viewer, judgment_id=judgment.pk, note=form.cleaned_data["note"], at=clock.now()
            )
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã gửi hồ sơ cho %s.") % made.to_court.name)
            return redirect(TAB, case.pk)
    court = case.court.parent.name if case.court.parent else ""
    lead = _("Gửi hồ sơ vụ án, đơn kháng cáo, quyết định kháng nghị cho %s.") % court
    return form_page(
        request, case, form, _("Gửi hồ sơ lên Tòa án cấp phúc thẩm"), button=_("Gửi hồ sơ"), lead=lead
    )


@staff()
def accept_again(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters the quashed case anew."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.accept_again", case)
    transfer = of_decisions.transfer_of(case) if case.is_request else queries.transfer_of(case)
    if transfer is None or transfer.above is None:
        raise not_found()
    form = AgainForm(request.POST or None, initial={"claims": "\n".join(case.claims)})
    if request.method == "POST" and form.is_valid():
        claims = form.cleaned_data["claims"].splitlines()
        try:
            made = actions.accept_again(by=viewer, above_id=transfer.above.pk, claims=claims, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã thụ lý lại, số %s.") % made)
            return redirect("cases:overview", made.pk)
    lead = _(
        "Hồ sơ có số thụ lý mới. Thẩm phán, Hội thẩm đã xét xử trước đây không được phân công (khoản 3 Điều 53)."
    )
    return form_page(request, case, form, _("Thụ lý lại"), button=_("Thụ lý lại"), lead=lead)


def _found(
    request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID, act: str
) -> tuple[Viewer, Case, Appeal]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, act, case)
    return viewer, case, queries.appeal(viewer, case, appeal_id)
