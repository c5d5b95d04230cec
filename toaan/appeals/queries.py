"""Reading what happens to appeals: every query takes the viewer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from toaan.appeals.models import Advance, Discontinuance, FileTransfer, LateReview, PartRuling
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.core.errors import not_found
from toaan.core.models import Event, Post
from toaan.core.roles import CASE_ROLES
from toaan.core.together import answered, children, load
from toaan.core.viewer import Viewer
from toaan.judgments.models import Appeal


def transfers(viewer: Viewer) -> QuerySet[FileTransfer]:
    """Files that the viewer's court has sent up or that were sent to it, newest first."""
    rows = FileTransfer.objects.select_related(
        "case__court",
        "case__number",
        "to_court",
        "above__number",
        "above__court",
        "judgment__number",
        "decision__number",
        "sent_by__user",
    ).prefetch_related("case__parties", "judgment__appeals__party", "judgment__protests")
    if viewer.system:
        return rows.order_by("-sent_at")
    if viewer.role not in CASE_ROLES:
        return rows.none()
    return rows.filter(Q(case__court=viewer.court_id) | Q(to_court=viewer.court_id)).order_by("-sent_at")


def to_accept(viewer: Viewer) -> QuerySet[FileTransfer]:
    """Files that have come to the viewer's court and are not in its register yet, oldest first."""
    return transfers(viewer).filter(to_court=viewer.court_id, above=None).order_by("sent_at")


def transfer(viewer: Viewer, transfer_id: uuid.UUID) -> FileTransfer:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = transfers(viewer).filter(pk=transfer_id).first()
    if found is None:
        raise not_found()
    return found


def appeals_of(viewer: Viewer, case: Case) -> list[Appeal]:
    """The appeals against the judgment of a case that the viewer may see, oldest first."""
    load(rows := appeal_rows(viewer, case))
    return list(rows)


def appeal_rows(viewer: Viewer, case: Case) -> QuerySet[Appeal]:
    """The same as rows, to be asked for beside others."""
    rows = Appeal.objects.filter(cases.seen(viewer, "judgment__case_id"), judgment__case=case)
    rows = rows.select_related("party", "judgment__case__court", "judgment__number", "advance")
    return rows.prefetch_related("parts", "party__representations", "amendment_requests")


def appeal(viewer: Viewer, case: Case, appeal_id: uuid.UUID) -> Appeal:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = next((one for one in appeals_of(viewer, case) if one.pk == appeal_id), None)
    if found is None:
        raise not_found()
    found.judgment.case = case
    return found


def advance_of(appeal: Appeal) -> Advance | None:
    """Its fee advance, None while the appeal is not accepted."""
    found: Advance | None = getattr(appeal, "advance", None)
    if found is not None:
        found.appeal = appeal
    return found


OF_LATE = (
    "late__party", "late__judgment__number", "late__judgment__case__court", "late__judgment__case__number",
    "late__decision__number", "late__decision__case__court", "late__decision__case__number",
)  # fmt: skip
"""Neighbours of a review that its pages and papers name."""


def late_reviews(viewer: Viewer) -> QuerySet[LateReview]:
    """Late appeals before the viewer's court, or sent up by it: what waits first, then the newest."""
    rows = LateReview.objects.select_related("court", "number", "presiding__user", *OF_LATE).prefetch_related(
        "others__user", "late__parts", "late__judgment__case__parties", "late__decision__case__parties"
    )  # fmt: skip
    if viewer.role not in CASE_ROLES:
        return rows.none()
    court = viewer.court_id
    sent_up = Q(late__judgment__case__court=court) | Q(late__decision__case__court=court)
    return rows.filter(Q(court=court) | sent_up).order_by(
        F("decided_on").desc(nulls_first=True), "received_on"
    )


def late_review(viewer: Viewer, review_id: uuid.UUID) -> LateReview:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = late_reviews(viewer).prefetch_related(None).filter(pk=review_id).first()
    if found is None:
        raise not_found()
    # Each judge who could sit is held against the parties, those who speak for them, and who has sat before.
    people = (
        "parties__representations",
        Prefetch("assignments", Assignment.objects.select_related("post__user")),
    )
    answered([
        children([found], Prefetch("others", Post.objects.select_related("user"))),
        children([found.late], "parts"),
        children([found.late.case], *people),
    ])  # fmt: skip
    return found


