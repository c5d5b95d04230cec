"""Dates of a draft: days that no calendar has, days after the judgment, acts of the proceedings in the wrong order."""

from __future__ import annotations

import re
from datetime import date

from toaan.assistant.checking.draft import Draft
from toaan.assistant.checking.model import CaseFacts, Found
from toaan.vietnamese.dates import FoundDate, format_date

_BASIS = "BLTTDS 266.2"
_LATER_IS_FINE = re.compile(
    r"\b(?:den(?:\s+het)?|het|han|truoc|cham\s+nhat|tu|thoi\s+han[^.;]{0,40}|hieu\s+luc[^.;]{0,40}|ke\s+tu|sau)\s*(?:ngay\s*)?[(\s]*$"
)
_ACTS = (
    ("đơn khởi kiện", r"\bdon\s+khoi\s+kien(?:\s+de)?\s+(?:de\s+|lap\s+)?(?=ngay)"),
    ("thụ lý vụ án", r"\bthu\s+ly\s+(?:vu\s+an\s+)?so(?![a-z])"),
    ("quyết định đưa vụ án ra xét xử", r"\bdua\s+vu\s+an\s+ra\s+xet\s+xu\b"),
    ("quyết định hoãn phiên tòa", r"\bquyet\s+dinh\s+(?:ve\s+viec\s+)?hoan\s+phien\s+toa\b"),
    ("quyết định tạm ngừng phiên tòa", r"\bquyet\s+dinh\s+(?:ve\s+viec\s+)?tam\s+ngung\s+phien\s+toa\b"),
)


def check(draft: Draft, found: Found, facts: CaseFacts) -> None:
    """Add what is wrong with the draft's dates."""
    told: set[int] = set()

    def tell(one: FoundDate, words: str, article: str = _BASIS) -> None:
        if one.start not in told:
            told.add(one.start)
            found.add("date-order", *draft.place(one.start, one.end), words, article)

    for one in draft.dates:
        if one.day is None:
            tell(
                one, f"Không có ngày “{draft.text[one.start : one.end]}” trên lịch. Hãy xem lại ngày, tháng."
            )
    judged = draft.judged
    day = _judged(draft)
    if day is None:
        return
    if judged and judged.day:
        for one in _sitting_days(draft)[-1:]:
            if one.day and one.day != judged.day:
                tell(
                    judged,
                    f"Ngày {format_date(judged.day)} ở đầu bản án khác ngày xét xử {format_date(one.day)}. Hãy thống nhất ngày tuyên án.",
                    "BLTTDS 266.2",
                )
                tell(one, f"Ngày xét xử {format_date(one.day)} khác ngày {format_date(judged.day)} ghi ở đầu bản án. Hãy thống nhất ngày tuyên án.", "BLTTDS 266.2")  # fmt: skip
    _order(draft, day, tell)
    _pronounced(draft, day, tell)
    for one in draft.dates:
        if (
            one.day
            and one.day > day
            and not _LATER_IS_FINE.search(draft.folded[max(0, one.start - 60) : one.start])
        ):
            tell(one, f"Ngày {format_date(one.day)} đứng sau ngày xét xử {format_date(day)}. Hãy xem lại.")
    _receipts(draft, tell)
    if facts.judged_on and judged and judged.day and judged.day != facts.judged_on:
        tell(
            judged,
            f"Ngày ghi ở đầu bản án khác ngày xét xử {format_date(facts.judged_on)} của vụ án. Hãy xem lại.",
        )
    if facts.accepted_on:
        accepted = act_day(draft, 1)
        if accepted and accepted.day and accepted.day != facts.accepted_on:
            tell(
                accepted,
                f"Vụ án được thụ lý ngày {format_date(facts.accepted_on)}. Hãy sửa ngày thụ lý.",
                "BLTTDS 195",
            )


def _judged(draft: Draft) -> date | None:
    """The day of the judgment; when head and sitting differ, the later, so that one wrong day does not make all others wrong."""
    days = [one.day for one in [*_sitting_days(draft), *([draft.judged] if draft.judged else [])] if one.day]
    return max(days, default=None)


