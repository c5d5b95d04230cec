"""The portal for whoever files for another: as what, the papers, and what the court answered."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import clock, files
from toaan.core.errors import Refused
from toaan.core.http import signed_in
from toaan.filing import actions, queries, representing
from toaan.filing.authority_forms import ForWhomForm, SupplyForm
from toaan.filing.forms import show_faults
from toaan.filing.models import CourtPaper
from toaan.filing.states import AUTHORITY, DRAFT
from toaan.filing.views import guide
from toaan.filing.views.common import citizen


@signed_in
def for_whom(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """For whom the draft is, and as what one files it."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    if petition.state != DRAFT:
        return redirect("filing:mine_petition", petition.pk)
    known = representing.of(petition)
    capacities = representing.capacities(clock.today())
    initial = {"capacity": known.kind if known else "", "credentials": known.credentials if known else ""}
    form = ForWhomForm(request.POST or None, capacities=capacities, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.file_for(by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            show_faults(refusal, form)
        else:
            said = _(
                "Đã ghi: bạn nộp đơn thay. Hãy ghi người bạn nộp thay ở mục người khởi kiện, đính kèm giấy tờ về tư cách."
            )
            messages.success(request, said if made else _("Đã ghi: bạn nộp đơn cho chính mình."))
            return redirect(guide.url(petition, guide.page_of(petition, "plaintiffs")))
    context = {"petition": petition, "form": form, "capacities": capacities}
    bad = form.is_bound and bool(form.errors)
    return render(request, "filing/for_whom.html", context, status=422 if bad else 200)


@signed_in
def supply(request: HttpRequest, petition_id: uuid.UUID) -> HttpResponseBase:
    """Hand in what the court found missing of the papers."""
    viewer = citizen(request)
    petition = queries.get(viewer, petition_id)
    found = representing.of(petition)
    if found is None or not AUTHORITY.can("filing.supply_authority", found.state):
        return redirect("filing:mine_petition", petition.pk)
    form = SupplyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = [actions.Upload(f, f.name or "giay-to") for f in form.cleaned_data["uploads"]]
        try:
            actions.supply_authority(by=viewer, petition_id=petition.pk, uploads=chosen, at=clock.now())
        except Refused as refusal:
            form.add_error("uploads", refusal.message)
        else:
            messages.success(request, _("Đã nộp. Tòa án kiểm tra giấy tờ và báo lại."))
            return redirect("filing:mine_petition", petition.pk)
    context = {"petition": petition, "form": form, "authority": found}
    bad = form.is_bound and bool(form.errors)
    return render(request, "filing/supply_authority.html", context, status=422 if bad else 200)


@signed_in
def notice(request: HttpRequest, authority_id: uuid.UUID) -> HttpResponseBase:
    """The notice by which the court did not accept the viewer, who no longer acts in the petition."""
    rows = queries.refused_to_represent(citizen(request))
    found = next((a for a in rows if a.pk == authority_id), None)
    paper = (
        CourtPaper.objects.filter(petition=found.petition, kind=CourtPaper.Kind.AUTHORITY).first()
        if found is not None
        else None
    )
    if paper is None:
        raise Http404
    return files.respond(paper.file_id, name="thong-bao.pdf")
