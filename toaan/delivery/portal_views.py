"""The inbox of the portal: papers of the court for me, and the confirmation that I received them."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from toaan.cases.overview import file_name
from toaan.core import files
from toaan.core.http import signed_in, viewer_of
from toaan.core.paging import ByKey, page_of
from toaan.core.viewer import Viewer
from toaan.delivery import queries
from toaan.delivery.models import ServiceRecipient
from toaan.delivery.states import RECEIVED
from toaan.delivery.views import confirm


def _citizen(request: HttpRequest) -> Viewer:
    """The person, whatever post is chosen: an officer's own papers are a private matter."""
    return replace(viewer_of(request), post=None)


@require_GET
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Papers for me, newest first."""
    found = page_of(request, ByKey(queries.inbox(_citizen(request))))
    return render(request, "delivery/inbox.html", {"page_obj": found})


@require_GET
@signed_in
def paper(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """One paper: what it is, what opening it means, and the way to it."""
    row = queries.get(_citizen(request), recipient_id)
    return render(request, "delivery/paper.html", {"row": row, "received": row.state == RECEIVED})


@require_POST
@signed_in
def receive(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """Open the paper: records the receipt, then shows the document.

    A POST, so that a mail scanner or a browser that fetches ahead confirms nothing in anybody's name.
    """
    row = confirm(request, _citizen(request), recipient_id)
    return redirect("delivery:paper_file" if "open" in request.POST else "delivery:paper", row.pk)


@require_GET
@signed_in
def paper_file(request: HttpRequest, recipient_id: uuid.UUID) -> HttpResponseBase:
    """The document, once its receipt is on record."""
    row: ServiceRecipient = queries.get(_citizen(request), recipient_id)
    if row.state != RECEIVED:
        return redirect("delivery:paper", row.pk)
    return files.respond(row.sha256, name=file_name(str(row.service)), download="tai" in request.GET)
