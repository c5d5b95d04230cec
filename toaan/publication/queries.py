"""Reading publications: the desk sees its court's, the public sees what is published and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.queries import matching
from toaan.core.errors import not_found
from toaan.core.models import Court, StoredFile
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.publication.models import Publication
from toaan.publication.states import OPEN, PUBLISHED

LIMIT = "NQ03/2017:cong-bo"
"""Rule of the time limit for publishing."""


def visible_to(viewer: Viewer) -> QuerySet[Publication]:
    """Publications in every state, with their secrets: for those who work with cases in the same court."""
    rows = Publication.objects.select_related(
        "judgment__case__court", "judgment__case__number", "judgment__number"
    )
    if viewer.system:
        return rows
    if viewer.role in CASE_ROLES:
        return rows.filter(court_id=viewer.court_id)
    return rows.none()


def of_case(viewer: Viewer, case: Case) -> Publication | None:
    """The publication of a case's judgment as far as the viewer may know of it."""
    return visible_to(viewer).select_related("judgment__effect", "decided_by__user", "withdrawn_by__user").filter(
        judgment__case=case
    ).first()  # fmt: skip


TEXTS = ("source", "mapping", "public_text", "judgment__text")
"""The judgment three times over, which a list does not say."""


def listed(
    viewer: Viewer, *, states: Iterable[str] = OPEN, words: str = "", mine: bool = False
) -> QuerySet[Publication]:
    """The list of the desk, the nearest deadline first; `mine`: only cases in which the viewer sits or is clerk."""
    due = (
        Deadline.objects.filter(case=OuterRef("judgment__case"), rule=LIMIT)
        .order_by("-due_on")
        .values("due_on")[:1]
    )
    rows = _standing(visible_to(viewer), states).annotate(due_on=Subquery(due))
    if mine:
        rows = rows.filter(_mine(viewer))
    if words.strip():
        rows = rows.filter(judgment__case__in=matching(Case.objects.all(), words).order_by().values("pk"))
    return (
        rows.defer(*TEXTS)
        .prefetch_related(
            "judgment__case__parties",
            Prefetch(
                "judgment__case__assignments",
                Assignment.objects.filter(ended_at=None)
                .annotate(named=F("post__user__full_name"))
                .only("case", "role"),
            ),
            Prefetch("judgment__case__deadlines", Deadline.objects.filter(rule=LIMIT)),
        )
        .order_by(F("due_on").asc(nulls_last=True), "proposed_at", "pk")
    )


def waiting_for(viewer: Viewer) -> QuerySet[Publication]:
    """Encodings that wait for this officer."""
    rows = visible_to(viewer)
    return _standing(rows, OPEN).filter(_mine(viewer)) if viewer.post else rows.none()


def _standing(rows: QuerySet[Publication], states: Iterable[str]) -> QuerySet[Publication]:
    """Those in one of these states; what waits is found by its mark, among the years of what is decided."""
    wanted = set(states)
    rows = rows.filter(waits_since__isnull=False) if wanted <= set(OPEN) else rows
    return rows if wanted == set(OPEN) else rows.filter(state__in=sorted(wanted))


def published() -> QuerySet[Publication]:
    """What the public may read. Source and table of codes are left in the database."""
    return (
        Publication.objects.filter(state=PUBLISHED)
        .defer("source", "replacements", "warnings", "mapping")
        .select_related("judgment__case__court", "judgment__number", "judgment__effect")
    )


def open_to_public(public_id: uuid.UUID) -> Publication | None:
    """A published judgment, or None when it was published once and is not now: withdrawn, or being corrected.

    Raises:
        Refused: "not_found" when there is none, or it was never published.
    """
    found = published().filter(pk=public_id).first()
    if found is None and not Publication.objects.filter(pk=public_id, published_at__isnull=False).exists():
        raise not_found()
    return found


def is_being_corrected(public_id: uuid.UUID) -> bool:
    """Whether it closed because the judgment was corrected, until the new text has been reviewed."""
    return Publication.objects.filter(pk=public_id, state__in=OPEN, published_at__isnull=False).exists()


@dataclass(frozen=True)
class Choices:
    """What the search of the public site can be narrowed to."""

    courts: list[tuple[str, str]]
    years: list[str]


def choices() -> Choices:
    """Courts and years that have published judgments: two queries."""
    courts = Court.objects.filter(cases__judgment__publication__state=PUBLISHED).distinct().order_by("name")
    years = (
        Publication.objects.filter(state=PUBLISHED).order_by().values_list("judgment__dated__year", flat=True)
    )
    return Choices(
        [(court.code, court.name) for court in courts],
        [str(y) for y in sorted(set(years.distinct()), reverse=True)],
    )


def paper_size(publication: Publication) -> int | None:
    """Bytes of the PDF, None while it is not rendered."""
    if not publication.paper_sha256:
        return None
    return StoredFile.objects.filter(pk=publication.paper_sha256).values_list("size", flat=True).first()


def _mine(viewer: Viewer) -> Q:
    """Asked of each that waits: an officer has thousands of seats behind him, and few encodings before him."""
    roles = (Assignment.Role.PRESIDING, Assignment.Role.CLERK)
    seats = Assignment.objects.filter(case=OuterRef("judgment__case"), post=viewer.post)
    return Q(Exists(seats.filter(ended_at=None, role__in=roles)))
