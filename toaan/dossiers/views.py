"""Pages of the case file: thin; rights and rules are elsewhere."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toaan.cases.faces import open_case
from toaan.cases.models import Case
from toaan.cases.page import header
from toaan.core import clock, files, policy, previews
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.viewer import Viewer
from toaan.dossiers import actions, closing, kinds, papers, queries, reader
from toaan.dossiers.models import Dossier, Folio

COPIES = 20
"""The newest copies stand on the page of the file; the book has them all."""


def _open(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The case whose file is asked for at the desk; colleagues outside the case learn who may read it."""
    found = open_case(request, case_id)
    policy.require(viewer_of(request), "dossiers.read", found)
    return found


def _frame(request: HttpRequest, case: Case) -> dict[str, Any]:
    viewer = viewer_of(request)
    return {
        **header(viewer, case, current="dossiers:case"),
        "dossier": Dossier.objects.select_related("closed_by__user", "archive_number")
        .filter(case=case)
        .first(),
        "may_close": policy.allows(viewer, "dossiers.close", case) and case.can("dossiers.close"),
    }


def _rows(folios: list[Folio]) -> list[dict[str, Any]]:
    return [{"folio": f, "note": papers.note(f)} for f in folios]


@require_safe
@staff()
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The file as its inventory shows it; `?bl=41` goes to the document that bears this number."""
    found = _open(request, case_id)
    viewer, context = viewer_of(request), _frame(request, found)
    if number := request.GET.get("bl", "").strip():
        folio = (
            queries.at_number(viewer, found, int(number)) if number.isdecimal() and len(number) < 9 else None
        )
        if folio is not None:
            return redirect("dossiers:folio", folio.pk)
        messages.warning(
            request, _("Không có bút lục số “%s” trong hồ sơ, hoặc bạn không được xem.") % number[:20]
        )
    words = request.GET.get("q", "").strip()[:200]
    page = page_of(request, queries.folios_of(viewer, found, words))
    return render(
        request,
        "dossiers/case.html",
        {
            **context,
            "page_obj": page,
            "rows": _rows(list(page)),
            "search_words": words,
            "copies": queries.copies_visible_to(viewer).filter(folio__dossier__case=found)[:COPIES],
        },
    )


@require_safe
@staff()
def folio(request: HttpRequest, folio_id: uuid.UUID) -> HttpResponse:
    """The reader: one document, the inventory beside it, the ones before and after, and a search in the titles."""
    viewer = viewer_of(request)
    found = queries.get(viewer, folio_id)
    shown = _open(request, found.dossier.case_id)
    folios = list(queries.folios_of(viewer, shown))
    words = request.GET.get("q", "").strip()[:200]
    zoom = reader.zoom(request.GET.get("co", ""))
    context = {
        "case": shown,
        "folio": found,
        "note": papers.note(found),
        "near": queries.neighbours(found, folios),
        "facts": _facts(found),
        "parts": reader.parts(folios, found),
        "pages": reader.page_images(found, zoom.step),
        "zoom": zoom,
        "search_words": words,
        "found": queries.titled(folios, words) if words else [],
        "may_copy": policy.allows(viewer, "dossiers.make_copy", shown) and found.kind not in kinds.INTERNAL,
        "copies": queries.copies_visible_to(viewer).filter(folio=found),
    }
    return render(request, "dossiers/folio.html", context)


def _facts(folio: Folio) -> list[tuple[str, str]]:
    return [
        (_("Loại"), folio.kind_label),
        (_("Bút lục"), folio.numbers),
        (_("Số trang"), str(folio.pages)),
        (_("Ngày của tài liệu"), f"{folio.dated:%d/%m/%Y}"),
        (_("Vào hồ sơ ngày"), f"{clock.local_date(folio.received_at):%d/%m/%Y}"),
        (_("Người nộp"), folio.submitted_by),
        (_("Mã băm SHA-256"), folio.file_id),
    ]


@require_safe
@signed_in
def file(request: HttpRequest, folio_id: uuid.UUID) -> HttpResponseBase:
    """The original itself, for whoever may read the folio; `?tai=1` saves it."""
    found = queries.get(viewer_of(request), folio_id)
    return previews.respond(request, found.file_id, name=found.file_name, download="tai" in request.GET)


@require_safe
@staff()
def print_inventory(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The inventory for the printer, as far as the reader may see the file."""
    found = _open(request, case_id)
    folios = list(queries.folios_of(viewer_of(request), found))
    columns, lines = papers.lines(folios, clock.today())
    context = {"case": found, "columns": columns, "lines": lines, "today": clock.today(), "folios": folios}
    return render(request, "dossiers/print.html", context)


@require_safe
@staff()
def closed_inventory(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The inventory as it was made at closing."""
    found = _open(request, case_id)
    dossier = Dossier.objects.filter(case=found).exclude(inventory=None).first()
    if dossier is None or dossier.inventory_id is None:
        raise not_found()
    return files.respond(dossier.inventory_id, name=f"{papers.TITLE} {found}.pdf".replace("/", "-"))


@require_safe
@staff()
def check(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Read every original of the file again and say whether it is whole."""
    found = _open(request, case_id)
    context = _frame(request, found)
    dossier = context["dossier"]
    faults = queries.check(dossier) if dossier else []
    return render(request, "dossiers/check.html", {**context, "faults": faults})


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask once, then close the file."""
    found = _open(request, case_id)
    viewer = viewer_of(request)
    if _closed_by(viewer, found):
        return redirect(reverse("dossiers:case", args=[found.pk]))
    refusal = None
    if request.method == "POST":
        try:
            dossier = actions.close(by=viewer, case_id=found.pk, at=clock.now())
        except Refused as refused:
            if refused.status in (403, 404):
                raise
            refusal = refused.message
        else:
            messages.success(request, _("Đã đóng hồ sơ: %s bút lục.") % dossier.last_folio)
            return redirect("dossiers:case", found.pk)
    else:
        policy.require(viewer, "dossiers.close", found)
    context = {
        **_frame(request, found),
        "refusal": refusal,
        "reasons": closing.reasons(found),
        "documents": queries.folios_of(viewer, found).count(),
    }
    return render(request, "dossiers/close.html", context, status=409 if refusal else 200)


def _closed_by(viewer: Viewer, case: Case) -> bool:
    """Whether this very person has closed it already: a second press of the button."""
    return Dossier.objects.filter(case=case, closed_by=viewer.post, closed_at__isnull=False).exists()


@require_safe
@signed_in
def party(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The file for a party: every document he may read, to open or to save (BLTTDS 70.8)."""
    viewer = viewer_of(request)
    found = queries.case_of(viewer, case_id)
    policy.require(viewer, "dossiers.read", found)
    page = page_of(request, queries.folios_of(viewer, found))
    return render(
        request, "dossiers/party.html", {"case": found, "page_obj": page, "rows": _rows(list(page))}
    )
