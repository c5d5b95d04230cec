"""The petitioner's own pages: list, tracking like a parcel, receipt at once, receipt of the fee advance."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.page import deadline_card
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import signed_in
from toaan.core.paging import page_of
from toaan.core.together import load
from toaan.filing import actions, beside, fees, papers, queries, representing, way
from toaan.filing.forms import ReceiptForm, show_faults
from toaan.filing.models import Petition
from toaan.filing.states import AMENDING, DRAFT, FEE_DUE
from toaan.filing.views import guide
from toaan.filing.views.common import citizen


@signed_in
def petitions(request: HttpRequest) -> HttpResponseBase:
    """My drafts and petitions."""
    found = page_of(request, queries.mine(citizen(request)))
    rows = [{"petition": p, "url": _address(p)} for p in found]
    shared = queries.to_confirm(citizen(request))
    refused = queries.refused_to_represent(citizen(request))
    context = {"page_obj": found, "rows": rows, "shared": shared, "refused": refused}
    return render(request, "filing/mine.html", context)


def _address(petition: Petition) -> str:
    if petition.state == DRAFT:
        return guide.url(petition, guide.BY_SECTION["check"])
    return reverse("filing:mine_petition", args=[petition.pk])


@signed_in
def petition(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """One petition like a parcel: what to do now first, then the way."""
    viewer = citizen(request)
    found = queries.whole(viewer, petition_id)
    if found.state == DRAFT:
        return redirect(_address(found))
    request_to_amend, returned = getattr(found, "amendment_request", None), getattr(found, "returned", None)
    deadlines, events = queries.deadlines(viewer, found), queries.history(viewer, found)
    load(deadlines, events)
    context = {
        "petition": found,
        "authority": representing.of(found),
        "now": way.now(found, request_to_amend, returned),
        "amendment": request_to_amend if found.state == AMENDING else None,
        "fee": getattr(found, "fee_notice", None),
        "returned": returned,
        "transfer": getattr(found, "transfer", None),
        "came_by": getattr(found, "came_by", None),
        "track": way.track(found, [*events][::-1]),
        "deadlines": [deadline_card(d, plain=True) for d in deadlines if d.state == d.State.OPEN],
        "versions": found.versions.all(),
        "attachments": found.attachments.all(),
        "papers": found.papers.all(),
        "panels": beside.panels(viewer, found),
    }
    return render(request, "filing/petition_portal.html", context)


@signed_in
def filed(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """The receipt, at once, even before its PDF is made."""
    viewer = citizen(request)
    found = queries.get(viewer, petition_id)
    if found.state == DRAFT:
        return redirect(_address(found))
    paper = found.papers.filter(kind="receipt").first()
    return render(
        request,
        "filing/filed.html",
        {
            **papers.receipt(found),
            "paper": paper,
            "following": way.expected(found),
        },
    )


@signed_in
def hand_in_receipt(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Send the receipt of the enforcement agency."""
    viewer = citizen(request)
    found = queries.get(viewer, petition_id)
    if found.state != FEE_DUE:
        return redirect("filing:mine_petition", found.pk)
    form = ReceiptForm(request.POST or None, request.FILES or None, initial={"agency": fees.payee(found)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        upload = data["file"]
        try:
            actions.hand_in_receipt(
                by=viewer, petition_id=found.pk, number=data["number"], dated=data["dated"], amount=data["amount"],
                agency=data["agency"], at=clock.now(),
                upload=actions.Upload(upload, upload.name or "bien-lai") if upload else None,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.code == "wrong_state":
                return redirect("filing:mine_petition", found.pk)
            if refusal.code.startswith("file."):
                form.add_error("file", refusal.message)
            else:
                show_faults(refusal, form)
        else:
            messages.success(request, _("Đã nhận biên lai. Tòa án sẽ thụ lý đơn của bạn."))
            return redirect("filing:mine_petition", found.pk)
    context = {"petition": found, "form": form, "notice": found.fee_notice}
    return render(
        request, "filing/receipt_form.html", context, status=422 if form.is_bound and form.errors else 200
    )
