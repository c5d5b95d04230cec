"""The list of mediators: everybody who works with mediation reads it, the HR officer keeps it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.mediation import actions, queries
from toaan.mediation import forms as f
from toaan.mediation.models import Mediator

PAGE = "page.mediators"


@staff(PAGE)
def everybody(request: HttpRequest) -> HttpResponseBase:
    """Who may mediate at this court, until when, in which fields, how much each has in hand; who left."""
    viewer = viewer_of(request)
    rows = queries.everybody(viewer)
    busy = queries.in_hand(rows)
    today = clock.today()
    context = {
        "rows": [{"one": m, "busy": busy[m.pk], "stands": m.stands_on(today)} for m in rows],
        "may_keep": policy.allows(viewer, "mediation.appoint", Mediator(court_id=viewer.court_id)),
    }
    return render(request, "mediation/mediators.html", context)


@staff(PAGE)
def appoint(request: HttpRequest) -> HttpResponseBase:
    """Enter an appointment."""
    viewer = viewer_of(request)
    policy.require(viewer, "mediation.appoint", Mediator(court_id=viewer.court_id))
    form = f.AppointForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            made = actions.appoint(by=viewer, fields=data.pop("fields_"), at=clock.now(), **data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã ghi %s vào danh sách Hòa giải viên. Hãy công bố, niêm yết danh sách (khoản 5 Điều 11).") % made
            )  # fmt: skip
            return redirect("mediation:mediators")
    context = {
        "form": form, "title": _("Ghi nhận bổ nhiệm Hòa giải viên"), "button": _("Ghi nhận"), "icon": "user-plus",
        "subject": viewer.court, "back": reverse("mediation:mediators"),
    }  # fmt: skip
    return render(request, "mediation/form.html", context, status=422 if form.errors else 200)


@staff(PAGE)
def remove(request: HttpRequest, mediator_id: uuid.UUID) -> HttpResponseBase:
    """Take somebody off the list."""
    viewer = viewer_of(request)
    found = queries.mediator(viewer, mediator_id)
    policy.require(viewer, "mediation.remove", found)
    form = f.RemoveForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove(by=viewer, mediator_id=found.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.code == "mediator.removed":
                messages.info(request, refusal.message)
                return redirect("mediation:mediators")
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã xóa tên %s khỏi danh sách Hòa giải viên.") % found)
            return redirect("mediation:mediators")
    context = {
        "form": form, "title": _("Xóa tên Hòa giải viên"), "button": _("Xóa tên"), "icon": "user-minus", "subject": found,
        "back": reverse("mediation:mediators"),
    }  # fmt: skip
    return render(request, "mediation/form.html", context, status=422 if form.errors else 200)
