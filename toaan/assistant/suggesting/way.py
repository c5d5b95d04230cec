"""The straight way of each kind of proceeding, step by step: what the plan of work lists. Pure.

The stages and what leads from one to the next are those of the transition tables (`cases/states`), the limits those of the deadline
tables (`cases/deadline_tables`): a test compares. Only the order in which a court works stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.cases.states import DELIBERATING, EFFECTIVE, HEARING, JUDGED, PREPARING, TRIAL_SET

Who = Literal["leaders", "judge", "clerk"]
ORDER = (PREPARING, TRIAL_SET, HEARING, DELIBERATING, JUDGED, EFFECTIVE)
"""The stages on the straight way, the first first."""


@dataclass(frozen=True)
class Stop:
    """One step of the way."""

    act: str
    """The act by which it is done, as the deadline tables name it."""
    at: str
    """The stage of the case at which it is done."""
    title: str | Promise
    who: Who
    article: str
    """Of the step itself: "BLTTDS 220"."""
    rule: str = ""
    """The limit within which it is to be done, as the tables name it; empty: the law sets none of its own."""
    since: str = ""
    """The act that sets the limit running; empty: acceptance."""
    also: tuple[str, ...] = ()
    """Other limits within which it is done when one of them runs: the hearing was put off (233.1)."""
    within: str = ""
    """Without a limit of its own it is done before this one ends: that of a later step."""
    after: tuple[str, ...] = ()
    """Times that should be over first, of the parties, the procuracy or for sending: our reading, a plan and no bar."""
    after_since: str = ""
    """The act that sets them running."""
    or_by: tuple[str, ...] = ()
    """Other acts by which it is done as well."""
    with_last: bool = False
    """On the day of the step before, as far as a plan can know: a sitting that is not paused (BLTTDS 259) ends on its day."""


_DRAW = Stop("cases.draw_judge", PREPARING, _("Phân công Thẩm phán giải quyết"), "leaders", "BLTTDS 197", "BLTTDS:197.2", or_by=("cases.designate_judge",))  # fmt: skip
_DRAW_ABOVE = Stop("cases.draw_judge", PREPARING, _("Phân công Thẩm phán chủ tọa phúc thẩm"), "leaders", "BLTTDS 64, 197", or_by=("cases.designate_judge",))  # fmt: skip
_NOTICE = Stop("delivery.all_served:acceptance_notice", PREPARING, _("Thông báo về việc thụ lý"), "clerk", "BLTTDS 196", "BLTTDS:196.1")  # fmt: skip
_NOTICE_ABOVE = Stop("delivery.all_served:appeal_acceptance_notice", PREPARING, _("Thông báo thụ lý phúc thẩm"), "clerk", "BLTTDS 285", "BLTTDS:285.1#thong-bao")  # fmt: skip
_CLOSE = Stop(
    "hearings.close_debate",
    HEARING,
    _("Hỏi, tranh luận và kết thúc tranh luận"),
    "judge",
    "BLTTDS 247, 263",
    with_last=True,
)
_PRONOUNCE = Stop(
    "judgments.pronounce",
    DELIBERATING,
    _("Nghị án và tuyên án"),
    "judge",
    "BLTTDS 264, 267",
    "BLTTDS:264.4",
    "hearings.close_debate",
)
_SERVE = Stop(
    "delivery.all_served:judgment",
    JUDGED,
    _("Giao, gửi bản án"),
    "clerk",
    "BLTTDS 269",
    "BLTTDS:269.2",
    "judgments.pronounce",
)
_SERVE_ABOVE = Stop("delivery.all_served:appeal_judgment", EFFECTIVE, _("Gửi bản án phúc thẩm"), "clerk", "BLTTDS 315", "BLTTDS:315.1", "judgments.pronounce")  # fmt: skip
_SERVE_REVIEW = Stop("delivery.all_served:review_decision", EFFECTIVE, _("Gửi quyết định phúc thẩm"), "clerk", "BLTTDS 315", "BLTTDS:315.1", "appeals.review")  # fmt: skip
_PANEL_ABOVE = Stop(
    "appeals.assign_panel",
    PREPARING,
    _("Phân công các Thẩm phán thành viên"),
    "leaders",
    "BLTTDS 64",
    within="BLTTDS:286.1",
)

WAYS: dict[str, tuple[Stop, ...]] = {
    "first_instance": (
        _NOTICE,
        _DRAW,
        Stop("hearings.schedule_session", PREPARING, _("Ấn định phiên họp công khai chứng cứ và hòa giải"), "judge", "BLTTDS 208", within="preparation"),
        Stop("hearings.sign_session_minutes", PREPARING, _("Mở phiên họp kiểm tra việc giao nộp, tiếp cận, công khai chứng cứ và hòa giải"), "judge",
             "BLTTDS 205, 209, 210", within="preparation", after=("BLTTDS:199.1",), after_since=_NOTICE.act),
        Stop("hearings.decide_trial", PREPARING, _("Ra quyết định đưa vụ án ra xét xử"), "judge", "BLTTDS 220", "preparation"),
        Stop("delivery.all_served:trial_decision", TRIAL_SET, _("Gửi quyết định đưa vụ án ra xét xử"), "clerk", "BLTTDS 220", "BLTTDS:220.2", "hearings.decide_trial"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên tòa sơ thẩm"), "judge", "BLTTDS 239", "BLTTDS:203.4", "hearings.decide_trial",
             also=("BLTTDS:233.1",), after=("BLTTDS:220.2", "BLTTDS:220.2#vks"), after_since="hearings.decide_trial"),
        _CLOSE, _PRONOUNCE, _SERVE,
    ),
    "simplified": (
        _NOTICE,
        _DRAW,
        Stop("hearings.decide_trial", PREPARING, _("Ra quyết định đưa vụ án ra xét xử theo thủ tục rút gọn"), "judge", "BLTTDS 318", "BLTTDS:318.1"),
        Stop("delivery.all_served:simplified_trial_decision", TRIAL_SET, _("Gửi quyết định đưa vụ án ra xét xử"), "clerk", "BLTTDS 318", "BLTTDS:318.3#gui", "hearings.decide_trial"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên tòa, hòa giải sau khi khai mạc"), "judge", "BLTTDS 320", "BLTTDS:318.1#phien-toa", "hearings.decide_trial",
             also=("BLTTDS:233.1#rut-gon",), after=("BLTTDS:318.3",), after_since="hearings.decide_trial"),
        _CLOSE, _PRONOUNCE, _SERVE,
    ),
    "second_instance": (
        _NOTICE_ABOVE, _DRAW_ABOVE, _PANEL_ABOVE,
        Stop("hearings.decide_trial", PREPARING, _("Ra quyết định đưa vụ án ra xét xử phúc thẩm"), "judge", "BLTTDS 290", "BLTTDS:286.1"),
        Stop("delivery.all_served:appeal_trial_decision", TRIAL_SET, _("Gửi quyết định đưa vụ án ra xét xử phúc thẩm"), "clerk", "BLTTDS 290", "BLTTDS:290.2", "hearings.decide_trial"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên tòa phúc thẩm"), "judge", "BLTTDS 297", "BLTTDS:286.2", "hearings.decide_trial",
             also=("BLTTDS:233.1",), after=("BLTTDS:290.2", "BLTTDS:292.2"), after_since="hearings.decide_trial"),
        _CLOSE, _PRONOUNCE, _SERVE_ABOVE,
    ),
    "simplified_appeal": (
        _NOTICE_ABOVE, _DRAW_ABOVE,
        Stop("hearings.decide_trial", PREPARING, _("Ra quyết định đưa vụ án ra xét xử phúc thẩm"), "judge", "BLTTDS 323", "BLTTDS:323.1"),
        Stop("delivery.all_served:appeal_trial_decision", TRIAL_SET, _("Gửi quyết định đưa vụ án ra xét xử phúc thẩm"), "clerk", "BLTTDS 323", within="BLTTDS:324.1"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên tòa phúc thẩm"), "judge", "BLTTDS 324", "BLTTDS:324.1", "hearings.decide_trial",
             also=("BLTTDS:233.1#rut-gon",), after=("BLTTDS:323.2",), after_since="hearings.decide_trial"),
        _CLOSE, _PRONOUNCE, _SERVE_ABOVE,
    ),
    "decision_appeal": (
        _NOTICE_ABOVE, _DRAW_ABOVE,
        Stop("appeals.assign_panel", PREPARING, _("Phân công các Thẩm phán thành viên"), "leaders", "BLTTDS 64", within="BLTTDS:314.2"),
        Stop("appeals.set_meeting", PREPARING, _("Ấn định phiên họp phúc thẩm"), "judge", "BLTTDS 314", within="BLTTDS:314.2"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên họp phúc thẩm"), "judge", "BLTTDS 314", "BLTTDS:314.2"),
        Stop("appeals.review", HEARING, _("Ra quyết định phúc thẩm"), "judge", "BLTTDS 314", with_last=True),
        _SERVE_REVIEW,
    ),
    "request": (
        Stop("delivery.all_served:acceptance_notice", PREPARING, _("Thông báo thụ lý đơn yêu cầu"), "clerk", "BLTTDS 365", "BLTTDS:365.1"),
        _DRAW,
        Stop("hearings.decide_trial", PREPARING, _("Ra quyết định mở phiên họp giải quyết việc dân sự"), "judge", "BLTTDS 366", "preparation"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên họp giải quyết việc dân sự"), "judge", "BLTTDS 369", "session", "hearings.decide_trial",
             also=("adjourned",), after=("BLTTDS:366.3",), after_since="hearings.decide_trial"),
        Stop("requests.rule", HEARING, _("Ra quyết định giải quyết việc dân sự"), "judge", "BLTTDS 370", with_last=True),
        Stop("delivery.all_served:ruling", JUDGED, _("Gửi quyết định giải quyết việc dân sự"), "clerk", "BLTTDS 370", "ruling_sent", "requests.rule"),
    ),
    "request_appeal": (
        _NOTICE_ABOVE, _DRAW_ABOVE,
        Stop("appeals.assign_panel", PREPARING, _("Phân công các Thẩm phán thành viên"), "leaders", "BLTTDS 67", within="review"),
        Stop("hearings.decide_trial", PREPARING, _("Ra quyết định mở phiên họp phúc thẩm"), "judge", "BLTTDS 373", within="review"),
        Stop("hearings.open_hearing", TRIAL_SET, _("Mở phiên họp phúc thẩm"), "judge", "BLTTDS 375", "review_session", "hearings.decide_trial",
             also=("adjourned", "review"), after=("BLTTDS:373.3",), after_since="hearings.decide_trial"),
        Stop("appeals.review", HEARING, _("Ra quyết định phúc thẩm"), "judge", "BLTTDS 375", with_last=True),
        Stop("delivery.all_served:review_decision", EFFECTIVE, _("Gửi quyết định phúc thẩm"), "clerk", "BLTTDS 375", "ruling_sent", "appeals.review"),
    ),
}  # fmt: skip
"""Kind of proceeding (`Case.proceeding`) → its steps."""
