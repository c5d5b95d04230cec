"""A party asks for a measure in the portal, follows it, and complains."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.core import clock, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, viewer_of
from toaan.measures import actions, queries
from toaan.measures.actions.complaining import last_day, may_complain
from toaan.measures.forms import MeasureComplaintForm, OnlineAskForm


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """What was asked and decided in the case, and the form for a request."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    parties = queries.requesters(viewer, case) if case.can("measures.request") else []
    form = OnlineAskForm(request.POST or None, case=case, today=clock.today(), parties=parties)
    refusal = None
    if request.method == "POST" and parties and form.is_valid():
        try:
            asked = form.asked(party_id=uuid.UUID(form.cleaned_data["party"]))
            actions.request(by=viewer, case_id=case.pk, asked=asked, at=clock.now())
        except Refused as found:
            if found.code == "measure.asked":
                return redirect("measures:mine", case.pk)
            if found.status in (403, 404):
                raise
            refusal = found
            for name, message in (found.fields or {}).items():
                if name in form.fields:
                    form.add_error(name, message)
        else:
            messages.success(request, _("Đã gửi đơn yêu cầu. Thẩm phán xem xét trong 03 ngày làm việc."))
            return redirect("measures:mine", case.pk)
    rows = queries.of_case(viewer, case)
    own = {p.pk for p in queries.requesters(viewer, case)}
    context = {
        "case": case, "form": form if parties else None, "refusal": refusal,
        "rows": [
            {"asked": r, "decisions": [d for d in r.decisions.all() if d.kind not in {"security", "refusal"} or r.party_id in own]}
            for r in rows
        ],
    }  # fmt: skip
    return render(request, "measures/mine.html", context, status=422 if request.method == "POST" else 200)


@signed_in
def complain(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A party complains of one decision; afterwards the same address shows what became of it."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    decision = queries.decision(viewer, case, decision_id)
    parties = [p for p in queries.requesters(viewer, case) if may_complain(decision, p)]
    made = {c.party_id: c for c in decision.complaints.select_related("party", "settled_by__number")}
    days = {p: last_day(decision, p) for p in parties}
    today = clock.today()
    open_ones = [
        p for p in parties
        if p.pk not in made and case.can("measures.complain") and ((day := days[p]) is None or day >= today)
    ]  # fmt: skip
    if request.method == "POST" and not open_ones:
        return redirect("measures:complain", case.pk, decision.pk)
    form = MeasureComplaintForm(request.POST or None, parties=open_ones, short=True)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.complain(
                by=viewer, decision_id=decision.pk, party_id=uuid.UUID(form.cleaned_data["party"]),
                ground=form.cleaned_data["ground"], at=clock.now(),
            )  # fmt: skip
        except Refused as found:
            refusal = found
        else:
            messages.success(request, _("Đã gửi đơn khiếu nại đến Tòa án."))
            return redirect("measures:complain", case.pk, decision.pk)
    context = {
        "case": case, "decision": decision, "refusal": refusal, "form": form if open_ones else None,
        "settle_term": rules_in_force.time_limit("BLTTDS:141.1", today).words(),
        "made": [made[p.pk] for p in parties if p.pk in made],
        "days": [(p, days[p], (day := days[p]) is not None and day < today) for p in parties if p.pk not in made],
    }  # fmt: skip
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "measures/complain.html", context, status=status)