def _sitting_days(draft: Draft) -> list[FoundDate]:
    sitting = draft.sitting
    return [one for one in draft.dates if sitting and sitting.start() <= one.start < sitting.end()]


def act_day(draft: Draft, n: int) -> FoundDate | None:
    """The day of one of the acts told at the head (of the petition: in the content)."""
    pattern = _ACTS[n][1]
    where = draft.parts.get("content" if n == 0 else "head")
    if where is None:
        return None
    at = re.compile(pattern).search(draft.folded, where.start, where.end)
    if at is None:
        return None
    reach = 14 if n == 0 else 75
    for one in draft.dates:
        if at.end() <= one.start <= at.end() + reach:
            between = draft.folded[at.end() : one.start]
            return None if re.search(r"\b(?:dua\s+vu\s+an|hoan|tam\s+ngung)\b", between) else one
    return None


def _order(draft: Draft, day: date, tell) -> None:  # type: ignore[no-untyped-def]
    petition, accepted, trial, *later = (act_day(draft, n) for n in range(len(_ACTS)))
    if accepted and accepted.day and accepted.day > day:
        tell(
            accepted,
            f"Ngày thụ lý {format_date(accepted.day)} đứng sau ngày xét xử {format_date(day)}. Hãy xem lại.",
            "BLTTDS 195",
        )
        accepted = None
    if trial and trial.day and trial.day > day:
        tell(trial, f"Quyết định đưa vụ án ra xét xử ngày {format_date(trial.day)} đứng sau ngày xét xử {format_date(day)}. Hãy xem lại.", "BLTTDS 220")  # fmt: skip
        trial = None
    if accepted and trial and accepted.day and trial.day and trial.day < accepted.day:
        tell(trial, f"Quyết định đưa vụ án ra xét xử ngày {format_date(trial.day)} đứng trước ngày thụ lý {format_date(accepted.day)}. Hãy xem lại.", "BLTTDS 203, 220")  # fmt: skip
        trial = None
    if petition and accepted and petition.day and accepted.day and petition.day > accepted.day:
        tell(petition, f"Đơn khởi kiện ngày {format_date(petition.day)} đứng sau ngày thụ lý {format_date(accepted.day)}. Hãy xem lại.", "BLTTDS 190, 195")  # fmt: skip
    for one in later:
        if one and one.day and trial and trial.day and one.day < trial.day:
            tell(one, f"Quyết định hoãn, tạm ngừng phiên tòa ngày {format_date(one.day)} đứng trước quyết định đưa vụ án ra xét xử ngày {format_date(trial.day)}. Hãy xem lại.", "BLTTDS 233, 259")  # fmt: skip


def _pronounced(draft: Draft, day: date, tell) -> None:  # type: ignore[no-untyped-def]
    """ "kể từ ngày tuyên án (22/9/2017)"."""
    for one in draft.dates:
        before = draft.folded[max(0, one.start - 45) : one.start]
        if (
            one.day
            and one.day != day
            and re.search(
                r"ngay\s+tuyen\s+an(?:\s+so\s+tham)?\s*[(,:]*\s*(?:la\s+|tuc\s+la\s+)?(?:ngay\s*)?[(]?\s*$",
                before,
            )
        ):
            tell(
                one,
                f"Ngày tuyên án ghi ở đây khác ngày xét xử {format_date(day)}. Hãy thống nhất.",
                "BLTTDS 273.1",
            )


def _receipts(draft: Draft, tell) -> None:  # type: ignore[no-untyped-def]
    """An advance on fees cannot be paid years before the petition."""
    petition, accepted = act_day(draft, 0), act_day(draft, 1)
    days = [one.day for one in (petition, accepted) if one and one.day]
    if len(days) < 2:
        return
    for one in draft.dates:
        before = draft.folded[max(0, one.start - 160) : one.start]
        if (
            one.day
            and (min(days) - one.day).days > 31
            and re.search(r"tam\s+ung\s+an\s+phi[^;]*bien\s+lai[^;]*$", before)
        ):
            tell(
                one,
                f"Biên lai tạm ứng án phí ngày {format_date(one.day)} có trước đơn khởi kiện. Hãy xem lại.",
                "BLTTDS 195.2",
            )
