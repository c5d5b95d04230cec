"""A party asks for a measure in the portal, follows it, and complains; also together with a petition (111.2)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, viewer_of
from toaan.filing import queries as filing
from toaan.filing.models import Petition
from toaan.filing.views.common import citizen
from toaan.measures import actions, queries
from toaan.measures.actions.complaining import last_day, may_complain
from toaan.measures.actions.serving import OPEN_TO
from toaan.measures.forms import MeasureComplaintForm, OnlineAskForm, UrgentOnlineForm
from toaan.measures.models import MeasureDecision, Side
from toaan.measures.states import BEFORE_ACCEPTANCE

K = MeasureDecision.Kind


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
            refusal = _on(form, found)
        else:
            messages.success(request, _("Đã gửi đơn yêu cầu. Thẩm phán xem xét trong 03 ngày làm việc."))
            return redirect("measures:mine", case.pk)
    own = {p.pk for p in queries.requesters(viewer, case)}
    rows = [
        (r, [d for d in r.decisions.all() if d.kind not in {K.SECURITY, K.REFUSAL} or r.party_id in own])
        for r in queries.of_case(viewer, case)
    ]
    context = {
        "back": {"url": reverse("portal:case", args=[case.pk]), "text": _("Vụ án %s") % case},
        "form": form if parties else None, "refusal": refusal,
        "rows": [{"asked": r, "decisions": [{"one": d, **_links(d, case)} for d in made]} for r, made in rows],
    }  # fmt: skip
    return render(request, "measures/mine.html", context, status=422 if request.method == "POST" else 200)


def _on(form: Any, found: Refused) -> Refused:
    """The refusal on the fields it names; no right, or nothing there, is an error page."""
    if found.status in (403, 404):
        raise found
    for name, message in (found.fields or {}).items():
        if name in form.fields:
            form.add_error(name, message)
    return found


def _links(made: MeasureDecision, matter: Case | Petition) -> dict[str, str]:
    """Where the paper lies and where one complains; in a case papers come by service."""
    open_to = made.kind in OPEN_TO
    if isinstance(matter, Case):
        return {"complain": reverse("measures:complain", args=[matter.pk, made.pk]) if open_to else ""}
    args = [matter.pk, made.pk]
    return {
        "paper": reverse("measures:mine_paper_urgent", args=args),
        "complain": reverse("measures:complain_urgent", args=args) if open_to else "",
    }


@signed_in
def mine_urgent(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """What was asked together with a petition, and the form for it; once there is a case, its page."""
    viewer = citizen(request)
    petition = filing.get(viewer, petition_id)
    if petition.case is not None:
        return redirect("measures:mine", petition.case.pk)
    may = not petition.is_request and BEFORE_ACCEPTANCE.can("measures.request_urgent", petition.state)
    form = UrgentOnlineForm(request.POST or None, petition=petition, today=clock.today())
    refusal = None
    if request.method == "POST" and may and form.is_valid():
        try:
            actions.request_urgent(by=viewer, petition_id=petition.pk, asked=form.urgent(), at=clock.now())
        except Refused as found:
            if found.code == "measure.asked":
                return redirect("measures:mine_urgent", petition.pk)
            refusal = _on(form, found)
        else:
            messages.success(request, _("Đã gửi đơn yêu cầu. Tòa án phân công ngay Thẩm phán; Thẩm phán quyết định trong 48 giờ."))  # fmt: skip
            return redirect("measures:mine_urgent", petition.pk)
    context = {
        "back": {"url": reverse("filing:mine_petition", args=[petition.pk]), "text": _("Đơn %s") % petition},
        "form": form if may else None, "refusal": refusal, "petition": petition,
        "rows": [
            {"asked": r, "decisions": [{"one": d, **_links(d, petition)} for d in r.decisions.all()]}
            for r in queries.of_petition(viewer, petition)
        ],
    }  # fmt: skip
    return render(request, "measures/mine.html", context, status=422 if request.method == "POST" else 200)


@signed_in
def paper_urgent(request: HttpRequest, petition_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A decision made before acceptance, as PDF, for who asked."""
    viewer = citizen(request)
    found = queries.decision(viewer, filing.get(viewer, petition_id), decision_id)
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))


@signed_in
def complain_urgent(request: HttpRequest, petition_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """Who asked together with his petition complains of the answer; afterwards the same address shows what became of it."""
    viewer = citizen(request)
    petition = filing.get(viewer, petition_id)
    if petition.case is not None:
        return redirect("measures:complain", petition.case.pk, decision_id)
    decision = queries.decision(viewer, petition, decision_id)
    rows = decision.complaints.filter(side=Side.REQUESTER).select_related("settled_by__number")
    made, due, today = list(rows), last_day(decision, None, Side.REQUESTER), clock.today()
    may = decision.kind in OPEN_TO and not made and (due is None or due >= today)
    if request.method == "POST" and not may:
        return redirect("measures:complain_urgent", petition.pk, decision.pk)
    form = MeasureComplaintForm(request.POST or None, parties=[], short=True)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.complain(
                by=viewer, decision_id=decision.pk, party_id=None, side=Side.REQUESTER,
                ground=form.cleaned_data["ground"], at=clock.now(),
            )  # fmt: skip
        except Refused as found:
            refusal = found
        else:
            messages.success(request, _("Đã gửi đơn khiếu nại đến Tòa án."))
            return redirect("measures:complain_urgent", petition.pk, decision.pk)
    name = decision.request.requester_name
    context = {
        "back": reverse("measures:mine_urgent", args=[petition.pk]), "court": petition.court, "decision": decision,
        "refusal": refusal, "form": form if may else None,
        "settle_term": rules_in_force.time_limit("BLTTDS:141.1", today).words(),
        "made": [(name, c) for c in made], "days": [] if made else [(name, due, due is not None and due < today)],
    }  # fmt: skip
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "measures/complain.html", context, status=status)


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
        "back": reverse("measures:mine", args=[case.pk]), "court": case.court, "decision": decision, "refusal": refusal,
        "form": form if open_ones else None,
        "settle_term": rules_in_force.time_limit("BLTTDS:141.1", today).words(),
        "made": [(p, made[p.pk]) for p in parties if p.pk in made],
        "days": [(p, days[p], (day := days[p]) is not None and day < today) for p in parties if p.pk not in made],
    }  # fmt: skip
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "measures/complain.html", context, status=status)
