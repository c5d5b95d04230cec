"""Certified copies from the file: give one, take up one that stopped, fetch its paper, the book of copies."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toaan.cases.page import header
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import csv_response, show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.dossiers import actions, copy_book, queries
from toaan.dossiers.forms import BookFilter, CopyForm

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def make(request: HttpRequest, folio_id: uuid.UUID) -> HttpResponse:
    """What is copied, in which form, for whom; the number is given with the press, the seal right after."""
    viewer = viewer_of(request)
    folio = queries.get(viewer, folio_id)
    policy.require(viewer, "dossiers.make_copy", folio.dossier)
    case = folio.dossier.case
    form = CopyForm(
        request.POST or None, folio=folio, parties=case.parties.all(), signers=actions.signers(viewer)
    )
    if form.is_bound and form.is_valid():
        try:
            made = actions.make_copy(by=viewer, folio_id=folio.pk, wish=form.wish(), at=clock.now())
        except Refused as refused:
            if refused.status in (403, 404):
                raise
            if refused.code == "dossiers.copy_made":  # the same press, a moment earlier
                messages.info(request, refused.message)
                return redirect("dossiers:copy", form.cleaned_data["key"])
            show_refusal(form, refused)
        else:
            return _seal(request, viewer, made.pk)
    context = {
        **header(viewer, case, current="dossiers:case"), "folio": folio, "form": form,
        "made": queries.copies_visible_to(viewer).filter(folio=folio),
    }  # fmt: skip
    return render(request, "dossiers/copy_make.html", context, status=422 if form.errors else 200)


@require_POST
@staff()
def seal(request: HttpRequest, copy_id: uuid.UUID) -> HttpResponse:
    """Go on with a copy that has its number but not its seal."""
    return _seal(request, viewer_of(request), copy_id)


def _seal(request: HttpRequest, viewer: Viewer, copy_id: uuid.UUID) -> HttpResponse:
    try:
        made = actions.seal_copy(by=viewer, copy_id=copy_id, at=clock.now())
    except Refused as refused:
        if refused.status in (403, 404):
            raise
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("Đã cấp %s.") % made)
    return redirect("dossiers:copy", copy_id)


@require_safe
@staff("page.copies")
def copy(request: HttpRequest, copy_id: uuid.UUID) -> HttpResponse:
    """One line of the book, the way to its paper, and to the seal where that is still missing."""
    viewer = viewer_of(request)
    found = get_object_or_404(queries.copies_visible_to(viewer), pk=copy_id)
    may_read = queries.visible_to(viewer).filter(pk=found.folio_id).exists()
    context = {
        "copy": found, "facts": copy_book.facts(found), "state": copy_book.state(found), "may_read": may_read,
        "may_seal": not found.sealed and policy.allows(viewer, "dossiers.seal_copy", found),
    }  # fmt: skip
    return render(request, "dossiers/copy.html", context)


@require_safe
@staff("page.copies")
def copy_file(request: HttpRequest, copy_id: uuid.UUID) -> HttpResponseBase:
    """The sealed copy as PDF, for those who may read the original; `?tai=1` saves it."""
    found = queries.copy_of(viewer_of(request), copy_id)
    if not found.sealed:
        raise not_found()
    return files.respond(found.sha256, name=found.file_name, download="tai" in request.GET)


def _book(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_of(request)
    years = sorted({clock.today().year, *queries.copy_years(viewer)}, reverse=True)
    form = BookFilter(request.GET or None, years=years)
    year = form.chosen("nam", years[0])
    rows = queries.copy_book(viewer, year=year, words=form.chosen("q"), form=form.chosen("hinh_thuc"))
    return {
        "form": form, "year": year, "rows": rows, "query": request.GET.urlencode(), "today": clock.today(),
        "clear": reverse("dossiers:copies") + (f"?nam={year}" if year != years[0] else ""),
    }  # fmt: skip


@require_safe
@staff("page.copies")
def book(request: HttpRequest) -> HttpResponse:
    """The book of copies of one year, newest number first."""
    found = _book(request)
    page = Paginator(found["rows"].reverse(), PER_PAGE).get_page(request.GET.get("page"))
    context = {**found, "page_obj": page, "table": copy_book.table(page)}
    return render(request, "dossiers/copy_book.html", context)


@require_safe
@staff("page.copies")
def book_print(request: HttpRequest) -> HttpResponse:
    """The book on paper with all its columns, in the order of its numbers."""
    found = _book(request)
    context = {**found, "columns": copy_book.COLUMNS, "lines": copy_book.lines(found["rows"])}
    return render(request, "dossiers/copy_book_print.html", context)


@require_safe
@staff("page.copies")
def book_csv(request: HttpRequest) -> HttpResponse:
    """The same rows for a spreadsheet."""
    found = _book(request)
    rows = copy_book.lines(found["rows"])
    return csv_response(f"so-cap-ban-sao-{found['year']}", [copy_book.COLUMNS, *rows])
