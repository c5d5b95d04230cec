"""Before the hearing the procuracy decides on replacing its procurator: the request goes there, its answer comes back
(BLTTDS 61.1, 62.1, 62.3, 368.3)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases import actions as cases
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course.actions.replacing import lock_request, turn_of
from toaan.course.actions.wishes import wrong
from toaan.course.models import Replacement
from toaan.rules.replacing import Decider
from toaan.vietnamese.text import clean

PASS_ON, RECORD = "course.pass_on_replacement", "course.record_procuracy_answer"
S = Replacement.State


@dataclass(frozen=True)
class ProcuracyAnswer:
    """What the procuracy's letter says; the new procurator may be named by another letter later (62.4)."""

    accept: bool
    letter: str
    letter_on: date | None
    reason: str
    name: str = ""
    office: str = "procurator"
    personal_id: str = ""


def pass_on_replacement(*, by: Viewer, replacement_id: uuid.UUID, at: datetime) -> Replacement:
    """The clerk passes the request on to the procuracy of the same level; the paper with its number follows.

    Raises:
        Refused: "replacement.decided", "replacement.passed_on" (pressed twice), "replacement.panel_decides" (62.2),
            "replacement.court_decides", "replacement.no_procuracy", "wrong_state".
    """
    with act(PASS_ON, by=by, at=at) as a:
        made = lock_request(a, replacement_id)
        a.allow(made)
        case = made.case
        turn = _need_procuracy(made)
        case.after(PASS_ON)
        if made.passed_on is not None:
            raise Refused(
                "replacement.passed_on",
                _("Đề nghị này đã được chuyển ngày %(day)s.") % {"day": f"{made.passed_on:%d/%m/%Y}"},
            )
        if not case.court.procuracy_name:
            raise Refused(
                "replacement.no_procuracy",
                _("Hệ thống chưa có tên Viện kiểm sát cùng cấp của Tòa án này: hãy đề nghị quản trị ghi tên rồi chuyển."),
            )  # fmt: skip
        made.passed_on = clock.local_date(at)
        made.save(update_fields=["passed_on"])
        a.record(
            made, court=case.court, case_id=case.pk, title=f"Chuyển đề nghị thay đổi {made} đến {case.court.procuracy_name}"[:500],
            detail=turn.citation, shown_to="parties",
            data={
                "replacement": made.pk, "citation": turn.citation, "above": turn.who == "procuracy_above",
                "judge": by.role != Role.CLERK,
            },
        )  # fmt: skip
    return made


def record_procuracy_answer(
    *, by: Viewer, replacement_id: uuid.UUID, said: ProcuracyAnswer, at: datetime
) -> Replacement:
    """The clerk records what the chief procurator decided; the procurator leaves, and who is named takes his place.

    Raises:
        Refused: "replacement.decided", "replacement.not_passed_on", "replacement.panel_decides" (62.2),
            "replacement.court_decides", "replacement.no_letter", "replacement.letter_day", "replacement.no_reason",
            those of `cases.name_procurator`, "wrong_state".
    """
    letter, reason, name = clean(said.letter)[:100], clean(said.reason), clean(said.name)
    with act(RECORD, by=by, at=at) as a:
        made = lock_request(a, replacement_id)
        a.allow(made)
        case = made.case
        turn = _need_procuracy(made)
        case.after(RECORD)
        if made.passed_on is None:
            raise Refused(
                "replacement.not_passed_on",
                _("Đề nghị chưa được chuyển đến Viện kiểm sát: hãy chuyển trước."),
            )
        if not letter:
            raise wrong("replacement.no_letter", "letter", _("Hãy ghi số văn bản trả lời của Viện kiểm sát."))
        day = said.letter_on
        if day is None or not made.passed_on <= day <= clock.local_date(at):
            raise wrong(
                "replacement.letter_day", "letter_on",
                _("Ngày văn bản phải từ ngày chuyển đề nghị (%(day)s) đến hôm nay.") % {"day": f"{made.passed_on:%d/%m/%Y}"},
            )  # fmt: skip
        if not reason:
            raise wrong("replacement.no_reason", "reason", _("Hãy ghi lý do mà văn bản trả lời nêu."))
        made.state = S.ACCEPTED if said.accept else S.REFUSED
        made.answer, made.decided_under, made.letter, made.letter_on = reason, turn.citation, letter, day
        made.decided_on, made.decided_by = day, by.post
        made.save()
        a.record(
            made, court=case.court, case_id=case.pk,
            title=f"Viện kiểm sát {'chấp nhận' if said.accept else 'không chấp nhận'} thay đổi {made}"[:500],
            detail=f"Văn bản số {letter} ngày {day:%d/%m/%Y}; {turn.citation}. {reason}"[:1000],
            data={"replacement": made.pk, "accepted": said.accept, "at_hearing": False, "procuracy": True},
            shown_to="parties",
        )  # fmt: skip
        if said.accept:
            _replace(by, made, said, name, at)
    return made


def next_act(made: Replacement) -> str:
    """What the clerk does next about a request that the procuracy decides; empty when nothing."""
    if made.state != S.FILED or made.office != "procurator" or turn_of(made).who == "panel":
        return ""
    act_ = PASS_ON if made.passed_on is None else RECORD
    return act_ if made.case.can(act_) else ""


def _replace(by: Viewer, made: Replacement, said: ProcuracyAnswer, name: str, at: datetime) -> None:
    """With the answer or not at all; who left meanwhile has left."""
    old = made.procurator
    if old is None or made.letter_on is None:
        return
    if old.ended_at is None:
        cases.replace_procurator(
            by=by, procurator_id=old.pk, ground=made.ground, citation=made.citation, at=at,
            reason=f"Theo đề nghị của {made.party}. {made.answer}",
        )  # fmt: skip
    if name:
        data = cases.ProcuratorData(
            name=name, office=said.office, procuracy=old.procuracy, letter=made.letter, letter_on=made.letter_on,
            reserve=old.reserve, personal_id=said.personal_id,
        )  # fmt: skip
        cases.name_procurator(by=by, case_id=made.case_id, data=data, at=at)


def _need_procuracy(made: Replacement) -> Decider:
    """It is about a procurator, is not decided yet, and no hearing is open.

    Raises:
        Refused: "replacement.decided", "replacement.court_decides", "replacement.panel_decides".
    """
    if made.state != S.FILED:
        raise Refused("replacement.decided", _("Đề nghị này đã được giải quyết."))
    turn = turn_of(made)
    facts = {"article": turn.citation}
    if made.office != "procurator":
        raise Refused(
            "replacement.court_decides",
            _("Tòa án quyết định việc thay đổi người này (%(article)s Bộ luật Tố tụng dân sự), không chuyển Viện kiểm sát.") % facts,
        )  # fmt: skip
    if turn.who == "panel":
        raise Refused(
            "replacement.panel_decides",
            _("Phiên tòa, phiên họp đã mở: Hội đồng xét xử quyết định việc thay đổi (%(article)s Bộ luật Tố tụng dân sự).") % facts,
        )  # fmt: skip
    return turn
