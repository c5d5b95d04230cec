"""When a first-instance judgment takes effect, part by part: BLTTDS 273, 280, 282.

282.2: a part that nobody appealed or protested takes effect "kể từ ngày hết thời hạn kháng cáo, kháng nghị".
A term ends at 24:00 of its last day (BLDS 148.6) and an appeal handed in during that day is in time, so the
part cannot be in force on it: the first day of effect is the day after the last period has ended. The setting
``setting:effect-first-day`` holds this reading as data for a court that is instructed otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toaan.rules.calendar import ONE_DAY, Calendar
from toaan.rules.model import vi_date
from toaan.rules.time_limits import DueDate, TimeLimit, due_date

FirstDay = Literal["next_day", "last_day"]

APPEAL = "BLTTDS:273.1"
APPEAL_ABSENT = "BLTTDS:273.1#vang-mat"
PROTEST = "BLTTDS:280.1"
PROTEST_HIGHER = "BLTTDS:280.1#tren"
LIMIT_KEYS = (APPEAL, APPEAL_ABSENT, PROTEST, PROTEST_HIGHER)
SIMPLIFIED_KEYS = ("BLTTDS:322.1", "BLTTDS:322.1#vang-mat", "BLTTDS:322.2", "BLTTDS:322.2#tren")
"""The same four by simplified procedure."""


def limit_keys(*, simplified: bool) -> dict[str, str]:
    """Each of :data:`LIMIT_KEYS` with the rule that stands for it in the procedure."""
    return dict(zip(LIMIT_KEYS, SIMPLIFIED_KEYS if simplified else LIMIT_KEYS, strict=True))


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A person with the right to appeal. ``received_on``: day the judgment was received, ``posted_on``:
    day it was posted instead; ``good_reason`` is the reason for being absent at pronouncement, as the
    panel accepted it.
    """

    id: str
    name: str
    attended_hearing: bool
    attended_pronouncement: bool
    good_reason: bool = False
    received_on: date | None = None
    posted_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProcuracyFacts:
    """Did a procurator take part in the hearing, and when did the same-level procuracy receive the
    judgment?
    """

    attended: bool
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class AppealPeriod:
    """The period of one holder of the right to appeal or protest; ``due`` is ``None`` while it has not
    begun.
    """

    holder_id: str
    holder: str
    due: DueDate | None
    explanation: str


@dataclass(frozen=True, slots=True)
class JudgmentPart:
    """A part of the ruling. ``challenged_by``: names of those who appealed or protested it (not
    withdrawn).
    """

    id: str
    title: str
    challenged_by: tuple[str, ...] = ()


def appeal_periods(
    pronounced_on: date,
    parties: Sequence[PartyFacts],
    procuracy: ProcuracyFacts,
    limits: Mapping[str, TimeLimit],
    calendar: Calendar,
    *,
    simplified: bool = False,
) -> list[AppealPeriod]:
    """Every appeal and protest period of a judgment; ``limits`` holds those of :data:`LIMIT_KEYS`.

    ``simplified``: 322 counts; a party who left before the pronouncement is not in its text, so that only absence from
    the hearing waits for the receipt, and the procuracy's term always counts from its receipt (322.2).
    """
    periods = [_party_period(party, pronounced_on, limits, calendar, simplified) for party in parties]
    trigger = pronounced_on if procuracy.attended and not simplified else procuracy.received_on
    for key, holder in (
        (PROTEST, "Viện kiểm sát cùng cấp"),
        (PROTEST_HIGHER, "Viện kiểm sát cấp trên trực tiếp"),
    ):
        why = (
            "Thời hạn tính từ ngày nhận được bản án (khoản 2 Điều 322 Bộ luật Tố tụng dân sự)."
            if simplified
            else "Kiểm sát viên tham gia phiên tòa nên thời hạn tính từ ngày tuyên án."
            if procuracy.attended
            else "Kiểm sát viên không tham gia phiên tòa nên thời hạn tính từ ngày Viện kiểm sát cùng cấp "
            "nhận được bản án (khoản 1 Điều 280 Bộ luật Tố tụng dân sự)."
        )
        due = due_date(limits[key], trigger, calendar) if trigger else None
        periods.append(_period(key, holder, why, due))
    return periods


