"""The president takes in an appeal that was posted in time and arrived after the effect was noted (BLTTDS 273.3)."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.appeals import actions
from toaan.appeals.actions.posted import TAKE
from toaan.appeals.late_forms import PostedAppealForm
from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.course.views.challenging import paper_of
from toaan.judgments import queries

TAB = "judgments:case"


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
        **case_page.header(viewer, case, TAB), "form": form, "challenged": str(judgment),
        "periods": judgment.periods.select_related("party"),
    }  # fmt: skip
    return render(request, "appeals/take_posted.html", context, status=422 if form.is_bound else 200)
