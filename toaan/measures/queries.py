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
from toaan.measures.models import MeasureComplaint, MeasureDecision, MeasureRequest

K = MeasureDecision.Kind


def visible_to(viewer: Viewer) -> QuerySet[MeasureRequest]:
    """Requests in the cases that the viewer may know of.

    Who is to be bound learns of a request only with the measure: it would be in vain otherwise. A citizen sees what he
    asked himself, and every measure that was applied.
    """
    issued = MeasureDecision.objects.exclude(sha256="").select_related("number", "signer__user")
    complaints = MeasureComplaint.objects.select_related("party", "settled_by__number")
    rows = MeasureRequest.objects.filter(cases.seen(viewer))
    if viewer.post is None:
        own = Q(party__user=viewer.user_id) | Q(party__representations__user=viewer.user_id)
        known = Q(decisions__kind=K.APPLICATION) & ~Q(decisions__sha256="")
        rows = rows.filter(Q(pk__in=MeasureRequest.objects.filter(own).values("pk"))
                           | Q(pk__in=MeasureRequest.objects.filter(known).values("pk")))  # fmt: skip
    return rows.select_related("party", "against", "case__number", "case__court").prefetch_related(
        Prefetch("decisions", issued), Prefetch("decisions__complaints", complaints)
    )


def of_case(viewer: Viewer, case: Case) -> QuerySet[MeasureRequest]:
    """Requests of a case, newest first, with their issued decisions."""
    parties = case.parties.all()
    return known(visible_to(viewer).filter(case=case), case=[case], party=parties, against=parties)


def get(viewer: Viewer, case: Case, request_id: uuid.UUID) -> MeasureRequest:
    """One request of the case.

    Raises:
        Refused: "not_found".
    """
    found = visible_to(viewer).filter(case=case, pk=request_id).first()
    if found is None:
        raise not_found()
    found.case = case
    return found


def decision(viewer: Viewer, case: Case, decision_id: uuid.UUID) -> MeasureDecision:
    """One issued decision of the case that the viewer may read: a refusal or a security only who asked, and the court.

    Raises:
        Refused: "not_found".
    """
    rows = MeasureDecision.objects.filter(
        request__in=visible_to(viewer).filter(case=case).order_by().values("pk")
    )
    rows = rows.exclude(sha256="").select_related(
        "number", "request__party", "request__against", "request__case__court"
    )
    found = rows.filter(pk=decision_id).first()
    if found is None or (viewer.post is None and not _may_read(viewer, case, found)):
        raise not_found()
    return found


def unfinished(case: Case) -> QuerySet[MeasureDecision]:
    """Decisions of a case, at most one for each request, that have their number and no paper yet; for who signs them."""
    return MeasureDecision.objects.select_related("number").filter(request__case=case, sha256="")


def pending(asked: MeasureRequest) -> list[MeasureComplaint]:
    """Complaints and proposals against its issued decisions that nobody has settled yet."""
    return [c for d in asked.decisions.all() for c in d.complaints.all() if c.settled_by_id is None]


def _may_read(viewer: Viewer, case: Case, made: MeasureDecision) -> bool:
    if made.kind in {K.APPLICATION, K.CANCELLATION, K.SETTLEMENT}:
        return True
    mine = {p.pk for p in case.parties.all() if viewer.user_id in p.user_ids}
    return made.request.party_id in mine


def requesters(viewer: Viewer, case: Case) -> list[Party]:
    """Parties for whom the viewer may ask or complain."""
    return course.appellants(viewer, case)
