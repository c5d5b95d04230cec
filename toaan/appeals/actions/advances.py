"""What happens to an appeal before it goes up, whatever it is against: its fee advance, its receipt, its early end
(BLTTDS 274, 276, 284). The acts on appeals against judgments (`checking`) and against decisions (`challenges`) share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from toaan.appeals import periods
from toaan.appeals.fee_advances import charge_of
from toaan.appeals.models import Advance, ChallengeAdvance
from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock
from toaan.core.acts import Act, Document
from toaan.core.errors import Refused
from toaan.core.models import Event, StoredFile
from toaan.core.words import words as _
from toaan.course.models import Challenge
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
"""Why an appeal is returned: words and article, as of a suit."""

LATE = "Nộp biên lai sau hạn: chờ Tòa án cấp phúc thẩm xem xét như kháng cáo quá hạn"
"""Why an appeal whose receipt came late challenges nothing meanwhile (276.2)."""

Made = Advance | ChallengeAdvance
M = TypeVar("M", Advance, ChallengeAdvance)


@dataclass(frozen=True)
class Receipt:
    """What the appellant or the clerk hands in."""

    number: str
    dated: date
    amount: int
    paper: StoredFile | None = None


def accept(a: Act, made: M, *, exemption: str, words: str) -> M:
    """Fill in and keep the advance of a valid appeal: what is due (276.1), or why nothing is; on the record.

    Args:
        made: a new one that knows its appeal only.
        exemption: code of the ground on which no advance, or less, is due; `words` name its proof.

    Raises:
        Refused: "appeal.accepted" (done before), "appeal.no_proof", "appeal.no_ground".
    """
    case, today = made.case, clock.local_date(a.at)
    if type(made)._default_manager.filter(**{made.OWNER: made.owner}).exists():
        raise Refused("appeal.accepted", _("%(appeal)s đã được chấp nhận.") % {"appeal": str(made.owner)})
    if exemption and not words:
        raise refused_on("exemption_words", "appeal.no_proof", _("Ghi giấy tờ chứng minh căn cứ miễn, giảm."))
    known = {e.code: e for e in fees.exemptions(today, case.kind)}
    if exemption and exemption not in known:
        raise refused_on("exemption", "appeal.no_ground", _("Chọn một căn cứ miễn, giảm trong danh sách."))
    reckoned = periods.advance(case, today, exemption)
    made.judge, made.accepted_on, made.exemption = post_of(a.by), today, exemption
    made.exemption_words = f"{known[exemption].title}; {words}"[:500] if exemption else ""
    made.state = made.State.DUE if reckoned.amount else made.State.EXEMPT
    made.amount, made.fee = reckoned.amount, reckoned.as_json()
    made.save(force_insert=True)
    owed = f"nộp tạm ứng {made.charge} phúc thẩm"
    a.record(
        made,
        court=case.court,
        case_id=case.pk,
        title=f"Chấp nhận đơn kháng cáo của {made.party}: "
        f"{f'{owed} {format_money(made.amount)}' if made.amount else f'không phải {owed}'}"[:500],
        detail=made.exemption_words,
        data={
            made.OWNER: made.owner.pk, "party": made.party.pk, "amount": made.amount, "exemption": exemption,
        },
        shown_to="parties",
    )  # fmt: skip
    return made


def start_term(a: Act, made: Made, received_on: date) -> None:
    """The notice reached the appellant: the ten days begin (276.2).

    Raises:
        Refused: "advance.started".
    """
    if made.due_on is not None or made.is_settled:
        raise Refused("advance.started", _("Thời hạn nộp tạm ứng %(charge)s đã bắt đầu.") % charge(made.case))
    made.notified_on, made.due_on = received_on, periods.payment_due(received_on).due
    made.save(update_fields=["notified_on", "due_on"])
    case, party = made.case, made.party
    event = a.record(
        made,
        court=case.court,
        case_id=case.pk,
        title=f"{party} nộp tạm ứng {made.charge} phúc thẩm và biên lai đến hết ngày {made.due_on:%d/%m/%Y}",
        data={made.OWNER: made.owner.pk, "received_on": received_on, "due_on": made.due_on},
        shown_to="parties",
    )
    deadlines.start(event, rule=periods.PAY, owner=Deadline.Owner.PARTY, trigger_on=received_on, party=party)


def check_receipt(a: Act, made: Made, receipt: Receipt) -> None:
    """The advance is due, and the receipt can be the one for it.

    Raises:
        Refused: "advance.paid", "advance.bad_receipt" by field, "advance.receipt_used".
    """
    if made.is_settled:
        raise Refused(
            "advance.paid",
            _("Tòa án đã nhận biên lai, hoặc không phải nộp tạm ứng %(charge)s.") % charge(made.case),
        )
    _check_words(made, receipt, clock.local_date(a.at))
    if receipt.paper is None and a.by.post is None:
        raise refused_on("file", "advance.bad_receipt", _("Hãy chụp hoặc quét biên lai và chọn tệp."))


def take(a: Act, made: Made, receipt: Receipt, late_reason: str) -> None:
    """Keep the receipt, on the record. After the ten days the appeal becomes a late one, for its reason (276.2, 275).

    To a receipt without a reason the court gives three working days for one (276.2): here the reason is asked for on the
    spot, and the receipt is not taken in without it (our reading).

    Raises:
        Refused: "advance.late" when it is late and nothing is said.
    """
    today, reason = clock.local_date(a.at), ""
    if made.due_on is not None and today > made.due_on:
        reason = clean(late_reason)
        if not reason:
            raise refused_on("late_reason", "advance.late", _(
                "Hạn nộp biên lai đã hết ngày %(day)s. Ghi lý do nộp chậm: Tòa án cấp phúc thẩm xem xét theo thủ tục kháng cáo "
                "quá hạn (khoản 2 Điều 276 Bộ luật Tố tụng dân sự).") % {"day": f"{made.due_on:%d/%m/%Y}"})  # fmt: skip
        _becomes_late(a, made.owner, made.party, reason, made.due_on)
    _pay(a, made, receipt, late_reason=reason)


def _becomes_late(a: Act, one: Appeal | Challenge, party: Party, reason: str, due: date) -> None:
    """The receipt came late: the appeal is now a late one, for the court above to accept or not."""
    drop(one, clock.local_date(a.at), LATE)
    of_judgment, of_decision = (one, None) if isinstance(one, Appeal) else (None, one)
    late = LateAppeal.objects.create(
        judgment=of_judgment.judgment if of_judgment else None,
        decision=of_decision.period.decision if of_decision else None,
        party=party, channel=one.channel, received_on=clock.local_date(a.at), recorded_at=a.at,
        user=a.by.user if a.by.post is None else None, post=a.by.post, ground=one.ground, reason=reason, due_on=due,
        of_receipt=True,
    )  # fmt: skip
    if of_judgment:
        late.parts.set(of_judgment.parts.all())


def _pay(a: Act, made: Made, receipt: Receipt, *, late_reason: str = "") -> None:
    """The receipt is there, the term ends; with a `late_reason` it came too late."""
    case, party, today = made.case, made.party, clock.local_date(a.at)
    made.state, made.paid_on, made.late_reason = made.State.PAID, today, late_reason
    made.receipt = {
        "number": receipt.number, "dated": receipt.dated.isoformat(), "amount": receipt.amount,
    }  # fmt: skip
    made.save(update_fields=["state", "paid_on", "receipt", "late_reason"])
    words = "; nộp sau hạn, chuyển Tòa án cấp phúc thẩm xem xét như kháng cáo quá hạn" if late_reason else ""
    what = f"iên lai tạm ứng {made.charge} phúc thẩm số {receipt.number}"
    paper = receipt.paper
    event = a.record(
        made,
        court=case.court,
        case_id=case.pk,
        title=f"{party} nộp b{what}"[:500],
        detail=f"{format_money(receipt.amount)}{words}",
        data={
            made.OWNER: made.owner.pk, "party": party.pk, "number": receipt.number, "amount": receipt.amount,
            "late": bool(late_reason),
        },
        documents=[Document(paper.pk, f"B{what}", "fee_receipt", receipt.dated, str(party.pk))]
        if paper
        else [],
        shown_to="parties",
    )  # fmt: skip
    end_term(made.owner, event, Deadline.State.CANCELLED if late_reason else Deadline.State.MET)


def return_words(case: Case, made: Made | None, *, ground: str, reason: str, today: date) -> tuple[str, str]:
    """The words and the article of the ground on which an appeal is returned (274.4).

    Raises:
        Refused: "appeal.no_ground", "appeal.no_reason", "appeal.not_unpaid", "advance.still_time".
    """
    if ground not in GROUNDS:
        raise refused_on("ground", "appeal.no_ground", _("Chọn một căn cứ trả lại đơn."))
    if not reason:
        raise refused_on("reason", "appeal.no_reason", _("Nêu lý do trả lại đơn kháng cáo."))
    if ground == "unpaid":
        _need_unpaid(made, case, today)
    return ground_words(case)[ground]


def ground_words(case: Case) -> dict[str, tuple[str, str]]:
    """Why an appeal is returned: words, which name the charge of such a case, and article.

    Articles 274 and 276 speak of suits; that what they say of "án phí" holds of the "lệ phí" of a request follows from 361
    and 143.3.
    """
    return {
        key: (words.replace("án phí", charge_of(case)), article) for key, (words, article) in GROUNDS.items()
    }


def need_live(one: Appeal | Challenge) -> None:
    """It was neither returned nor withdrawn.

    Raises:
        Refused: "appeal.dropped".
    """
    if one.dropped_on is not None:
        raise Refused(
            "appeal.dropped",
            _("%(appeal)s không còn hiệu lực từ ngày %(day)s: %(why)s.")
            % {"appeal": str(one), "day": f"{one.dropped_on:%d/%m/%Y}", "why": one.dropped_why},
        )


def drop(one: Appeal | Challenge, today: date, why: str) -> None:
    """From today it challenges nothing any more."""
    one.dropped_on, one.dropped_why = today, why[:1000]
    one.save(update_fields=["dropped_on", "dropped_why"])


def end_term(one: Appeal | Challenge, event: Event, state: Deadline.State = Deadline.State.CANCELLED) -> None:
    """The term for its receipt runs no longer."""
    rows = Deadline.objects.filter(
        case=one.case, rule=periods.PAY, party=one.party, state=Deadline.State.OPEN
    )
    rows.update(state=state, ended_on=clock.local_date(event.at))


def clean_number(number: str) -> str:
    """The number of a receipt as it is kept."""
    return clean(number)[:40]


def _check_words(made: Made, receipt: Receipt, today: date) -> None:
    """A receipt has a number, a day since the notice and the sum of the notice, and pays for one appeal only."""
    faults = {}
    if not receipt.number:
        faults["number"] = _("Hãy nhập số biên lai in trên góc biên lai.")
    if not made.accepted_on <= receipt.dated <= today:
        faults["dated"] = _("Ngày biên lai phải từ ngày thông báo (%(day)s) đến hôm nay.") % {
            "day": f"{made.accepted_on:%d/%m/%Y}"
        }
    if receipt.amount != made.amount:
        faults["amount"] = _("Số tiền trên biên lai phải đúng bằng thông báo: %(amount)s.") % {
            "amount": format_money(made.amount)
        }
    if faults:
        raise Refused("advance.bad_receipt", _("Biên lai chưa nhận được."), status=422, fields=faults)
    if _is_used(receipt.number, made.case):
        raise refused_on(
            "number", "advance.receipt_used", _("Biên lai này đã được dùng cho một kháng cáo khác.")
        )


def _is_used(number: str, case: Case) -> bool:
    same = (
        Advance.objects.filter(receipt__number=number, appeal__judgment__case__court=case.court_id),
        ChallengeAdvance.objects.filter(
            receipt__number=number, challenge__period__decision__case__court=case.court_id
        ),
    )
    return any(rows.exists() for rows in same)


def _need_unpaid(made: Made | None, case: Case, today: date) -> None:
    if made is None or made.is_settled:
        raise Refused(
            "appeal.not_unpaid",
            _("Người kháng cáo không nợ tạm ứng %(charge)s: căn cứ này không dùng được.") % charge(case),
        )
    if made.due_on is None or today <= made.due_on:
        until = f"{made.due_on:%d/%m/%Y}" if made.due_on else _("sau khi nhận được thông báo")
        raise Refused(
            "advance.still_time",
            _(
                "Thời hạn nộp tạm ứng %(charge)s chưa hết (%(until)s; khoản 2 Điều 276 Bộ luật Tố tụng dân sự)."
            )
            % {"until": until, **charge(case)},
        )


def charge(case: Case) -> dict[str, str]:
    """What is paid, in the words of the reader."""
    return {"charge": _("lệ phí") if case.is_request else _("án phí")}
