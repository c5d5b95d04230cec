"""The way of a civil request as its requesters follow it: done, now and next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import request_kinds
from toaan.cases.states import (
    ARCHIVED,
    DISCONTINUED,
    EFFECTIVE,
    ENDING_QUASHED,
    HEARING,
    JUDGED,
    PREPARING,
    QUASHED,
    SUSPENDED,
    TRANSFERRED,
    TRIAL_SET,
)
from toaan.course.models import CourseDecision
from toaan.design.templatetags.ui import vn_date, vn_long_date
from toaan.hearings.models import Hearing
from toaan.hearings.states import PAUSED
from toaan.rules import strike

if TYPE_CHECKING:
    from toaan.portal.composition import Followed

Step = dict[str, Any]
K = CourseDecision.Kind
PLACE = {
    PREPARING: 0,
    SUSPENDED: 0,
    TRIAL_SET: 1,
    HEARING: 1,
    JUDGED: 2,
    EFFECTIVE: 3,
    QUASHED: 3,
    ARCHIVED: 3,
}


def sitting_words(sitting: Hearing) -> str:
    """ "08:00, thứ Sáu 22/05/2026"."""
    weekday = vn_long_date(sitting.day).split(",")[0]
    return f"{sitting.hours[:5]}, {weekday} {vn_date(sitting.day)}"


def now(told: Followed) -> dict[str, Any]:
    """The one thing to know about the request today."""
    case = told.case
    sitting = told.planned(Hearing.Kind.REQUEST) or told.planned(Hearing.Kind.SESSION)
    if case.state in {PREPARING, TRIAL_SET, HEARING} and sitting is not None:
        come = (
            _("Bạn cần có mặt, hoặc gửi đơn đề nghị giải quyết vắng mặt trước ngày này.")
            if sitting.is_trial
            else _("Cả hai người cần có mặt. Mang theo căn cước.")
        )
        return {
            "label": f"{sitting.kind_label}: {sitting_words(sitting)}",
            "text": f"{sitting.room.name}, {case.court.address}. {come}",
            "url": reverse("portal:calendar_file", args=[case.pk, sitting.pk]),
            "button": _("Thêm vào lịch"),
            "icon": "calendar-event",
        }
    decision = _decision(told)
    if decision is None:
        return {
            "label": case.stage,
            "text": _("Bạn chưa phải làm gì. Khi có giấy mời, giấy mời hiện ở đây và có thư báo."),
        }
    words = decision.content.get("title_words") or decision.get_kind_display()
    label = f"{words}, {vn_date(decision.decided_on)}"
    if decision.effective_on:
        text = _("Có hiệu lực từ ngày %s.") % vn_date(decision.effective_on)
        if decision.kind == K.CONSENT:
            text += " " + _("Bạn nhận quyết định ở đây, dùng như giấy tờ chứng minh đã ly hôn.")
        return {"label": label, "text": text}
    text = ""
    if decision.content.get("becomes_suit"):
        text = _(
            "Tòa án đã thụ lý vụ án ly hôn để giải quyết; bạn không phải nộp đơn mới. Vụ án hiện ở “Việc của tôi”."
        )
    if decision.content.get("outcome") == strike.ILLEGAL:
        text = _(
            "Quyết định đã được công bố: người lao động đang đình công phải ngừng ngay và trở lại làm việc, kể cả khi có kháng cáo "
            "(Điều 412 BLTTDS)."
        )
    open_one = next((s for s in told.may_appeal_decisions if s.decision.pk == decision.pk), None)
    if open_one is None:
        return {"label": label, "text": text}
    due = open_one.period.due_on
    until = _("Nếu không đồng ý, kháng cáo đến hết %s.") % vn_long_date(due) if due else _(
        "Thời hạn kháng cáo của bạn tính từ ngày bạn nhận được quyết định."
    )  # fmt: skip
    url = reverse("course:appeal", args=[case.pk, decision.pk])
    return {"label": label, "text": f"{text} {until}".strip(), "url": url, "button": _("Kháng cáo")}


def track(told: Followed) -> list[Step]:
    """The way of the request: what happened, what comes next, who does it and until when."""
    case = told.case
    steps: list[Step] = [
        {"label": _("Tòa án đã nhận đơn"), "when": vn_date(case.petitioned_on), "state": "done"},
        {
            "label": _("Tòa án đã thụ lý"), "when": vn_date(case.accepted_on), "state": "done",
            "text": _("Việc dân sự số %s.") % case, "links": told.links("acceptance_notice"),
        },
    ]  # fmt: skip
    if case.state in {DISCONTINUED, ENDING_QUASHED, TRANSFERRED} or (case.state == ARCHIVED and _ended(told)):
        return [*steps, {**_ending(told), "state": "now" if case.state != ARCHIVED else "done"}]
    divorce = request_kinds.of(case).is_divorce
    makers = (_reconciliation, _ruling) if divorce else (_preparation, _session, _ruling)
    reached = PLACE[case.state] - (1 if divorce and PLACE[case.state] else 0)
    for place, make in enumerate(makers):
        state = "done" if place < reached else "now" if place == reached else ""
        steps.append({**make(told, state), "state": state})
    effect: Step = {"label": _("Quyết định có hiệu lực"), "icon": "circle-check", "state": ""}
    decision = _decision(told)
    if decision is not None and decision.effective_on:
        effect |= {"when": vn_date(decision.effective_on), "state": "done"}
        steps[-1]["state"] = "done"
    elif decision is not None and decision.cancelled_on:
        effect |= {"label": _("Quyết định bị hủy"), "when": vn_date(decision.cancelled_on), "state": "done"}
    elif not request_kinds.of(case).appeal:
        effect["text"] = _("Ngay khi Tòa án ra quyết định.")
    else:
        effect["text"] = _("Khi hết thời hạn kháng cáo, kháng nghị mà không ai kháng cáo, kháng nghị.")
    return [*steps, effect]


def _decision(told: Followed) -> CourseDecision | None:
    settling = set(CourseDecision.OF_REQUESTS) - {K.EXPLANATION}
    return next((d for d in told.decisions if d.kind in settling), None)


def _ended(told: Followed) -> bool:
    decision = _decision(told)
    return decision is None or decision.kind == K.REQUEST_END


def _ending(told: Followed) -> Step:
    found = next(iter(told.decisions), None)
    if found is None:
        return {"label": told.case.stage}
    return {
        "label": found.get_kind_display(), "when": vn_date(found.decided_on), "icon": "file-certificate",
        "text": _("Số %(number)s, căn cứ %(citation)s.") % {"number": found, "citation": found.citation},
        "links": told.links("discontinuance_decision", "transfer_decision"),
    }  # fmt: skip


def _reconciliation(told: Followed, state: str) -> Step:
    step: Step = {
        "label": _("Hòa giải"),
        "icon": "messages",
        "links": told.links("session_notice", "settlement_minutes"),
    }
    held = told.held(Hearing.Kind.SESSION)
    if held is not None:
        step |= {"when": vn_date(held.day), "text": held.get_outcome_display()}
    if state == "now":
        step |= {"who": told.judge, **told.due("BLTTDS:366", "BLTTDS:212.1")}
        step["you"] = (
            _("Đổi ý thì báo ngay cho Tòa án trong 07 ngày kể từ ngày lập biên bản.")
            if held is not None
            else _("Chờ giấy mời; cả hai người cùng đến.")
        )
        step.setdefault(
            "text", _("Thẩm phán hòa giải để vợ chồng đoàn tụ, rồi ghi nhận thỏa thuận nếu không đoàn tụ.")
        )
    return step


def _preparation(told: Followed, state: str) -> Step:
    step: Step = {"label": _("Chuẩn bị xét đơn"), "icon": "messages"}
    if request_kinds.searched_first(told.case):
        step |= {
            "label": _("Thông báo tìm kiếm và chuẩn bị xét đơn"),
            "links": told.links("search_decision", "search_notice"),
        }
    if state == "now":
        articles = (366, 388, 392, 399, 402, 410, 419, 437, 457)
        step |= {"who": told.judge, **told.due(*(f"BLTTDS:{n}" for n in articles))}
        step["you"] = _("Nộp tài liệu, chứng cứ bạn có. Chờ Tòa án báo ngày họp.")
        letters = [
            d for d in told.decisions if d.kind == K.EXPLANATION and d.content.get("to") == "requester"
        ]
        if letters:
            step["you"] = _(
                "Tòa án yêu cầu người yêu cầu giải thích: hãy đọc văn bản rồi nộp văn bản giải thích."
            )
            step["links"] = told.links("explanation_request")
    return step


def _session(told: Followed, state: str) -> Step:
    sitting = told.planned(Hearing.Kind.REQUEST) or told.held(Hearing.Kind.REQUEST)
    step: Step = {
        "label": _("Mở phiên họp"), "icon": "gavel",
        "links": told.links("request_session_decision", "adjournment_decision", "pause_notice"),
    }  # fmt: skip
    if sitting is not None:
        step |= {"when": sitting_words(sitting), "text": f"{sitting.room.name}, {told.case.court.name}"}
        if sitting.state == PAUSED:
            where = f"{sitting.room.name}, {told.case.court.name}"
            step["text"] = _("Phiên họp tạm ngừng, tiếp tục tại %s.") % where
    if state == "now":
        step |= {"who": told.judge, **told.due("BLTTDS:259.2#phien-hop")}
        step["you"] = _("Có mặt đúng giờ, hoặc gửi đơn đề nghị giải quyết vắng mặt.")
        if request_kinds.is_strike(told.case):
            step["you"] = _(
                "Cử đại diện có mặt đúng giờ để trình bày ý kiến. Người yêu cầu vắng mặt lần thứ hai thì Tòa án đình chỉ (Điều 409 BLTTDS)."
            )
    return step


def _ruling(told: Followed, state: str) -> Step:
    step: Step = {
        "label": _("Tòa án ra quyết định"), "icon": "file-certificate", "links": told.links("ruling", "consent_decision"),
    }  # fmt: skip
    decision = _decision(told)
    if decision is not None:
        step |= {"when": vn_date(decision.decided_on), "text": _("Số %s.") % decision}
    elif state == "now":
        step["who"] = told.judge
    return step
