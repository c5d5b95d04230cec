"""Địa bàn Tòa án: which court sits over which commune; a court's officers enter their own."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import areas, clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.models import CourtArea
from toaan.core.paging import page_of
from toaan.filing import actions, queries
from toaan.filing.forms import AreaForm, EndAreaForm

PAGE = "page.areas"
PER_PAGE = 100


@staff(PAGE)
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every line that holds today, searched by place or court; leaders and the HR officer add to their own court."""
    viewer = viewer_of(request)
    today = clock.today()
    words = request.GET.get("q", "")[:200]
    form = AreaForm(request.POST or None, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lines = [
            areas.Line(data["province"], name, data["matter"], data["valid_from"], None, data["basis"])
            for name in data["communes"].splitlines()
            if name.strip()
        ]
        try:
            made = actions.enter_area(by=viewer, court=viewer.court, lines=lines, at=clock.now())
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi %s đơn vị hành chính vào địa bàn.") % len(made))
            return redirect("filing:areas")
    page = page_of(request, queries.court_areas(words, today), PER_PAGE)
    context = {
        "page_obj": page, "words": words, "form": form, "today": today, "court": viewer.court,
        "may_enter": viewer.role in policy.TABLE["filing.enter_area"].who,
    }  # fmt: skip
    return render(request, "filing/areas.html", context, status=422 if form.errors else 200)


@staff(PAGE)
def end(request: HttpRequest, area_id: uuid.UUID) -> HttpResponseBase:
    """The last day of a line: the commune goes to another court."""
    viewer = viewer_of(request)
    row = CourtArea.objects.filter(pk=area_id, court_id=viewer.court_id).first()
    if row is None:
        raise not_found()
    form = EndAreaForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_area(by=viewer, area_id=row.pk, on=form.cleaned_data["on"], at=clock.now())
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã kết thúc: %s.") % row)
            return redirect("filing:areas")
    return render(
        request, "filing/area_end.html", {"row": row, "form": form}, status=422 if form.errors else 200
    )
