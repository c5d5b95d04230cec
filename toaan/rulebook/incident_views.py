"""Sự cố Cổng thông tin: recorded by the IT officer, read by everybody on the portal."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.rulebook import actions, incidents
from toaan.rulebook.incident_forms import EndIncidentForm, IncidentForm
from toaan.rulebook.models import PortalIncident, Rulebook

PAGE = "page.incidents"


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


@staff(PAGE)
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every incident with the days that it takes from terms, and the form for a new one."""
    viewer = viewer_of(request)
    now = clock.now()
    form = IncidentForm(request.POST or None, initial={"started_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_incident(
                by=viewer, what=data["what"], started_at=_moment(data["started_on"], data["started_time"]),
                ended_at=_moment(data["ended_on"], data["ended_time"]) if data["ended_on"] else None, at=now,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi nhận và công bố sự cố trên Cổng thông tin."))
            return redirect("rulebook:incidents")
    rows = [
        (i, incidents.period(i, now))
        for i in PortalIncident.objects.select_related("recorded_by__user")[:100]
    ]
    context = {
        "rows": rows,
        "form": form,
        "may_record": policy.allows(viewer, "rulebook.record_incident", Rulebook()),
    }
    return render(request, "rulebook/incidents.html", context, status=422 if form.errors else 200)


@staff(PAGE)
def end(request: HttpRequest, incident_id: uuid.UUID) -> HttpResponseBase:
    """The portal works again."""
    found = PortalIncident.objects.filter(pk=incident_id).first()
    if found is None:
        raise not_found()
    now = clock.now()
    local = timezone.localtime(now)
    form = EndIncidentForm(
        request.POST or None,
        initial={"ended_on": local.date(), "ended_time": local.time().replace(second=0, microsecond=0)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.end_incident(
                by=viewer_of(request),
                incident_id=found.pk,
                ended_at=_moment(data["ended_on"], data["ended_time"]),
                at=now,
            )
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi Cổng thông tin hoạt động lại."))
            return redirect("rulebook:incidents")
    return render(
        request,
        "rulebook/incident_end.html",
        {"incident": found, "form": form},
        status=422 if form.errors else 200,
    )


def public(request: HttpRequest) -> HttpResponseBase:
    """What the portal tells everybody: when it did not work, and what that means for terms."""
    now = clock.now()
    rows = [(i, incidents.period(i, now)) for i in PortalIncident.objects.all()[:50]]
    return render(request, "rulebook/incidents_public.html", {"rows": rows})
