"""Acts on the case: open, draw the judge, assign clerk and lay judges, extend a deadline."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Assignment, Case, Deadline, Party, Representation
from toaan.core import clock, numbering, rules_in_force
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court, User
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.rules.time_limits import ExtensionTooLong, due_date
from toaan.vietnamese.text import clean, fold


@dataclass(frozen=True)
class AgentData:
    """A representative or protector who filed the petition."""

    kind: str
    name: str
    user: User | None


@dataclass(frozen=True)
class PartyData:
    """A party as the petition names it."""

    role: str
    name: str
    kind: str = Party.Kind.PERSON
    birth_year: int | None = None
    personal_id: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    user: User | None = None
    agents: Sequence[AgentData] = ()
    """Who filed for this party and was entered as its representative or protector (75.5)."""


@dataclass(frozen=True)
class CaseData:
    """What a petition hands over when it is accepted."""

    court: Court
    kind: str
    petition_id: uuid.UUID | None
    petitioned_on: date
    legal_relation: str
    claims: Sequence[str]
    value: int | None
    parties: Sequence[PartyData]
    documents: Sequence[Document] = ()
    fee_receipt: dict[str, object] = field(default_factory=dict)
    request_kind: str = ""
    """Of a request: its kind, e.g. "29.2"; empty for a suit."""
    origin: Case | None = None
    """The request that became this suit (397.5), or, tried anew, the case at the court that quashed the judgment."""


def open_case(*, by: Viewer, data: CaseData, at: datetime) -> Case:
    """Enter an accepted petition in the register (vào sổ thụ lý): number, parties, deadlines.

    Called inside "filing.accept", as its consequence; `by` is the system following from it. A suit that comes out of a
    request is not announced and keeps its judge (397.5): "cases.open_suit".
    """
    with act("cases.open_suit" if _became_suit(data) else "cases.open", by=by, at=at) as a:
        a.allow()
        nature = Case.Nature.REQUEST if data.request_kind else Case.Nature.SUIT
        case = Case.objects.create(
            court=data.court, kind=data.kind, petition_id=data.petition_id, petitioned_on=data.petitioned_on,
            accepted_on=clock.local_date(at), legal_relation=data.legal_relation, claims=list(data.claims),
            value=data.value, fee_receipt=data.fee_receipt, summary_folded="", nature=nature,
            request_kind=data.request_kind, origin=data.origin,
        )  # fmt: skip
        parties = Party.objects.bulk_create(
            Party(
                case=case, order=order, role=p.role, kind=p.kind, name=p.name, birth_year=p.birth_year,
                personal_id=p.personal_id, address=p.address, phone=p.phone, email=p.email, user=p.user,
            )
            for order, p in enumerate(data.parties, start=1)
        )  # fmt: skip
        Representation.objects.bulk_create(
            Representation(
                party=party, kind=agent.kind, name=agent.name, user=agent.user, since=case.accepted_on
            )
            for party, told in zip(parties, data.parties, strict=True)
            for agent in told.agents
        )
        pattern = "request_acceptance" if case.is_request else "acceptance"
        number = numbering.issue(court=data.court, pattern=pattern, kind=data.kind, subject=case, at=at)
        entered = case.enter(number)
        words = [number.text, data.legal_relation, *(p.name for p in data.parties)]
        case.summary_folded = fold(" ".join(words))
        case.save(update_fields=[*entered, "summary_folded"])
        deadlines.adopt(case)
        if data.origin is not None and _became_suit(data):
            _keep_officers(data.origin, case, at)
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            petition_id=case.petition_id,
            title=f"Thụ lý {case.noun} số {number.text}",
            detail=_receipt_words(case),
            data={"number": number.text, "kind": case.kind, "value": case.value, "nature": case.nature},
            documents=data.documents,
            shown_to="parties",
        )
    return case


def _became_suit(data: CaseData) -> bool:
    """A suit that comes out of a request (397.5); a request that is decided anew after its second instance is none."""
    return data.origin is not None and data.origin.is_request and not data.request_kind


def _keep_officers(request: Case, suit: Case, at: datetime) -> None:
    """The judge and the clerk of the request go on with the suit (397.5: no new assignment)."""
    kept = request.assignments.filter(
        ended_at=None, role__in=[Assignment.Role.PRESIDING, Assignment.Role.CLERK]
    )
    Assignment.objects.bulk_create(
        Assignment(case=suit, post_id=row.post_id, role=row.role, assigned_at=at) for row in kept
    )


def _receipt_words(case: Case) -> str:
    receipt, fee = case.fee_receipt, "lệ phí" if case.is_request else "tạm ứng án phí"
    if case.origin is not None and case.origin.is_request and not case.is_request:
        return f"Từ {case.origin.noun} số {case.origin} (khoản 5 Điều 397 BLTTDS)"
    if not receipt:
        who = "Người yêu cầu" if case.is_request else "Người khởi kiện"
        return f"{who} được miễn hoặc không phải nộp {fee}"
    amount = f"{receipt['amount']:,}".replace(",", ".")
    return f"Biên lai {fee} số {receipt['number']}, {amount} đồng"


def advance(case: Case, act_name: str) -> None:
    """Move the case as the transition table says; called inside the act of that name, the case row locked.

    Raises:
        Refused: "wrong_state".
    """
    case.state = case.after(act_name)
    case.save(update_fields=["state"])


def set_procedure(case: Case, procedure: Case.Procedure, at: datetime) -> None:
    """The case goes on by another procedure; called inside the act that decided so, the case row locked.

    Lay judges leave a case that one judge tries alone (BLTTDS 65); a case that goes back is given new ones.
    """
    case.procedure = procedure
    case.save(update_fields=["procedure"])
    if procedure == Case.Procedure.SIMPLIFIED:
        case.assignments.filter(role=Assignment.Role.LAY_JUDGE, ended_at=None).update(ended_at=at)


def register_protector(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    party_id: uuid.UUID,
    kind: str,
    name: str,
    at: datetime,
    user: User | None = None,
) -> Representation:
    """Enter a representative or lawyer of a party (đăng ký người bảo vệ, BLTTDS 75.4).

    Raises:
        Refused: "protector.invalid", "protector.registered" when he is entered for this party already.
    """
    with act("cases.register_protector", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        party = a.lock(Party, party_id)
        name = clean(name)
        if party.case_id != case.pk or not name:
            raise Refused(
                "protector.invalid", "Hãy chọn đương sự trong vụ án và nhập họ tên người bảo vệ.", status=422
            )
        if party.representations.filter(kind=kind, name=name).exists():
            raise Refused(
                "protector.registered",
                _("%(name)s đã được đăng ký cho %(party)s.") % {"name": name, "party": party},
            )
        made = Representation.objects.create(
            party=party, kind=Representation.Kind(kind), name=name, user=user, since=clock.local_date(at)
        )
        a.record(
            case, court=case.court, case_id=case.pk, title=f"{made.get_kind_display()} {name} tham gia cho {party}",
            data={"party": party.pk, "kind": kind}, shown_to="parties",
        )  # fmt: skip
    return made


def link_account(*, by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID, user: User, at: datetime) -> Party:
    """A party asked to deal with the court electronically and showed who he is (đăng ký giao dịch điện tử).

    From now on the account sees the case and is served through the portal (BLTTDS 176).

    Raises:
        Refused: "party.linked" when the party has an account already; "party.other_side" when the account
            belongs to another party of the case.
    """
    with act("cases.link_account", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        party = a.lock(Party, party_id)
        if party.case_id != case.pk:
            raise not_found()
        if party.user_id is not None:
            raise Refused("party.linked", _("%(party)s đã đăng ký giao dịch điện tử.") % {"party": party})
        if any(user.pk in other.user_ids for other in case.parties.exclude(pk=party.pk)):
            raise Refused(
                "party.other_side", "Tài khoản này thuộc đương sự khác trong vụ án. Kiểm tra lại tên đăng nhập.",
                status=422, fields={"username": "Tài khoản này thuộc đương sự khác trong vụ án."},
            )  # fmt: skip
        party.user = user
        party.save(update_fields=["user"])
        a.record(
            case, court=case.court, case_id=case.pk, title=f"{party} đăng ký giao dịch điện tử",
            data={"party": party.pk, "user": user.pk}, shown_to="parties",
        )  # fmt: skip
    return party


def extend_deadline(
    *, by: Viewer, deadline_id: uuid.UUID, amount: int, reason: str, at: datetime
) -> Deadline:
    """The president (e.g. BLTTDS 203.1), or the judge where the law says so (199.1), extends a time limit (gia hạn).

    Args:
        amount: in the unit of the rule's extension (months for 203.1).

    Raises:
        Refused: "deadline.not_open", "deadline.expired", "deadline.extended", "deadline.no_reason",
            "deadline.too_long", "deadline.fixed".
    """
    reason = clean(reason)
    with act("cases.extend_deadline", by=by, at=at) as a:
        deadline = a.lock(Deadline, deadline_id)
        a.allow(deadline)
        limit = deadlines.limit_of(deadline)
        today = clock.local_date(at)
        if deadline.state != Deadline.State.OPEN:
            raise Refused("deadline.not_open", "Thời hạn này đã kết thúc nên không gia hạn được.")
        if limit.extension is None:
            raise Refused("deadline.fixed", "Luật không cho gia hạn thời hạn này.")
        if deadline.extension is not None:
            raise Refused("deadline.extended", "Thời hạn này đã được gia hạn một lần.")
        if deadline.due_on < today:
            raise Refused("deadline.expired", "Thời hạn đã hết nên không còn gia hạn được.")
        if not reason:
            raise Refused(
                "deadline.no_reason",
                "Hãy nêu lý do gia hạn.",
                status=422,
                fields={"reason": "Hãy nêu lý do gia hạn."},
            )
        try:
            found = due_date(
                limit,
                deadline.trigger_on,
                rules_in_force.calendar(),
                excluded=deadlines.excluded_from(deadline),
                extended_by=amount,
            )
        except ExtensionTooLong as error:
            raise Refused(
                "deadline.too_long", str(error), status=422, fields={"amount": str(error)}
            ) from error
        before = deadline.due_on
        deadline.extension = {
            "amount": amount, "unit": limit.extension.unit, "reason": reason, "by": by.name, "on": today.isoformat(),
            "due_before": before.isoformat(),
        }  # fmt: skip
        deadline.due_on, deadline.provisional, deadline.explanation = (
            found.due,
            found.provisional,
            found.as_json(),
        )
        deadline.save()
        a.record(
            deadline,
            court=deadline.court,
            case_id=deadline.case_id,
            petition_id=deadline.petition_id,
            title=f"Gia hạn: {deadline.title}, đến {deadline.due_on:%d/%m/%Y}",
            detail=reason,
            data={"before": before, "after": deadline.due_on, **deadline.extension},
            shown_to="court",
        )
    return deadline
