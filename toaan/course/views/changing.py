"""Pages on which a plaintiff changes or withdraws claims and the judge answers."""

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
from toaan.cases.models import Case, Party
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.course import actions, queries
from toaan.course.change_forms import ChangeForm, DecideChangeForm, PaperChangeForm
from toaan.course.models import ClaimChange
from toaan.course.views.challenging import paper_of
from toaan.course.views.common import refused

TAB = "course:claims"
DONE_BEFORE = frozenset({"change.filed", "change.decided"})


@staff()
def enter(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters one that came on paper."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.file_change", case)
    plaintiffs = [p for p in case.parties.all() if p.role == Party.Role.PLAINTIFF]
    form = PaperChangeForm(
        request.POST or None, request.FILES or None, case=case, parties=plaintiffs, initial={"filed_on": clock.today()}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            wish = form.wish(
                filed_on=data["filed_on"], channel=data["channel"], paper=paper_of(data["paper"], viewer, at)
            )
            actions.file_change(by=viewer, case_id=case.pk, wish=wish, at=at)
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã nhận đơn. Thẩm phán xem xét."))
            return redirect(TAB, case.pk)
    return _page(request, case, form, _("Nhập đơn thay đổi, rút yêu cầu khởi kiện"), button=_("Ghi nhận"))


@staff()
def decide(request: HttpRequest, case_id: uuid.UUID, change_id: uuid.UUID) -> HttpResponseBase:
    """The judge accepts or not."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    change = queries.change(viewer, change_id)
    if change.case_id != case.pk:
        raise not_found()
    policy.require(viewer, "course.accept_change", change)
    form = DecideChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if data["answer"] == "accept":
                actions.accept_change(
                    by=viewer, change_id=change.pk, within=data["within"], note=data["note"], at=clock.now()
                )
            else:
                actions.refuse_change(by=viewer, change_id=change.pk, note=data["note"], at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận."))
            ended = data["answer"] == "accept" and change.kind == ClaimChange.Kind.ALL
            return redirect("course:discontinue" if ended else TAB, case.pk)
    return _page(request, case, form, str(change), button=_("Ghi nhận"), change=change)


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A plaintiff's own requests, and the form for a new one."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    plaintiffs = [p for p in queries.appellants(viewer, case) if p.role == Party.Role.PLAINTIFF]
    changes = queries.changes(viewer, case)
    waits = any(c.state == ClaimChange.State.FILED for c in changes)
    form = ChangeForm(request.POST or None, case=case, parties=plaintiffs)
    if request.method == "POST" and plaintiffs and form.is_valid():
        try:
            actions.file_change(by=viewer, case_id=case.pk, wish=form.wish(), at=clock.now())
        except Refused as refusal:
            if refusal.code in DONE_BEFORE:
                return redirect("course:my_changes", case.pk)
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã gửi đơn đến Tòa án. Thẩm phán xem xét và báo cho bạn."))
            return redirect("course:my_changes", case.pk)
    may = bool(plaintiffs) and not waits and case.can("course.file_change")
    context = {
        "case": case, "changes": changes, "plaintiffs": plaintiffs, "form": form if may or form.is_bound else None,
    }  # fmt: skip
    return render(request, "course/my_changes.html", context, status=422 if form.is_bound else 200)


def _refused(request: HttpRequest, form: forms.Form, refusal: Refused, case: Case) -> HttpResponseBase | None:
    return refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)


def _page(request: HttpRequest, case: Case, form: forms.Form, title: str, **more: Any) -> HttpResponseBase:
    context = {**case_page.header(viewer_of(request), case, TAB), "form": form, "title": title, **more}
    return render(request, "course/claim_form.html", context, status=422 if form.is_bound else 200)
