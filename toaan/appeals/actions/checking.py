"""The court of first instance checks an appeal: its fee, its receipt, its return (BLTTDS 274, 276)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.appeals import periods
from toaan.appeals.actions import advances
from toaan.appeals.actions.common import lock_appeal
from toaan.appeals.models import Advance, AmendmentRequest
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import fees
from toaan.judgments.actions.common import refused_on
from toaan.judgments.models import Appeal
from toaan.vietnamese.text import clean


def accept_appeal(
    *, by: Viewer, appeal_id: uuid.UUID, at: datetime, exemption: str = "", exemption_words: str = ""
) -> Advance:
    """The judge finds the appeal valid (274.1): the advance is notified (276.1), or nothing is due.

    Args:
        exemption: code of the ground on which no advance, or less, is due; `exemption_words` names its proof.

    Raises:
        Refused: "appeal.accepted" (done before), "appeal.dropped", "appeal.no_proof", "wrong_state".
    """
    today, words = clock.local_date(at), clean(exemption_words)
    name = (
        "appeals.exempt" if exemption and _advance(appeal_id, today, exemption) == 0 else "appeals.notify_fee"
    )
    with act(name, by=by, at=at) as a:
        appeal = lock_appeal(a, appeal_id)
        a.allow(appeal.case)
        appeal.case.after(name)
        advances.need_live(appeal)
        return advances.accept(a, Advance(appeal=appeal), exemption=exemption, words=words)


def _advance(appeal_id: uuid.UUID, on: date, exemption: str) -> int:
    """What is due under this ground; an unknown one is refused by the act itself."""
    found = Appeal.objects.select_related("judgment__case").filter(pk=appeal_id).first()
    if found is None:
        raise not_found()
    case = found.judgment.case
    if exemption not in {e.code for e in fees.exemptions(on, case.kind)}:
        return -1
    return periods.advance(case, on, exemption).amount


def start_term(*, by: Viewer, advance_id: uuid.UUID, received_on: date, at: datetime) -> Advance:
    """The notice reached the appellant: the ten days begin (276.2). Follows from the proof of service.

    Raises:
        Refused: "advance.started".
    """
    with act("appeals.start_term", by=by, at=at) as a:
        made = _lock(a, advance_id)
        a.allow(made)
        advances.start_term(a, made, received_on)
    return made


def hand_in_receipt(
    *, by: Viewer, advance_id: uuid.UUID, number: str, dated: date, amount: int, at: datetime,
    paper: StoredFile | None = None, late_reason: str = "",
) -> Advance:  # fmt: skip
    """The appellant (or the clerk) hands in the receipt (276.2).

    After the ten days the appellant says why it is late, and the appeal goes the way of a late appeal (275).

    Raises:
        Refused: "advance.paid", "advance.bad_receipt" by field, "advance.receipt_used", "advance.late", "wrong_state".
    """
    receipt = advances.Receipt(advances.clean_number(number), dated, amount, paper)
    with act("appeals.hand_in_receipt", by=by, at=at) as a:
        made = _lock(a, advance_id)
        a.allow(made)
        appeal = made.appeal
        appeal.case.after("appeals.hand_in_receipt")
        advances.need_live(appeal)
        advances.check_receipt(a, made, receipt)
        advances.take(a, made, receipt, late_reason)
    return made


def return_appeal(*, by: Viewer, appeal_id: uuid.UUID, ground: str, reason: str, at: datetime) -> Appeal:
    """The judge returns an appeal (trả lại đơn kháng cáo, 274.4): it challenges nothing any more.

    Raises:
        Refused: "appeal.no_ground", "appeal.no_reason", "appeal.dropped", "appeal.not_unpaid", "advance.still_time",
            "amendment.none", "amendment.still_time", "wrong_state".
    """
    reason = clean(reason)
    with act("appeals.return_appeal", by=by, at=at) as a:
        appeal = lock_appeal(a, appeal_id)
        case, today = appeal.judgment.case, clock.local_date(at)
        a.allow(case)
        case.after("appeals.return_appeal")
        advances.need_live(appeal)
        made = Advance.objects.filter(appeal=appeal).first()
        words, article = advances.return_words(case, made, ground=ground, reason=reason, today=today)
        if ground == "not_amended":
            _need_unamended(appeal, today)
        advances.drop(appeal, today, f"{words} ({article} Bộ luật Tố tụng dân sự)")
        event = a.record(
            appeal,
            court=case.court,
            case_id=case.pk,
            title=f"Trả lại đơn kháng cáo của {appeal.party}"[:500],
            detail=f"{words} ({article}). {reason}"[:1000],
            data={"appeal": appeal.pk, "party": appeal.party_id, "ground": ground, "reason": reason},
            shown_to="parties",
        )
        advances.end_term(appeal, event)
    return appeal


def withdraw_early(
    *, by: Viewer, appeal_id: uuid.UUID, reason: str, at: datetime, paper: StoredFile | None = None
) -> Appeal:
    """The appellant withdraws before the file goes up; the court of first instance takes note.

    Raises:
        Refused: "appeal.not_yours", "appeal.dropped", "appeal.sent" (then it goes to the court above), "wrong_state".
    """
    with act("appeals.withdraw_early", by=by, at=at) as a:
        appeal = lock_appeal(a, appeal_id)
        case, today = appeal.judgment.case, clock.local_date(at)
        a.allow(case)
        if by.post is None and by.user_id not in appeal.party.user_ids:
            raise Refused("appeal.not_yours", _("Chỉ người kháng cáo rút kháng cáo của mình."), status=403)
        case.after("appeals.withdraw_early")
        advances.need_live(appeal)
        if hasattr(appeal.judgment, "file_transfer"):
            raise Refused("appeal.sent", _(
                "Hồ sơ đã chuyển lên Tòa án cấp phúc thẩm: gửi văn bản rút kháng cáo cho Tòa án đó (khoản 4 Điều 284 Bộ luật Tố "
                "tụng dân sự)."))  # fmt: skip
        advances.drop(appeal, today, "Người kháng cáo rút kháng cáo")
        title = f"Văn bản rút kháng cáo của {appeal.party}"
        event = a.record(
            appeal,
            court=case.court,
            case_id=case.pk,
            title=f"{appeal.party} rút kháng cáo"[:500],
            detail=clean(reason)[:1000],
            data={"appeal": appeal.pk, "party": appeal.party_id},
            documents=[Document(paper.pk, title, "appeal_withdrawal", today, str(appeal.party_id))]
            if paper
            else [],
            shown_to="parties",
        )
        advances.end_term(appeal, event)
    return appeal


def _lock(a: Act, advance_id: uuid.UUID) -> Advance:
    appeal_id = Advance.objects.filter(pk=advance_id).values_list("appeal_id", flat=True).first()
    if appeal_id is None:
        raise not_found()
    appeal = lock_appeal(a, appeal_id)
    made = a.lock(Advance, advance_id)
    made.appeal = appeal
    return made


def _need_unamended(appeal: Appeal, today: date) -> None:
    asked = AmendmentRequest.objects.filter(appeal=appeal, answered_on=None).last()
    if asked is None:
        raise refused_on("ground", "amendment.none", _(
            "Không có yêu cầu sửa đổi, bổ sung đơn nào chưa được thực hiện. Hãy yêu cầu sửa đổi, bổ sung trước (khoản 3 Điều 274 Bộ "
            "luật Tố tụng dân sự)."))  # fmt: skip
    if today <= asked.due_on:
        raise refused_on("ground", "amendment.still_time", _(
            "Người kháng cáo còn hạn sửa đổi, bổ sung đơn đến hết ngày %(day)s.") % {"day": f"{asked.due_on:%d/%m/%Y}"})  # fmt: skip
