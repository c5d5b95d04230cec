"""A transferred case: complaints taken in and answered, the file sent and received (BLTTDS 41.1)."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases.models import Case
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.course import actions, queries
from toaan.course.forms import AnswerForm, OnlineTransferComplaintForm, SendFileForm, TransferComplaintForm
from toaan.course.models import TransferComplaint
from toaan.course.periods import COMPLAINT
from toaan.course.views.case import TAB
from toaan.course.views.challenging import paper_of, refused_onto, requested

DONE_BEFORE = frozenset({"course.already", "course.no_complaint", "complaint.already", "sending.sent"})
"""Pressed twice: what was wanted is there."""


@staff()
def complain_of_transfer(
    request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID
) -> HttpResponseBase:
    """The clerk takes in a complaint; a procurator sends the procuracy's proposal."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, "course.complain_of_transfer", decision)
    outside = viewer.post is not None and viewer.post.is_outside
    rows = [p for p in decision.periods.all() if p.rule == COMPLAINT and (not outside or p.party_id is None)]
    form = TransferComplaintForm(
        request.POST or None, request.FILES or None, periods=rows,
        initial={"made_on": clock.today(), "received_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            intake = actions.ComplaintIntake(
                data["made_on"], data["received_on"], data["channel"], paper_of(data["paper"], viewer, at)
            )
            actions.complain_of_transfer(
                by=viewer, decision_id=decision.pk, period_id=uuid.UUID(data["period"]), ground=data["ground"],
                intake=intake, at=at,
            )  # fmt: skip
        except Refused as refusal:
            refused_onto(form, refusal)
        else:
            messages.success(
                request, _("Đã nhận khiếu nại, kiến nghị. Chánh án giải quyết trong 03 ngày làm việc.")
            )
            return redirect(TAB, case.pk)
    context = {
        **case_page.header(viewer, case, TAB), "decision": decision, "form": form,
        "title": _("Nhận khiếu nại, kiến nghị"), "periods": rows,
    }  # fmt: skip
    return render(request, "course/challenge.html", context, status=422 if form.errors else 200)


@staff()
def answer(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """The president settles the complaints for good."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, "course.uphold_transfer", decision)
    form = AnswerForm(request.POST or None, today=clock.today(), case=case)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.answer(
                by=viewer, case_id=case.pk, wish=form.wish_about(decision.pk), at=clock.now()
            )
        except Refused as refusal:
            if (again := _again(request, form, refusal, case)) is not None:
                return again
        else:
            messages.success(request, _("Đã ban hành %s.") % made.title)
            return redirect(TAB, case.pk)
    waiting = TransferComplaint.objects.filter(period__decision=decision, answer=None).select_related(
        "period__party"
    )
    context = {
        "title": _("Giải quyết khiếu nại, kiến nghị về việc chuyển vụ án"), "complaints": list(waiting),
        "button": _("Ký và ban hành quyết định"), "decision": decision,
    }  # fmt: skip
    return _page(request, case, form, context)


@staff()
def send_file(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """The clerk sends the file."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, "course.send_file", decision)
    form = SendFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_file(
                by=viewer, decision_id=decision.pk, letter=form.cleaned_data["letter"], at=clock.now()
            )
        except Refused as refusal:
            if (again := _again(request, form, refusal, case)) is not None:
                return again
        else:
            messages.success(request, _("Đã gửi hồ sơ đến %s.") % decision.to_name)
            return redirect(TAB, case.pk)
    context = {
        "title": _("Gửi hồ sơ đến %s") % decision.to_name, "button": _("Gửi hồ sơ"), "decision": decision,
        "intro": _(
            "Hồ sơ điện tử đi trong hệ thống: Tòa án được chuyển đến thấy ngay và thụ lý với số mới. Hồ sơ giấy gửi kèm công văn."
        ) if decision.to_court_id else _("Tòa án này không dùng chung hệ thống: hồ sơ giấy gửi kèm công văn."),
    }  # fmt: skip
    return _page(request, case, form, context)


@staff()
def receive_file(request: HttpRequest, sending_id: uuid.UUID) -> HttpResponseBase:
    """The receiving court accepts the case."""
    viewer = viewer_of(request)
    sent = queries.sending(viewer, sending_id)
    policy.require(viewer, "course.receive_file", sent)
    if sent.case_id is not None:
        return redirect("cases:overview", sent.case_id)
    made = getattr(sent, "dispute", None)
    if made is not None and (made.is_pending or made.moves):
        return redirect("course:dispute", made.pk)
    if request.method == "POST":
        try:
            made = actions.receive_file(by=viewer, sending_id=sent.pk, at=clock.now())
        except Refused as refusal:
            if refusal.code != "sending.received":
                raise
            messages.info(request, refusal.message)
            return redirect("course:receive_file", sent.pk)
        messages.success(
            request, _("Đã thụ lý vụ án số %s. Chánh án phân công Thẩm phán trong 03 ngày làm việc.") % made
        )
        return redirect("cases:overview", made.pk)
    decision, old = sent.decision, sent.decision.case
    facts = [
        (_("Vụ án"), old.described),
        (_("Quyết định"), f"{decision.title}, {decision.decided_on:%d/%m/%Y}"),
        (_("Xét thấy"), decision.reason),
        (_("Ngày nộp đơn"), f"{old.petitioned_on:%d/%m/%Y}"),
        (
            _("Ngày gửi hồ sơ"),
            f"{clock.local_date(sent.sent_at):%d/%m/%Y}" + (f" ({sent.letter})" if sent.letter else ""),
        ),
    ]
    asks = made is None and policy.allows(viewer, "course.ask_settlement", sent)
    context = {"old": old, "facts": facts, "sent": sent, "asks": asks, "settled": made}
    return render(request, "course/receive_file.html", context)


@signed_in
def my_complaint(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A party complains of the transfer; afterwards the same address shows what was sent and what came of it."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    viewer, case, decision = requested(request, case_id, decision_id)
    rows = queries.complaint_periods(viewer, decision)
    today = clock.today()
    open_ones = [p for p in rows if getattr(p, "transfer_complaint", None) is None and not p.is_over(today)]
    if request.method == "POST" and rows and not open_ones:
        return redirect("course:my_transfer_complaint", case.pk, decision.pk)
    form = OnlineTransferComplaintForm(request.POST or None, periods=open_ones)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.complain_of_transfer(
                by=viewer, decision_id=decision.pk, period_id=uuid.UUID(data["period"]), ground=data["ground"],
                at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            refused_onto(form, refusal)
        else:
            messages.success(request, _("Đã gửi khiếu nại đến Chánh án."))
            return redirect("course:my_transfer_complaint", case.pk, decision.pk)
    context = {
        "case": case,
        "decision": decision,
        "periods": rows,
        "form": form if open_ones else None,
        "today": today,
        "answer_in": rules_in_force.time_limit("BLTTDS:41.1#tra-loi", today).words(),
    }
    return render(request, "course/my_transfer_complaint.html", context, status=422 if form.errors else 200)


def _again(request: HttpRequest, form: forms.Form, refusal: Refused, case: Case) -> HttpResponseBase | None:
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
