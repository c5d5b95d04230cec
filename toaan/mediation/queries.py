"""Read mediations: always as somebody, and only as far as the law lets that person know (LHGDT 4)."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch, Q, QuerySet

from toaan.core import clock
from toaan.core.errors import not_found
from toaan.core.models import Court, Post
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.together import Asking, answered, one
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition
from toaan.filing.states import RECEIVED
from toaan.mediation.models import Copy, Designation, Mediation, Mediator, Note, Paper
from toaan.mediation.models.file import AT_THE_COURT
from toaan.mediation.states import OVER, RECOGNISED, REVIEWED
from toaan.vietnamese.names import sort_key


def visible_to(viewer: Viewer) -> QuerySet[Mediation]:
    """Mediations that the viewer may know of. Another judge, an archivist, the IT officer: none."""
    rows = Mediation.objects.select_related(
        "court",
        "petition__number",
        "petition__court",
        "judge__user",
        "mediator__user",
        "mediator__post",
        "chosen__user",
    ).prefetch_related("parties")
    if viewer.system:
        return rows
    if viewer.role == Role.CITIZEN and viewer.user_id is not None:
        mine = Mediation.objects.filter(parties__user_id=viewer.user_id)
        return rows.filter(pk__in=mine.order_by().values("pk"))
    return rows.filter(_of_the_court(viewer), court_id=viewer.court_id)


def _of_the_court(viewer: Viewer) -> Q:
    if viewer.role in AT_THE_COURT:
        return Q()
    if viewer.role in JUDGES:
        return Q(judge=viewer.post)
    if viewer.role == Role.MEDIATOR:
        return Q(mediator__post=viewer.post)
    if viewer.role == Role.PROCURATOR:
        return Q(state__in=[RECOGNISED, REVIEWED])
    return Q(pk__in=[])


def get(viewer: Viewer, mediation_id: uuid.UUID) -> Mediation:
    """One mediation.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    found = visible_to(viewer).filter(pk=mediation_id).first()
    if found is None:
        raise not_found()
    return found


def whole(viewer: Viewer, mediation_id: uuid.UUID) -> Mediation:
    """One mediation with what its own page shows of it: its meetings, who was designated, the result, its reviews.

    Raises:
        Refused: "not_found".
    """
    named = Designation.objects.exclude(sha256="").select_related("mediator__user", "number")
    rows = visible_to(viewer).select_related("result").prefetch_related("sessions", "reviews")
    found = one(rows.prefetch_related(Prefetch("designations", named)), mediation_id)
    if found is None:
        raise not_found()
    return found


def in_charge(viewer: Viewer, post_id: str) -> Post | None:
    """The judge of the viewer's court whose mediations are asked for in an address; None for anything else."""
    try:
        key = uuid.UUID(post_id)
    except ValueError:
        return None
    return Post.objects.filter(pk=key, court_id=viewer.court_id).select_related("user").first()


def papers(viewer: Viewer, mediation: Mediation) -> list[Paper]:
    """The papers of it that this viewer may open. The minutes of the result: the parties, the mediator, the judge."""
    return answered([papers_shown(viewer, mediation)])[0]


def papers_shown(viewer: Viewer, mediation: Mediation) -> Asking[list[Paper]]:
    """The same, asked beside other questions."""
    inside = bool(mediation.relations(viewer) & {"party", "mediator", "judge_in_charge"}) or viewer.system
    copies = Prefetch("copies", Copy.objects.select_related("party"))
    rows = mediation.papers.exclude(sha256="").select_related("number", "session").prefetch_related(copies)
    if "supervising" in mediation.relations(viewer):
        rows = rows.filter(kind="decision")
    elif viewer.role == Role.CITIZEN and viewer.user_id is not None:
        rows = rows.filter(
            pk__in=mediation.papers.filter(copies__party__user_id=viewer.user_id).order_by().values("pk")
        )
    yield rows
    return [p for p in rows if inside or not p.is_confidential]


def note(viewer: Viewer, mediation: Mediation) -> Note | None:
    """The mediator's own note; nobody else has a way to it."""
    return answered([note_shown(viewer, mediation)])[0]


def note_shown(viewer: Viewer, mediation: Mediation) -> Asking[Note | None]:
    """The same, asked beside other questions."""
    if viewer.post is None or "mediator" not in mediation.relations(viewer):
        return None
    yield (rows := Note.objects.filter(mediation=mediation, mediator__post=viewer.post))
    return next(iter(rows), None)


def sees_agreement(viewer: Viewer, mediation: Mediation) -> bool:
    """Whether this viewer may read what the parties agreed before it is recognised."""
    return bool(mediation.relations(viewer) & {"party", "mediator", "judge_in_charge"})


def listed(court: Court) -> list[Mediator]:
    """Who may mediate at this court today, by given name."""
    rows = Mediator.objects.filter(court=court, removed_on=None).select_related("user", "post")
    found = [m for m in rows if m.stands_on(clock.today())]
    return sorted(found, key=lambda m: sort_key(m.user.full_name))


def everybody(viewer: Viewer) -> list[Mediator]:
    """The whole list of the viewer's court with those who left it."""
    rows = Mediator.objects.filter(court_id=viewer.court_id).select_related("user", "post")
    return sorted(rows, key=lambda m: (m.removed_on is not None, sort_key(m.user.full_name)))


def mediator(viewer: Viewer, mediator_id: uuid.UUID) -> Mediator:
    """One entry of the list of the viewer's court.

    Raises:
        Refused: "not_found".
    """
    found = (
        Mediator.objects.filter(pk=mediator_id, court_id=viewer.court_id)
        .select_related("user", "court")
        .first()
    )
    if found is None:
        raise not_found()
    return found


def in_hand(mediator_rows: list[Mediator]) -> dict[uuid.UUID, int]:
    """How many matters each has (TT 03/2020 art. 5.3)."""
    found: dict[uuid.UUID, int] = {m.pk: 0 for m in mediator_rows}
    rows = Mediation.objects.filter(mediator__in=found).exclude(state__in=OVER)
    for pk in rows.values_list("mediator_id", flat=True):
        if pk is not None:
            found[pk] += 1
    return found


def to_offer(viewer: Viewer) -> QuerySet[Petition]:
    """Petitions that came in and wait: the clerk offers mediation, or the president assigns a judge (16.3)."""
    if viewer.role not in LEADERS | {Role.CLERK}:
        return Petition.objects.none()
    rows = Petition.objects.filter(court_id=viewer.court_id, state=RECEIVED, mediation=None)
    return rows.select_related("number", "court").order_by("received_on", "register_sequence")
