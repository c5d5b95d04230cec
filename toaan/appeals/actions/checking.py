"""The court of first instance checks an appeal: its fee, its receipt, its return (BLTTDS 274, 276)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.appeals import periods
from toaan.appeals.actions.common import lock_appeal
from toaan.appeals.actions.receipts import check_receipt
from toaan.appeals.models import Advance, AmendmentRequest
from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import fees
from toaan.judgments.actions.common import post_of, refused_on
from toaan.judgments.models import Appeal, LateAppeal
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.text import clean

GROUNDS = {
    "no_right": ("Người kháng cáo không có quyền kháng cáo", "điểm a khoản 4 Điều 274"),
    "not_amended": ("Người kháng cáo không làm lại, không sửa đổi, bổ sung đơn kháng cáo theo yêu cầu của Tòa án", "điểm b khoản 4 Điều 274"),
    "unpaid": ("Người kháng cáo không nộp tiền tạm ứng án phí phúc thẩm", "điểm c khoản 4 Điều 274, khoản 2 Điều 276"),
}  # fmt: skip
"""Why an appeal is returned: words and article."""


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
        case = appeal.judgment.case
        a.allow(case)
        case.after(name)
        need_live(appeal)
        if Advance.objects.filter(appeal=appeal).exists():
            raise Refused("appeal.accepted", _("%(appeal)s đã được chấp nhận.") % {"appeal": str(appeal)})
        if exemption and not words:
            raise refused_on(
                "exemption_words", "appeal.no_proof", _("Ghi giấy tờ chứng minh căn cứ miễn, giảm.")
            )
        known = {e.code: e for e in fees.exemptions(today, case.kind)}
        if exemption and exemption not in known:
            raise refused_on(
                "exemption", "appeal.no_ground", _("Chọn một căn cứ miễn, giảm trong danh sách.")
            )
        reckoned = periods.advance(case, today, exemption)
        made = Advance.objects.create(
            appeal=appeal, judge=post_of(by), accepted_on=today, exemption=exemption,
            exemption_words=f"{known[exemption].title}; {words}"[:500] if exemption else "",
            state=Advance.State.DUE if reckoned.amount else Advance.State.EXEMPT, amount=reckoned.amount,
            fee=reckoned.as_json(),
        )  # fmt: skip
        told = (
            f"nộp tạm ứng án phí phúc thẩm {format_money(made.amount)}"
            if made.amount
            else "không phải nộp tạm ứng án phí phúc thẩm"
        )
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"Chấp nhận đơn kháng cáo của {appeal.party}: {told}"[:500],
            detail=made.exemption_words,
            data={
                "appeal": appeal.pk,
                "party": appeal.party_id,
                "amount": made.amount,
                "exemption": exemption,
            },
            shown_to="parties",
        )
    return made


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
        if made.due_on is not None or made.state != Advance.State.DUE:
            raise Refused("advance.started", _("Thời hạn nộp tạm ứng án phí đã bắt đầu."))
        made.notified_on, made.due_on = received_on, periods.payment_due(received_on).due
        made.save(update_fields=["notified_on", "due_on"])
        case, party = made.appeal.judgment.case, made.appeal.party
        event = a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{party} nộp tạm ứng án phí phúc thẩm và biên lai đến hết ngày {made.due_on:%d/%m/%Y}",
            data={"appeal": made.appeal_id, "received_on": received_on, "due_on": made.due_on},
            shown_to="parties",
        )
        deadlines.start(
            event, rule=periods.PAY, owner=Deadline.Owner.PARTY, trigger_on=received_on, party=party
        )
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
    number, late_reason = clean(number)[:40], clean(late_reason)
    with act("appeals.hand_in_receipt", by=by, at=at) as a:
        made = _lock(a, advance_id)
        a.allow(made)
        appeal, today = made.appeal, clock.local_date(at)
        case = appeal.judgment.case
        case.after("appeals.hand_in_receipt")
        need_live(appeal)
        if made.state != Advance.State.DUE:
            raise Refused("advance.paid", _("Tòa án đã nhận biên lai, hoặc không phải nộp tạm ứng án phí."))
        check_receipt(made, case, number=number, dated=dated, amount=amount, today=today)
        if paper is None and by.post is None:
            raise refused_on("file", "advance.bad_receipt", _("Hãy chụp hoặc quét biên lai và chọn tệp."))
        late = made.due_on is not None and today > made.due_on
        if late and not late_reason:
            raise refused_on("late_reason", "advance.late", _(
                "Hạn nộp biên lai đã hết ngày %(day)s. Ghi lý do nộp chậm: Tòa án cấp phúc thẩm xem xét theo thủ tục kháng cáo "
                "quá hạn (khoản 2 Điều 276 Bộ luật Tố tụng dân sự).") % {"day": f"{made.due_on:%d/%m/%Y}"})  # fmt: skip
        made.state, made.paid_on = Advance.State.PAID, today
        made.receipt = {"number": number, "dated": dated.isoformat(), "amount": amount}
        made.late_reason = late_reason if late else ""
        made.save(update_fields=["state", "paid_on", "receipt", "late_reason"])
        if late:
            _becomes_late(appeal, made, by, at)
        words = "; nộp sau hạn, chuyển Tòa án cấp phúc thẩm xem xét như kháng cáo quá hạn" if late else ""
        title = f"Biên lai tạm ứng án phí phúc thẩm số {number}"
        event = a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{appeal.party} nộp biên lai tạm ứng án phí phúc thẩm số {number}"[:500],
            detail=f"{format_money(amount)}{words}",
            data={
                "appeal": appeal.pk,
                "party": appeal.party_id,
                "number": number,
                "amount": amount,
                "late": late,
            },
            documents=[Document(paper.pk, title, "fee_receipt", dated, str(appeal.party_id))]
            if paper
            else [],
            shown_to="parties",
        )
        mine = Deadline.objects.filter(case=case, rule=periods.PAY, party=appeal.party)
        mine.filter(state=Deadline.State.OPEN).update(
            state=Deadline.State.CANCELLED if late else Deadline.State.MET,
            ended_on=clock.local_date(event.at),
        )
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
        need_live(appeal)
        if ground not in GROUNDS:
            raise refused_on("ground", "appeal.no_ground", _("Chọn một căn cứ trả lại đơn."))
        if not reason:
            raise refused_on("reason", "appeal.no_reason", _("Nêu lý do trả lại đơn kháng cáo."))
        if ground == "unpaid":
            _need_unpaid(appeal, today)
        if ground == "not_amended":
            _need_unamended(appeal, today)
        words, article = GROUNDS[ground]
        _drop(appeal, today, f"{words} ({article} Bộ luật Tố tụng dân sự)")
        event = a.record(
            appeal,
            court=case.court,
            case_id=case.pk,
            title=f"Trả lại đơn kháng cáo của {appeal.party}"[:500],
            detail=f"{words} ({article}). {reason}"[:1000],
            data={"appeal": appeal.pk, "party": appeal.party_id, "ground": ground, "reason": reason},
            shown_to="parties",
        )
        _end_term(appeal, event.at)
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
        need_live(appeal)
        if hasattr(appeal.judgment, "file_transfer"):
            raise Refused("appeal.sent", _(
                "Hồ sơ đã chuyển lên Tòa án cấp phúc thẩm: gửi văn bản rút kháng cáo cho Tòa án đó (khoản 4 Điều 284 Bộ luật Tố "
                "tụng dân sự)."))  # fmt: skip
        _drop(appeal, today, "Người kháng cáo rút kháng cáo")
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
        _end_term(appeal, event.at)
    return appeal


def _lock(a: Act, advance_id: uuid.UUID) -> Advance:
    appeal_id = Advance.objects.filter(pk=advance_id).values_list("appeal_id", flat=True).first()
    if appeal_id is None:
        raise not_found()
    appeal = lock_appeal(a, appeal_id)
    made = a.lock(Advance, advance_id)
    made.appeal = appeal
    return made


def need_live(appeal: Appeal) -> None:
    """It was neither returned nor withdrawn.

    Raises:
        Refused: "appeal.dropped".
    """
    if appeal.dropped_on is not None:
        raise Refused(
            "appeal.dropped",
            _("%(appeal)s không còn hiệu lực từ ngày %(day)s: %(why)s.")
            % {"appeal": str(appeal), "day": f"{appeal.dropped_on:%d/%m/%Y}", "why": appeal.dropped_why},
        )


def _need_unpaid(appeal: Appeal, today: date) -> None:
    made = Advance.objects.filter(appeal=appeal).first()
    if made is None or made.state != Advance.State.DUE:
        raise Refused(
            "appeal.not_unpaid", _("Người kháng cáo không nợ tạm ứng án phí: căn cứ này không dùng được.")
        )
    if made.due_on is None or today <= made.due_on:
        until = f"{made.due_on:%d/%m/%Y}" if made.due_on else _("sau khi nhận được thông báo")
        raise Refused(
            "advance.still_time",
            _("Thời hạn nộp tạm ứng án phí chưa hết (%(until)s; khoản 2 Điều 276 Bộ luật Tố tụng dân sự).")
            % {"until": until},
        )


def _need_unamended(appeal: Appeal, today: date) -> None:
    asked = AmendmentRequest.objects.filter(appeal=appeal, answered_on=None).last()
    if asked is None:
        raise refused_on("ground", "amendment.none", _(
            "Không có yêu cầu sửa đổi, bổ sung đơn nào chưa được thực hiện. Hãy yêu cầu sửa đổi, bổ sung trước (khoản 3 Điều 274 Bộ "
            "luật Tố tụng dân sự)."))  # fmt: skip
    if today <= asked.due_on:
        raise refused_on("ground", "amendment.still_time", _(
            "Người kháng cáo còn hạn sửa đổi, bổ sung đơn đến hết ngày %(day)s.") % {"day": f"{asked.due_on:%d/%m/%Y}"})  # fmt: skip


def _becomes_late(appeal: Appeal, made: Advance, by: Viewer, at: datetime) -> None:
    """The receipt came late: the appeal is now a late one, for the court above to accept or not (276.2, 275)."""
    today = clock.local_date(at)
    if made.due_on is None:
        raise ValueError("a receipt is late after a last day only")
    _drop(appeal, today, "Nộp biên lai sau hạn: chờ Tòa án cấp phúc thẩm xem xét như kháng cáo quá hạn")
    late = LateAppeal.objects.create(
        judgment=appeal.judgment, party=appeal.party, channel=appeal.channel, received_on=today, recorded_at=at,
        user=by.user if by.post is None else None, post=by.post, ground=appeal.ground, reason=made.late_reason,
        due_on=made.due_on,
    )  # fmt: skip
    late.parts.set(appeal.parts.all())


def _drop(appeal: Appeal, today: date, why: str) -> None:
    appeal.dropped_on, appeal.dropped_why = today, why[:1000]
    appeal.save(update_fields=["dropped_on", "dropped_why"])


def _end_term(appeal: Appeal, at: datetime) -> None:
    rows = Deadline.objects.filter(case=appeal.judgment.case, rule=periods.PAY, party=appeal.party)
    rows.filter(state=Deadline.State.OPEN).update(
        state=Deadline.State.CANCELLED, ended_on=clock.local_date(at)
    )