def effective_dates(
    parts: Sequence[JudgmentPart], periods: Sequence[AppealPeriod], *, first_day: FirstDay = "next_day"
) -> list[tuple[JudgmentPart, date | None, str]]:
    """For each part the first day of effect (``None``: not in effect, or not known yet) and the reason.

    An unchallenged part waits for the longest of all periods, since any holder may still challenge it.
    Raises ``ValueError`` without periods.
    """
    if not periods:
        raise ValueError("Phải xác định thời hạn kháng cáo, kháng nghị trước khi xác định ngày có hiệu lực.")
    waiting = [period.holder for period in periods if period.due is None]
    ends = [(period.due.due, period.holder) for period in periods if period.due]
    provisional = any(period.due.provisional for period in periods if period.due)
    doubt = (
        " Ngày này là tạm tính vì lịch nghỉ của năm liên quan chưa được công bố đầy đủ."
        if provisional
        else ""
    )
    results: list[tuple[JudgmentPart, date | None, str]] = []
    for part in parts:
        if part.challenged_by:
            names = ", ".join(part.challenged_by)
            why = f"{part.title}: bị kháng cáo, kháng nghị ({names}) nên chưa có hiệu lực pháp luật"
            results.append((part, None, f"{why} (khoản 1 Điều 282 Bộ luật Tố tụng dân sự)."))
        elif waiting:
            names = ", ".join(waiting)
            why = f"{part.title}: chưa xác định được ngày có hiệu lực vì thời hạn của {names} chưa bắt đầu"
            results.append((part, None, f"{why}; cần cập nhật ngày nhận hoặc niêm yết bản án."))
        else:
            last, holder = max(ends)
            effective = last + ONE_DAY if first_day == "next_day" else last
            results.append((part, effective, _in_effect(part, last, holder, effective) + doubt))
    return results


def settlement_effective(issued_on: date) -> tuple[date, str]:
    """A decision recognising the parties' agreement takes effect at once and cannot be appealed (213.1)."""
    return issued_on, (
        f"Quyết định công nhận sự thỏa thuận có hiệu lực ngay sau khi ban hành, ngày {vi_date(issued_on)}, "
        "không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm (khoản 1 Điều 213 Bộ luật Tố tụng dân sự)."
    )


def _in_effect(part: JudgmentPart, last: date, holder: str, effective: date) -> str:
    return (
        f"{part.title}: không bị kháng cáo, kháng nghị. Thời hạn cuối cùng là của {holder}, "
        f"hết lúc 24 giờ ngày {vi_date(last)}; có hiệu lực pháp luật từ ngày {vi_date(effective)} "
        "(khoản 2 Điều 282 Bộ luật Tố tụng dân sự; khoản 6 Điều 148 Bộ luật Dân sự)."
    )


def _party_period(
    party: PartyFacts,
    pronounced_on: date,
    limits: Mapping[str, TimeLimit],
    calendar: Calendar,
    simplified: bool,
) -> AppealPeriod:
    article = f"khoản 1 Điều {322 if simplified else 273} Bộ luật Tố tụng dân sự"
    if simplified and party.attended_hearing:
        why = f"Có mặt tại phiên tòa nên tính từ ngày tuyên án ({article})."
    elif not party.attended_hearing:
        why = (
            f"Vắng mặt tại phiên tòa nên tính từ ngày nhận được bản án hoặc bản án được niêm yết ({article})."
        )
    elif party.attended_pronouncement:
        why = f"Có mặt khi tuyên án nên tính từ ngày tuyên án ({article})."
    elif party.good_reason:
        why = (
            f"Vắng mặt khi tuyên án có lý do chính đáng, tính từ ngày nhận hoặc niêm yết bản án ({article})."
        )
    else:
        why = f"Vắng mặt khi tuyên án không có lý do chính đáng nên tính từ ngày tuyên án ({article})."
    excused = not party.attended_pronouncement and party.good_reason and not simplified
    from_receipt = not party.attended_hearing or excused
    trigger = pronounced_on
    known = True
    if from_receipt:
        days = [day for day in (party.received_on, party.posted_on) if day]
        known = bool(days)
        trigger = min(days, default=pronounced_on)
    limit = limits[APPEAL_ABSENT if from_receipt else APPEAL]
    return _period(party.id, party.name, why, due_date(limit, trigger, calendar) if known else None)


def _period(holder_id: str, holder: str, why: str, due: DueDate | None) -> AppealPeriod:
    state = due.explanation if due else "Thời hạn chưa bắt đầu."
    return AppealPeriod(holder_id, holder, due, f"{why} {state}")
