"""The president takes in an appeal, against the judgment or a decision, that was posted in time and came after the effect (BLTTDS 273.3)."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.appeals import actions
from toaan.appeals.actions.posted import TAKE
from toaan.appeals.actions.posted_decision import act_of
from toaan.appeals.decisions.forms import PostedDecisionAppealForm
from toaan.appeals.late_forms import PostedAppealForm
from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.course.views.challenging import paper_of, requested
from toaan.judgments import queries

TAB, OF_DECISIONS = "judgments:case", "appeals:decisions"


@staff()
def take(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The appeal, its day and what shows it."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, case)
    if judgment is None or not judgment.is_pronounced:
        raise not_found()
    policy.require(viewer, TAKE, judgment)
    form = PostedAppealForm(
        request.POST or None, request.FILES or None, parts=list(judgment.parts.all()), parties=list(case.parties.all()),
        initial={"arrived_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            what = actions.Posted(
                uuid.UUID(data["party"]), data["parts"], data["ground"], data["posted_on"], data["arrived_on"], data["how"],
                paper_of(data["paper"], viewer, at), paper_of(data["envelope"], viewer, at),
            )  # fmt: skip
            actions.take_posted(by=viewer, judgment_id=judgment.pk, what=what, at=at)
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "appeal.already":
                messages.info(request, refusal.message)
                return redirect(TAB, case.pk)
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                _(
                    "Đã nhận kháng cáo trong thời hạn. Các phần bị kháng cáo chưa có hiệu lực; thông báo ở mục Tống đạt."
                ),
            )
            return redirect(TAB, case.pk)
    context = {
        **case_page.header(viewer, case, TAB), "form": form, "challenged": str(judgment), "tab": TAB,
        "periods": judgment.periods.select_related("party"),
    }  # fmt: skip
    return render(request, "appeals/take_posted.html", context, status=422 if form.is_bound else 200)


@staff()
def take_decision(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """The same against a decision that suspended or ended the case, or settled the request."""
    viewer, case, decision = requested(request, case_id, decision_id)
    policy.require(viewer, act_of(decision), decision)
    form = PostedDecisionAppealForm(
        request.POST or None, request.FILES or None, parties=list(case.parties.all()),
        initial={"arrived_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            what = actions.Posted(
                uuid.UUID(data["party"]), (), data["ground"], data["posted_on"], data["arrived_on"], data["how"],
                paper_of(data["paper"], viewer, at), paper_of(data["envelope"], viewer, at),
            )  # fmt: skip
            actions.take_posted_decision(by=viewer, decision_id=decision.pk, what=what, at=at)
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "appeal.already":
                messages.info(request, refusal.message)
                return redirect(OF_DECISIONS, case.pk)
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Đã nhận kháng cáo trong thời hạn. Quyết định chưa có hiệu lực; thông báo ở mục Tống đạt."),
            )
            return redirect(OF_DECISIONS, case.pk)
    context = {
        **case_page.header(viewer, case, OF_DECISIONS), "form": form, "challenged": decision.title, "of_decision": True,
        "periods": decision.periods.select_related("party"), "tab": OF_DECISIONS,
    }  # fmt: skip
    return render(request, "appeals/take_posted.html", context, status=422 if form.is_bound else 200)