def sent_with(review: LateReview) -> QuerySet[Event]:
    """The acts by which the late appeal and what proves its reason came in, the oldest first."""
    late = review.late
    acts = ("judgments.file_late_appeal", "appeals.hand_in_receipt")
    rows = Event.objects.filter(case_id=late.case.pk, act__in=acts)
    if late.decision is not None:
        filed = Q(act="appeals.file_late_appeal", data__decision=str(late.decision.pk))
        receipt = Q(act="appeals.pay_challenge", data__late=True, data__party=str(late.party_id))
        rows = Event.objects.filter(receipt if late.of_receipt else filed, case_id=late.case.pk)
    return rows.order_by("at")


def late_documents(review: LateReview, sent: Iterable[Event] | None = None) -> list[dict[str, Any]]:
    """What came with the late appeal: the appeal, the statement of reasons, what proves them (275.1).

    Args:
        sent: `sent_with` the review, where the caller has it already.
    """
    party = str(review.late.party_id)
    told = sent_with(review) if sent is None else sent
    return [d for e in told for d in e.documents if d.get("author_party_id") == party]


def late_of(case: Case) -> dict[uuid.UUID, LateReview]:
    """Party of a first-instance case → what became of its late appeal against the judgment, at the court above."""
    return by_party(late_rows(case))


def late_rows(case: Case) -> QuerySet[LateReview]:
    """What became of the late appeals against the judgment of a first-instance case."""
    rows = LateReview.objects.filter(late__judgment__case=case)
    return rows.select_related("court", "number", "late__party")


def by_party(rows: Iterable[LateReview]) -> dict[uuid.UUID, LateReview]:
    """Each by the party that came late."""
    return {one.late.party_id: one for one in rows}


def is_above(appeal: Appeal, transfer: FileTransfer | None, late: dict[uuid.UUID, LateReview]) -> bool:
    """Whether the appeal went up with the file; one accepted late after that stays below until its fee is settled."""
    if transfer is None:
        return False
    review = late.get(appeal.party_id)
    advance = advance_of(appeal)
    came_later = (
        review is not None and review.accepted and review.issued_at and review.issued_at > transfer.sent_at
    )
    return not came_later or (advance is not None and advance.is_settled)


def transfer_of(case: Case) -> FileTransfer | None:
    """The file of this case on its way up, or the one that brought it here."""
    return transfer_rows(case).first()


def transfer_rows(case: Case) -> QuerySet[FileTransfer]:
    """The same as rows, to be asked for beside others."""
    rows = FileTransfer.objects.select_related(
        "to_court", "above__number", "case__number", "case__court", "judgment__number"
    )
    return rows.filter(Q(case=case) | Q(above=case), decision=None)


def results(case: Case) -> list[PartRuling]:
    """What became of each part at second instance, once it is pronounced."""
    return list(result_rows(case))


def is_suit_ended(case: Case) -> bool:
    """The trial above ended because the suit was withdrawn: the judgment below is quashed (299.1.b)."""
    return Discontinuance.objects.filter(case=case, quashes=True).exclude(sha256="").exists()


def result_rows(case: Case) -> QuerySet[PartRuling]:
    """The same as rows."""
    rows = PartRuling.objects.filter(decided_on__isnull=False).filter(
        Q(case=case) | Q(part__judgment__case=case)
    )
    return rows.select_related("part", "case__number")


def tried_again(above: Case) -> Case | None:
    """The new case of first instance that the quashed one has become."""
    return Case.objects.filter(origin=above, instance=Case.Instance.FIRST).select_related("number").first()


def holders(case: Case) -> list[dict[str, Any]]:
    """Whoever challenges something in this case of second instance: key, name, what, parts."""
    found = [
        {"key": a["party"], "name": a["name"], "title": a["role"], "parts": a["parts"], "ground": a["ground"]}
        for a in case.challenge.get("appellants", ())
    ]
    return found + [
        {"key": p["level"], "name": p["holder"], "title": "", "parts": p["parts"], "ground": p["ground"]}
        for p in case.challenge.get("protests", ())
    ]
