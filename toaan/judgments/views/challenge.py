"""Appeals and protests: taken in at the court, filed online by a party."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.course.actions.challenging import Intake
from toaan.course.views.challenging import TOO_LATE, paper_of, refused_onto
from toaan.judgments import actions, queries
from toaan.judgments.forms import LateAppealForm, OnlineAppealForm, PaperAppealForm, ProtestForm
from toaan.judgments.models import Judgment
from toaan.judgments.models.challenge import Level
from toaan.judgments.views import late
from toaan.judgments.views.case import TAB, pdf


@staff()
def record_appeal(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in an appeal handed in or sent by post."""
    viewer, case, judgment = _pronounced(request, case_id)
    policy.require(viewer, "judgments.record_appeal", judgment)
    too_late = False
    form = PaperAppealForm(
        request.POST or None,
        request.FILES or None,
        parts=list(judgment.parts.all()),
        parties=list(case.parties.all()),
        initial={"received_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            intake = Intake(data["received_on"], data["channel"], paper_of(data["paper"], viewer, at))
            actions.record_appeal(
                by=viewer,
                judgment_id=judgment.pk,
                party_id=uuid.UUID(data["party"]),
                part_ids=data["parts"],
                ground=data["ground"],
                intake=intake,
                at=at,
            )
        except Refused as refusal:
            refused_onto(form, refusal)
            too_late = refusal.code in TOO_LATE
        else:
            messages.success(request, _("Đã nhận đơn kháng cáo."))
            return redirect(TAB, case.pk)
    late_way = reverse("appeals:take_late", args=[case.pk])
    return _form_page(request, judgment, form, _("Nhận đơn kháng cáo"), late=late_way, too_late=too_late)


@staff()
def record_protest(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The procurator sends a protest, or the clerk takes it in."""
    viewer, case, judgment = _pronounced(request, case_id)
    policy.require(viewer, "judgments.record_protest", judgment)
    form = ProtestForm(
        request.POST or None,
        request.FILES or None,
        parts=list(judgment.parts.all()),
        initial={"received_on": clock.today(), "level": Level.SAME},
    )
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            actions.record_protest(
                by=viewer,
                judgment_id=judgment.pk,
                level=data["level"],
                part_ids=data["parts"],
                number=data["number"],
                received_on=data["received_on"],
                ground=data["ground"],
                paper=paper_of(data["paper"], viewer, at),
                at=at,
            )
        except Refused as refusal:
            refused_onto(form, refusal)
        else:
            messages.success(request, _("Đã nhận quyết định kháng nghị."))
            return redirect(TAB, case.pk)
    return _form_page(request, judgment, form, _("Nhận quyết định kháng nghị"))


@signed_in
def appeal(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party appeals: which parts, why; afterwards the same address shows what was filed."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is None or not judgment.is_pronounced or viewer.post is not None:
        raise not_found()
    standings = queries.standings(viewer, judgment, clock.today())
    filed = [s.appeal for s in standings if s.appeal]
    parties = [s.party for s in standings if s.is_open]
    missed = [s for s in standings if s.is_missed]
    parts = list(judgment.parts.all())
    form = OnlineAppealForm(request.POST or None, parts=parts, parties=parties)
    refusal = None
    if request.method == "POST" and not parties and not missed and standings:
        return redirect("judgments:appeal", case.pk)  # the same press twice
    if request.method == "POST" and missed and not parties:
        return _came_too_late(request, judgment, standings)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_appeal(
                by=viewer,
                judgment_id=judgment.pk,
                party_id=uuid.UUID(data["party"]),
                part_ids=data["parts"],
                ground=data["ground"],
                at=clock.now(),
            )
        except Refused as found:
            refusal = found
        else:
            messages.success(request, _("Đã gửi đơn kháng cáo đến Tòa án."))
            return redirect("judgments:appeal", case.pk)
    context = {
        "case": case,
        "judgment": judgment,
        "form": form if parties else None,
        "filed": filed,
        "refusal": refusal,
        "standings": standings,
        "missed": missed,
        "delivered": queries.is_delivered_to(viewer, judgment),
    }
    status = refusal.status if refusal else 422 if form.errors and request.method == "POST" else 200
    return render(request, "judgments/appeal.html", context, status=status)


def _came_too_late(
    request: HttpRequest, judgment: Judgment, standings: list[queries.Standing]
) -> HttpResponseBase:
    """The period ended while the form was open: the other form, with all that was typed."""
    missed = [s for s in standings if s.is_missed]
    typed = {
        "party": request.POST.get("party", ""),
        "parts": request.POST.getlist("parts"),
        "ground": request.POST.get("ground", ""),
    }
    form = LateAppealForm(parts=list(judgment.parts.all()), parties=[s.party for s in missed], initial=typed)
    message = _(
        "Đơn chưa được gửi vì thời hạn kháng cáo đã hết. Những gì bạn viết còn nguyên ở dưới: thêm lý do nộp chậm rồi gửi "
        "thành đơn kháng cáo quá hạn."
    )
    refusal = Refused("appeal.late", message, status=422)
    return late.page(request, judgment, standings, form, refusal=refusal, status=422)


@signed_in
def download(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party reads the judgment that was delivered to him."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is None or not judgment.is_pronounced:
        raise not_found()
    if viewer.post is None and not queries.is_delivered_to(viewer, judgment):
        raise Refused(
            "judgment.not_delivered",
            _(
                "Tòa án chưa gửi bản án cho bạn. Khi Tòa án gửi (khoản 2 Điều 269 Bộ luật Tố tụng dân sự), bạn nhận được "
                "thông báo và xem được bản án tại đây."
            ),
        )
    return pdf(judgment, download="tai" in request.GET)


def _pronounced(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, Case, Judgment]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is None or not judgment.is_pronounced:
        raise not_found()
    return viewer, case, judgment


def _form_page(
    request: HttpRequest, judgment: Judgment, form: Any, title: str, **more: Any
) -> HttpResponseBase:
    viewer = viewer_of(request)
    context = {
        **case_page.header(viewer, cases.get(viewer, judgment.case_id), TAB),
        "judgment": judgment,
        "form": form,
        "title": title,
        "periods": judgment.periods.select_related("party"),
        **more,
    }
    return render(request, "judgments/challenge.html", context, status=422 if form.errors else 200)
