"""Pages of the law, for the desk and for everybody: the same templates in two frames; imports for those who keep the texts."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.throttle import throttled
from toaan.legislation import actions, pages, queries
from toaan.legislation.forms import DayForm, DocumentFilter, ImportForm, PrecedentFilter
from toaan.legislation.models import Corpus, ImportRun

DESK, PORTAL = "desk", "portal"
ARTICLES = 50
"""Articles of a document on one page: a line each."""
CITED_BY = 10
PUBLIC = 120
"""Pages of the law that one network address may open in a minute: whoever reads leafs from article to article."""


def _shown(request: HttpRequest, face: str, name: str, context: dict[str, Any]) -> HttpResponse:
    """A page in the frame of its face, with the names of its neighbours' addresses there."""
    names = ("documents", "document", "article", "precedents", "precedent")
    to = {one: f"legislation:{'' if face == DESK else 'public_'}{one}" for one in names}
    desk = face == DESK
    told = {
        "base": f"{face}/base.html", "to": to, "desk": desk,
        "may_import": desk and policy.allows(viewer_of(request), "page.law_imports"),
    }  # fmt: skip
    return render(request, f"legislation/{name}.html", context | told)


def _documents(request: HttpRequest, face: str) -> HttpResponse:
    form = DocumentFilter(request.GET or None, auto_id="loc-%s")
    words, kind = form.chosen("q"), form.chosen("loai")
    shown = page_of(request, queries.documents(words, kind))
    return _shown(
        request, face, "documents", {"form": form, "page_obj": shown, "narrowed": bool(words or kind)}
    )


def _document(request: HttpRequest, face: str, number: str) -> HttpResponse:
    found = queries.document(number)
    if found is None:
        raise not_found()
    shown = page_of(request, queries.articles(found), ARTICLES)
    return _shown(request, face, "document", {"document": found, "page_obj": shown})


def _day(request: HttpRequest) -> tuple[DayForm, date]:
    form = DayForm(request.GET or None, auto_id="loc-%s")
    return form, form.chosen("ngay", clock.today())


def _article(request: HttpRequest, face: str, number: str, label: str) -> HttpResponse:
    found = queries.one_article(number, label)
    if found is None:
        raise not_found()
    form, day = _day(request)
    rows = list(found.versions.all())
    for row in rows:
        row.article = found
    now = queries.at(rows, day)
    before, after = queries.beside(found)
    context = {
        "article": found, "document": found.document, "form": form, "day": day, "version": now, "before": before, "after": after,
        "asked_day": form.chosen("ngay", None), "validity": pages.validity(pages.is_known(found, day)),
        "paragraphs": pages.paragraphs(now.text) if now else [], "missing": "" if now else pages.missing(found, day),
        "versions": pages.versions(rows, now), "cites": queries.cites(found), "citation": pages.citation(found),
        "short": pages.short(found), "page_obj": page_of(request, queries.cited_by(found), CITED_BY),
        "precedents": queries.precedents_on(found.key)[:CITED_BY], "beside": pages.beside(viewer_of(request), found.key),
        "address": request.build_absolute_uri(request.path),
    }  # fmt: skip
    return _shown(request, face, "article", context)


def _precedents(request: HttpRequest, face: str) -> HttpResponse:
    form = PrecedentFilter(request.GET or None, auto_id="loc-%s")
    words = form.chosen("q")
    shown = page_of(request, queries.precedents(words))
    return _shown(request, face, "precedents", {"form": form, "page_obj": shown, "narrowed": bool(words)})


def _precedent(request: HttpRequest, face: str, number: str) -> HttpResponse:
    found = queries.precedents().filter(number=number.upper()).prefetch_related("articles").first()
    if found is None:
        raise not_found()
    keys = [one.key for one in found.articles.all()]
    return _shown(request, face, "precedent", {"precedent": found, "about": queries.articles_of(keys)})


@require_GET
@staff("page.laws")
def documents(request: HttpRequest) -> HttpResponse:
    """Documents, searched by number or title."""
    return _documents(request, DESK)


@require_GET
@staff("page.laws")
def document(request: HttpRequest, number: str) -> HttpResponse:
    """One document with its articles."""
    return _document(request, DESK, number)


@require_GET
@staff("page.laws")
def article(request: HttpRequest, number: str, label: str) -> HttpResponse:
    """One article on a day."""
    return _article(request, DESK, number, label)


@require_GET
@staff("page.laws")
def precedents(request: HttpRequest) -> HttpResponse:
    """Precedents, searched by number or title."""
    return _precedents(request, DESK)


@require_GET
@staff("page.laws")
def precedent(request: HttpRequest, number: str) -> HttpResponse:
    """One precedent."""
    return _precedent(request, DESK, number)


@require_GET
@throttled(PUBLIC, name="law")
def public_documents(request: HttpRequest) -> HttpResponse:
    """Documents, for everybody: the law is public."""
    return _documents(request, PORTAL)


@require_GET
@throttled(PUBLIC, name="law")
def public_document(request: HttpRequest, number: str) -> HttpResponse:
    """One document, for everybody."""
    return _document(request, PORTAL, number)


@require_GET
@throttled(PUBLIC, name="law")
def public_article(request: HttpRequest, number: str, label: str) -> HttpResponse:
    """One article on a day, for everybody."""
    return _article(request, PORTAL, number, label)


@require_GET
@throttled(PUBLIC, name="law")
def public_precedents(request: HttpRequest) -> HttpResponse:
    """Precedents, for everybody."""
    return _precedents(request, PORTAL)


@require_GET
@throttled(PUBLIC, name="law")
def public_precedent(request: HttpRequest, number: str) -> HttpResponse:
    """One precedent, for everybody."""
    return _precedent(request, PORTAL, number)


@require_http_methods(["GET", "POST"])
@staff("page.law_imports")
def imports(request: HttpRequest) -> HttpResponseBase:
    """The imports that there were, and the form for a new one."""
    viewer = viewer_of(request)
    form = (
        ImportForm(request.POST or None, request.FILES or None) if request.method == "POST" else ImportForm()
    )
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.hand_in(by=viewer, uploads=form.cleaned_data["tep"], at=clock.now())
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã nhận tệp. Hệ thống đang đọc; trang này cho biết đến đâu."))
            return redirect("legislation:import_run", run.pk)
    context = {
        "form": form, "page_obj": page_of(request, queries.runs()),
        "may_import": policy.allows(viewer, "legislation.import", Corpus()),
    }  # fmt: skip
    return render(request, "legislation/imports.html", context, status=422 if form.errors else 200)


@require_GET
@staff("page.law_imports")
def import_run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One import: its counts, and the lines that could not be read."""
    run = ImportRun.objects.select_related("post__user").filter(pk=run_id).first()
    if run is None:
        raise not_found()
    return render(
        request, "legislation/import_run.html", {"run": run, "page_obj": page_of(request, run.problems)}
    )
