"""The receipt for a fee advance of second instance, whatever is appealed (BLTTDS 276)."""

from __future__ import annotations

from datetime import date

from toaan.appeals.decisions.models import ChallengeAdvance
from toaan.appeals.models import Advance
from toaan.cases.models import Case
from toaan.core.errors import Refused
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.vietnamese.amounts import format_money


def check_receipt(
    made: Advance | ChallengeAdvance, case: Case, *, number: str, dated: date, amount: int, today: date
) -> None:
    """A receipt has a number, a day since the notice and the sum of the notice, and pays for one appeal only.

    Raises:
        Refused: "advance.bad_receipt" by field, "advance.receipt_used".
    """
    faults = {}
    if not number:
        faults["number"] = _("Hãy nhập số biên lai in trên góc biên lai.")
    if not made.accepted_on <= dated <= today:
        faults["dated"] = _("Ngày biên lai phải từ ngày thông báo (%(day)s) đến hôm nay.") % {
            "day": f"{made.accepted_on:%d/%m/%Y}"
        }
    if amount != made.amount:
        faults["amount"] = _("Số tiền trên biên lai phải đúng bằng thông báo: %(amount)s.") % {
            "amount": format_money(made.amount)
        }
    if faults:
        raise Refused("advance.bad_receipt", _("Biên lai chưa nhận được."), status=422, fields=faults)
    same = (
        Advance.objects.filter(receipt__number=number, appeal__judgment__case__court=case.court_id),
        ChallengeAdvance.objects.filter(
            receipt__number=number, challenge__period__decision__case__court=case.court_id
        ),
    )
    if any(rows.exists() for rows in same):
        raise refused_on(
            "number", "advance.receipt_used", _("Biên lai này đã được dùng cho một kháng cáo khác.")
        )
