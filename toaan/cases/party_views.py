"""A party joins a running case; a party moves, or what was not known of it is found out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import actions, page, queries
from toaan.cases.forms import DetailsForm, EndRepresentationForm, PartyForm
from toaan.cases.models import Representation
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of


@staff()
def add_party(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The judge or the clerk brings a party into the case."""
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "cases.add_party", case)
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        reason = told.pop("reason")
        try:
            made = actions.add_party(
                by=viewer, case_id=case.pk, data=actions.PartyData(**told), reason=reason, at=clock.now()
            )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "party.exists":  # the form was sent twice
                messages.info(request, refusal.message)
                return redirect("cases:parties", case.pk)
            show_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s đã được đưa vào tham gia tố tụng.") % {"name": made.name})
            return redirect("cases:parties", case.pk)
    context = {**page.header(viewer, case, "cases:parties"), "form": form}
    return render(request, "cases/add_party.html", context, status=422 if form.is_bound else 200)


@staff()
def change_details(request: HttpRequest, case_id: uuid.UUID, party_id: uuid.UUID) -> HttpResponseBase:
    """The clerk or the judge enters a party's new address, or what was not known of it."""
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "cases.change_details", case)
    party = next((p for p in case.parties.all() if p.pk == party_id), None)
    if party is None:
        raise not_found()
    known = {
        name: getattr(party, name) for name in ("address", "phone", "email", "birth_year", "personal_id")
    }
    form = DetailsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        reason = told.pop("reason")
        try:
            actions.change_details(
                by=viewer,
                case_id=case.pk,
                party_id=party.pk,
                details=actions.Details(**told),
                reason=reason,
                at=clock.now(),
            )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "details.same":  # the form was sent twice
                messages.info(request, refusal.message)
                return redirect("cases:parties", case.pk)
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi thông tin mới của %(name)s.") % {"name": party.name})
            return redirect("cases:parties", case.pk)
    context = {**page.header(viewer, case, "cases:parties"), "form": form, "party": party}
    return render(request, "cases/party_details.html", context, status=422 if form.is_bound else 200)


@staff()
def end_representation(
    request: HttpRequest, case_id: uuid.UUID, representation_id: uuid.UUID
) -> HttpResponseBase:
    """The clerk or the judge enters that somebody speaks for a party no more."""
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "cases.end_representation", case)
    found = (
        Representation.everybody.filter(pk=representation_id, party__case=case)
        .select_related("party")
        .first()
    )
    if found is None:
        raise not_found()
    form = EndRepresentationForm(request.POST or None, initial={"ended_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_representation(
                by=viewer, case_id=case.pk, representation_id=found.pk, at=clock.now(), **form.cleaned_data
            )
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "protector.ended":  # the form was sent twice
                messages.info(request, refusal.message)
                return redirect("cases:parties", case.pk)
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi %(name)s thôi tham gia.") % {"name": found.name})
            return redirect("cases:parties", case.pk)
    context = {**page.header(viewer, case, "cases:parties"), "form": form, "person": found}
    return render(request, "cases/end_representation.html", context, status=422 if form.is_bound else 200)
