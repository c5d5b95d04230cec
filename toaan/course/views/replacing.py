"""Pages of requests to replace somebody: taken in, answered, asked in the portal."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.cases.states import HEARING
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.course import actions, queries
from toaan.course.actions.replacing import may_answer, turn_of
from toaan.course.models import Replacement
from toaan.course.replacement_forms import (
    AnswerReplacementForm,
    PaperReplacementForm,
    ProcuracyAnswerForm,
    ReplacementForm,
)
from toaan.course.views.challenging import paper_of
from toaan.course.views.common import refused

TAB = "course:case"
DONE_BEFORE = frozenset(
    {"replacement.filed", "replacement.waiting", "replacement.decided", "replacement.passed_on"}
)


@staff()
def enter(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters one that came on paper or was made at the hearing."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.ask_replacement", case)
    form = PaperReplacementForm(
        request.POST or None, request.FILES or None, case=case, parties=list(case.parties.all()), today=clock.today(),
        initial={"filed_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            asked = form.asked(
                filed_on=data["filed_on"], channel=data["channel"], paper=paper_of(data["paper"], viewer, at)
            )
            filed = actions.ask_replacement(by=viewer, case_id=case.pk, asked=asked, at=at)
        except Refused as refusal:
            if (
                answer := refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)
            ) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã nhận đề nghị. Hãy chuyển đề nghị đến Viện kiểm sát.")
                if turn_of(filed).who.startswith("procuracy")
                else _("Đã nhận đề nghị. Chánh án, tại phiên tòa là Hội đồng xét xử, giải quyết."),
            )
            return redirect(TAB, case.pk)
    intro = _(
        "Trước phiên tòa, phiên họp phải bằng văn bản; tại phiên tòa, phiên họp ghi vào biên bản (Điều 55, Điều 61, Điều 83)."
    )
    title = _("Nhận đề nghị thay đổi người")
    return _page(request, case, form, title, button=_("Ghi nhận"), intro=intro)


@staff()
def decide(request: HttpRequest, case_id: uuid.UUID, replacement_id: uuid.UUID) -> HttpResponseBase:
    """The president, or at the hearing the presiding judge for the panel, answers."""
    viewer = viewer_of(request)
    above = queries.replacements_above(viewer).filter(pk=replacement_id, case=case_id).first()
    if above is not None:
        return _above(request, above)
    case = cases.get(viewer, case_id)
    made = queries.replacement(viewer, case, replacement_id)
    made.case = case
    turn = turn_of(made)
    if turn.who in {"procuracy", "procuracy_above"} and made.state == made.State.FILED:
        return _procuracy(request, case, made)
    policy.require(viewer, "course.answer_replacement", made)
    form = AnswerReplacementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, accept = form.cleaned_data, form.cleaned_data["answer"] == "accept"
        try:
            actions.answer_replacement(
                by=viewer, replacement_id=made.pk, accept=accept, opinion=data["opinion"], reason=data["reason"],
                at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if (
                answer := refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)
            ) is not None:
                return answer
        else:
            messages.success(request, _after(case, made, accept=accept))
            return redirect(TAB, case.pk)
    open_form = form if form.is_bound or may_answer(viewer, made) else None
    intro = _("Hội đồng xét xử thảo luận tại phòng nghị án, quyết định theo đa số sau khi nghe người bị đề nghị thay đổi (%s).")  # fmt: skip
    if turn.who != "panel":
        intro = _("Việc thay đổi do Chánh án Tòa án quyết định (%s).")
    if turn.who == "court_above":
        intro = _("Thẩm phán bị đề nghị thay đổi là Chánh án: Chánh án Tòa án cấp trên quyết định (%s). Hãy chuyển đề nghị lên Tòa án đó.")  # fmt: skip
        if case.court.parent_id is not None:
            intro = _("Thẩm phán bị đề nghị thay đổi là Chánh án: Chánh án Tòa án cấp trên quyết định (%s). Đề nghị đã ở bàn làm việc của Tòa án đó; kết quả hiện ở đây.")  # fmt: skip
    return _page(
        request, case, open_form, _("Giải quyết đề nghị thay đổi"), button=_("Ghi quyết định"), made=made, intro=intro % turn.citation
    )  # fmt: skip


def _procuracy(request: HttpRequest, case: Case, made: Replacement) -> HttpResponseBase:
    """Before the hearing the procuracy decides on its procurator: the clerk passes the request on, then records the answer."""
    viewer, turn = viewer_of(request), turn_of(made)
    passed = made.passed_on is not None
    policy.require(viewer, "course.record_procuracy_answer" if passed else "course.pass_on_replacement", made)
    sent = request.POST if request.method == "POST" else None
    form: forms.Form = ProcuracyAnswerForm(sent) if passed else forms.Form(sent)
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            if isinstance(form, ProcuracyAnswerForm):
                made = actions.record_procuracy_answer(
                    by=viewer, replacement_id=made.pk, said=form.said, at=at
                )
            else:
                made = actions.pass_on_replacement(by=viewer, replacement_id=made.pk, at=at)
        except Refused as refusal:
            if (
                answer := refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)
            ) is not None:
                return answer
        else:
            messages.success(request, _after_procuracy(made))
            return redirect(TAB, case.pk)
    intro = _("Trước khi mở phiên tòa, phiên họp, việc thay đổi Kiểm sát viên do Viện trưởng Viện kiểm sát cùng cấp quyết định (%s). Tòa án chuyển đề nghị đến Viện kiểm sát bằng văn bản có số.")  # fmt: skip
    if turn.who == "procuracy_above":
        intro = _("Người bị đề nghị thay đổi là Viện trưởng Viện kiểm sát: Viện trưởng Viện kiểm sát cấp trên trực tiếp quyết định (%s). Tòa án chuyển đề nghị qua Viện kiểm sát cùng cấp bằng văn bản có số.")  # fmt: skip
    title, button = _("Chuyển đề nghị đến Viện kiểm sát"), _("Chuyển đến Viện kiểm sát")
    if passed:
        title, button = _("Trả lời của Viện kiểm sát"), _("Ghi trả lời")
    return _page(request, case, form, title, button=button, made=made, intro=intro % turn.citation)


def _after_procuracy(made: Replacement) -> str:
    if made.state == made.State.FILED:
        return _(
            "Đã chuyển đề nghị; văn bản gửi Viện kiểm sát ở mục Tống đạt. Có trả lời thì ghi tại đề nghị này."
        )
    if made.state == made.State.REFUSED:
        return _("Đã ghi trả lời của Viện kiểm sát; người đề nghị nhận thông báo.")
    if made.case.procurators.filter(ended_at=None, reserve=False).exists():
        return _("Đã ghi quyết định thay đổi và Kiểm sát viên thay thế; người đề nghị nhận thông báo.")
    return _("Đã ghi quyết định thay đổi. Khi Viện kiểm sát cử người thay thế, hãy ghi ở mục Đương sự.")


def _above(request: HttpRequest, made: Replacement) -> HttpResponseBase:
    """The president of the court above answers, and sees the request only."""
    viewer = viewer_of(request)
    policy.require(viewer, "course.answer_replacement", made)
    form = AnswerReplacementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer_replacement(
                by=viewer, replacement_id=made.pk, accept=data["answer"] == "accept", opinion=data["opinion"],
                reason=data["reason"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if refusal.status == 403:
                raise
            if refusal.code in DONE_BEFORE:
                messages.info(request, refusal.message)
                return redirect("course:decide_replacement", made.case_id, made.pk)
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi quyết định. %(court)s thấy kết quả, người đề nghị nhận thông báo.") % {"court": made.case.court})  # fmt: skip
            return redirect("course:decide_replacement", made.case_id, made.pk)
    open_form = form if form.is_bound or may_answer(viewer, made) else None
    context = {"made": made, "case": made.case, "form": open_form, "citation": turn_of(made).citation}
    status = 422 if form.is_bound else 200
    return render(request, "course/replacement_above.html", context, status=status)


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party's own requests with their answers, and the form for a new one."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    parties = queries.spoken_for(viewer, case)
    may = bool(parties) and case.can("course.ask_replacement") and case.state != HEARING
    form = ReplacementForm(request.POST or None, case=case, parties=parties, today=clock.today())
    if request.method == "POST" and may and form.is_valid():
        try:
            filed = actions.ask_replacement(by=viewer, case_id=case.pk, asked=form.asked(), at=clock.now())
        except Refused as refusal:
            back = "course:my_replacements"
            if (
                answer := refused(request, form, refusal, case, back=back, done_before=DONE_BEFORE)
            ) is not None:
                return answer
        else:
            sent = _("Đã gửi đề nghị đến Tòa án. Chánh án quyết định và trả lời bạn.")
            if filed.office == "procurator":
                sent = _("Đã gửi đề nghị đến Tòa án. Tòa án chuyển Viện kiểm sát quyết định; bạn nhận được trả lời ở đây.")  # fmt: skip
            messages.success(request, sent)
            return redirect("course:my_replacements", case.pk)
    own = {p.pk for p in parties}
    context = {
        "case": case, "form": form if may else None,
        "rows": [r for r in queries.replacements(viewer, case) if r.party_id in own],
    }  # fmt: skip
    return render(request, "course/my_replacements.html", context, status=422 if form.is_bound else 200)


def _after(case: Case, made: Replacement, *, accept: bool) -> str:
    if not accept:
        return _("Đã ghi quyết định và lý do.")
    if made.office == "procurator":
        follows = case.procurators.filter(ended_at=None, reserve=False).first()
        if follows is not None:
            return _("Đã chấp nhận. Kiểm sát viên dự khuyết %s có mặt từ đầu nên tham gia tiếp (khoản 2 Điều 232).") % follows  # fmt: skip
        term = rules_in_force.time_limit("BLTTDS:62.4", clock.today()).words()
        return _("Đã chấp nhận. Hội đồng xét xử ra quyết định hoãn; Viện trưởng Viện kiểm sát cử người thay trong %s.") % term  # fmt: skip
    if case.state == HEARING:
        term = rules_in_force.time_limit("BLTTDS:56.4", clock.today()).words()
        return _("Đã chấp nhận. Hội đồng xét xử ra quyết định hoãn phiên tòa; Chánh án cử người thay trong %s.") % term  # fmt: skip
    return _("Đã chấp nhận. Hãy cử người thay bằng việc bàn giao vụ án.")


def _page(
    request: HttpRequest, case: Case, form: forms.Form | None, title: str, **more: Any
) -> HttpResponseBase:
    context = {**case_page.header(viewer_of(request), case, TAB), "form": form, "title": title, **more}
    return render(
        request, "course/replacement_form.html", context, status=422 if form and form.is_bound else 200
    )
