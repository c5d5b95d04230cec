"""Reading publications: the desk sees its court's, the public sees what is published and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.queries import matching
from toaan.core.errors import not_found
from toaan.core.models import Court, StoredFile
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.publication import rulings
from toaan.publication.models import Publication, Revision
from toaan.publication.rulings import RELATED
from toaan.publication.states import OPEN, PUBLISHED
from toaan.review.models import Letter, Reversal

LIMIT = "NQ03/2017:cong-bo"
"""Rule of the time limit for publishing."""


def visible_to(viewer: Viewer) -> QuerySet[Publication]:
    """Publications in every state, with their secrets: for those who work with cases in the same court."""
    rows = Publication.objects.select_related("case__court", "case__number", "court", "committee")
    if viewer.system:
        return rows
    if viewer.role in CASE_ROLES:
        return rows.filter(court_id=viewer.court_id)
    return rows.none()


def of_case(viewer: Viewer, case: Case) -> QuerySet[Publication]:
    """What is published, or to be published, of a case, as far as the viewer may know of it, the oldest first."""
    rows = visible_to(viewer).filter(case=case)
    return rows.select_related("decided_by__user", "withdrawn_by__user").order_by(
        "dated", "proposed_at", "pk"
    )


def get(viewer: Viewer, publication_id: uuid.UUID) -> Publication:
    """One publication with all that its pages ask.

    Raises:
        Refused: "not_found".
    """
    rows = visible_to(viewer).select_related("decided_by__user", "withdrawn_by__user", *RELATED)
    found = rows.prefetch_related("case__deadlines", revisions()).filter(pk=publication_id).first()
    if found is None:
        raise not_found()
    return found


def elsewhere(viewer: Viewer, case: Case) -> QuerySet[Publication]:
    """What another court published about a case: whoever sees the case may read it."""
    return (
        Publication.objects.filter(case=case, state=PUBLISHED)
        .exclude(court_id=viewer.court_id)
        .order_by("dated")
    )


def revisions() -> Prefetch[Any]:
    """How the encoding came to be, without its texts."""
    return Prefetch("revisions", Revision.objects.defer("replacements", "warnings"))


TEXTS = ("source", "mapping", "public_text")
"""The text three times over, which a list does not say."""


def listed(
    viewer: Viewer, *, states: Iterable[str] = OPEN, words: str = "", mine: bool = False
) -> QuerySet[Publication]:
    """The list of the desk, the nearest deadline first; `mine`: only cases in which the viewer sits or is clerk."""
    newest = Deadline.objects.filter(case=OuterRef("case"), court=OuterRef("court"), rule=LIMIT)
    own = newest.filter(trigger_on=OuterRef("effective_on"))  # as `deadline_of`
    last_day, of_judgment = (Subquery(d.order_by("-due_on").values("due_on")[:1]) for d in (own, newest))
    due = Coalesce(last_day, Choice(When(judgment__isnull=False, then=of_judgment), default=None))
    rows = _standing(visible_to(viewer), states).annotate(due_on=due)
    if mine:
        rows = rows.filter(_mine(viewer))
    if words.strip():
        rows = rows.filter(case__in=matching(Case.objects.all(), words).order_by().values("pk"))
    return (
        rows.defer(*TEXTS)
        .prefetch_related(
            "case__parties",
            Prefetch(
                "case__assignments",
                Assignment.objects.filter(ended_at=None)
                .annotate(named=F("post__user__full_name"))
                .only("case", "role"),
            ),
            Prefetch("case__deadlines", Deadline.objects.filter(rule=LIMIT)),
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
        .select_related("case", "court")
    )


def open_to_public(public_id: uuid.UUID) -> Publication | None:
    """A published judgment or decision, or None when it was published once and is not now: withdrawn, or being corrected.

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
    """Courts that have published something, years from the first to the last; none of it reads every publication."""
    published = Publication.objects.filter(state=PUBLISHED).order_by()
    first, last = (Subquery(published.order_by(way).values("dated")[:1]) for way in ("dated", "-dated"))
    courts = Court.objects.filter(Exists(published.filter(court=OuterRef("pk")))).order_by("name")
    found = list(courts.values_list("code", "name", first, last))
    years = range(found[0][3].year, found[0][2].year - 1, -1) if found else ()
    return Choices([(code, name) for code, name, *_days in found], [str(year) for year in years])


def deadline_of(publication: Publication) -> Deadline | None:
    """The time limit for publishing it, that of its court that began on its day of effect; none is met for another ruling.

    Of a judgment, which is the only one of its case at its court, the newest where the day was told anew.
    """
    rows = [
        d for d in publication.case.deadlines.all() if d.rule == LIMIT and d.court_id == publication.court_id
    ]
    own = [d for d in rows if d.trigger_on == publication.effective_on]
    found = own or (rows if publication.judgment_id else [])
    return max(found, key=lambda d: d.due_on, default=None)


def quashed_by(publication: Publication) -> list[Letter]:
    """Decisions of the committee of judges about what is published, the oldest first: what it says may hold no more."""
    about = {"judgment": publication.judgment_id, "decision": publication.decision_id}
    named = {f"proceeding__{name}": pk for name, pk in about.items() if pk is not None}
    if not named:
        return []
    rows = Letter.objects.filter(**named, kind=Letter.Kind.DECISION).exclude(sha256="")
    return list(rows.select_related("number", "publication").order_by("decided_on"))


def is_quashed(publication: Publication) -> bool:
    """The court above took its effect for good, on appeal or in cassation; one that a late appeal only lifted may come back."""
    if rulings.of(publication).effective_on is not None:
        return False
    about = {"judgment": publication.judgment_id, "decision": publication.decision_id}
    came_back = [
        Reversal.objects.filter(**{name: pk}).exists() for name, pk in about.items() if pk is not None
    ]
    return any(came_back) or bool(quashed_by(publication))


def paper_size(publication: Publication) -> int | None:
    """Bytes of the PDF, None while it is not rendered."""
    if not publication.paper_sha256:
        return None
    return StoredFile.objects.filter(pk=publication.paper_sha256).values_list("size", flat=True).first()


def _mine(viewer: Viewer) -> Q:
    """Asked of each that waits: an officer has thousands of seats behind him, and few encodings before him."""
    roles = (Assignment.Role.PRESIDING, Assignment.Role.CLERK)
    seats = Assignment.objects.filter(case=OuterRef("case"), post=viewer.post, ended_at=None, role__in=roles)
    sat = Q(proceeding__presiding=viewer.post) | Q(proceeding__reporter=viewer.post)
    letters = Letter.objects.filter(sat, pk=OuterRef("committee"))
    return Q(Exists(seats), committee=None) | Q(Exists(letters), committee__isnull=False)
