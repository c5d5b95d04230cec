"""Certified copies from the file: give one, take up one that stopped, fetch its paper."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toaan.cases import queries as cases
from toaan.cases.page import header
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.dossiers import actions, copy_line, queries
from toaan.dossiers.forms import CopyForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def make(request: HttpRequest, folio_id: uuid.UUID) -> HttpResponse:
    """What is copied, in which form, for whom; the number is given with the press, the seal right after."""
    viewer = viewer_of(request)
    folio = queries.get(viewer, folio_id)
    case = folio.dossier.case = cases.get(viewer, folio.dossier.case_id)
    policy.require(viewer, "dossiers.make_copy", folio.dossier)
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
        "copy": found, "facts": copy_line.facts(found), "state": copy_line.state(found), "may_read": may_read,
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
