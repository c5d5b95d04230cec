"""The public site of judgments and decisions: search, read, download. Only what is published, only the encoded text."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from toaan.core import files, search_writer
from toaan.core.throttle import throttled
from toaan.engines.search import Hit, IndexOutdated, Results, highlight
from toaan.publication import paper, public_paper, queries
from toaan.publication.forms import SearchForm
from toaan.publication.index import KIND
from toaan.publication.models import Publication
from toaan.publication.states import PUBLISHED
from toaan.review.models import Letter
from toaan.vietnamese.tables import Piece

log = logging.getLogger(__name__)
PER_PAGE = 20
LAST_PAGE = 50
"""Nobody reads further; a deeper page costs the index more than it is worth."""


@throttled(60, name="search")
def search(request: HttpRequest) -> HttpResponseBase:
    """Search with and without diacritics, by number or article; without a question, the newest first."""
    form = SearchForm(request.GET, choices=queries.choices())
    typed = request.GET.get("page", "")
    page = min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    try:
        results = _ask(form, page)
    except (IndexOutdated, OSError, ValueError):  # tantivy reports a broken index as ValueError
        log.exception("the search index of what is published is not available")
        return render(request, "publication/search.html", {"form": form, "unavailable": True}, status=503)
    count = min(results.total, PER_PAGE * LAST_PAGE)
    context = {
        "form": form,
        "query": form.chosen("q"),
        "narrowed": any(form.chosen(name) for name in ("toa", "nam", "loai", "dang")),
        "results": results,
        "hits": _still_published(results.hits),
        "page_obj": Paginator(range(count), PER_PAGE).get_page(page),
    }
    return render(request, "publication/search.html", context)


@throttled(120, name="read")
def read(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """One published judgment or decision, to read."""
    publication = queries.open_to_public(public_id)
    if publication is None:
        return _gone(request, public_id)
    query = request.GET.get("q", "").strip()[:200]

    context = {
        "query": query,
        "publication": publication,
        "court": paper.court(publication.public_text),
        "quashed": [_later(letter) for letter in queries.quashed_by(publication)],
        "about": paper.about(publication.public_text),
        "kind": publication.case.get_kind_display(),
        "level": _level(publication),
        "sections": [
            {"title": s.title, "anchor": s.anchor, "pieces": [_shown(p, query) for p in s.pieces]}
            for s in paper.sections(publication.public_text)
        ],
        "paper_size": queries.paper_size(publication),
        "laws": paper.by_law(publication.citations),
    }
    return render(request, "publication/read.html", context)


def _shown(piece: Piece, query: str) -> dict[str, Any]:
    """A paragraph with its number, or a table, with what was searched for marked."""

    def marked(words: str) -> SafeString:
        return mark_safe(highlight(words, query))  # noqa: S308  (escaped by `highlight`)

    if piece.rows:
        body = [[(marked(cell), figure) for cell, figure in row] for row in piece.body]
        return {"rows": True, "head": [marked(cell) for cell in piece.head], "body": body}
    number, words = paper.numbered(piece.text)
    return {"number": number, "words": marked(words)}


def _level(publication: Publication) -> str:
    """Of which instance it is; the committee of judges stands above both."""
    if publication.committee_id is not None:
        return publication.name.partition("Quyết định ")[2]
    return str(publication.case.get_instance_display()).lower()


def _later(letter: Letter) -> dict[str, str]:
    """What the committee of judges made of it: what was quashed stays to be read, and says so."""
    told = letter.content["rulings"]
    words = "; ".join(
        f"Phần {one['order']}: {one['words']}" if len(told) > 1 else one["words"] for one in told
    )
    made = getattr(letter, "publication", None)
    url = reverse("publication:read", args=[made.pk]) if made is not None and made.state == PUBLISHED else ""
    return {"words": f"{letter.title} ngày {letter.decided_on:%d/%m/%Y}: {words}.", "url": url}


def _gone(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    updating = queries.is_being_corrected(public_id)
    return render(request, "publication/gone.html", {"updating": updating}, status=503 if updating else 410)


@throttled(30, name="download")
def download(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The PDF of one published judgment or decision."""
    publication = queries.open_to_public(public_id)
    if publication is None:
        return _gone(request, public_id)
    if not publication.paper_sha256:
        answer: HttpResponseBase = render(
            request, "publication/paper_later.html", {"publication": publication}, status=503
        )
        answer["Retry-After"] = "10"
        return answer
    answer = files.respond(publication.paper_sha256, name=public_paper.file_name(publication), download=True)
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer


def _ask(form: SearchForm, page: int) -> Results:
    narrowing = {
        "court": form.chosen("toa"),
        "year": form.chosen("nam"),
        "kind": form.chosen("loai"),
        "form": form.chosen("dang"),
    }
    asked: dict[str, Any] = {
        "kind": KIND,
        "filters": {k: v for k, v in narrowing.items() if v},
        "limit": PER_PAGE,
    }
    results = search_writer.index().search(form.chosen("q"), offset=(page - 1) * PER_PAGE, **asked)
    if results.total and not results.hits:  # an address from a time when there were more pages
        last = min((results.total - 1) // PER_PAGE, LAST_PAGE - 1)
        results = search_writer.index().search(form.chosen("q"), offset=last * PER_PAGE, **asked)
    return results


def _still_published(hits: tuple[Hit, ...]) -> list[dict[str, Any]]:
    """Hits with their addresses, without what was withdrawn a moment ago and is still in the index."""
    ids = {hit.id: uuid.UUID(hit.id.partition(":")[2]) for hit in hits}
    there = set(queries.published().filter(pk__in=ids.values()).values_list("pk", flat=True))
    return [{"hit": hit, "public_id": ids[hit.id]} for hit in hits if ids[hit.id] in there]
