"""Counterclaims and independent claims: filed, examined, paid for, heard in the case or refused (BLTTDS 200–202)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event, StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import claim_fees, claim_papers, grounds
from toaan.course.actions.wishes import wrong
from toaan.course.models import OtherClaim
from toaan.course.noted import note
from toaan.course.states import ACCEPTED, CLAIM, FEE_DUE, FILED, REFUSED, WITHDRAWN
from toaan.hearings.models import Hearing
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.text import clean

K = OtherClaim.Kind
O = Deadline.Owner  # noqa: E741  (read as a column)
EXAMINE, PAY, NOTIFY = "BLTTDS:191.3#phan-to", "BLTTDS:195.2#phan-to", "BLTTDS:196.1#phan-to"
OF_ROLE = {Party.Role.DEFENDANT: K.COUNTERCLAIM, Party.Role.RELATED: K.INDEPENDENT}


@dataclass(frozen=True)
class ClaimWish:
    """What the claimant asks. `id` is chosen before, so that the same form sent twice is one claim."""

    id: uuid.UUID
    party_id: uuid.UUID
    claims: Sequence[str]
    facts: str
    value: int | None = None
    against: Sequence[uuid.UUID] = ()
    """Empty: a counterclaim against all plaintiffs, an independent claim against all plaintiffs and defendants."""
    filed_on: date | None = None
    """For the clerk: the day on which it was handed in, or of the postmark."""
    channel: str = OtherClaim.Channel.DIRECT
    papers: Sequence[StoredFile] = field(default=())


def file_claim(*, by: Viewer, case_id: uuid.UUID, wish: ClaimWish, at: datetime) -> OtherClaim:
    """A defendant counterclaims, a related person claims independently: online, or through the clerk on paper.

    Raises:
        Refused: "claim.filed" (the same form twice), "claim.late" (200.3, 201.2), "claim.role" (a plaintiff),
            "claim.no_claims", "claim.no_facts", "claim.against", "claim.value", "claim.bad_day", "claim.not_yours",
            "wrong_state".
    """
    claims = [c for c in (clean(text) for text in wish.claims) if c]
    facts = clean(wish.facts)
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    written = None
    if by.post is None and claims and facts:
        party = next((p for p in case.parties.all() if p.pk == wish.party_id), None)
        if party is not None and by.user_id in party.user_ids:
            written = claim_papers.claim(
                case, party, claims, facts, value=wish.value, signed_by=by.name, at=at
            )
    with act("course.file_claim", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if OtherClaim.objects.filter(pk=wish.id).exists():
            raise Refused("claim.filed", _("Yêu cầu này đã được gửi, không cần gửi lại."))
        party = _claimant(by, case, wish.party_id)
        kind = OF_ROLE.get(Party.Role(party.role))
        if kind is None:
            raise Refused(
                "claim.role",
                _("Nguyên đơn thay đổi, bổ sung yêu cầu khởi kiện, không phản tố và không có yêu cầu độc lập (Điều 200, Điều 201 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        case.after("course.file_claim")
        filed_on = clock.local_date(at) if by.post is None or wish.filed_on is None else wish.filed_on
        if not case.accepted_on <= filed_on <= clock.local_date(at):
            raise wrong("claim.bad_day", "filed_on", _("Ngày nộp phải từ ngày thụ lý vụ án đến hôm nay."))
        _need_time(case, filed_on)
        if not claims:
            raise wrong("claim.no_claims", "claims", _("Hãy ghi ít nhất một yêu cầu cụ thể."))
        if not facts:
            raise wrong("claim.no_facts", "facts", _("Hãy ghi sự việc và lý do của yêu cầu."))
        if wish.value is not None and wish.value <= 0:
            raise wrong(
                "claim.value", "value", _("Giá trị yêu cầu phải lớn hơn 0; không có giá trị thì để trống.")
            )
        against = _opponents(case, party, kind, wish.against)
        made = OtherClaim.objects.create(
            id=wish.id, case=case, kind=kind, party=party, claims=claims, facts=facts, value=wish.value,
            channel=OtherClaim.Channel.ONLINE if by.post is None else OtherClaim.Channel(wish.channel),
            filed_on=filed_on, recorded_at=at, user=by.user if by.post is None else None, post=by.post,
        )  # fmt: skip
        made.against.set(against)
        kept = [written] if written else list(wish.papers)
        event = a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{party} {'phản tố' if kind == K.COUNTERCLAIM else 'có yêu cầu độc lập'}",
            detail="; ".join(claims)[:1000],
            data={
                "claim": made.pk,
                "kind": kind,
                "party": party.pk,
                "value": wish.value,
                "filed_on": filed_on,
            },
            documents=[Document(f.pk, str(made), "other_claim", filed_on, str(party.pk)) for f in kept],
            shown_to="parties",
        )
        deadlines.start(event, rule=EXAMINE, owner=O.JUDGE, trigger_on=filed_on, party=party)
    return made


def admit_claim(
    *, by: Viewer, claim_id: uuid.UUID, ground: str, at: datetime, value: int | None = None, exemption: str = "",
    exemption_reason: str = "",
) -> OtherClaim:  # fmt: skip
    """The judge finds that it belongs in this case: the advance is reckoned, or nothing is due and it is accepted.

    Args:
        ground: key of the rule "other_claim:…" (200.2 or 201.1) that fits.
        value: as the judge finds it; None: a claim without value.

    Raises:
        Refused: "claim.simplified" (317.3.đ), "claim.no_ground", "claim.no_reason", "claim.value", "wrong_state".
    """
    today = clock.local_date(at)
    with act("course.admit_claim", by=by, at=at) as a:
        made = _lock(a, claim_id)
        a.allow(made)
        made.state = CLAIM.after("course.admit_claim", made.state)
        if made.case.is_simplified:
            raise Refused(
                "claim.simplified",
                _("Vụ án đang giải quyết theo thủ tục rút gọn. Có yêu cầu phản tố, yêu cầu độc lập thì Thẩm phán ra quyết định chuyển sang thủ tục thông thường trước (điểm đ khoản 3 Điều 317 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        made.case.after("course.admit_claim")
        found = grounds.need(ground, grounds.of_claim(made.kind, today))
        if value is not None and value <= 0:
            raise wrong(
                "claim.value", "value", _("Giá trị yêu cầu phải lớn hơn 0; không có giá trị thì để trống.")
            )
        if exemption and not clean(exemption_reason):
            raise wrong(
                "claim.no_reason", "exemption_reason", _("Hãy ghi giấy tờ chứng minh căn cứ miễn, giảm.")
            )
        fee = claim_fees.advance(made.case, value, today, exemption)
        made.value, made.ground, made.citation, made.decided_on = value, found.key, found.citation, today
        made.judge, made.fee_amount = by.post, fee.amount
        made.fee = {**fee.as_json(), "exemption": exemption, "exemption_reason": clean(exemption_reason)}
        due = claim_fees.payment_due(today) if fee.amount else None
        made.fee_due_on = due.due if due else None
        if due is None:
            made.state = ACCEPTED
            made.accepted_on = today
        made.save()
        event = a.record(
            made,
            court=made.case.court,
            case_id=made.case_id,
            title=f"{made}: {'thông báo nộp tạm ứng án phí ' + format_money(fee.amount) if due else 'được giải quyết trong vụ án'}",
            detail=f"Căn cứ {found.citation}",
            data={
                "claim": made.pk,
                "ground": found.key,
                "amount": fee.amount,
                "party": made.party_id,
                "accepted": due is None,
            },
            shown_to="parties",
        )
        _end(event, made, EXAMINE)
        if due is None:
            _accepted(made, event)
        else:
            deadlines.start(event, rule=PAY, owner=O.PARTY, trigger_on=today, party=made.party)
    return made


def hand_in_claim_receipt(
    *, by: Viewer, claim_id: uuid.UUID, number: str, dated: date, amount: int, at: datetime,
    paper: StoredFile | None = None,
) -> OtherClaim:  # fmt: skip
    """The claimant (or the clerk) hands in the receipt: from this day the claim is part of the case (195.3, 202).

    Raises:
        Refused: "claim.bad_receipt" by field, "claim.receipt_used", "wrong_state".
    """
    number = clean(number)[:40]
    with act("course.hand_in_claim_receipt", by=by, at=at) as a:
        made = _lock(a, claim_id)
        a.allow(made)
        made.state = CLAIM.after("course.hand_in_claim_receipt", made.state)
        made.case.after("course.hand_in_claim_receipt")
        today = clock.local_date(at)
        faults = {}
        if not number:
            faults["number"] = _("Hãy nhập số biên lai in trên góc biên lai.")
        if made.decided_on and not made.decided_on <= dated <= today:
            faults["dated"] = _("Ngày biên lai phải từ ngày thông báo (%(day)s) đến hôm nay.") % {
                "day": f"{made.decided_on:%d/%m/%Y}"
            }
        if amount != made.fee_amount:
            faults["amount"] = _("Số tiền trên biên lai phải đúng bằng thông báo: %(amount)s.") % {
                "amount": format_money(made.fee_amount or 0)
            }
        if paper is None and by.post is None:
            faults["file"] = _("Hãy chụp hoặc quét biên lai và chọn tệp.")
        if faults:
            raise Refused("claim.bad_receipt", _("Biên lai chưa nhận được."), status=422, fields=faults)
        if OtherClaim.objects.filter(receipt__number=number, case__court=made.case.court).exists():
            raise wrong("claim.receipt_used", "number", _("Biên lai này đã được dùng cho một yêu cầu khác."))
        made.receipt = {"number": number, "dated": dated.isoformat(), "amount": amount}
        made.accepted_on = today
        made.save(update_fields=["state", "receipt", "accepted_on"])
        event = a.record(
            made,
            court=made.case.court,
            case_id=made.case_id,
            title=f"{made} được thụ lý, giải quyết trong vụ án",
            detail=f"Biên lai tạm ứng án phí số {number}, {format_money(amount)}",
            data={"claim": made.pk, "number": number, "amount": amount, "party": made.party_id},
            documents=[
                Document(
                    paper.pk, f"Biên lai tạm ứng án phí số {number}", "fee_receipt", dated, str(made.party_id)
                )
            ]
            if paper
            else [],
            shown_to="parties",
        )
        _end(event, made, PAY)
        _accepted(made, event)
    return made


def refuse_claim(*, by: Viewer, claim_id: uuid.UUID, reason: str, at: datetime) -> OtherClaim:
    """It is not heard in this case; the claimant may sue in another one (72.6, 73.2).

    Raises:
        Refused: "claim.no_reason", "claim.still_time" (the fee may still be paid), "wrong_state".
    """
    reason = clean(reason)
    with act("course.refuse_claim", by=by, at=at) as a:
        made = _lock(a, claim_id)
        a.allow(made)
        today = clock.local_date(at)
        if made.state == FEE_DUE and made.fee_due_on and today <= made.fee_due_on:
            raise Refused(
                "claim.still_time",
                _("Còn trong thời hạn nộp biên lai tạm ứng án phí, đến hết ngày %(day)s (khoản 2 Điều 195 Bộ luật Tố tụng dân sự).")
                % {"day": f"{made.fee_due_on:%d/%m/%Y}"},
            )  # fmt: skip
        made.state = CLAIM.after("course.refuse_claim", made.state)
        if not reason:
            raise wrong("claim.no_reason", "reason", _("Hãy nêu lý do không chấp nhận."))
        made.reason, made.judge, made.decided_on = reason, by.post, today
        made.save(update_fields=["state", "reason", "judge", "decided_on"])
        event = a.record(
            made,
            court=made.case.court,
            case_id=made.case_id,
            title=f"Không chấp nhận giải quyết trong vụ án: {_lower(str(made))}",
            detail=reason[:1000],
            data={"claim": made.pk, "party": made.party_id},
            shown_to="parties",
        )
        _end(event, made, EXAMINE)
        _end(event, made, PAY)
    return made


def withdraw_claim(*, by: Viewer, claim_id: uuid.UUID, reason: str, at: datetime) -> OtherClaim:
    """The claimant gives it up; until the case is decided (210.2.a, 217.2.a, 243).

    Raises:
        Refused: "wrong_state".
    """
    with act("course.withdraw_claim", by=by, at=at) as a:
        made = _lock(a, claim_id)
        a.allow(made)
        was_accepted = made.state == ACCEPTED
        made.state = CLAIM.after("course.withdraw_claim", made.state)
        made.case.after("course.withdraw_claim")
        made.reason = clean(reason)
        made.save(update_fields=["state", "reason"])
        if was_accepted:
            note(made.case)
        event = a.record(
            made,
            court=made.case.court,
            case_id=made.case_id,
            title=f"{made.party} rút {_lower(str(made.get_kind_display()))}",
            detail=made.reason[:1000],
            data={"claim": made.pk, "party": made.party_id},
            shown_to="parties",
        )
        for rule in (EXAMINE, PAY, NOTIFY):
            _end(event, made, rule, Deadline.State.CANCELLED)
    return made


def session_opened_on(case: Case) -> date | None:
    """The day on which the disclosure and mediation session was first opened; none while it was not (200.3)."""
    rows = Hearing.objects.filter(case=case, kind=Hearing.Kind.SESSION, opened_at__isnull=False)
    first = rows.order_by("opened_at").first()
    return clock.local_date(first.opened_at) if first and first.opened_at else None


def _need_time(case: Case, filed_on: date) -> None:
    """Before the session is opened; a letter posted the day before may arrive later.

    Raises:
        Refused: "claim.late".
    """
    opened = session_opened_on(case)
    if opened is not None and filed_on >= opened:
        raise Refused(
            "claim.late",
            _(
                "Phiên họp kiểm tra việc giao nộp, tiếp cận, công khai chứng cứ và hòa giải đã mở ngày %(day)s. Yêu cầu phản tố, "
                "yêu cầu độc lập chỉ được đưa ra trước thời điểm đó (khoản 3 Điều 200, khoản 2 Điều 201 Bộ luật Tố tụng dân sự). "
                "Người có yêu cầu có quyền khởi kiện vụ án khác (khoản 6 Điều 72, khoản 2 Điều 73)."
            )
            % {"day": f"{opened:%d/%m/%Y}"},
        )


def _claimant(by: Viewer, case: Case, party_id: uuid.UUID) -> Party:
    found = next((p for p in case.parties.all() if p.pk == party_id), None)
    if found is None or (by.post is None and by.user_id not in found.user_ids):
        raise wrong("claim.not_yours", "party", _("Hãy chọn đương sự mà bạn đứng tên hoặc đại diện."))
    return found


def _opponents(case: Case, party: Party, kind: str, wanted: Sequence[uuid.UUID]) -> list[Party]:
    """A counterclaim goes against the plaintiff or who claims independently (200.1); an independent claim against anybody."""
    others = [p for p in case.parties.all() if p.pk != party.pk]
    if kind == K.COUNTERCLAIM:
        claiming = set(
            OtherClaim.objects.filter(case=case, kind=K.INDEPENDENT, state=ACCEPTED).values_list(
                "party_id", flat=True
            )
        )
        others = [p for p in others if p.role == Party.Role.PLAINTIFF or p.pk in claiming]
    usual = (
        (Party.Role.PLAINTIFF,) if kind == K.COUNTERCLAIM else (Party.Role.PLAINTIFF, Party.Role.DEFENDANT)
    )
    chosen = [p for p in others if p.pk in set(wanted)] if wanted else [p for p in others if p.role in usual]
    if not chosen or (wanted and len(chosen) != len(set(wanted))):
        raise wrong(
            "claim.against", "against",
            _("Chọn người bị yêu cầu: phản tố chỉ đối với nguyên đơn hoặc người có yêu cầu độc lập (khoản 1 Điều 200 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return chosen


def _accepted(made: OtherClaim, event: Event) -> None:
    """Part of the case from now on: written into it, and everybody is to be told within three working days."""
    note(made.case)
    deadlines.start(
        event, rule=NOTIFY, owner=O.CLERK, trigger_on=clock.local_date(event.at), party=made.party
    )


def _end(event: Event, made: OtherClaim, rule: str, state: Deadline.State = Deadline.State.MET) -> None:
    day = clock.local_date(event.at)
    open_ones = Deadline.objects.filter(
        case=made.case, rule=rule, party=made.party, state=Deadline.State.OPEN
    )
    open_ones.update(state=state, ended_on=day)


def _lock(a: Act, claim_id: uuid.UUID) -> OtherClaim:
    """The claim and its case, both locked; the case always first."""
    case_id = OtherClaim.objects.filter(pk=claim_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    made = a.lock(OtherClaim, claim_id, "party")
    made.case = case
    return made


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


__all__ = [
    "ACCEPTED", "FILED", "REFUSED", "WITHDRAWN", "ClaimWish", "admit_claim", "file_claim", "hand_in_claim_receipt",
    "refuse_claim", "session_opened_on", "withdraw_claim",
]  # fmt: skip
