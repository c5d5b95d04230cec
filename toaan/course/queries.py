"""Reading the decisions on the course of a case: every query takes the viewer."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from toaan.cases import queries as cases
from toaan.cases.models import Case, Party, Representation
from toaan.core import clock
from toaan.core.errors import not_found
from toaan.core.models import Court
from toaan.core.roles import CASE_ROLES, LEADERS, Role
from toaan.core.together import known
from toaan.core.viewer import Viewer
from toaan.course import periods
from toaan.course.disputes import AROUND
from toaan.course.models import (
    Challenge,
    ClaimChange,
    Complaint,
    CourseDecision,
    JurisdictionDispute,
    OtherClaim,
    Period,
    Replacement,
    Sending,
)
from toaan.course.periods import COMPLAINT, complaint_due
from toaan.hearings.models import TrialDecision


def visible_to(viewer: Viewer) -> QuerySet[CourseDecision]:
    """Issued decisions of the cases that the viewer may know of; a number without a paper is nobody's news."""
    held = Period.objects.select_related("party", "challenge", "transfer_complaint__answer")
    return (
        CourseDecision.objects.filter(cases.seen(viewer))
        .exclude(sha256="")
        .select_related(
            "number",
            "case__court",
            "case__number",
            "signer__user",
            "ends__number",
            "ended_by",
            "to_court",
            "sending",
        )
        .prefetch_related(Prefetch("periods", held), "case__parties")
    )


def of_case(viewer: Viewer, case: Case) -> QuerySet[CourseDecision]:
    """Issued decisions of a case, newest first."""
    return known(visible_to(viewer).filter(case=case).order_by("-issued_at"), case=[case])


def get(viewer: Viewer, decision_id: uuid.UUID) -> CourseDecision:
    """One issued decision.

    Raises:
        Refused: "not_found".
    """
    found = visible_to(viewer).filter(pk=decision_id).first()
    if found is None:
        raise not_found()
    return found


def claims(viewer: Viewer, case: Case) -> QuerySet[OtherClaim]:
    """Counterclaims and independent claims of a case that the viewer may see, oldest first."""
    rows = OtherClaim.objects.filter(cases.seen(viewer), case=case)
    return known(rows.prefetch_related("against"), case=[case], party=case.parties.all())


def claim(viewer: Viewer, claim_id: uuid.UUID) -> OtherClaim:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    rows = OtherClaim.objects.filter(cases.seen(viewer), pk=claim_id)
    found = rows.select_related("party", "case__court", "case__number").first()
    if found is None:
        raise not_found()
    return found


def may_claim(case: Case, opened_on: date | None) -> bool:
    """Whether a claim filed now would still be in time (200.3, 201.2) and the case stands where it may be filed.

    Args:
        opened_on: the day on which the disclosure and mediation session was opened, if it was.
    """
    return case.can("course.file_claim") and opened_on is None


@dataclass(frozen=True)
class ComplaintRow:
    """Where one party stands with the right to complain (319.1)."""

    party: Party
    complaint: Complaint | None
    due_on: date | None
    is_over: bool

    @property
    def is_open(self) -> bool:
        """The party may still complain."""
        return self.complaint is None and not self.is_over


@dataclass(frozen=True)
class ComplaintStanding:
    """The decision for trial by simplified procedure, and the parties for whom the viewer may complain."""

    decision: TrialDecision
    rows: list[ComplaintRow]


def complaint_standing(viewer: Viewer, case: Case) -> ComplaintStanding | None:
    """The newest such decision of a case that the viewer may see; None when there never was one."""
    rows = (
        TrialDecision.objects.filter(cases.seen(viewer), case=case)
        .exclude(sha256="")
        .select_related("number")
    )
    decision = next((d for d in rows.order_by("-issued_at") if d.simplified), None)
    if decision is None:
        return None
    made = {c.party_id: c for c in decision.complaints.select_related("settled_by__number")}
    standing = case.can("course.complain") and decision.lapsed_at is None
    found = []
    for party in appellants(viewer, case):
        due = complaint_due(decision, party)
        over = not standing or (due is not None and due < clock.today())
        found.append(ComplaintRow(party, made.get(party.pk), due, over))
    return ComplaintStanding(decision, found)


def complaints(viewer: Viewer, case: Case) -> QuerySet[Complaint]:
    """Complaints and proposals of a case, newest first, with what became of them."""
    rows = Complaint.objects.filter(cases.seen(viewer, "decision__case"), decision__case=case)
    rows = rows.select_related("decision__number", "settled_by__number").order_by("-recorded_at")
    return known(rows, party=case.parties.all())


def unfinished(case: Case) -> QuerySet[CourseDecision]:
    """The decision, if any, that has its number and no paper yet; for the judge who signs it."""
    return known(CourseDecision.objects.select_related("number").filter(case=case, sha256=""), case=[case])


def spoken_for(viewer: Viewer, case: Case) -> list[Party]:
    """Parties in whose name the viewer acts, as a lawyer too (76.4)."""
    if viewer.post is not None or viewer.user_id is None:
        return []
    return [p for p in case.parties.all() if viewer.user_id in p.user_ids]


def appellants(viewer: Viewer, case: Case) -> list[Party]:
    """Parties for whom the viewer may appeal: himself, or whom he represents; a lawyer alone may not (271)."""
    if viewer.post is not None or viewer.user_id is None:
        return []
    return [
        party
        for party in case.parties.all()
        if party.user_id == viewer.user_id
        or any(
            r.user_id == viewer.user_id and r.kind != Representation.Kind.LAWYER
            for r in party.representations.all()
        )
    ]


