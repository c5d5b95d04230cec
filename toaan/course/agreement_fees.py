"""The fee of a case that ends by agreement, as its decision says it (NQ 326/2016 art. 26.7, 26.8, 27)."""

from __future__ import annotations

from datetime import date

from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.rules.fees import Fee, FeeRefused, FeeRuleMissing, claim_of, fee
from toaan.vietnamese.amounts import format_money

PLAINTIFF, DEFENDANT, HALF = "plaintiff", "defendant", "half"
BEARERS = frozenset({PLAINTIFF, DEFENDANT, HALF})
BY_CONSENT = "thuan-tinh-ly-hon"


def reckon(case: Case, value: int | None, today: date, *, divorce: bool, at_hearing: bool) -> Fee:
    """The fee of first instance, halved where the parties agreed before the hearing or at the simplified one.

    Raises:
        Refused: "agreement.fee" where the rules know no such fee, on the field "value".
    """
    claim = BY_CONSENT if divorce else claim_of(case.kind, case.legal_relation)
    options: dict[str, object] = {"claim": claim} if claim else {}
    if case.is_simplified:
        options |= {"simplified": "true", "stage": "simplified-hearing", "mediated": "true"}
    else:
        options |= {"agreed_at": "ordinary-hearing"} if at_hearing else {"mediated": "true"}
    try:
        return fee(rules_in_force.fee_rows(), case.kind, None if claim else value, options, today)
    except (FeeRefused, FeeRuleMissing) as fault:
        message = _("%s Hãy tự ghi phần án phí.") % fault
        raise Refused("agreement.fee", message, status=422, fields={"value": message}) from fault


def words(case: Case, bearer: str, value: int | None, today: date, *, divorce: bool, at_hearing: bool) -> str:
    """Who bears how much, and what becomes of the advance that was paid."""
    due = reckon(case, value, today, divorce=divorce, at_hearing=at_hearing)
    plaintiff = {PLAINTIFF: due.amount, DEFENDANT: 0, HALF: due.amount - due.amount // 2}[bearer]
    said = [f"Án phí sơ thẩm là {format_money(due.amount)} ({due.article})."]
    for role, amount in (
        (Party.Role.PLAINTIFF, plaintiff),
        (Party.Role.DEFENDANT, due.amount - plaintiff),
    ):
        if amount:
            said.append(f"{_names(case, role)} chịu {format_money(amount)}.")
    return " ".join([*said, *_advance(case, plaintiff)])


def _advance(case: Case, due: int) -> list[str]:
    """What the plaintiff paid in advance, taken off what he bears; the rest goes back, or is still to be paid."""
    receipt, who = case.fee_receipt, _names(case, Party.Role.PLAINTIFF)
    if not receipt.get("amount"):
        return [f"{who} không phải nộp, hoặc được miễn tạm ứng án phí."] if due else []
    paid = int(receipt["amount"])
    told = f"{format_money(paid)} tiền tạm ứng án phí đã nộp theo biên lai thu số {receipt['number']}"
    if not due:
        return [f"Trả lại cho {who} {told}."]
    said = [f"Số tiền {who} chịu được trừ vào {told}."]
    if paid > due:
        said.append(f"Trả lại cho {who} {format_money(paid - due)}.")
    elif paid < due:
        said.append(f"{who} còn phải nộp {format_money(due - paid)}.")
    return said


def _names(case: Case, role: str) -> str:
    return ", ".join(p.name for p in case.parties.all() if p.role == role)
