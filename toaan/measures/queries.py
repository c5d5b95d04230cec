"""Reading requests and decisions: every query takes the viewer."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch, Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case, Party
from toaan.core.errors import not_found
from toaan.core.together import known
from toaan.core.viewer import Viewer
from toaan.course import queries as course
from toaan.filing import queries as filing
from toaan.filing.models import Petition
from toaan.measures.models import MeasureComplaint, MeasureCopy, MeasureDecision, MeasureRequest

K = MeasureDecision.Kind
FIRST = "plaintiffs:0"
"""Place of the petition's writer in it."""


def visible_to(viewer: Viewer) -> QuerySet[MeasureRequest]:
    """Requests in the cases that the viewer may know of.

    Who is to be bound learns of a request only with the measure: it would be in vain otherwise. A citizen sees what he
    asked himself, and every measure that was applied.
    """
    rows = MeasureRequest.objects.filter(cases.seen(viewer))
    if viewer.post is None and not viewer.system:
        known = Q(decisions__kind=K.APPLICATION) & ~Q(decisions__sha256="")
        rows = rows.filter(Q(pk__in=MeasureRequest.objects.filter(party__in=cases.spoken_for(viewer)).values("pk"))
                           | Q(pk__in=MeasureRequest.objects.filter(known).values("pk")))  # fmt: skip
    return _whole(rows)


def _whole(rows: QuerySet[MeasureRequest]) -> QuerySet[MeasureRequest]:
    issued = MeasureDecision.objects.exclude(sha256="").select_related("number", "signer__user")
    complaints = MeasureComplaint.objects.select_related("party", "settled_by__number")
    found = rows.select_related("party", "against", "judge__user", "case__number", "case__court")
    return found.prefetch_related(
        Prefetch("decisions", issued), Prefetch("decisions__complaints", complaints), "decisions__copies"
    )


def of_case(viewer: Viewer, case: Case) -> QuerySet[MeasureRequest]:
    """Requests of a case, newest first, with their issued decisions."""
    parties = case.parties.all()
    return known(visible_to(viewer).filter(case=case), case=[case], party=parties, against=parties)


def of_petition(viewer: Viewer, petition: Petition) -> QuerySet[MeasureRequest]:
    """Requests that came with a petition which is not accepted yet: the court's, and those of who filed it."""
    return _whole(_asked_with(viewer, petition))


def beside(viewer: Viewer, petition: Petition) -> QuerySet[MeasureRequest]:
    """The same without decisions, for the petition's own page."""
    return _asked_with(viewer, petition)


def _asked_with(viewer: Viewer, petition: Petition) -> QuerySet[MeasureRequest]:
    rows = MeasureRequest.objects.filter(petition=petition, case=None)
    rows = rows.filter(petition__in=filing.visible_to(viewer).order_by().values("pk"))
    if viewer.post is None and not viewer.system:  # the writer of the petition is its first plaintiff
        rows = rows.filter(requester__place=FIRST)
    return known(rows, petition=[petition])


def get(viewer: Viewer, matter: Case | Petition, request_id: uuid.UUID) -> MeasureRequest:
    """One request of the case or petition.

    Raises:
        Refused: "not_found".
    """
    case = matter if isinstance(matter, Case) else None
    rows = visible_to(viewer).filter(case=case) if case else of_petition(viewer, _petition(matter))
    found = rows.filter(pk=request_id).first()
    if found is None:
        raise not_found()
    if case is not None:
        found.case = case
    else:
        found.petition = _petition(matter)
    return found


def _petition(matter: Case | Petition) -> Petition:
    if not isinstance(matter, Petition):
        raise TypeError("a petition is meant")
    return matter


def decision(viewer: Viewer, matter: Case | Petition, decision_id: uuid.UUID) -> MeasureDecision:
    """One issued decision that the viewer may read: a refusal or a security only who asked, and the court.

    Raises:
        Refused: "not_found".
    """
    asked = (
        visible_to(viewer).filter(case=matter) if isinstance(matter, Case) else _asked_with(viewer, matter)
    )
    rows = MeasureDecision.objects.filter(request__in=asked.order_by().values("pk"))
    rows = rows.exclude(sha256="").select_related(
        "number", "request__party", "request__against", "request__case__court", "request__petition__court"
    )
    found = rows.filter(pk=decision_id).first()
    if found is None or (viewer.post is None and not _may_read(viewer, matter, found)):
        raise not_found()
    return found


def copy(viewer: Viewer, petition: Petition, copy_id: uuid.UUID) -> MeasureCopy:
    """One copy of a decision made before acceptance; the petition's page keeps it when there is a case.

    Raises:
        Refused: "not_found".
    """
    rows = MeasureCopy.objects.filter(decision__request__petition=petition)
    found = rows.filter(
        decision__request__petition__in=filing.visible_to(viewer).order_by().values("pk"), pk=copy_id
    )
    one = found.select_related(
        "decision__number", "decision__request__case", "decision__request__petition"
    ).first()
    if one is None:
        raise not_found()
    return one


def unfinished(matter: Case | Petition) -> QuerySet[MeasureDecision]:
    """Decisions, at most one for each request, that have their number and no paper yet; for who signs them."""
    rows = MeasureDecision.objects.select_related("number").filter(sha256="")
    if isinstance(matter, Case):
        return rows.filter(request__case=matter)
    return rows.filter(request__petition=matter, request__case=None)


def pending(asked: MeasureRequest) -> list[MeasureComplaint]:
    """Complaints and proposals against its issued decisions that nobody has settled yet."""
    return [c for d in asked.decisions.all() for c in d.complaints.all() if c.settled_by_id is None]


def _may_read(viewer: Viewer, case: Case | Petition, made: MeasureDecision) -> bool:
    if made.kind in {K.APPLICATION, K.CANCELLATION, K.SETTLEMENT} or not isinstance(case, Case):
        return True
    mine = {p.pk for p in case.parties.all() if viewer.user_id in p.user_ids}
    return made.request.party_id in mine


def requesters(viewer: Viewer, case: Case) -> list[Party]:
    """Parties for whom the viewer may ask or complain."""
    return course.appellants(viewer, case)
