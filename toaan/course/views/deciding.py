"""Forms of the decisions: fill in, issue; a decision that stopped in between is gone on with."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.course import actions, queries
from toaan.course.actions.deciding import ISSUE
from toaan.course.actions.wishes import pending_complaints, running_suspension
from toaan.course.forms import (
    DiscontinueForm,
    EndReasonForm,
    JoinForm,
    PartialForm,
    ResumeForm,
    SeparateForm,
    SettleForm,
    SuspendForm,
    ToOrdinaryForm,
    TransferForm,
)
from toaan.course.models import CourseDecision
from toaan.course.views.case import TAB

K = CourseDecision.Kind
DONE_BEFORE = frozenset({"course.already", "course.reason_ended"})


@dataclass(frozen=True)
class Page:
    """One form of a decision."""

    kind: CourseDecision.Kind
    form: Callable[..., Any]
    act: Callable[..., CourseDecision]
    title: Any
    intro: Any


PAGES = {
    K.SUSPENSION: Page(
        K.SUSPENSION, SuspendForm, actions.suspend, gettext_lazy("Tạm đình chỉ giải quyết vụ án"),
        gettext_lazy(
            "Thời hạn chuẩn bị xét xử dừng lại, phiên họp và phiên tòa đã lên lịch không mở. Quyết định được cấp số, ký, "
            "gửi cho đương sự và Viện kiểm sát trong 03 ngày làm việc (khoản 2 Điều 214)."
        ),
    ),
    K.RESUMPTION: Page(
        K.RESUMPTION, ResumeForm, actions.resume, gettext_lazy("Tiếp tục giải quyết vụ án"),
        gettext_lazy(
            "Vụ án trở lại giai đoạn chuẩn bị xét xử; thời hạn chuẩn bị được tính lại từ hôm nay (đoạn cuối khoản 1 Điều 203). "
            "Đã có quyết định đưa vụ án ra xét xử trước đó thì phải ra quyết định mới."
        ),
    ),
    K.DISCONTINUANCE: Page(
        K.DISCONTINUANCE, DiscontinueForm, actions.discontinue, gettext_lazy("Đình chỉ giải quyết vụ án"),
        gettext_lazy(
            "Vụ án kết thúc và được ghi là đã xóa tên trong sổ thụ lý. Quyết định được gửi trong 03 ngày làm việc và có thể "
            "bị kháng cáo, kháng nghị (Điều 217, Điều 218)."
        ),
    ),
    K.PARTIAL: Page(
        K.PARTIAL, PartialForm, actions.discontinue_part, gettext_lazy("Đình chỉ giải quyết yêu cầu của nguyên đơn"),
        gettext_lazy(
            "Yêu cầu của nguyên đơn kết thúc; yêu cầu phản tố, yêu cầu độc lập được giải quyết tiếp trong vụ án này và các đương "
            "sự thay đổi địa vị tố tụng (điểm b, c khoản 2 Điều 217, Điều 245)."
        ),
    ),
    K.TRANSFER: Page(
        K.TRANSFER, TransferForm, actions.transfer, gettext_lazy("Chuyển vụ án cho Tòa án khác"),
        gettext_lazy(
            "Vụ án được ghi là đã xóa tên trong sổ thụ lý; hồ sơ chuyển cho Tòa án có thẩm quyền. Đương sự có quyền khiếu nại, "
            "Viện kiểm sát có quyền kiến nghị trong 03 ngày làm việc (khoản 1 Điều 41)."
        ),
    ),
    K.ORDINARY: Page(
        K.ORDINARY, ToOrdinaryForm, actions.to_ordinary, gettext_lazy("Chuyển sang thủ tục thông thường"),
        gettext_lazy(
            "Vụ án trở lại giai đoạn chuẩn bị xét xử, phiên tòa đã ấn định không mở; thời hạn chuẩn bị xét xử được tính lại từ "
            "hôm nay (khoản 4 Điều 317). Chánh án phân công Hội thẩm nhân dân."
        ),
    ),
    K.UPHELD: Page(
        K.UPHELD, SettleForm, actions.settle_complaints, gettext_lazy("Giải quyết khiếu nại, kiến nghị"),
        gettext_lazy(
            "Quyết định của Chánh án là quyết định cuối cùng, được cấp số, ký và gửi ngay cho đương sự, Viện kiểm sát (khoản 3 "
            "Điều 319)."
        ),
    ),
    K.JOINDER: Page(
        K.JOINDER, JoinForm, actions.join, gettext_lazy("Nhập vụ án"),
        gettext_lazy(
            "Yêu cầu, đương sự, tài liệu của vụ án được chọn nhập vào vụ án này; vụ án đó được ghi là đã xóa tên trong sổ thụ lý. "
            "Quyết định được gửi ngay cho đương sự và Viện kiểm sát (khoản 1, khoản 3 Điều 42)."
        ),
    ),
    K.SEPARATION: Page(
        K.SEPARATION, SeparateForm, actions.separate, gettext_lazy("Tách vụ án"),
        gettext_lazy(
            "Yêu cầu được chọn trở thành một vụ án riêng, có số thụ lý mới, được phân công Thẩm phán và tính thời hạn riêng; "
            "tài liệu được sao sang. Quyết định được gửi ngay cho đương sự và Viện kiểm sát (khoản 2, khoản 3 Điều 42)."
        ),
    ),
}  # fmt: skip
ABOVE = {
    K.SUSPENSION: (
        gettext_lazy("Tạm đình chỉ xét xử phúc thẩm"),
        gettext_lazy(
            "Thời hạn chuẩn bị xét xử phúc thẩm dừng lại, phiên tòa đã lên lịch không mở. Quyết định có hiệu lực ngay, được gửi "
            "ngay cho đương sự, Viện kiểm sát và không bị kháng cáo, kháng nghị (Điều 288)."
        ),
    ),
    K.RESUMPTION: (
        gettext_lazy("Tiếp tục xét xử phúc thẩm"),
        gettext_lazy(
            "Vụ án trở lại giai đoạn chuẩn bị xét xử phúc thẩm; thời hạn chuẩn bị được tính lại từ hôm nay (khoản 3 Điều 286; rút "
            "gọn: khoản 3 Điều 323). Đã có quyết định đưa vụ án ra xét xử trước đó thì phải ra quyết định mới."
        ),
    ),
    K.ORDINARY: (
        gettext_lazy("Chuyển sang thủ tục thông thường"),
        gettext_lazy(
            "Vụ án trở lại giai đoạn chuẩn bị xét xử phúc thẩm, phiên tòa đã ấn định không mở; thời hạn chuẩn bị được tính lại từ "
            "hôm nay (khoản 4 Điều 323, khoản 4 Điều 317). Chánh án phân công các Thẩm phán khác của Hội đồng xét xử."
        ),
    ),
}  # fmt: skip
"""Title and introduction of the same decision at second instance."""
OF_LEADER = frozenset({K.UPHELD, K.CANCELLED})


@staff()
def to_ordinary(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """From simplified to ordinary procedure."""
    return decide(request, case_id, PAGES[K.ORDINARY])


@staff()
def settle_complaints(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The president settles complaints and proposals."""
    return decide(request, case_id, PAGES[K.UPHELD])


