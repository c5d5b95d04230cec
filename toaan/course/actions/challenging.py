"""Appeals and protests against a suspension or a discontinuance, and the day on which the decision takes effect."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, policy
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import papers, periods, queries
from toaan.course.actions.wishes import wrong
from toaan.course.models import Challenge, CourseDecision, Level, Period, TransferComplaint
from toaan.rules.appeal import way
from toaan.vietnamese.text import clean

RULES = tuple(sorted(periods.CHALLENGES))
OVER = (*RULES, periods.COMPLAINT)


@dataclass(frozen=True)
class Intake:
    """How an appeal reached the court, when the clerk takes it in: the day that counts, the way, the paper."""

    received_on: date
    channel: str = Challenge.Channel.DIRECT
    paper: StoredFile | None = None


def start_periods(
    *, by: Viewer, decision_id: uuid.UUID, days: Mapping[uuid.UUID, date], at: datetime
) -> None:
    """The decision reached these holders on these days: their periods begin. Follows from acts of service.

    Raises:
        Refused: "period.none" when they all run already.
    """
    with act("course.start_period", by=by, at=at) as a:
        decision = _lock(a, decision_id)
        a.allow(decision)
        rows = {row: days[row.pk] for row in decision.periods.select_related("party") if row.pk in days}
        waiting = {row: day for row, day in rows.items() if row.due_on is None}
        if not waiting:
            raise Refused("period.none", _("Không còn thời hạn nào chờ bắt đầu."))
        names = ", ".join(row.holder for row in waiting)
        event = a.record(
            decision,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"Thời hạn đối với {_lower(decision.title)} bắt đầu: {names}"[:500],
            data={"decision": decision.pk, "days": {str(r.pk): d for r, d in waiting.items()}},
            shown_to="court",
        )
        periods.begin(waiting, event)


def record_appeal(
    *,
    by: Viewer,
    decision_id: uuid.UUID,
    party_id: uuid.UUID,
    ground: str,
    at: datetime,
    intake: Intake | None = None,
) -> Challenge:
    """A party appeals within seven days (273.2): online himself, or through the clerk with an `intake`.

    Raises:
        Refused: "appeal.not_yours" (271), "appeal.not_open", "appeal.late" (275), "appeal.already", "appeal.no_ground",
            "appeal.bad_day".
    """
    if by.post is None:
        intake = Intake(clock.local_date(at), Challenge.Channel.ONLINE)
        intake = replace(intake, paper=_written(by, decision_id, party_id, ground, at))
    intake = intake or Intake(clock.local_date(at))
    with act("course.record_appeal", by=by, at=at) as a:
        decision = _lock(a, decision_id)
        a.allow(decision)
        if by.post is None:
            need_appellant(by, decision, party_id)
        period = decision.periods.select_related("party").filter(party_id=party_id).first()
        made = _challenge(a, decision, period, intake=intake, ground=ground)
        a.record(
            made,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"{made.period.holder} kháng cáo {_lower(decision.title)}"[:500],
            detail=f"{made.get_channel_display()}, ngày {intake.received_on:%d/%m/%Y}",
            data={"decision": decision.pk, "party": party_id, "received_on": intake.received_on},
            documents=_paper(intake, f"Đơn kháng cáo của {made.period.holder}", "appeal", str(party_id)),
            shown_to="parties",
        )
    return made


def record_protest(
    *, by: Viewer, decision_id: uuid.UUID, level: str, number: str, ground: str, intake: Intake, at: datetime
) -> Challenge:
    """A procuracy protests (280.2): its procurator sends the decision, or the clerk takes it in.

    Raises:
        Refused: "protest.level", "protest.no_number", and those of an appeal.
    """
    with act("course.record_protest", by=by, at=at) as a:
        decision = _lock(a, decision_id)
        a.allow(decision)
        if by.post is not None and by.post.is_outside and level != Level.SAME:
            raise wrong(
                "protest.level", "level", _("Kiểm sát viên ở đây gửi kháng nghị của Viện kiểm sát cùng cấp.")
            )
        number = clean(number)
        if not number:
            raise wrong("protest.no_number", "number", _("Nhập số quyết định kháng nghị."))
        period = decision.periods.filter(level=level).first()
        made = _challenge(a, decision, period, intake=intake, ground=ground, number=number)
        title = f"Quyết định kháng nghị số {number}"
        a.record(
            made,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"{made.period.holder} kháng nghị {_lower(decision.title)}"[:500],
            detail=title,
            data={
                "decision": decision.pk,
                "level": level,
                "received_on": intake.received_on,
                "number": number,
            },
            documents=_paper(intake, title, "protest", ""),
            shown_to="parties",
        )
    return made


def take_effect(*, by: Viewer, decision_id: uuid.UUID, at: datetime) -> CourseDecision:
    """Nobody appealed or protested in time: the decision is in effect from the day after the last period.

    Raises:
        Refused: "effect.settled", "effect.too_early", "effect.challenged", "effect.annulled".
    """
    with act("course.take_effect", by=by, at=at) as a:
        decision = _lock(a, decision_id)
        a.allow(decision)
        if decision.effective_on is not None:
            raise Refused("effect.settled", _("Hiệu lực của quyết định đã được xác định."))
        ends = [row.due_on for row in decision.periods.all()]
        known = [day for day in ends if day is not None]
        if len(known) < len(ends) or not known or max(known) >= clock.local_date(at):
            raise Refused("effect.too_early", _("Thời hạn kháng cáo, kháng nghị chưa hết."))
        if decision.cancelled_on is not None:
            raise Refused("effect.annulled", _("Quyết định đã bị hủy."))
        if Challenge.objects.filter(period__decision=decision, dropped_on=None).exists():
            raise Refused("effect.challenged", _("Quyết định bị kháng cáo, kháng nghị nên chưa có hiệu lực."))
        decision.effective_on = max(max(known) + timedelta(days=1), _answered_on(decision))
        decision.save(update_fields=["effective_on"])
        event = a.record(
            decision,
            court=decision.case.court,
            case_id=decision.case_id,
            title=f"{decision.title} có hiệu lực pháp luật từ ngày {decision.effective_on:%d/%m/%Y}",
            data={"decision": decision.pk, "effective_on": decision.effective_on},
            shown_to="parties",
        )
        deadlines.end(event, OVER, Deadline.State.CANCELLED, clock.local_date(at))
    return decision


def _answered_on(decision: CourseDecision) -> date:
    """Day of the last answer to complaints about it (41.1).

    Raises:
        Refused: "effect.challenged" while one waits, "effect.annulled" when one was right.
    """
    if TransferComplaint.objects.filter(period__decision=decision, answer=None).exists():
        raise Refused("effect.challenged", _("Khiếu nại, kiến nghị chưa được giải quyết."))
    answers = list(decision.answers.exclude(sha256=""))
    if any(a.annuls for a in answers):
        raise Refused("effect.annulled", _("Quyết định đã bị hủy."))
    return max((a.decided_on for a in answers), default=decision.decided_on)


def _challenge(
    a: Act, decision: CourseDecision, period: Period | None, *, intake: Intake, ground: str, number: str = ""
) -> Challenge:
    by = a.by
    ground = clean(ground)
    period = need_open(period)
    if decision.effective_on is not None:
        raise Refused(
            "appeal.effective", _("%(title)s đã có hiệu lực pháp luật.") % {"title": decision.title}
        )
    if not decision.decided_on <= intake.received_on <= clock.local_date(a.at):
        raise wrong("appeal.bad_day", "received_on", _("Ngày nhận phải từ ngày ra quyết định đến hôm nay."))
    if Challenge.objects.filter(period=period).exists():
        raise Refused(
            "appeal.already",
            _("Kháng cáo, kháng nghị của %(holder)s đã được nhận.") % {"holder": period.holder},
        )
    if way(period.due_on, intake.received_on) == "late":
        raise wrong("appeal.late", "received_on", _late(by, period))
    if not ground:
        raise wrong("appeal.no_ground", "ground", _("Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết."))
    return Challenge.objects.create(
        period=period, channel=Challenge.Channel(intake.channel), number=number, received_on=intake.received_on,
        recorded_at=a.at, user=by.user if by.post is None else None, post=by.post, ground=ground,
        sha256=intake.paper.pk if intake.paper else "",
    )  # fmt: skip


def need_open(period: Period | None) -> Period:
    """The period of whoever may appeal or protest against a decision.

    Raises:
        Refused: "appeal.not_open" when the decision is not among those of 273.2 and 371.
    """
    if period is None or period.rule not in RULES:
        raise Refused(
            "appeal.not_open",
            _("Quyết định này không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm (khoản 2 Điều 273, Điều 371 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return period


def _written(
    by: Viewer, decision_id: uuid.UUID, party_id: uuid.UUID, ground: str, at: datetime
) -> StoredFile | None:
    """The paper of an online appeal, made before the act; the act judges everything once more."""
    decision = (
        CourseDecision.objects.select_related("case__court", "case__number", "number")
        .filter(pk=decision_id)
        .first()
    )
    if decision is None:
        raise not_found()
    policy.require(by, "course.record_appeal", decision)
    party = need_appellant(by, decision, party_id)
    if not clean(ground):
        return None
    return papers.appeal(decision, party, ground=clean(ground), signed_by=by.name, at=at)


def need_appellant(by: Viewer, decision: CourseDecision, party_id: uuid.UUID) -> Party:
    """The party, if this citizen may appeal for it (BLTTDS 271).

    Raises:
        Refused: "appeal.not_yours".
    """
    found = next((p for p in queries.appellants(by, decision.case) if p.pk == party_id), None)
    if found is None:
        raise Refused(
            "appeal.not_yours",
            _("Chỉ đương sự hoặc người đại diện hợp pháp của đương sự có quyền kháng cáo (Điều 271 Bộ luật Tố tụng dân sự)."),
            status=403,
        )  # fmt: skip
    return found


def late_at_the_counter(holder: str, due: date) -> str:
    """What an officer is told who takes in, as an ordinary one, an appeal that came after the period."""
    return _(
        "Thời hạn kháng cáo của %(holder)s đã hết ngày %(day)s nên đây là kháng cáo quá hạn: nhận theo mục Nhận đơn kháng cáo quá "
        "hạn, kèm bản tường trình lý do nộp chậm (Điều 274, Điều 275 Bộ luật Tố tụng dân sự). Nếu ngày kháng cáo nhập sai thì "
        "sửa lại ngày."
    ) % {"holder": holder, "day": f"{due:%d/%m/%Y}"}


def in_time_after_effect(holder: str) -> str:
    """What an officer is told when the day that counts lies within the period, but nobody knew before it took effect (273.3)."""
    return _(
        "Ngày này còn trong thời hạn kháng cáo của %(holder)s, nhưng hiệu lực đã được xác định trước khi đơn đến Tòa án. Hãy báo cáo "
        "Chánh án kèm phong bì có dấu bưu chính; không nhận đơn này như kháng cáo quá hạn (khoản 3 Điều 273 Bộ luật Tố tụng dân sự)."
    ) % {"holder": holder}


def _late(by: Viewer, period: Period) -> str:
    """Why the ordinary way is closed, and what is left."""
    if by.post is not None and period.party_id and period.due_on:
        return late_at_the_counter(period.holder, period.due_on)
    day = f"{period.due_on:%d/%m/%Y}"
    if period.party_id:
        return _(
            "Thời hạn kháng cáo của %(holder)s đã hết ngày %(day)s nên đây là kháng cáo quá hạn. Nếu có lý do chính đáng, hãy nộp "
            "đơn kháng cáo quá hạn kèm bản tường trình lý do nộp chậm và tài liệu chứng minh, trên Cổng này hoặc tại Tòa án; Tòa án "
            "cấp phúc thẩm xem xét (Điều 275 Bộ luật Tố tụng dân sự)."
        ) % {"holder": period.holder, "day": day}
    return _(
        "Thời hạn kháng nghị của %(holder)s đã hết ngày %(day)s. Hãy yêu cầu Viện kiểm sát giải thích bằng văn bản và nêu rõ "
        "lý do (khoản 3 Điều 280 Bộ luật Tố tụng dân sự)."
    ) % {"holder": period.holder, "day": day}


def _paper(intake: Intake, title: str, kind: str, author: str) -> list[Document]:
    return [Document(intake.paper.pk, title, kind, intake.received_on, author)] if intake.paper else []


def _lock(a: Act, decision_id: uuid.UUID) -> CourseDecision:
    """The decision and its case, both locked; the case always first. Only what was issued exists."""
    case_id = (
        CourseDecision.objects.filter(pk=decision_id)
        .exclude(sha256="")
        .values_list("case_id", flat=True)
        .first()
    )
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    decision = a.lock(CourseDecision, decision_id, "number")
    decision.case = case
    return decision


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
