"""Interpreters on the page of the parties."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import actions, page, queries
from toaan.cases.forms import InterpreterForm, PledgeForm, ReplaceInterpreterForm
from toaan.cases.models import Case, Interpreter
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer

TAB = "cases:parties"


@staff()
def accept(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The judge accepts or asks an interpreter."""
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "cases.accept_interpreter", case)
    form = InterpreterForm(request.POST or None, parties=case.parties.all())
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_interpreter(by=viewer, case_id=case.pk, data=form.data_of, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi người phiên dịch; các phiên sắp tới triệu tập người này."))
            return redirect(TAB, case.pk)
    context = {
        **page.header(viewer, case, TAB), "form": form, "title": _("Chấp nhận, yêu cầu người phiên dịch"),
        "intro": _("Người phiên dịch do đương sự lựa chọn và Tòa án chấp nhận, hoặc do Tòa án yêu cầu (Điều 81 Bộ luật Tố tụng dân sự)."),
        "button": _("Ghi người phiên dịch"),
    }  # fmt: skip
    return render(request, "cases/interpreter.html", context, status=422 if form.is_bound else 200)


@staff()
def pledge(request: HttpRequest, case_id: uuid.UUID, interpreter_id: uuid.UUID) -> HttpResponseBase:
    """The interpreter pledged before the court."""
    viewer, case, found = _found(request, "cases.record_pledge", case_id, interpreter_id)
    form = PledgeForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_pledge(
                by=viewer, interpreter_id=found.pk, on=form.cleaned_data["on"], at=clock.now()
            )
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi cam đoan của người phiên dịch."))
            return redirect(TAB, case.pk)
    context = {
        **page.header(viewer, case, TAB), "form": form, "title": _("Cam đoan của người phiên dịch"),
        "intro": _("%(name)s cam đoan thực hiện đúng quyền, nghĩa vụ trước Tòa án (điểm e khoản 1 Điều 82).") % {"name": found.name},
        "button": _("Ghi cam đoan"),
    }  # fmt: skip
    return render(request, "cases/interpreter.html", context, status=422 if form.is_bound else 200)


@staff()
def replace(request: HttpRequest, case_id: uuid.UUID, interpreter_id: uuid.UUID) -> HttpResponseBase:
    """The interpreter refused, or is replaced."""
    viewer, case, found = _found(request, "cases.replace_interpreter", case_id, interpreter_id)
    form = ReplaceInterpreterForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            actions.replace_interpreter(
                by=viewer, interpreter_id=found.pk, at=clock.now(), **form.cleaned_data
            )
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã thay đổi người phiên dịch. Cần người khác thì Thẩm phán chấp nhận, yêu cầu người mới."),
            )
            return redirect(TAB, case.pk)
    context = {
        **page.header(viewer, case, TAB), "form": form, "title": _("Thay đổi người phiên dịch"),
        "intro": _("%(name)s. Trước khi mở phiên tòa, phiên họp do Chánh án quyết định; tại phiên tòa, phiên họp do Hội đồng quyết định và hoãn (Điều 84).") % {"name": found},
        "button": _("Quyết định thay đổi"),
    }  # fmt: skip
    return render(request, "cases/interpreter.html", context, status=422 if form.is_bound else 200)


def _found(
    request: HttpRequest, name: str, case_id: uuid.UUID, interpreter_id: uuid.UUID
) -> tuple[Viewer, Case, Interpreter]:
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, name, case)
    found = case.interpreters.filter(pk=interpreter_id, ended_at=None).first()
    if found is None:
        raise not_found()
    return viewer, case, found


def _refused(
    request: HttpRequest,
    form: InterpreterForm | PledgeForm | ReplaceInterpreterForm,
    refusal: Refused,
    case: Case,
) -> HttpResponseBase | None:
    if refusal.status in (403, 404):
        raise refusal
    if refusal.code in {"interpreter.exists", "interpreter.pledged"}:  # the form was sent twice
        messages.info(request, refusal.message)
        return redirect(TAB, case.pk)
    show_refusal(form, refusal)
    return None
