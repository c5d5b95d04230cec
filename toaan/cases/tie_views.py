"""Người thân thích: each officer declares his own; the leaders of the court read all of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.cases import actions, queries
from toaan.cases.forms import TieForm
from toaan.core import clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.roles import LEADERS

PAGE = "page.ties"


@staff(PAGE)
def ties(request: HttpRequest) -> HttpResponseBase:
    """One's own declarations with a form for a new one; for leaders, those of the whole court."""
    viewer = viewer_of(request)
    form = TieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare_tie(by=viewer, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã khai báo %s. Bạn sẽ không được phân công vụ việc của người này.") % made.name
            )
            return redirect("cases:ties")
    rows = list(queries.ties_seen(viewer))
    context = {
        "mine": [t for t in rows if t.officer_id == viewer.user_id],
        "others": [t for t in rows if t.officer_id != viewer.user_id],
        "leads": viewer.role in LEADERS,
        "form": form,
    }
    return render(request, "cases/ties.html", context, status=422 if form.errors else 200)


@staff(PAGE)
@require_POST
def end(request: HttpRequest, tie_id: uuid.UUID) -> HttpResponseBase:
    """Withdraw one's own declaration."""
    viewer = viewer_of(request)
    found = queries.ties_seen(viewer).filter(pk=tie_id).first()
    if found is None:
        raise not_found()
    try:
        actions.end_tie(by=viewer, tie_id=found.pk, at=clock.now())
    except Refused as refusal:
        if refusal.code != "tie.ended":
            raise
        messages.info(request, refusal.message)
    else:
        messages.success(request, _("Đã rút khai báo về %s.") % found.name)
    return redirect("cases:ties")
