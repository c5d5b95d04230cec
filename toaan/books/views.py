"""Pages of the books: the shelf, one book, its print, its spreadsheet, the correction of a line."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toaan.books import actions, numbers, queries, sheets, tables
from toaan.books.forms import BookFilter, CorrectionForm
from toaan.books.models import Correction
from toaan.books.shape import Book, Line
from toaan.cases import queries as cases
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.paging import page_of
from toaan.core.remembered import until_next_act
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language

PAGE = "page.books"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@staff(PAGE)
def shelf(request: HttpRequest) -> HttpResponse:
    """Every book of the court with its lines of this year."""
    viewer, year = viewer_of(request), clock.today().year
    counts = queries.counts(viewer, year)
    found = [(book, counts.get(book.key, 0)) for book in queries.shelf(viewer)]
    return render(request, "books/shelf.html", {"shelf": found, "year": year})


def _asked(request: HttpRequest, viewer: Viewer, book: Book) -> dict[str, Any]:
    today = clock.today()
    oldest = until_next_act(viewer, "books:begun", lambda: numbers.first_year(viewer)) or today.year
    founded = viewer.court.valid_from.year if viewer.court else today.year
    begun = min(oldest, founded, today.year)
    years = list(range(today.year, begun - 1, -1))
    judges = cases.judges_seen(viewer) if book.by_case else ()
    query = renamed(request.GET)
    form = BookFilter(query or None, book=book, years=years, judges=judges)
    year = form.chosen("nam", years[0])
    here = reverse("books:book", args=[book.key])
    return {
        "book": book, "form": form, "year": year, "query": query.urlencode(), "today": today,
        "rows": queries.rows(viewer, book, form.wanted(year)),
        "clear": here + (f"?nam={year}" if year != years[0] else ""),
    }  # fmt: skip


@require_safe
@staff(PAGE)
def book(request: HttpRequest, key: str) -> HttpResponse:
    """One book: filter, turn pages, correct."""
    viewer = viewer_of(request)
    found = queries.get(viewer, key)
    asked = _asked(request, viewer, found)
    page = page_of(request, asked["rows"].order_by(*found.newest))
    lines = queries.lines(viewer, found, list(page))
    context = {**asked, "page_obj": page, "table": tables.screen(found, lines)}
    return render(request, "books/book.html", context)


@require_safe
@staff(PAGE)
def printed(request: HttpRequest, key: str) -> HttpResponse:
    """The book on paper: every column, a sheet per register, its corrections below."""
    return _printed(request, queries.get(viewer_of(request), key))


@in_record_language
def _printed(request: HttpRequest, found: Book) -> HttpResponse:
    viewer = viewer_of(request)
    asked = _asked(request, viewer, found)
    sections, total = [], 0
    for register, lines in groupby(
        queries.all_lines(viewer, found, asked["rows"]), key=lambda line: line.section
    ):
        whole: list[Line] = list(lines)
        total += len(whole)
        sections.append(tables.sheet(found, numbers.section_title(register) if register else "", whole))
    return render(request, "books/print.html", {**asked, "sections": sections, "total": total})


@require_safe
@staff(PAGE)
def spreadsheet(request: HttpRequest, key: str) -> HttpResponse:
    """The same lines as XLSX."""
    viewer = viewer_of(request)
    found = queries.get(viewer, key)
    asked = _asked(request, viewer, found)
    court = viewer.court.name if viewer.court else ""
    content = sheets.workbook(
        found, queries.all_lines(viewer, found, asked["rows"]), court=court, year=asked["year"]
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="so-{found.key}-{asked["year"]}.xlsx"'
    return response


@require_safe
@staff(PAGE)
def line(request: HttpRequest, key: str, line_id: uuid.UUID) -> HttpResponse:
    """One line with every column, what was corrected in it, and what its keeper may correct."""
    viewer = viewer_of(request)
    found = queries.get(viewer, key)
    one = queries.line_of(viewer, found, str(line_id))
    may = policy.allows(viewer, actions.CORRECT, Correction(court_id=viewer.court_id))
    context = {
        "book": found, "line": one, "label": queries.label(one, found),
        "cells": tables.facts(found, one, may=may and viewer.role in found.keepers),
    }  # fmt: skip
    return render(request, "books/line.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(PAGE)
def correct(request: HttpRequest, key: str, line_id: uuid.UUID, column: str) -> HttpResponse:
    """Correct one column of a line: what it says, what it shall say, why."""
    viewer = viewer_of(request)
    found = queries.get(viewer, key)
    one = queries.line_of(viewer, found, str(line_id))
    wanted = found.column(column)
    policy.require(viewer, actions.CORRECT, Correction(court_id=viewer.court_id))
    if wanted is None or not wanted.kept or column in one.fixed:
        raise not_found()
    cell = queries.cell(one, wanted)
    form = CorrectionForm(request.POST or None, now=cell.text)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.correct(
                by=viewer, book=key, line=one.key, column=column, seen=told["seen"], after=told["after"],
                reason=told["reason"], key=told["key"], at=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            if refused.status in (403, 404):
                raise
            if refused.code == "books.corrected":  # the form was sent twice
                messages.info(request, refused.message)
                return redirect("books:line", key, one.key)
            show_refusal(form, refused)
            if refused.code == "books.changed":  # the next press answers what stands there now
                cell = queries.cell(queries.line_of(viewer, found, one.key), wanted)
                form.data = {**request.POST.dict(), "seen": cell.text}
        else:
            messages.success(request, _("Đã đính chính dòng %s; phiếu đính chính đã ký số.") % made.label)
            return redirect("books:line", key, one.key)
    context = {
        "book": found, "line": one, "label": queries.label(one, found), "cell": cell, "form": form,
    }  # fmt: skip
    return render(request, "books/correct.html", context, status=422 if form.errors else 200)


@require_safe
@staff(PAGE)
def correction_paper(request: HttpRequest, correction_id: uuid.UUID) -> HttpResponseBase:
    """The signed record of a correction, for whoever may read the book."""
    viewer = viewer_of(request)
    found = queries.corrections_visible_to(viewer).filter(pk=correction_id).first()
    if found is None:
        raise not_found()
    queries.line_of(viewer, queries.get(viewer, found.book), found.line)
    return files.respond(found.sha256, name=f"Phieu dinh chinh {found.label}.pdf".replace("/", "-"))


OLD_NAMES = {
    "year": "nam", "kind": "loai", "state": "tinh_trang", "examiner": "tham_phan", "first": "tu", "last": "den",
    "hinh_thuc": "tinh_trang",
}  # fmt: skip


def renamed(query: QueryDict) -> QueryDict:
    """Conditions as the filter of a book calls them, also when a list with other names sent them."""
    found = query.copy()
    for old, new in OLD_NAMES.items():
        if old in found:
            found.setlist(new, found.pop(old))
    return found


@require_safe
def moved(request: HttpRequest, key: str, to: str = "book") -> HttpResponse:
    """An address of a register that is a book now: the same book, the same conditions."""
    query = request.GET.urlencode()
    return redirect(reverse(f"books:{to}", args=[key]) + (f"?{query}" if query else ""), permanent=True)
