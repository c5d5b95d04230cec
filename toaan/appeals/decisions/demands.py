"""Pages on which the court above asks for the file of a strike (BLTTDS 413.1)."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.appeals.decisions import actions, queries
from toaan.core import clock, files, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of


@staff("page.appeal_files")
def demand(request: HttpRequest, demand_id: uuid.UUID) -> HttpResponseBase:
    """What is challenged, and the letter that asks for the file."""
    viewer = viewer_of(request)
    found = queries.demand(viewer, demand_id)
    form = forms.Form(request.POST or None)
    if request.method == "POST":
        policy.require(viewer, "appeals.demand_file", found)
        form.is_valid()
        try:
            made = actions.demand_file(by=viewer, demand_id=found.pk, at=clock.now())
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            if refusal.code == "demand.done":
                messages.info(request, refusal.message)
                return redirect("appeals:demand_file", found.pk)
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ban hành %s.") % f"{made.title[:1].lower()}{made.title[1:]}")
            return redirect("appeals:demand_file", found.pk)
    today = clock.today()
    context = {
        "demand": found, "case": found.decision.case, "live": queries.live(found.decision), "form": form,
        "overdue": not found.issued and found.due_on < today,
        "term": rules_in_force.time_limit(actions.SEND, today).words(),
        "may": policy.allows(viewer, "appeals.demand_file", found),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "appeals/demand.html", context, status=status)


@staff("page.appeal_files")
def paper(request: HttpRequest, demand_id: uuid.UUID) -> HttpResponseBase:
    """The letter, as PDF."""
    found = queries.demand(viewer_of(request), demand_id)
    if not found.issued:
        raise not_found()
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))
