"""The way of a case as a party sees it: what happened, what comes next, who does it, until when and why."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from toaan.cases.models import Case
from toaan.cases.states import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
    ENDING_QUASHED,
    HEARING,
    JOINED,
    JUDGED,
    PART_QUASHED,
    PREPARING,
    QUASHED,
    SUSPENDED,
    TRANSFERRED,
    TRIAL_SET,
)
from toaan.core import clock, rules_in_force
from toaan.course.actions.deciding import DOCUMENT
from toaan.course.models import CourseDecision
from toaan.course.models.decision import kind_words
from toaan.design.templatetags.ui import vn_date, vn_long_date
from toaan.hearings.models import Hearing
from toaan.hearings.states import ADJOURNED, PAUSED
from toaan.portal import second_instance
from toaan.portal.composition import Followed, Step, joined, sitting_words

PLACE = {
    SUSPENDED: 0,
    DISCONTINUED: 0,
    TRANSFERRED: 0,
    JOINED: 0,
    PREPARING: 0,
    TRIAL_SET: 1,
    HEARING: 1,
    DELIBERATING: 2,
    JUDGED: 3,
    EFFECTIVE: 4,
    QUASHED: 4,
    PART_QUASHED: 4,
    ENDING_QUASHED: 0,
    ARCHIVED: 5,
}
"""How many of the stages after acceptance lie behind: preparation, hearing, judgment, copy, effect."""


def track(told: Followed) -> list[Step]:
    """The way of the case: what happened, what comes next, who does it, until when and why."""
    case = told.case
    reached = PLACE[case.state]
    steps: list[Step] = [
        {
            "label": _("Tòa án đã nhận đơn"), "when": vn_date(case.petitioned_on), "state": "done",
            "text": _("Ngày này được tính là ngày khởi kiện."),
        },
        {
            "label": _("Tòa án đã thụ lý"), "when": vn_date(case.accepted_on), "state": "done",
            "text": (_("Việc dân sự số %s.") if case.is_request else _("Vụ án số %s.")) % case, "links": told.links("acceptance_notice"),
        },
    ]  # fmt: skip
    if case.instance == Case.Instance.SECOND:
        return _second(told, steps[1], reached)
    turn = told.turn
    if (part := joined(told)) is not None:
        return [*steps, {**_preparation(told, "done"), "state": "done"}, part]
    if turn is not None and case.state != SUSPENDED:
        ended = [_hearing] if turn.by_panel else []
        steps += [{**make(told, "done"), "state": "done"} for make in (_preparation, *ended)]
        return [*steps, {**_turn(told, turn), "state": "done" if case.state == ARCHIVED else "now"}]
    for place, make in enumerate((_preparation, _hearing, _judgment, _copy, _effect)):
        state = "done" if place < reached else "now" if place == reached else ""
        if turn is not None and place == 0:
            steps += [{**make(told, ""), "state": "done"}, {**_turn(told, turn), "state": "now"}]
            continue
        steps.append({**make(told, state), "state": state})
    return steps


def _second(told: Followed, accepted: Step, reached: int) -> list[Step]:
    """At second instance nobody mediates, and the judgment is in effect when it is pronounced (313.6)."""
    accepted = {**accepted, "links": told.links("appeal_acceptance_notice")}
    if told.case.reviews_decision:
        return [accepted, *second_instance.decision_steps(told.case, told.links)]
    if told.case.state == DISCONTINUED:
        ended: Step = {
            "label": told.case.stage, "state": "done", "icon": "file-certificate",
            "links": told.links("appeal_discontinuance_decision"),
        }  # fmt: skip
        return [accepted, ended]
    steps = [accepted]
    for place, make in enumerate((_preparation, _hearing, _judgment)):
        if place == 0 and told.case.state == SUSPENDED and told.turn is not None:
            steps += [{**make(told, ""), "state": "done"}, {**_turn(told, told.turn), "state": "now"}]
            continue
        state = "done" if place < reached else "now" if place == reached else ""
        steps.append({**make(told, state), "state": state})
    return [*steps, {**second_instance.effect_step(), "state": "done" if reached > 2 else ""}]


def _turn(told: Followed, turn: CourseDecision) -> Step:
    """The step at which the case left its ordinary way."""
    step: Step = {
        "label": kind_words(turn.kind, turn.content), "when": vn_date(turn.decided_on), "icon": "file-certificate",
        "text": _("Số %(number)s, căn cứ %(citation)s.") % {"number": turn, "citation": turn.citation},
        "links": told.links(DOCUMENT[CourseDecision.Kind(turn.kind)]),
    }  # fmt: skip
    if told.case.state == SUSPENDED:
        step["who"] = told.judge
        if turn.expected_on:
            step["by"] = _("Dự kiến có kết quả %s") % vn_long_date(turn.expected_on)
        step["you"] = _("Có tin gì về việc đang chờ, hãy báo cho Tòa án.")
    return step


def _preparation(told: Followed, state: str) -> Step:
    step: Step = {
        "label": _("Chuẩn bị xét xử phúc thẩm") if _on_appeal(told) else _("Chuẩn bị xét xử, hòa giải"),
        "icon": "messages",
        "links": told.links("session_notice"),
    }
    held, planned = told.held(Hearing.Kind.SESSION), told.planned(Hearing.Kind.SESSION)
    if held is not None:
        step["when"] = _("Phiên họp ngày %s") % vn_date(held.day)
        step["text"] = held.get_outcome_display()
    if state == "now":
        step |= {
            "who": told.judge,
            **told.due("BLTTDS:203.1", "BLTTDS:318.1", "BLTTDS:286.1", "BLTTDS:323.1"),
        }
        if _on_appeal(told):
            step["text"] = _("Thẩm phán nghiên cứu hồ sơ và kháng cáo, kháng nghị.")
            step["you"] = _("Có tài liệu, chứng cứ mới thì nộp. Chờ Tòa án báo ngày mở phiên tòa.")
        elif told.case.is_simplified:
            step["text"] = _(
                "Vụ án được giải quyết theo thủ tục rút gọn: một Thẩm phán xét xử, hòa giải ngay tại phiên tòa."
            )
            step["you"] = _("Nộp tài liệu, chứng cứ bạn có. Chờ quyết định có ngày mở phiên tòa.")
        elif planned:
            step["you"] = _("Đến phiên họp lúc %s.") % sitting_words(planned)
        elif held:
            step["you"] = _("Còn tài liệu, chứng cứ thì nộp ngay. Chờ Tòa án báo ngày mở phiên tòa.")
        else:
            step["you"] = _("Nộp tài liệu, chứng cứ bạn có. Chờ giấy mời phiên họp.")
        step.setdefault(
            "text", _("Thẩm phán thu thập chứng cứ, mở phiên họp công khai chứng cứ và hòa giải.")
        )
    return step


def _on_appeal(told: Followed) -> bool:
    return told.case.instance == Case.Instance.SECOND


def _hearing(told: Followed, state: str) -> Step:
    trial = told.planned(Hearing.Kind.TRIAL) or told.held(Hearing.Kind.TRIAL)
    step: Step = {
        "label": _("Mở phiên tòa"),
        "icon": "gavel",
        "links": told.links(
            "trial_decision",
            "simplified_trial_decision",
            "appeal_trial_decision",
            "adjournment_decision",
            "pause_notice",
        ),
    }
    if trial is not None:
        step["when"] = sitting_words(trial)
        step["text"] = f"{trial.room.name}, {told.case.court.name}"
    elif state != "done":
        step["text"] = _("Tòa án gửi quyết định có ngày, giờ và phòng xử.")
    put_off = [h for h in told.hearings if h.kind == Hearing.Kind.TRIAL and h.state == ADJOURNED]
    if put_off:
        step["text"] = f"{step.get('text', '')}. ".lstrip(". ") + _("Đã hoãn %d lần.") % len(put_off)
    if trial is not None and trial.state == PAUSED:
        step["text"] = (
            _("Phiên tòa tạm ngừng, tiếp tục tại %s.") % f"{trial.room.name}, {told.case.court.name}"
        )
    if state == "now":
        step |= {
            "who": told.bench,
            **told.due(
                "BLTTDS:203.4", "BLTTDS:318.1#phien-toa", "BLTTDS:286.2", "BLTTDS:233.1", "BLTTDS:259.2"
            ),
        }
        step["you"] = _("Có mặt đúng giờ, hoặc gửi đơn đề nghị xét xử vắng mặt.")
    return step


def _judgment(told: Followed, state: str) -> Step:
    step: Step = {"label": _("Tuyên án"), "icon": "file-certificate"}
    if told.judgment is not None:
        step |= {
            "when": vn_date(told.judgment.pronounced_on),
            "text": _("Bản án số %s.") % told.judgment.number,
        }
    elif state == "now":
        step |= {"who": told.bench, **told.due("BLTTDS:264.4")}
    else:
        step["text"] = _("Thường ngay trong ngày xét xử, sau khi nghị án.")
    return step


def _copy(told: Followed, state: str) -> Step:
    limit = rules_in_force.time_limit("BLTTDS:269.2", clock.today())
    links = told.links("judgment")
    step: Step = {"label": _("Giao bản án; thời hạn kháng cáo"), "icon": "mail", "links": links}
    period = next((p for p in told.periods if p.due_on), None)
    if state == "now":
        step["who"] = _("Tòa án giao bản án; bạn quyết định có kháng cáo không")
        if period is not None and period.due_on is not None:
            mark = _(" (tạm tính)") if period.provisional else ""
            day = vn_long_date(period.due_on) + mark
            step |= {"by": _("Kháng cáo đến hết %s") % day, "why": period.explanation}
        elif not links:
            step |= told.due("BLTTDS:269")
        over = period is not None and period.due_on is not None and period.due_on < clock.today()
        step["you"] = (
            _("Chờ bản án có hiệu lực.")
            if over
            else _("Đọc bản án. Không đồng ý thì kháng cáo trong thời hạn.")
        )
    elif not state:
        step["text"] = _("Trong %(limit)s kể từ ngày tuyên án (%(article)s). Bạn nhận ngay trên trang này.") % {
            "limit": limit.words(), "article": limit.source.cite(),
        }  # fmt: skip
    return step


def _effect(told: Followed, state: str) -> Step:
    step: Step = {"label": _("Bản án có hiệu lực"), "icon": "circle-check"}
    day: date | None = told.judgment.effective_on if told.judgment is not None else None
    if day is not None:
        step["when"] = vn_date(day)
    elif told.case.state == PART_QUASHED:
        step["text"] = _("Một phần bị hủy theo quyết định giám đốc thẩm, tái thẩm; phần còn lại có hiệu lực.")
    elif told.case.state in {EFFECTIVE, ARCHIVED}:
        step["text"] = _("Theo kết quả phúc thẩm.")
    elif state != "done":
        limit = rules_in_force.time_limit("BLTTDS:273.1", clock.today())
        step["text"] = _("Khi hết thời hạn kháng cáo (%(limit)s) và kháng nghị mà không ai kháng cáo, kháng nghị.") % {
            "limit": limit.words()
        }  # fmt: skip
    return step
