"""The petitioner complains of the return in the portal, first to the court, then above; the same page shows what came of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import clock, rules_in_force
from toaan.core.errors import Refused
from toaan.core.http import signed_in
from toaan.filing import actions, queries, returns
from toaan.filing.forms import ReturnComplaintForm, show_faults
from toaan.filing.models import ReturnReview
from toaan.filing.views.common import citizen

FIRST, ABOVE = ReturnReview.Level.FIRST, ReturnReview.Level.ABOVE
STALE = frozenset({"complaint.already", "complaint.final", "wrong_state"})
"""Refusals that mean the page was old: it is shown anew."""


@signed_in
def complain(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Complain of the return (194.1), or of the answer to the president of the court above (194.5)."""
    viewer = citizen(request)
    found = queries.whole(viewer, petition_id)
    if not found.returns.all():
        return redirect("filing:mine_petition", found.pk)
    level = returns.level_now(found)
    form = ReturnComplaintForm(request.POST or None) if level else None
    refusal = None
    if request.method == "POST" and form is None:
        return redirect("filing:complain_of_return", found.pk)
    if request.method == "POST" and form is not None and form.is_valid():
        act = actions.complain_of_return_above if level == ABOVE else actions.complain_of_return
        try:
            act(by=viewer, petition_id=found.pk, ground=form.cleaned_data["ground"], at=clock.now())
        except Refused as found_wrong:
            if found_wrong.code in STALE:
                return redirect("filing:complain_of_return", found.pk)
            refusal = found_wrong
            show_faults(refusal, form)
        else:
            messages.success(request, _("Đã gửi đơn khiếu nại đến Tòa án."))
            return redirect("filing:complain_of_return", found.pk)
    today = clock.today()
    context = {
        "petition": found, "form": form, "above": level == ABOVE,
        "court": found.court.parent if level == ABOVE else found.court,
        "due": returns.last_days(found, level).get("petitioner") if level else None,
        "returned": found.returns.all()[len(found.returns.all()) - 1],
        "reviews": [
            {"one": r, "session": r.meets}
            for made in found.returns.all()
            for r in made.reviews.all()
        ],
        "session_term": rules_in_force.time_limit("BLTTDS:194.3", today).words(),
        "above_term": rules_in_force.time_limit("BLTTDS:194.6", today).words(),
        "first_term": rules_in_force.time_limit("BLTTDS:194.1", today).words(),
    }  # fmt: skip
    status = 422 if form is not None and form.errors else 200
    return render(request, "filing/complain_of_return.html", context, status=status)
