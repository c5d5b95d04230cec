"""The desk of the leaders of the court below: what came back amended or quashed, and whether the judge was at fault."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toaan.core import clock, policy
from toaan.core.http import staff, viewer_of
from toaan.core.paging import page_of
from toaan.review import actions, queries
from toaan.review.models import Cause
from toaan.review.session_forms import SUBJECTIVE, CauseForm, ReversalsForm
from toaan.review.views.common import sent


@require_safe
@staff("page.reversals")
def listed(request: HttpRequest) -> HttpResponseBase:
    """Those without a stated cause, then all, the newest first; or those behind a figure of a judge."""
    rows = queries.reversals(viewer_of(request))
    wanted = ReversalsForm(request.GET)
    if wanted.is_valid():
        asked = wanted.cleaned_data
        within = (asked["tu"], asked["den"])
        found = rows.filter(judge=asked["tham_phan"], subjective=True, decided_on__range=within)
        shown = page_of(request, found)
        return render(
            request, "review/reversals.html", {"stated": shown, "page_obj": shown, "within": within}
        )
    waiting = list(rows.filter(subjective=None))
    shown = page_of(request, rows.exclude(subjective=None))
    return render(request, "review/reversals.html", {"waiting": waiting, "stated": shown, "page_obj": shown})


@staff("page.reversals")
def one(request: HttpRequest, reversal_id: uuid.UUID) -> HttpResponseBase:
    """How it came back, everything stated of its cause, and the form to state or to correct it."""
    viewer = viewer_of(request)
    made = queries.reversal(viewer, reversal_id)
    causes = list(made.causes.select_related("post__user", "post__court"))
    form = CauseForm(request.POST or None, initial={"seen": causes[-1].pk if causes else ""})

    def do() -> Cause:
        data = form.cleaned_data
        return actions.state_cause(
            by=viewer, reversal_id=made.pk, subjective=data["cause"] == SUBJECTIVE, reason=data["reason"], seen=data["seen"],
            at=clock.now(),
        )  # fmt: skip

    said = _("Đã ghi nguyên nhân.")
    answer = sent(request, form, do, lambda _made: said, "review:reversal", made.pk)
    if answer:
        return answer
    context = {
        "made": made,
        "causes": causes,
        "form": form if policy.allows(viewer, "review.state_cause", made) else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "review/reversal.html", context, status=status)
