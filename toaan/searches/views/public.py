"""Notices for everybody (385.1), and the way to tell the court what one knows (384.6)."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, signed_in, viewer_of
from toaan.core.paging import page_of
from toaan.searches import actions, queries
from toaan.searches.forms import PublicTellForm

LONGEST = 80
DONE_BEFORE = frozenset({"search.told", "search.ended"})


def listed(request: HttpRequest) -> HttpResponse:
    """Notices that run."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    page = page_of(request, queries.public(words))
    return render(request, "searches/public_list.html", {"page_obj": page, "words": words})


def one(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """One notice with everything that it must contain; once it is over, only that it is."""
    found = queries.public_one(search_id)
    if found is None:
        return render(request, "searches/public_gone.html", status=404)
    context = {"search": found, "may_tell": viewer_of(request).post is None}
    return render(request, "searches/public_one.html", context)


@signed_in
def tell(request: HttpRequest, search_id: uuid.UUID) -> HttpResponseBase:
    """Who knows something tells it, with his account: the court must be able to ask back."""
    viewer = viewer_of(request)
    found = queries.public_one(search_id)
    if found is None:
        return render(request, "searches/public_gone.html", status=404)
    initial = {"contact": viewer.user.phone if viewer.user else ""}
    form = PublicTellForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell(by=viewer, search_id=found.pk, told=form.told, at=clock.now())
        except Refused as refusal:
            if refusal.code in DONE_BEFORE:
                messages.info(request, refusal.message)
                return redirect("searches:one", found.pk)
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Tòa án đã nhận tin báo của bạn. Cảm ơn bạn."))
            return redirect("searches:one", found.pk)
    return render(
        request,
        "searches/public_tell.html",
        {"search": found, "form": form},
        status=422 if form.is_bound else 200,
    )
