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
from toaan.course.replacement_forms import AnswerReplacementForm, PaperReplacementForm, ReplacementForm
from toaan.course.views.challenging import paper_of
from toaan.course.views.common import refused

TAB = "course:case"
DONE_BEFORE = frozenset({"replacement.filed", "replacement.waiting", "replacement.decided"})


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
            actions.ask_replacement(by=viewer, case_id=case.pk, asked=asked, at=at)
        except Refused as refusal:
            if (
                answer := refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)
            ) is not None:
                return answer
        else:
            messages.success(
                request, _("Đã nhận đề nghị. Chánh án, tại phiên tòa là Hội đồng xét xử, giải quyết.")
            )
            return redirect(TAB, case.pk)
    intro = _(
        "Trước phiên tòa, phiên họp phải bằng văn bản; tại phiên tòa, phiên họp ghi vào biên bản (Điều 55, Điều 83)."
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
    policy.require(viewer, "course.answer_replacement", made)
    made.case = case
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
            messages.success(request, _after(case, accept=accept))
            return redirect(TAB, case.pk)
    turn = turn_of(made)
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
            actions.ask_replacement(by=viewer, case_id=case.pk, asked=form.asked(), at=clock.now())
        except Refused as refusal:
            back = "course:my_replacements"
            if (
                answer := refused(request, form, refusal, case, back=back, done_before=DONE_BEFORE)
            ) is not None:
                return answer
        else:
            messages.success(request, _("Đã gửi đề nghị đến Tòa án. Chánh án quyết định và trả lời bạn."))
            return redirect("course:my_replacements", case.pk)
    own = {p.pk for p in parties}
    context = {
        "case": case, "form": form if may else None,
        "rows": [r for r in queries.replacements(viewer, case) if r.party_id in own],
    }  # fmt: skip
    return render(request, "course/my_replacements.html", context, status=422 if form.is_bound else 200)


def _after(case: Case, *, accept: bool) -> str:
    if not accept:
        return _("Đã ghi quyết định và lý do.")
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
