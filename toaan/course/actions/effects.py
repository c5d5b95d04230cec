"""What a decision does beyond itself, inside the act that issues it: places change, cases merge, part or stay."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from toaan.cases import deadlines
from toaan.cases.actions import Continuation, advance, continue_case, copy_parties, documents_of
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.course import noted, places, separated
from toaan.course.models import CourseDecision, OtherClaim, TransferComplaint
from toaan.vietnamese.text import fold

K = CourseDecision.Kind
PAPER = {K.JOINDER: "joinder_decision", K.SEPARATION: "separation_decision"}


def before(decision: CourseDecision, a: Act) -> None:
    """Before the act is recorded: changes of the case itself."""
    case = decision.case
    if decision.kind == K.PARTIAL:
        decision.subject = {"before": places.change(case)}
        decision.save(update_fields=["subject"])
    elif decision.kind == K.ANSWER:
        TransferComplaint.objects.filter(period__decision_id=decision.about_id, answer=None).update(
            answer=decision
        )
        if decision.annuls:
            deadlines.reopen(case, _transferred_on(decision))
    elif decision.kind == K.JOINDER:
        _take_in(decision, a)
    elif decision.kind == K.SEPARATION:
        _give_up(decision)


def after(decision: CourseDecision, event: Event, *, by: Viewer, at: datetime) -> None:
    """After it: what the same decision is for other cases."""
    if decision.kind == K.JOINDER:
        for other in _joined(decision):
            _bring_papers(decision, other, by=by.following(event), at=at)
            _be_joined(decision, other, by=by.following(event), at=at)
    elif decision.kind == K.SEPARATION:
        _open(decision, by=by.following(event), at=at)


def _transferred_on(decision: CourseDecision) -> date:
    about = decision.about
    if about is None or about.issued_at is None:
        raise ValueError("an answer is about a transfer that was issued")
    return clock.local_date(about.issued_at)


def _joined(decision: CourseDecision) -> list[Case]:
    keys = [uuid.UUID(key) for key in decision.subject["cases"]]
    return list(
        Case.objects.filter(pk__in=keys).select_related("court", "number").order_by("accepted_on", "pk")
    )


def _take_in(decision: CourseDecision, a: Act) -> None:
    """Parties, claims, value and receipts of the others are now those of this case."""
    case = decision.case
    for key in sorted(decision.subject["cases"]):
        a.lock(Case, key)
    for other in _joined(decision):
        other.after("course.be_joined")
        moved = _merge_parties(case, other)
        _merge_claims(case, other, moved)
    words = [str(case), case.legal_relation, *case.parties.values_list("name", flat=True)]
    case.summary_folded = fold(" ".join(words))
    case.save(update_fields=["claims", "value", "fee_receipt", "summary_folded"])
    noted.note(case)


def _merge_parties(case: Case, other: Case) -> dict[Any, Party]:
    """Who is a party in both is one party here; old key → party of this case."""
    here = list(case.parties.all())
    moved: dict[Any, Party] = {}
    fresh = []
    for party in other.parties.prefetch_related("representations"):
        same = next((p for p in here if _same(p, party)), None)
        if same is None:
            fresh.append(party)
        else:
            moved[party.pk] = same
    last = Party.everybody.filter(case=case).aggregate(last=Max("order"))["last"] or 0
    return moved | copy_parties(fresh, case, first=last + 1)


def _same(one: Party, two: Party) -> bool:
    if one.personal_id and two.personal_id:
        return one.personal_id == two.personal_id
    return (
        fold(one.name) == fold(two.name) and one.birth_year == two.birth_year and one.address == two.address
    )


def _merge_claims(case: Case, other: Case, moved: dict[Any, Party]) -> None:
    case.claims = [*case.claims, *(c for c in other.claims if c not in case.claims)]
    values = [v for v in (case.value, other.value) if v is not None]
    case.value = sum(values) if values else None
    case.fee_receipt = separated.together(case.fee_receipt, other.fee_receipt)
    copy_claims(other, case, moved)


def copy_claims(old: Case, new: Case, moved: dict[Any, Party]) -> None:
    """Counterclaims and independent claims go on where their case goes on."""
    rows = OtherClaim.objects.filter(case=old).prefetch_related("against")
    for row in rows:
        against = [moved[p.pk] for p in row.against.all()]
        row.pk, row.case, row.party = uuid.uuid4(), new, moved[row.party_id]
        row._state.adding = True
        row.save(force_insert=True)
        row.against.set(against)


def _bring_papers(decision: CourseDecision, other: Case, *, by: Viewer, at: datetime) -> None:
    """The other file's papers enter this one. They were served where they were made, and are not served again."""
    case = decision.case
    with act("course.bring_papers", by=by, at=at) as a:
        a.allow()
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Nhập hồ sơ vụ án số {other} vào hồ sơ này",
            data={"from": other.pk, "decision": decision.pk},
            documents=documents_of(other),
            shown_to="court",
        )


def _be_joined(decision: CourseDecision, other: Case, *, by: Viewer, at: datetime) -> None:
    with act("course.be_joined", by=by, at=at) as a:
        found = a.lock(Case, other.pk, "court", "number")
        a.allow()
        advance(found, "course.be_joined")
        a.record(
            found,
            court=found.court,
            case_id=found.pk,
            petition_id=found.petition_id,
            title=f"Nhập vào vụ án số {decision.case} theo {decision.title}",
            data={"into": decision.case_id, "decision": decision.pk, "number": str(decision)},
            documents=[Document(decision.sha256, decision.title, PAPER[K.JOINDER], decision.decided_on)],
            shown_to="parties",
        )


def _give_up(decision: CourseDecision) -> None:
    """The claims that go are no longer asked in this case; their part of the advance and who has no other part in it go too."""
    case, told = decision.case, decision.subject
    case.claims = [c for c in case.claims if c not in told["claims"]]
    if told["value"] is not None and case.value is not None:
        case.value -= told["value"]
    if told["advance"]:
        case.fee_receipt = separated.kept_part(case.fee_receipt, told["advance"])
    limits = case.deadlines.filter(party__in=told["leaving"], state=Deadline.State.OPEN)
    limits.update(state=Deadline.State.CANCELLED, ended_on=decision.decided_on)
    Party.objects.filter(case=case, pk__in=told["leaving"]).update(
        left_on=decision.decided_on, left_why=decision.title[:300]
    )
    words = [str(case), case.legal_relation, *case.parties.values_list("name", flat=True)]
    case.summary_folded = fold(" ".join(words))
    case.save(update_fields=["claims", "value", "fee_receipt", "summary_folded"])


def _open(decision: CourseDecision, *, by: Viewer, at: datetime) -> None:
    """The new case: its own number, judge and terms, and its part of the advance that was paid."""
    case, told = decision.case, decision.subject
    people = Party.everybody.filter(case=case, pk__in=told["parties"]).prefetch_related("representations")
    parties = list(people.order_by("order"))
    continue_case(
        by=by,
        data=Continuation(
            origin=case, court=case.court, parties=parties, documents=documents_of(case), claims=told["claims"],
            value=told["value"], legal_relation=told["legal_relation"],
            fee_receipt=separated.moved_part(case.fee_receipt, told["advance"]),
            detail=f"Tách từ vụ án số {case} theo {decision.title}",
            facts={"separated_by": decision.pk},
        ),
        at=at,
    )  # fmt: skip