@dataclass(frozen=True)
class Standing:
    """Where a party stands with the right to appeal one decision today."""

    decision: CourseDecision
    period: Period
    challenge: Challenge | None
    is_over: bool

    @property
    def is_open(self) -> bool:
        """The party may still appeal."""
        return self.challenge is None and not self.is_over and self.decision.effective_on is None


def standings(viewer: Viewer, decisions: Iterable[CourseDecision], today: date) -> list[Standing]:
    """One row for each decision and party for whom the viewer may appeal."""
    found = []
    for decision in decisions:
        mine = {p.pk for p in appellants(viewer, decision.case)}
        for period in decision.periods.all():
            if period.party_id in mine and period.rule in periods.APPEALS:
                found.append(
                    Standing(decision, period, getattr(period, "challenge", None), period.is_over(today))
                )
    return found


def complaint_periods(viewer: Viewer, decision: CourseDecision) -> list[Period]:
    """Periods in which those for whom the viewer speaks may complain of a transfer (41.1)."""
    mine = {p.pk for p in appellants(viewer, decision.case)}
    rows = decision.periods.select_related("party", "transfer_complaint__answer").filter(rule=COMPLAINT)
    return [p for p in rows if p.party_id in mine]


def joinable(case: Case) -> list[Case]:
    """Other cases of the court, of the same kind and still being prepared, that share a person with this one (42.1)."""
    rows = Case.objects.filter(
        court_id=case.court_id, kind=case.kind, nature=case.nature, instance=case.instance, procedure=case.procedure,
        state=case.state,
    ).exclude(pk=case.pk)  # fmt: skip
    people = Q()
    for party in case.parties.all():
        people |= Q(parties__personal_id=party.personal_id) if party.personal_id else Q()
        people |= Q(parties__name=party.name)
    found = rows.filter(people).distinct().select_related("number").prefetch_related("parties")
    return list(found.order_by("accepted_on")[:50])


def sendings(viewer: Viewer) -> QuerySet[Sending]:
    """Files on their way to the court where the viewer works, or received there."""
    rows = (
        Sending.objects.filter(decision__to_court_id=viewer.court_id)
        if viewer.is_staff
        else Sending.objects.none()
    )
    return rows.select_related(
        "decision__number",
        "decision__case__number",
        "decision__case__court",
        "decision__to_court",
        "case__number",
        "dispute__number",
        "dispute__sending__decision",
    ).prefetch_related("decision__case__parties")


def sending(viewer: Viewer, sending_id: uuid.UUID) -> Sending:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = sendings(viewer).filter(pk=sending_id).first()
    if found is None:
        raise not_found()
    return found


def disputes(viewer: Viewer) -> QuerySet[JurisdictionDispute]:
    """Disputes on jurisdiction that concern the court where the viewer works: it asks, sent the file, settles, goes on."""
    if not viewer.is_staff or viewer.role not in CASE_ROLES:
        return JurisdictionDispute.objects.none()
    mine = Q(decider_id=viewer.court_id) | Q(named_id=viewer.court_id, settled_on__isnull=False)
    mine |= Q(sending__decision__to_court_id=viewer.court_id)
    mine |= Q(sending__decision__case__court_id=viewer.court_id)
    rows = JurisdictionDispute.objects.filter(mine).select_related(*AROUND)
    return rows.prefetch_related("sending__decision__case__parties")


def dispute(viewer: Viewer, dispute_id: uuid.UUID) -> JurisdictionDispute:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = disputes(viewer).select_related("signer__user", "asked_by__user").filter(pk=dispute_id).first()
    if found is None:
        raise not_found()
    return found


def nameable(made: JurisdictionDispute, today: date) -> list[Court]:
    """Courts that the president may name: the two first, then the others of the level under him."""
    decision = made.sending.decision
    level = decision.case.court.level
    first = [c for c in (decision.to_court, decision.case.court) if c is not None]
    rows = Court.objects.filter(level=level).exclude(pk__in=[c.pk for c in first]).order_by("name")
    if made.decider is not None and made.decider.level == Court.Level.PROVINCE:
        rows = rows.filter(parent_id=made.decider_id)
    return [*first, *(c for c in rows if c.exists_on(today))]


def changes(viewer: Viewer, case: Case) -> QuerySet[ClaimChange]:
    """What plaintiffs asked to change in their claims, oldest first."""
    rows = ClaimChange.objects.filter(cases.seen(viewer), case=case)
    return known(rows, case=[case], party=case.parties.all())


def change(viewer: Viewer, change_id: uuid.UUID) -> ClaimChange:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    rows = ClaimChange.objects.filter(cases.seen(viewer), pk=change_id)
    found = rows.select_related("party", "case__court", "case__number").first()
    if found is None:
        raise not_found()
    return found


def replacements(viewer: Viewer, case: Case) -> QuerySet[Replacement]:
    """Requests that somebody be replaced, oldest first."""
    rows = Replacement.objects.filter(cases.seen(viewer), case=case)
    rows = rows.select_related("decided_by__user", "decided_by__court", "procurator")
    return known(rows, case=[case], party=case.parties.all(), assignment=case.assignments.all())


def replacement(viewer: Viewer, case: Case, replacement_id: uuid.UUID) -> Replacement:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = next((r for r in replacements(viewer, case) if r.pk == replacement_id), None)
    if found is None:
        raise not_found()
    return found


def replacements_above(viewer: Viewer) -> QuerySet[Replacement]:
    """Requests to replace the president of a court below as judge: nothing else of those cases is seen from here."""
    rows = Replacement.objects.filter(assignment__post__kind=Role.PRESIDENT.value)
    if viewer.role not in LEADERS:
        return rows.none()
    rows = rows.filter(case__court__parent_id=viewer.court_id)
    return rows.select_related(
        "party", "assignment__post__user", "decided_by__user", "decided_by__court", "case__court__parent", "case__number"
    )  # fmt: skip
