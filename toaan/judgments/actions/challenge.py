"""Appeals and protests come in (kháng cáo, kháng nghị: BLTTDS 270–280)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Party
from toaan.core import clock, policy, rules_in_force
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.challenging import Intake, late_at_the_counter
from toaan.judgments import papers, periods, queries
from toaan.judgments.actions.common import lock_judgment, post_of, refused_on
from toaan.judgments.models import Appeal, AppealPeriod, Judgment, JudgmentPart, Protest
from toaan.judgments.models.challenge import Level
from toaan.judgments.states import JUDGMENT
from toaan.rules.appeal import LATE, way
from toaan.vietnamese.text import clean


def record_appeal(
    *,
    by: Viewer,
    judgment_id: uuid.UUID,
    party_id: uuid.UUID,
    part_ids: Sequence[uuid.UUID],
    ground: str,
    at: datetime,
    intake: Intake | None = None,
) -> Appeal:
    """A party appeals: online himself, or through the clerk with an `intake`.

    Raises:
        Refused: "appeal.not_yours", "appeal.late" (275: what to do is said), "appeal.already", "appeal.effective",
            "appeal.no_parts", "appeal.no_ground", "appeal.bad_day", "wrong_state".
    """
    ground = clean(ground)
    judgment = (
        Judgment.objects.select_related("case__court__parent", "case__number", "number")
        .filter(pk=judgment_id)
        .first()
    )
    if judgment is None:
        raise not_found()
    policy.require(by, "judgments.record_appeal", judgment)
    intake = intake if by.post is not None and intake else Intake(clock.local_date(at), Appeal.Channel.ONLINE)
    wish = _Wish(party_id, tuple(part_ids), ground, intake)
    party, parts = _check_appeal(by, judgment, wish, at)
    paper = intake.paper
    if paper is None and by.post is None:
        paper = papers.appeal(judgment, party, parts, ground=ground, signed_by=by.name, at=at)
    with act("judgments.record_appeal", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        JUDGMENT.after("judgments.record_appeal", judgment.state)
        party, parts = _check_appeal(by, judgment, wish, at)
        appeal = Appeal.objects.create(
            judgment=judgment, party=party, channel=Appeal.Channel(intake.channel), received_on=intake.received_on,
            recorded_at=at, user=by.user if by.post is None else None, post=by.post, ground=ground,
            sha256=paper.pk if paper else "",
        )  # fmt: skip
        appeal.parts.set(parts)
        title = f"Đơn kháng cáo của {party}"
        kept = [Document(paper.pk, title, "appeal", intake.received_on, str(party.pk))] if paper else []
        a.record(
            appeal,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=f"{party} kháng cáo {judgment}"[:500],
            detail=f"{part_words(judgment, parts)}; {appeal.get_channel_display().lower()}, ngày {intake.received_on:%d/%m/%Y}",
            data={
                "judgment_id": judgment.pk, "party": party.pk, "parts": [p.order for p in parts],
                "received_on": intake.received_on, "channel": appeal.channel,
            },
            documents=kept,
            shown_to="parties",
        )  # fmt: skip
    return appeal


def record_protest(
    *,
    by: Viewer,
    judgment_id: uuid.UUID,
    level: str,
    part_ids: Sequence[uuid.UUID],
    number: str,
    received_on: date,
    ground: str,
    at: datetime,
    paper: StoredFile | None = None,
) -> Protest:
    """A procuracy protests: its procurator sends the decision, or the clerk takes it in.

    Raises:
        Refused: "protest.late" (280.3), "protest.already", "protest.level", "protest.no_number", and those of an appeal.
    """
    number, ground = clean(number), clean(ground)
    with act("judgments.record_protest", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        post = post_of(by)
        if post.is_outside and level != Level.SAME:
            raise refused_on(
                "level", "protest.level", "Kiểm sát viên ở đây gửi kháng nghị của Viện kiểm sát cùng cấp."
            )
        if not number:
            raise refused_on("number", "protest.no_number", "Nhập số quyết định kháng nghị.")
        _check_open(judgment)
        parts = named_parts(judgment, part_ids)
        check_ground(judgment, received_on, ground, at)
        period = judgment.periods.get(level=Level(level))
        due = due_of(period)
        if due is not None and received_on > due:
            raise refused_on(
                "received_on", "protest.late",
                f"Thời hạn kháng nghị của {period.holder} đã hết ngày {due:%d/%m/%Y}. Hãy yêu cầu Viện kiểm sát giải "
                "thích bằng văn bản và nêu rõ lý do (khoản 3 Điều 280 Bộ luật Tố tụng dân sự).",
            )  # fmt: skip
        if judgment.protests.filter(level=level).exists():
            raise Refused(
                "protest.already", _("Kháng nghị của %(holder)s đã được nhận.") % {"holder": period.holder}
            )
        protest = Protest.objects.create(
            judgment=judgment, level=level, number=number, received_on=received_on, recorded_at=at, post=post,
            ground=ground, sha256=paper.pk if paper else "",
        )  # fmt: skip
        protest.parts.set(parts)
        title = f"Quyết định kháng nghị số {number}"
        a.record(
            protest,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=f"{period.holder} kháng nghị {judgment}",
            detail=f"{title}; {part_words(judgment, parts)}",
            data={
                "judgment_id": judgment.pk, "level": level, "parts": [p.order for p in parts],
                "received_on": received_on, "number": number,
            },
            documents=[Document(paper.pk, title, "protest", received_on)] if paper else [],
            shown_to="parties",
        )  # fmt: skip
    return protest


@dataclass(frozen=True)
class _Wish:
    """What the appellant asks for; looked at twice, before the paper is made and under the lock."""

    party_id: uuid.UUID
    part_ids: tuple[uuid.UUID, ...]
    ground: str
    intake: Intake


def _check_appeal(
    by: Viewer, judgment: Judgment, wish: _Wish, at: datetime
) -> tuple[Party, list[JudgmentPart]]:
    party = named_appellant(by, judgment, wish.party_id)
    _check_open(judgment)
    if (earlier := judgment.appeals.filter(party=party).first()) is not None:
        raise Refused(
            "appeal.already",
            _(
                "%(party)s đã kháng cáo ngày %(received_on)s. Muốn thay đổi, bổ sung hoặc rút "
                "kháng cáo, hãy gửi văn bản cho Tòa án (Điều 284 Bộ luật Tố tụng dân sự)."
            )
            % {"party": party, "received_on": f"{earlier.received_on:%d/%m/%Y}"},
        )
    parts = named_parts(judgment, wish.part_ids)
    check_ground(judgment, wish.intake.received_on, wish.ground, at)
    due = due_of(judgment.periods.get(party=party))
    if due is not None and way(due, wish.intake.received_on) == "late":
        raise refused_on("received_on", "appeal.late", _late(by, judgment, party, due))
    return party, parts


def _check_open(judgment: Judgment) -> None:
    """Only a pronounced judgment whose periods have not been settled.

    An appeal posted in time may still arrive after that: the president takes it in ("appeals.take_posted").
    """
    JUDGMENT.after("judgments.record_appeal", judgment.state)
    if getattr(judgment, "effect", None) is not None:
        raise Refused(
            "appeal.effective",
            "Thời hạn kháng cáo, kháng nghị của bản án này đã hết và hiệu lực đã được xác định. Nếu dấu bưu chính trên "
            "phong bì chứng tỏ đơn được gửi trong thời hạn, hãy báo cáo Chánh án: Chánh án nhận đơn ở mục Nhận đơn kháng cáo "
            "gửi trong thời hạn (khoản 3 Điều 273); nếu không, xử lý theo thủ tục kháng cáo quá hạn (Điều 275 Bộ luật Tố tụng dân sự).",
        )


def named_appellant(by: Viewer, judgment: Judgment, party_id: uuid.UUID) -> Party:
    """The party who appeals: any for the clerk who takes it in, else one for whom the viewer may (271).

    Raises:
        Refused: "appeal.not_yours".
    """
    case = judgment.case
    parties = list(case.parties.all()) if by.post is not None else queries.appellants(by, case)
    party = next((p for p in parties if p.pk == party_id), None)
    if party is None:
        raise Refused(
            "appeal.not_yours",
            "Chỉ đương sự hoặc người đại diện hợp pháp của đương sự có quyền kháng cáo (Điều 271 Bộ luật Tố tụng dân "
            "sự). Luật sư chỉ giúp đương sự soạn đơn; đương sự tự gửi bằng tài khoản của mình.",
            status=403,
        )
    return party


def named_parts(judgment: Judgment, part_ids: Sequence[uuid.UUID]) -> list[JudgmentPart]:
    """The parts of this judgment that were chosen, at least one."""
    parts = [p for p in judgment.parts.all() if p.pk in set(part_ids)]
    if not parts:
        raise refused_on(
            "parts", "appeal.no_parts", "Chọn ít nhất một phần của quyết định, hoặc chọn toàn bộ bản án."
        )
    return parts


def check_ground(judgment: Judgment, received_on: date, ground: str, at: datetime) -> None:
    """The day lies between the pronouncement and today, and there is a ground."""
    if judgment.pronounced_on and not judgment.pronounced_on <= received_on <= clock.local_date(at):
        raise refused_on("received_on", "appeal.bad_day", "Ngày nhận phải từ ngày tuyên án đến hôm nay.")
    if not ground:
        raise refused_on(
            "ground", "appeal.no_ground", "Nêu lý do và yêu cầu Tòa án cấp phúc thẩm giải quyết."
        )


def due_of(period: AppealPeriod) -> date | None:
    """Last day as counted today: a provisional one follows the calendar once it is announced."""
    [counted] = periods.as_rules([period])
    return counted.due.due if counted.due else None


def _late(by: Viewer, judgment: Judgment, party: Party, due: date) -> str:
    """Why the ordinary way is closed, and what is left: for an officer, the other page of the counter."""
    if by.post is not None:
        return late_at_the_counter(str(party), due)
    court = judgment.case.court
    above = queries.appellate_court(judgment)
    limit = rules_in_force.time_limit(LATE, due)
    return (
        f"Thời hạn kháng cáo của {party} đã hết ngày {due:%d/%m/%Y} nên đây là kháng cáo quá hạn. Quyền kháng cáo chưa "
        f"mất hẳn: hãy nộp đơn kháng cáo quá hạn kèm bản tường trình lý do nộp chậm và tài liệu chứng minh (nếu có), trên "
        f"Cổng này, tại {court.name} hoặc qua bưu chính. Tòa án chuyển hồ sơ cho {above}; trong {limit.words()} nơi đó lập Hội đồng xem xét "
        "(Điều 274, Điều 275 Bộ luật Tố tụng dân sự)."
    )


def part_words(judgment: Judgment, parts: Sequence[JudgmentPart]) -> str:
    """The parts as a few words of a record."""
    if len(parts) == judgment.parts.count():
        return "toàn bộ bản án"
    return ", ".join(f"phần {p.order}" for p in parts)
