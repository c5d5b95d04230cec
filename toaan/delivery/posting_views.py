"""The court's mail: letters out with their bar codes, receipts back, lists for the post office, the book."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer
from toaan.delivery import actions, bulk, papers, queries
from toaan.delivery.forms import PostForm, ReceiptForm
from toaan.delivery.models import Dispatch, ServiceRecipient
from toaan.delivery.views import tabs


@require_http_methods(["GET", "HEAD", "POST"])
@staff("page.posting")
def posting(request: HttpRequest) -> HttpResponse:
    """Letters that wait for the post; the scanned numbers are paired with the chosen ones and recorded."""
    viewer = viewer_of(request)
    rows = list(queries.to_post(viewer)[: bulk.MOST])
    asked = set((request.POST if request.method == "POST" else request.GET).getlist("chon"))
    chosen = [row for row in rows if not asked or str(row.pk) in asked]
    form, pairing, outcome = PostForm(), None, None
    if request.method == "POST":
        form = PostForm(request.POST)
        if form.is_valid():
            pairing = bulk.pair(chosen, form.cleaned_data["codes"])
            if "ghi" in request.POST and pairing.may_record:
                outcome = bulk.post(by=viewer, pairs=pairing.pairs, at=clock.now())
                outcome.refused = sorted([*pairing.refused, *outcome.refused], key=lambda line: line.number)
                _list(viewer, outcome.done)
                if outcome.done:
                    _say(request, _("Đã ghi gửi %d thư và lập bảng kê bưu gửi.") % len(outcome.done))
                if not outcome.refused:
                    return redirect("delivery:dispatches")
                form = PostForm(initial={"codes": outcome.rest})
                rows = list(queries.to_post(viewer)[: bulk.MOST])
                pairing = None
    refused = outcome.refused if outcome else pairing.refused if pairing else []
    context = {
        "lines": [{"row": row, "on": not asked or str(row.pk) in asked} for row in rows], "form": form,
        "pairing": pairing, "refused": refused, "tabs": tabs(viewer, "posting"),
        "unrecorded": bool(pairing and "ghi" in request.POST),
    }  # fmt: skip
    return render(request, "delivery/posting.html", context, status=422 if form.errors or refused else 200)


def _list(viewer: Viewer, rows: list[ServiceRecipient]) -> None:
    """Put what was just recorded on a list; when somebody else did already, that list counts."""
    if rows:
        try:
            actions.list_dispatch(by=viewer, recipient_ids=[row.pk for row in rows], at=clock.now())
        except Refused as refused:
            if refused.code != "delivery.nothing_to_list":
                raise


def _say(request: HttpRequest, words: str) -> None:
    messages.success(request, words)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("page.posting")
def receipts(request: HttpRequest) -> HttpResponse:
    """Returned receipts, scanned in bulk: each good one is recorded, each refused one stays with its reason."""
    viewer, form, refused = viewer_of(request), ReceiptForm(), []
    if request.method == "POST":
        form = ReceiptForm(request.POST)
        if form.is_valid():
            told, at = form.cleaned_data, clock.now()
            outcome = bulk.take_receipts(by=viewer, text=told["codes"], result=form.result_told(), at=at)
            if outcome.done:
                _say(request, _("Đã ghi kết quả của %d văn bản.") % len(outcome.done))
            if not outcome.refused:
                return redirect("delivery:receipts")
            refused = outcome.refused
            form = ReceiptForm(initial={**told, "codes": outcome.rest})
    context = {"form": form, "refused": refused, "tabs": tabs(viewer, "receipts")}
    return render(request, "delivery/receipts.html", context, status=422 if form.errors or refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("page.delivery")
def dispatches(request: HttpRequest) -> HttpResponse:
    """The lists handed to the post office; letters that stand on none yet get one here."""
    viewer = viewer_of(request)
    left = queries.unlisted(viewer)
    if request.method == "POST":
        try:
            made = actions.list_dispatch(
                by=viewer, recipient_ids=list(left.values_list("pk", flat=True)[: bulk.MOST]), at=clock.now()
            )
        except Refused as refused:
            if refused.status == 403:
                raise
            messages.info(request, refused.message)
        else:
            _say(request, _("Đã lập %s.") % made)
        return redirect("delivery:dispatches")
    context = {
        "page_obj": page_of(request, queries.dispatches(viewer)),
        "left": left.count(), "tabs": tabs(viewer, "dispatches"),
    }  # fmt: skip
    return render(request, "delivery/dispatches.html", context)


@require_safe
@staff("page.delivery")
def dispatch_list(request: HttpRequest, dispatch_id: uuid.UUID) -> HttpResponse:
    """One list as PDF."""
    found: Dispatch = get_object_or_404(queries.dispatches(viewer_of(request)), pk=dispatch_id)
    response = HttpResponse(papers.dispatch_list(found), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, "bang-ke-buu-gui.pdf") or "inline"
    return response
