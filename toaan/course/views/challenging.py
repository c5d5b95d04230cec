"""Appeals and protests against decisions: taken in at the court, filed online by a party."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.course import actions, queries
from toaan.course.forms import DecisionAppealForm, DecisionProtestForm, OnlineAppealForm
from toaan.course.models import CourseDecision, Level
from toaan.course.views.case import TAB

TOO_LATE = frozenset({"appeal.late", "appeal.effective"})
"""Refusals after which only the way of a late appeal is left (BLTTDS 275)."""


@staff()
def record_appeal(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in an appeal handed in or sent by post."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, "course.record_appeal", decision)
    too_late = False
    form = DecisionAppealForm(
        request.POST or None, request.FILES or None, parties=list(case.parties.all()),
        initial={"received_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            intake = actions.Intake(data["received_on"], data["channel"], paper_of(data["paper"], viewer, at))
            actions.record_appeal(
                by=viewer, decision_id=decision.pk, party_id=uuid.UUID(data["party"]), ground=data["ground"],
                intake=intake, at=at,
            )  # fmt: skip
        except Refused as refusal:
            refused_onto(form, refusal)
            too_late = refusal.code in TOO_LATE
        else:
            messages.success(request, _("Đã nhận đơn kháng cáo."))
            return redirect(TAB, case.pk)
    late = reverse("appeals:take_late_decision", args=[case.pk, decision.pk])
    return _form_page(request, case, decision, form, _("Nhận đơn kháng cáo"), late=late, too_late=too_late)


@staff()
def record_protest(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """The procurator sends a protest, or the clerk takes it in."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, "course.record_protest", decision)
    form = DecisionProtestForm(
        request.POST or None,
        request.FILES or None,
        initial={"received_on": clock.today(), "level": Level.SAME},
    )
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            intake = actions.Intake(data["received_on"], paper=paper_of(data["paper"], viewer, at))
            actions.record_protest(
                by=viewer, decision_id=decision.pk, level=data["level"], number=data["number"], ground=data["ground"],
                intake=intake, at=at,
            )  # fmt: skip
        except Refused as refusal:
            refused_onto(form, refusal)
        else:
            messages.success(request, _("Đã nhận quyết định kháng nghị."))
            return redirect(TAB, case.pk)
    return _form_page(request, case, decision, form, _("Nhận quyết định kháng nghị"))


@signed_in
def appeal(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A party appeals within seven days of receipt; afterwards the same address shows what was filed."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    viewer, case, decision = requested(request, case_id, decision_id)
    standings = queries.standings(viewer, [decision], clock.today())
    open_ones = [s.period.party for s in standings if s.is_open and s.period.party]
    if request.method == "POST" and standings and not open_ones:
        return redirect("course:appeal", case.pk, decision.pk)  # the same press twice, or the period is over
    form = OnlineAppealForm(request.POST or None, parties=open_ones)
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_appeal(
                by=viewer,
                decision_id=decision.pk,
                party_id=uuid.UUID(data["party"]),
                ground=data["ground"],
                at=clock.now(),
            )
        except Refused as found:
            refusal = found
        else:
            messages.success(request, _("Đã gửi đơn kháng cáo đến Tòa án."))
            return redirect("course:appeal", case.pk, decision.pk)
    context = {
        "case": case, "decision": decision, "standings": standings, "form": form if open_ones else None,
        "refusal": refusal,
    }  # fmt: skip
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "course/appeal.html", context, status=status)


def requested(
    request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID
) -> tuple[Viewer, Case, CourseDecision]:
    """Who asks, the case and the issued decision of the address."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    decision = queries.get(viewer, decision_id)
    if decision.case_id != case.pk:
        raise not_found()
    return viewer, case, decision


def paper_of(uploads: list[Any], by: Viewer, at: datetime) -> StoredFile | None:
    """What was sent with the form, in the store."""
    if not uploads:
        return None
    return files.take_in(uploads[0], name=uploads[0].name, by=by, at=at, door=files.PDF_ONLY)


def refused_onto(form: Any, refusal: Refused) -> None:
    """No right: the error page; else onto the form."""
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)


def _form_page(
    request: HttpRequest, case: Case, decision: CourseDecision, form: Any, title: str, **more: Any
) -> HttpResponseBase:
    context = {
        **case_page.header(viewer_of(request), case, TAB), "decision": decision, "form": form, "title": title,
        "periods": list(decision.periods.all()), **more,
    }  # fmt: skip
    return render(request, "course/challenge.html", context, status=422 if form.errors else 200)
