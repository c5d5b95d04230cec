"""Acts on a request: the judge's decisions, and what follows by itself."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from toaan.cases.actions import CaseData, PartyData, advance, open_case
from toaan.cases.models import Case, Party
from toaan.core.acts import Document, act
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.requests.legality import Legality
from toaan.requests.recognition import Recognition
from toaan.requests.wishes import Consent, End, Ruling

SUIT = "Ly hôn, tranh chấp về nuôi con, chia tài sản khi ly hôn"


def rule(
    *, by: Viewer, case_id: uuid.UUID, wish: Ruling | Recognition | Legality, at: datetime
) -> CourseDecision:
    """Decide on the request at its session (quyết định giải quyết việc dân sự, BLTTDS 369.1.h, 370; 438.5, 449.2, 458.5).

    Raises:
        Refused: "request.of_panel"; those of `Ruling.fill`, `Recognition.fill` and of `toaan.course.actions.decide`.
    """
    return course.decide(by=by, case_id=case_id, wish=wish, at=at)


def recognise(*, by: Viewer, case_id: uuid.UUID, wish: Consent, at: datetime) -> CourseDecision:
    """Recognise the divorce by consent and the agreement (công nhận thuận tình ly hôn, BLTTDS 397.4, 212): in effect at once.

    Raises:
        Refused: those of `Consent.fill` and of `toaan.course.actions.decide`.
    """
    return course.decide(by=by, case_id=case_id, wish=wish, at=at)


def discontinue(*, by: Viewer, case_id: uuid.UUID, wish: End, at: datetime) -> CourseDecision:
    """End the request without deciding on it (đình chỉ giải quyết việc dân sự, BLTTDS 366.2.c, 367.2, 397.3, 397.5).

    Raises:
        Refused: those of `End.fill` and of `toaan.course.actions.decide`.
    """
    return course.decide(by=by, case_id=case_id, wish=wish, at=at)


def take_effect(*, by: Viewer, decision_id: uuid.UUID, at: datetime) -> Case:
    """The decision on the request is in effect: the matter is settled. Follows from the decision or from the last period."""
    with act("requests.take_effect", by=by, at=at) as a:
        decision = CourseDecision.objects.select_related("number").get(pk=decision_id)
        case = a.lock(Case, decision.case_id, "court", "number")
        a.allow(case)
        advance(case, "requests.take_effect")
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Việc dân sự được giải quyết xong: {decision.title} có hiệu lực",
            data={"decision": decision.pk, "effective_on": decision.effective_on},
            shown_to="parties",
        )
    return case


def become_suit(*, by: Viewer, decision: CourseDecision, at: datetime) -> Case:
    """The spouses agree on the divorce, not on children or property: the court accepts a suit by itself (BLTTDS 397.5).

    No new petition, no notice of acceptance, the same judge. Follows from the discontinuance, in its transaction.
    """
    request = (
        Case.objects.select_related("court", "number").prefetch_related("parties").get(pk=decision.case_id)
    )
    plaintiff = decision.content["plaintiff"]
    opened = Event.objects.filter(case_id=request.pk, act="cases.open").first()
    documents = [_again(row) for row in opened.documents] if opened else []
    return open_case(
        by=by,
        data=CaseData(
            court=request.court,
            kind=request.kind,
            petition_id=None,
            petitioned_on=request.petitioned_on,
            legal_relation=SUIT,
            claims=request.claims,
            value=None,
            parties=[
                PartyData(
                    role=_role(p, plaintiff), name=p.name, kind=p.kind, birth_year=p.birth_year, personal_id=p.personal_id,
                    address=p.address, phone=p.phone, email=p.email, user=p.user,
                )
                for p in sorted(request.parties.all(), key=lambda p: (str(p.pk) != plaintiff, p.order))
            ],
            documents=documents,
            origin=request,
        ),
        at=at,
    )  # fmt: skip


def _again(row: dict[str, Any]) -> Document:
    """A paper that came with the request, brought into the file of the suit as well."""
    return Document(**{**row, "dated": date.fromisoformat(row["dated"])})


def _role(party: Party, plaintiff: str) -> str:
    if party.role != Party.Role.REQUESTER:
        return party.role
    return Party.Role.PLAINTIFF if str(party.pk) == plaintiff else Party.Role.DEFENDANT
