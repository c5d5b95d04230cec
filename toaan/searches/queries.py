"""Reading searches: the court its own, everybody the notices that run."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch, Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core.errors import not_found
from toaan.core.viewer import Viewer
from toaan.searches.models import Publication, Search, Tiding
from toaan.vietnamese.text import fold

RUNNING = Q(ended_on=None, term_over_on=None)


def of_case(viewer: Viewer, case: Case) -> Search | None:
    """The search of a case that the viewer may know of, with its publications."""
    rows = Search.objects.filter(cases.seen(viewer), case=case).select_related("decision__number")
    rows = rows.prefetch_related(Prefetch("publications", Publication.objects.select_related("post__user")))
    found = rows.first()
    if found is not None:
        found.case = case
    return found


def get(viewer: Viewer, case: Case) -> Search:
    """The same, where there must be one.

    Raises:
        Refused: "not_found".
    """
    found = of_case(viewer, case)
    if found is None:
        raise not_found()
    return found


def publication(viewer: Viewer, case: Case, publication_id: uuid.UUID) -> Publication:
    """One record of a publication.

    Raises:
        Refused: "not_found".
    """
    rows = Publication.objects.filter(
        cases.seen(viewer, "search__case_id"), search__case=case, pk=publication_id
    )
    found = rows.select_related("search").first()
    if found is None:
        raise not_found()
    return found


def tidings(viewer: Viewer, search: Search) -> QuerySet[Tiding]:
    """What people told the court: only the court reads it."""
    rows = Tiding.objects.filter(search=search) if viewer.is_staff else Tiding.objects.none()
    return rows.filter(cases.seen(viewer, "search__case_id"))


def tiding(viewer: Viewer, search: Search, tiding_id: uuid.UUID) -> Tiding:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = tidings(viewer, search).filter(pk=tiding_id).first()
    if found is None:
        raise not_found()
    return found


def public(words: str = "") -> QuerySet[Search]:
    """Notices that run, for everybody, newest first: they are published to be read (BLTTDS 385.1)."""
    rows = Search.objects.filter(RUNNING).select_related("case__court").order_by("-issued_at", "id")
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def public_one(search_id: uuid.UUID) -> Search | None:
    """One notice that runs; None once it is over: the name is nobody's business then."""
    rows = Search.objects.filter(RUNNING, pk=search_id).select_related(
        "case__court", "case__number", "decision__number"
    )
    return rows.first()
