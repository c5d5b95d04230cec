"""What a fee advance becomes when a case is taken apart or two are put together: parts of one receipt (BLTTDS 42, 146).

The Code is silent on the advance of a separated case. Our reading: it was paid for the claims, so the part that belongs to the
claims goes with them; the judge states the part, and both parts together are what was paid.
"""

from __future__ import annotations

from typing import Any

from toaan.vietnamese.amounts import format_money

Receipt = dict[str, Any]


def paid(receipt: Receipt) -> int:
    """What this case has of what was paid, in đồng."""
    return int(receipt.get("amount") or 0)


def moved_part(receipt: Receipt, part: int | None) -> Receipt:
    """What the separated case takes: a part of the same receipt; nothing where none was paid or none of it belongs there."""
    return {**receipt, "amount": part, "whole": whole(receipt)} if receipt and part else {}


def kept_part(receipt: Receipt, part: int) -> Receipt:
    """What the first case keeps."""
    return {**receipt, "amount": paid(receipt) - part, "whole": whole(receipt)}


def whole(receipt: Receipt) -> int:
    """What the receipt says, of which this case may have a part."""
    return int(receipt.get("whole") or paid(receipt))


def together(one: Receipt, two: Receipt) -> Receipt:
    """The receipts of two joined cases; parts of one receipt are one again."""
    found = [r for r in (one, two) if r]
    if len(found) < 2:
        return found[0] if found else {}
    made = {
        "number": "; ".join(str(r["number"]) for r in found), "dated": found[0]["dated"], "amount": sum(paid(r) for r in found),
        "agency": found[0].get("agency", ""),
    }  # fmt: skip
    total = sum(whole(r) for r in found)
    if one.get("whole") and (one["number"], one["whole"]) == (two["number"], two.get("whole")):
        made["number"], total = one["number"], whole(one)  # they were taken apart before
    return made | ({"whole": total} if total != made["amount"] else {})


def words(receipt: Receipt) -> str:
    """ "4.000.000 đồng, theo biên lai số … (phần trong 10.000.000 đồng đã nộp)"; empty without a receipt."""
    if not receipt:
        return ""
    told = f"{format_money(paid(receipt))}, biên lai số {receipt.get('number', '')}"
    if whole(receipt) != paid(receipt):
        told += f" (phần trong {format_money(whole(receipt))} đã nộp)"
    return told
