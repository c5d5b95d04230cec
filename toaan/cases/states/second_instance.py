"""The stages of a case at second instance (vụ án phúc thẩm, BLTTDS 285–315): its own case at the higher court."""

from __future__ import annotations

from toaan.cases.states.names import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
    HEARING,
    LABELS,
    PREPARING,
    SUSPENDED,
    TRIAL_SET,
)
from toaan.core.states import Machine
from toaan.core.states import Transition as T

SECOND_INSTANCE = Machine(
    LABELS
    | {
        PREPARING: "Chuẩn bị xét xử phúc thẩm",
        TRIAL_SET: "Chờ mở phiên tòa phúc thẩm",
        HEARING: "Đang xét xử phúc thẩm",
        EFFECTIVE: "Đã có bản án phúc thẩm",
        SUSPENDED: "Đã tạm đình chỉ xét xử phúc thẩm",
        DISCONTINUED: "Đã đình chỉ xét xử phúc thẩm",
    },
    (
        T("cases.draw_judge", (PREPARING,), None),
        T("appeals.assign_panel", (PREPARING, TRIAL_SET), None),
        T("cases.accept_interpreter", (PREPARING, TRIAL_SET, HEARING), None),
        T("cases.replace_interpreter", (PREPARING, TRIAL_SET, HEARING), None),
        T("cases.name_procurator", (PREPARING, TRIAL_SET), None),
        T("cases.replace_procurator", (PREPARING, TRIAL_SET, HEARING), None),
        T("course.ask_replacement", (PREPARING, TRIAL_SET, HEARING), None),
        T("course.answer_replacement", (PREPARING, TRIAL_SET, HEARING), None),
        T("course.pass_on_replacement", (PREPARING, TRIAL_SET), None),
        T("course.record_procuracy_answer", (PREPARING, TRIAL_SET), None),
        T("filing.submit_document", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("hearings.decide_trial", (PREPARING,), TRIAL_SET),
        T("hearings.open_hearing", (TRIAL_SET,), HEARING),
        T("hearings.adjourn", (TRIAL_SET, HEARING), TRIAL_SET),
        T("hearings.pause", (HEARING,), None),
        T("hearings.go_on", (HEARING,), None),
        T("hearings.close_debate", (HEARING,), DELIBERATING),
        T("hearings.return_to_questions", (DELIBERATING,), HEARING),
        T("appeals.add_challenge", (PREPARING, TRIAL_SET), None),
        T("appeals.change_above", (PREPARING, TRIAL_SET, HEARING), None),
        T("appeals.withdraw", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("appeals.withdraw_suit", (PREPARING, TRIAL_SET, HEARING), None),
        T("appeals.answer_suit_withdrawal", (PREPARING, TRIAL_SET, HEARING), None),
        T("appeals.discontinue", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), DISCONTINUED),
        T("course.suspend", (PREPARING, TRIAL_SET, HEARING), SUSPENDED),
        T("course.end_reason", (SUSPENDED,), None),
        T("course.resume", (SUSPENDED,), PREPARING),
        T("appeals.recognise_settlement", (HEARING, DELIBERATING), None),
        T("appeals.rule", (DELIBERATING,), None),
        T("judgments.save_draft", (TRIAL_SET, HEARING, DELIBERATING), None),
        T("judgments.number", (DELIBERATING,), None),
        T("judgments.sign", (DELIBERATING,), None),
        T("judgments.pronounce", (DELIBERATING,), EFFECTIVE),
        T("dossiers.close", (EFFECTIVE, DISCONTINUED), ARCHIVED),
    ),
)
"""The judgment takes effect when it is pronounced (313.6): there is no stage between."""
