"""The stages of a civil request (việc dân sự, BLTTDS 361–373): a session instead of a hearing, a decision instead of a judgment."""

from __future__ import annotations

from toaan.cases.states.names import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
    ENDING_QUASHED,
    HEARING,
    JUDGED,
    LABELS,
    PREPARING,
    QUASHED,
    SUSPENDED,
    TRANSFERRED,
    TRIAL_SET,
)
from toaan.core.states import Machine
from toaan.core.states import Transition as T

REQUEST = Machine(
    LABELS
    | {
        PREPARING: "Chuẩn bị xét đơn",
        TRIAL_SET: "Chờ mở phiên họp",
        HEARING: "Đang họp",
        DELIBERATING: "Thảo luận",
        JUDGED: "Đã ra quyết định",
        QUASHED: "Quyết định sơ thẩm bị hủy",
    },
    (
        T("cases.draw_judge", (PREPARING,), None),
        T("cases.add_party", (PREPARING, TRIAL_SET, SUSPENDED), None),
        T("cases.accept_interpreter", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("cases.replace_interpreter", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("cases.name_procurator", (PREPARING, TRIAL_SET, SUSPENDED), None),
        T("cases.replace_procurator", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("course.ask_replacement", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("course.answer_replacement", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("course.pass_on_replacement", (PREPARING, TRIAL_SET, SUSPENDED), None),
        T("course.record_procuracy_answer", (PREPARING, TRIAL_SET, SUSPENDED), None),
        T("filing.submit_document", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("hearings.schedule_session", (PREPARING,), None),
        T("requests.assign_panel", (PREPARING, TRIAL_SET), None),
        T("requests.ask_explanation", (PREPARING,), None),
        T("requests.send_to_procuracy", (TRIAL_SET,), None),
        T("hearings.decide_trial", (PREPARING,), TRIAL_SET),
        T("searches.order", (PREPARING,), None),
        T("searches.issue", (PREPARING, JUDGED, EFFECTIVE), None),
        T("searches.record_publication", (PREPARING, SUSPENDED, JUDGED, EFFECTIVE, ARCHIVED), None),
        T("searches.strike_publication", (PREPARING, SUSPENDED, JUDGED, EFFECTIVE, ARCHIVED), None),
        T("hearings.open_hearing", (TRIAL_SET,), HEARING),
        T("hearings.adjourn", (TRIAL_SET, HEARING), TRIAL_SET),
        T("hearings.pause", (HEARING,), None),
        T("hearings.go_on", (HEARING,), None),
        T("requests.rule", (HEARING,), JUDGED),
        T("course.change_mind", (PREPARING,), None),
        T("requests.recognise", (PREPARING,), JUDGED),
        T("requests.take_effect", (JUDGED,), EFFECTIVE),
        T("appeals.file_late_appeal", (JUDGED, EFFECTIVE, SUSPENDED, DISCONTINUED, ARCHIVED), None),
        T("appeals.revive_challenge", (SUSPENDED, DISCONTINUED), None),
        T("appeals.revive_challenge", (ARCHIVED,), DISCONTINUED),
        T("appeals.revive_ruling", (JUDGED, EFFECTIVE, ARCHIVED), JUDGED),
        T("appeals.take_posted_challenge", (SUSPENDED, DISCONTINUED), None),
        T("appeals.take_posted_challenge", (ARCHIVED,), DISCONTINUED),
        T("appeals.take_posted_ruling", (JUDGED, EFFECTIVE, ARCHIVED), JUDGED),
        T("appeals.check_challenge", (JUDGED, SUSPENDED, DISCONTINUED), None),
        T("appeals.pay_challenge", (JUDGED, SUSPENDED, DISCONTINUED), None),
        T("appeals.return_challenge", (JUDGED, SUSPENDED, DISCONTINUED), None),
        T("appeals.withdraw_challenge", (JUDGED, SUSPENDED, DISCONTINUED), None),
        T("appeals.send_decision_up", (JUDGED, SUSPENDED, DISCONTINUED), None),
        T("appeals.decision_kept", (JUDGED, SUSPENDED, DISCONTINUED), None),
        T("appeals.decision_cancelled", (SUSPENDED, DISCONTINUED), PREPARING),
        T("appeals.request_quashed", (JUDGED,), QUASHED),
        T("requests.discontinue", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), DISCONTINUED),
        T("course.suspend", (PREPARING, TRIAL_SET, HEARING), SUSPENDED),
        T("course.end_reason", (SUSPENDED,), None),
        T("course.resume", (SUSPENDED,), PREPARING),
        T("course.transfer", (PREPARING, TRIAL_SET), TRANSFERRED),
        T("review.come_back", (EFFECTIVE, SUSPENDED, DISCONTINUED, ARCHIVED), None),
        T("review.come_back_quashed", (EFFECTIVE, ARCHIVED), QUASHED),
        T("review.come_back_undone", (DISCONTINUED, ARCHIVED), ENDING_QUASHED),
        T("review.come_back_resumed", (SUSPENDED,), PREPARING),
        T("review.come_back_ended", (SUSPENDED,), DISCONTINUED),
        T("dossiers.close", (EFFECTIVE, QUASHED, DISCONTINUED, ENDING_QUASHED, TRANSFERRED), ARCHIVED),
        T("course.leave_by_settlement", (PREPARING, TRIAL_SET, SUSPENDED), TRANSFERRED),
    ),
)
"""A request of spouses who agree on divorce is reconciled and decided without a session (397). A
session is paused as a hearing is (361, 259); it has no deliberation, so nothing returns from one. A suspension or a
discontinuance is appealed as in a suit (361, 215.5, 218.4): cancelled above, the same request goes on (314.5.c)."""

REQUEST_APPEAL = Machine(
    LABELS
    | {
        PREPARING: "Chuẩn bị xét kháng cáo, kháng nghị",
        TRIAL_SET: "Chờ mở phiên họp phúc thẩm",
        HEARING: "Đang họp phúc thẩm",
        EFFECTIVE: "Đã có quyết định phúc thẩm",
        DISCONTINUED: "Đã đình chỉ giải quyết phúc thẩm",
    },
    (
        T("cases.draw_judge", (PREPARING,), None),
        T("appeals.assign_panel", (PREPARING, TRIAL_SET), None),
        T("cases.accept_interpreter", (PREPARING, TRIAL_SET, HEARING), None),
        T("cases.replace_interpreter", (PREPARING, TRIAL_SET, HEARING), None),
        T("cases.name_procurator", (PREPARING, TRIAL_SET), None),
        T("filing.submit_document", (PREPARING, TRIAL_SET, HEARING), None),
        T("hearings.decide_trial", (PREPARING,), TRIAL_SET),
        T("hearings.open_hearing", (TRIAL_SET,), HEARING),
        T("hearings.adjourn", (TRIAL_SET, HEARING), TRIAL_SET),
        T("appeals.add_challenge", (PREPARING, TRIAL_SET), None),
        T("appeals.withdraw", (PREPARING, TRIAL_SET, HEARING), None),
        T("appeals.review", (HEARING,), EFFECTIVE),
        T("appeals.end_review", (PREPARING, TRIAL_SET, HEARING), DISCONTINUED),
        T("dossiers.close", (EFFECTIVE, DISCONTINUED), ARCHIVED),
    ),
)
"""At second instance (BLTTDS 373–375): three judges at a session; their decision is in effect from its day."""
