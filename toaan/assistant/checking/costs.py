"""Court fees of a draft: an amount that no value in it can lead to, or that differs from the reasoning (NQ 326/2016/UBTVQH14)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from toaan.assistant.checking.citing import accepted_on
from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.figures import areas
from toaan.assistant.checking.model import CaseFacts, Found
from toaan.rules.fees.former import FIRST_DAY_OF_RESOLUTION, FORMER_NO_VALUE, former_fee
from toaan.rules.fees.ledger import base_fee
from toaan.rules.model import RuleRow
from toaan.vietnamese.amounts import FoundMoney, format_money

_ARTICLE = "NQ 326/2016/UBTVQH14, Điều 26, Danh mục án phí"
_NOT_THE_FEE = re.compile(
    r"tam\s+ung|tam\s+nop|hoan|nhan\s+lai|tra\s+lai|con\s+phai|con\s+lai|nop\s+them|khau\s+tru|duoc\s+tru|da\s+nop|chi\s+phi|tham\s+dinh|dinh\s+gia"
    r"|le\s+phi|tiep\s+tuc|bien\s+lai|chenh\s+lech|\btru\b|doi\s+tru|gia\s+tri"
)  # fmt: skip
_COURSE = ("KDTM", "LĐ", "HNGĐ")


def check(draft: Draft, found: Found, facts: CaseFacts, rows: Sequence[RuleRow]) -> None:
    """Add fees of the verdict that cannot be right."""
    verdict = draft.parts.get("verdict")
    if verdict is None or draft.day is None:
        return
    kind = kind_of(draft)
    charged = [one for one in draft.money if is_fee(draft, one)]
    own = [one for one in charged if one.start in verdict]
    reasons = {one.amount for one in charged if one.start < verdict.start}
    told = {one.start for one in own if one.words is not None and one.words != one.amount}
    for rest, due in _remainders(draft, own, told):
        _tell(
            draft,
            found,
            rest,
            f"Án phí còn phải nộp phải là {format_money(due)} (án phí trừ tạm ứng đã nộp). ",
        )
    possible: set[int] | None = None
    for one in own:
        apart = (
            one.words is not None and one.words != one.amount
        )  # told as a sum; here only whether it can be a fee
        if one.amount in reasons or (not apart and _settled(draft, one)):
            continue
        if one.words is not None and not apart and not reasons:
            continue  # written twice and contradicted by nothing: its value may stand in the file only
        if possible is None:
            possible = plausible(draft, facts, rows, kind, {m.start for m in charged})
        if not _fits(one.amount, possible) and (reasons or not _of_land(draft, one.amount)):
            _tell(
                draft,
                found,
                one,
                f"Án phí {format_money(one.amount)} không khớp mức án phí không có giá ngạch, cũng không khớp mức tính theo số tiền nào "
                + ("trong dự thảo và khác phần Nhận định. " if reasons else "trong dự thảo. "),
            )


_REST = re.compile(r"\b(?:con\s+phai\s+(?:nop|chiu)|tiep\s+tuc\s+(?:nop|chiu)|nop\s+them)\b[^;.\d]{0,40}$")
_ADVANCE = re.compile(r"tam\s+ung|khau\s+tru|duoc\s+tru|da\s+nop|cho\s+tru")


def _remainders(draft: Draft, own: Sequence[FoundMoney], told: set[int]) -> list[tuple[FoundMoney, int]]:
    """ "chịu 9.865.000 đồng, được trừ 3.000.000 đồng đã nộp, còn phải nộp 6.865.000 đồng": what is left over must be the difference."""
    found = []
    fees = [one for one in own if one.start not in told]
    for rest in draft.money:
        if rest.start not in draft.parts["verdict"] or not _REST.search(
            draft.folded[max(0, rest.start - 90) : rest.start]
        ):
            continue
        charged = [
            one for one in fees if rest.start - 650 < one.start < rest.start and one.start != rest.start
        ]
        if not charged:
            continue
        fee = charged[-1]
        between = [m for m in draft.money if fee.end < m.start < rest.start]
        paid = [m for m in between if _ADVANCE.search(draft.folded[max(0, m.start - 150) : m.end + 40])]
        if re.search(r"\bmoi\s+(?:nguoi|ben)\b", draft.folded[fee.end - 200 : rest.start]):
            continue  # one advance for several people
        if not between or len(between) != len(paid):
            continue
        left = {abs(fee.amount - sum(m.amount for m in paid)), abs(fee.amount - paid[-1].amount)}
        if all(abs(due - rest.amount) > 100 for due in left):
            found.append(
                (rest, max(left, key=lambda due: (due == abs(fee.amount - sum(m.amount for m in paid)), due)))
            )
    return found


def _tell(draft: Draft, found: Found, one: FoundMoney, words: str) -> None:
    start, end = draft.place(one.start, max(one.end, one.words_end))
    found.add("fee-wrong", start, end, words + "Hãy tính lại (toaan fee).", _ARTICLE)


def _settled(draft: Draft, one: FoundMoney) -> bool:
    """What was paid in advance and what is still due, or goes back, add up to this fee."""
    near = [m.amount for m in draft.money if one.end < m.start < one.end + 600][:5]
    return any(
        abs(abs(a - b) - one.amount) <= 100 or abs(a + b - one.amount) <= 100
        for a, b in combinations(near, 2)
    )


def _of_land(draft: Draft, amount: int) -> bool:
    """Five percent of an area at its price for a square metre, which may have been measured finer than it is told."""
    return any(abs(value / 20 - amount) <= amount / 1000 for value in _by_area(draft))


def kind_of(draft: Draft) -> str:
    """The course of the case as the fee list calls it."""
    number = draft.number
    words = (number["kind"] if number else "") + draft.part("head")[:600]
    if draft.criminal:
        return "HS"
    if draft.administrative:
        return "HC"
    if "kdtm" in words.replace(" ", ""):
        return "KDTM"
    if re.search(r"hngd|hon\s+nhan", words):
        return "HNGĐ"
    return "LĐ" if re.search(r"/ld\s*-", words) else "DS"


def is_fee(draft: Draft, one: FoundMoney) -> bool:
    """Whether an amount is the fee that somebody must bear: "phải chịu 300.000 đồng án phí dân sự sơ thẩm"."""
    clause_start = max(
        (draft.folded.rfind(mark, 0, one.start) for mark in (";", ".\n", ". ", ".  ")), default=0
    )
    before = draft.folded[max(clause_start, one.start - 170, 0) : one.start]
    end = max(one.end, one.words_end)
    after = re.sub(r"^\s*\([^)]*\)", "", draft.folded[end : end + 220])[:60]
    after = re.split(r"[;.]|\bnhung\b|\bduoc\b|,", after)[0]
    charged = list(re.finditer(r"\b(?:phai\s+)?(?:chiu|nop)\b", before))
    named = list(re.finditer(r"\ban\s+phi\b", before))
    if _NOT_THE_FEE.search(after[:40]):
        return False
    if named and charged:
        since = max(0, min(charged[-1].start(), named[-1].start()) - 12)
        return not _NOT_THE_FEE.search(before[since:])
    if charged and re.search(r"^[\s)]*(?:tien\s+)?an\s+phi", after):
        return not _NOT_THE_FEE.search(before[max(0, charged[-1].start() - 12) :])
    return False


def plausible(draft: Draft, facts: CaseFacts, rows: Sequence[RuleRow], kind: str, fees: set[int]) -> set[int]:
    """Every fee that some amount of the draft, or two of its verdict together, can lead to; also halved."""
    table = next(
        (
            row
            for row in rows
            if row.kind == "fee"
            and row.key == f"fee:{kind}"
            and row.is_in_force(draft.day or FIRST_DAY_OF_RESOLUTION)
        ),
        None,
    )
    table = table or next((row for row in rows if row.kind == "fee" and row.key == f"fee:{kind}"), None)
    if table is None:
        return set()
    accepted = facts.accepted_on or accepted_on(draft)
    numbered = re.search(r"thu\s+ly\s+(?:vu\s+an\s+)?so\s*:?\s*\d+\s*/\s*(\d{4})", draft.part("head"))
    year = int(numbered[1]) if numbered else 0
    former = accepted is None or accepted < FIRST_DAY_OF_RESOLUTION or 0 < year < FIRST_DAY_OF_RESOLUTION.year
    values = {m.amount for m in draft.money if m.start not in fees} | set(facts.amounts)
    verdict = draft.parts["verdict"]
    own = {
        m.amount for m in draft.money if m.start in verdict and m.start not in fees and m.amount >= 1_000_000
    }
    if len(own) <= 25:
        values |= {a + b for a, b in combinations(own, 2)} | {abs(a - b) for a, b in combinations(own, 2)}
    if 2 < len(own) <= 14:
        values |= {sum(some) for some in combinations(own, 3)}
    values.add(sum(own))
    fixed = {int(table.value["no_value"]), int(table.value.get("appeal", 0))}
    if former:
        fixed.add(FORMER_NO_VALUE.get(kind, 0))
    found = set(fixed)
    if kind == "HS":  # with the damages of the victim, whose fee is that of a civil claim
        civil = next((row for row in rows if row.kind == "fee" and row.key == "fee:DS"), table)
        found |= {base_fee(civil, value)[0] for value in values}
    for value in values:
        fee = base_fee(table, value)[0]
        found.add(fee)
        if former:
            found.add(former_fee(kind, value, fee))
    found |= {a + b for a in fixed for b in found - fixed} | {n * a for a in fixed for n in range(2, 7)}
    if _HALVED.search(draft.part("reasoning") + draft.part("verdict")):
        found |= {round(one / 2) for one in found}
    return {one for one in found if one > 0}


_HALVED = re.compile(
    r"\b(?:duoc|xin|mien)\s*,?\s+giam\b(?!\s+nhe)|giam\s+(?:\d|mot|toan|an\s+phi|tien)|\b50\s*%|½|\b1\s*/\s*2\b|mot\s+nua|ca\s+hai\s+ben|moi\s+ben|hoa\s+giai\s+thanh|thuan\s+tinh"
)
"""Words under which half a fee may be charged (NQ 326/2016/UBTVQH14, art. 13; BLTTDS 147.3, 147.4)."""


def _by_area(draft: Draft) -> set[int]:
    """Values of land: an area of the draft at a price for one square metre."""
    prices = {
        m.amount
        for m in draft.money
        if re.match(r"\s*/\s*(?:0?1\s*)?m\s?2|\s*(?:mot\s+)?met\s+vuong", draft.folded[m.end : m.end + 14])
    }
    return {round(price * size) for price in prices for size in areas(draft)}


def _fits(amount: int, possible: set[int]) -> bool:
    if amount in possible:
        return True
    return any(abs(amount - one) <= (600 if amount % 1000 == 0 else 2) for one in possible)
