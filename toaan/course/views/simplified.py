"""Pages of the simplified procedure: the finding, complaints on the desk and in the portal."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.core import clock, files, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.course import actions, queries
from toaan.course.actions.simplified import last_day
from toaan.course.simplified_forms import (
    OnlineComplaintForm,
    ProposeForm,
    RecordComplaintForm,
    SimplifyForm,
)
from toaan.course.views.case import TAB
from toaan.rules import simplified as rule


@staff()
def simplify(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The judge finds that the conditions are met (317.1)."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.simplify", case)
    conditions = rule.conditions(rules_in_force.rows("setting"), clock.today())
    form = SimplifyForm(request.POST or None, conditions=conditions)
    if request.method == "POST" and form.is_valid():
        try:
            actions.simplify(by=viewer, case_id=case.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.code == "simplified.already":
                messages.info(request, refusal.message)
                return redirect("cases:overview", case.pk)
            _onto(form, refusal)
        else:
            messages.success(
                request, _("Vụ án được giải quyết theo thủ tục rút gọn. Ra quyết định đưa vụ án ra xét xử chậm nhất ngày %s.")
                % f"{last_day(case):%d/%m/%Y}",
            )  # fmt: skip
            return redirect("cases:overview", case.pk)
    context = {
        "title": _("Giải quyết theo thủ tục rút gọn"),
        "intro": _(
            "Một Thẩm phán tiến hành, không có Hội thẩm nhân dân và không có phiên họp riêng (Điều 65, khoản 3 Điều 320). "
            "Quyết định đưa vụ án ra xét xử phải ra chậm nhất ngày %s, phiên tòa mở trong 10 ngày sau đó (khoản 1 Điều 318)."
        )
        % f"{last_day(case):%d/%m/%Y}",
        "button": _("Xác định theo thủ tục rút gọn"), "form": form,
        "impossible": "" if case.can("course.simplify") else case.stage,
        **case_page.header(viewer, case, TAB),
    }  # fmt: skip
    return render(request, "course/decide.html", context, status=422 if form.is_bound else 200)


@staff()
def record_complaint(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in a complaint or proposal; the procurator sends a proposal (319.1)."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.complain", case)
    outside = viewer.post is not None and viewer.post.is_outside
    form: Any
    if outside:
        form = ProposeForm(request.POST or None)
    else:
        form = RecordComplaintForm(
            request.POST or None, request.FILES or None, parties=list(case.parties.all()),
            initial={"received_on": clock.today()},
        )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            intake, party_id = None, None
            if not outside:
                uploads = data["paper"]
                paper = (
                    files.take_in(uploads[0], name=uploads[0].name, by=viewer, at=at, door=files.PDF_ONLY)
                    if uploads
                    else None
                )
                intake = actions.Intake(data["received_on"], data["channel"], paper)
                party_id = None if data["party"] == "vks" else uuid.UUID(data["party"])
            actions.complain(
                by=viewer, case_id=case.pk, party_id=party_id, ground=data["ground"], intake=intake, at=at
            )
        except Refused as refusal:
            _onto(form, refusal)
        else:
            messages.success(
                request, _("Đã ghi nhận. Chánh án giải quyết trong 03 ngày làm việc (khoản 2 Điều 319).")
            )
            return redirect(TAB, case.pk)
    context = {
        **case_page.header(viewer, case, TAB), "form": form, "button": _("Ghi nhận"),
        "title": _("Kiến nghị quyết định xét xử theo thủ tục rút gọn") if outside else _("Nhận khiếu nại, kiến nghị"),
        "intro": _("Trong 03 ngày làm việc kể từ ngày nhận được quyết định đưa vụ án ra xét xử theo thủ tục rút gọn (khoản 1 Điều 319)."),
        "impossible": "" if case.can("course.complain") else case.stage,
    }  # fmt: skip
    return render(request, "course/decide.html", context, status=422 if form.is_bound else 200)


@signed_in
def complain(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party complains; afterwards the same address shows what was sent and what became of it."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    standing = queries.complaint_standing(viewer, case)
    if standing is None:
        raise not_found()
    open_ones = [s.party for s in standing.rows if s.is_open]
    if request.method == "POST" and not open_ones:
        return redirect("course:complain", case.pk)
    form = OnlineComplaintForm(request.POST or None, parties=open_ones)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.complain(
                by=viewer, case_id=case.pk, party_id=uuid.UUID(form.cleaned_data["party"]),
                ground=form.cleaned_data["ground"], at=clock.now(),
            )  # fmt: skip
        except Refused as found:
            refusal = found
        else:
            messages.success(request, _("Đã gửi đơn khiếu nại đến Tòa án."))
            return redirect("course:complain", case.pk)
    terms = {
        name: rules_in_force.time_limit(rule, clock.today()).words()
        for name, rule in (("term", "BLTTDS:319.1"), ("settle_term", "BLTTDS:319.2"))
    }
    context = {
        "case": case,
        "standing": standing,
        "form": form if open_ones else None,
        "refusal": refusal,
        **terms,
    }
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "course/complain.html", context, status=status)


def _onto(form: Any, refusal: Refused) -> None:
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