@staff()
def suspend(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Suspend the case."""
    return decide(request, case_id, PAGES[K.SUSPENSION])


@staff()
def resume(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Go on with it."""
    return decide(request, case_id, PAGES[K.RESUMPTION])


@staff()
def discontinue(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """End it without a judgment."""
    return decide(request, case_id, PAGES[K.DISCONTINUANCE])


@staff()
def discontinue_part(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """End only what the plaintiff asked."""
    return decide(request, case_id, PAGES[K.PARTIAL])


@staff()
def transfer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Send it to another court."""
    return decide(request, case_id, PAGES[K.TRANSFER])


@staff()
def join(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Take other cases into this one."""
    return decide(request, case_id, PAGES[K.JOINDER])


@staff()
def separate(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Make a case of its own of some of the claims."""
    return decide(request, case_id, PAGES[K.SEPARATION])


@staff()
def end_reason(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The reason for the suspension is gone."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.end_reason", case)
    form = EndReasonForm(request.POST or None, initial={"gone_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_reason(by=viewer, case_id=case.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request, _("Đã ghi nhận. Thẩm phán ra quyết định tiếp tục trong 03 ngày làm việc (Điều 216).")
            )
            return redirect(TAB, case.pk)
    context = {
        "title": _("Lý do tạm đình chỉ không còn"),
        "button": _("Ghi nhận"),
        "suspended": running_suspension(case),
    }
    return _page(request, case, form, context)


def decide(
    request: HttpRequest, case_id: uuid.UUID, page: Page, warning: Callable[[Case], str] | None = None
) -> HttpResponseBase:
    """The form of one decision; used by the domains above as well.

    Args:
        warning: what to know of the case before the form is filled in.
    """
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, ISSUE[page.kind], case)
    made = queries.unfinished(case).first()
    alike = OF_LEADER if page.kind in OF_LEADER else {page.kind}
    made = made if made is not None and made.kind in alike else None
    form = page.form(request.POST or None, today=clock.today(), case=case, initial=_initial(case, made))
    if request.method == "POST" and form.is_valid():
        try:
            decision = page.act(by=viewer, case_id=case.pk, wish=form.wish, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ban hành %s.") % decision.title)
            return redirect(TAB, case.pk)
    title, intro = page.title, page.intro
    if case.instance == Case.Instance.SECOND:
        title, intro = ABOVE.get(page.kind, (title, intro))
    context = {
        "title": title, "intro": intro, "button": _("Ký và ban hành quyết định"), "unfinished": made,
        "suspended": running_suspension(case) if page.kind == K.RESUMPTION else None,
        "complaints": pending_complaints(case) if page.kind in OF_LEADER else None,
        "impossible": "" if case.can(ISSUE[page.kind]) else case.stage,
        "warning": warning(case) if warning else "",
    }  # fmt: skip
    return _page(request, case, form, context)


def _initial(case: Case, made: CourseDecision | None) -> dict[str, Any]:
    """What was typed when a decision stopped half-way; for a resumption the day that was noted."""
    if made is not None:
        told = made.subject
        return {
            "person": told.get("person"), "born": told.get("born"), "residence": told.get("residence"),
            "cases": told.get("cases"), "claims": told.get("claims"), "parties": told.get("parties"),
            "legal_relation": told.get("legal_relation", case.legal_relation), "value": told.get("value"),
            "ground": made.ground, "reason": made.reason, "waiting_for": made.waiting_for, "expected_on": made.expected_on,
            "gone_on": made.gone_on, "fee": made.fee, "court": str(made.to_court_id or ""),
            "name": "" if made.to_court_id else made.to_name,
            "outcome": {K.UPHELD: "uphold", K.CANCELLED: "cancel"}.get(K(made.kind), ""),
        }  # fmt: skip
    suspended = running_suspension(case)
    if suspended is not None and suspended.gone_on:
        return {"gone_on": suspended.gone_on, "reason": suspended.gone_how}
    return {}


def _refused(request: HttpRequest, form: forms.Form, refusal: Refused, case: Case) -> HttpResponseBase | None:
    """Pressed twice: the result is there, show it. No right: the error page. Else back onto the form."""
    if refusal.code in DONE_BEFORE:
        messages.info(request, refusal.message)
        return redirect(TAB, case.pk)
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
    return None


def _page(request: HttpRequest, case: Case, form: forms.Form, more: dict[str, Any]) -> HttpResponseBase:
    context = {**case_page.header(viewer_of(request), case, TAB), "form": form, **more}
    return render(request, "course/decide.html", context, status=422 if form.is_bound else 200)
