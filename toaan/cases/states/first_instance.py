"""The stages of a first-instance civil case (vụ án sơ thẩm): one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.cases.states.names import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
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

FIRST_INSTANCE = Machine(
    LABELS,
    (
        T("cases.draw_judge", (PREPARING,), None),
        T("cases.add_party", (PREPARING, TRIAL_SET, SUSPENDED), None),
        T("filing.submit_document", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("hearings.schedule_session", (PREPARING,), None),
        T("course.simplify", (PREPARING,), None),
        T("hearings.decide_trial", (PREPARING,), TRIAL_SET),
        T("hearings.open_hearing", (TRIAL_SET,), HEARING),
        T("hearings.adjourn", (TRIAL_SET, HEARING), TRIAL_SET),
        T("hearings.close_debate", (HEARING,), DELIBERATING),
        T("judgments.save_draft", (TRIAL_SET, HEARING, DELIBERATING), None),
        T("judgments.number", (DELIBERATING,), None),
        T("judgments.sign", (DELIBERATING,), None),
        T("judgments.pronounce", (DELIBERATING,), JUDGED),
        T("judgments.record_appeal", (JUDGED,), None),
        T("judgments.record_protest", (JUDGED,), None),
        T("judgments.take_effect", (JUDGED,), EFFECTIVE),
        T("appeals.notify_fee", (JUDGED,), None),
        T("appeals.exempt", (JUDGED,), None),
        T("appeals.hand_in_receipt", (JUDGED,), None),
        T("appeals.return_appeal", (JUDGED,), None),
        T("appeals.withdraw_early", (JUDGED,), None),
        T("appeals.send_up", (JUDGED,), None),
        T("appeals.come_back", (JUDGED,), EFFECTIVE),
        T("appeals.come_back_quashed", (JUDGED,), QUASHED),
        T("course.file_claim", (PREPARING, SUSPENDED), None),
        T("course.admit_claim", (PREPARING, SUSPENDED), None),
        T("course.hand_in_claim_receipt", (PREPARING, TRIAL_SET, SUSPENDED), None),
        T("course.withdraw_claim", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), None),
        T("course.suspend", (PREPARING, TRIAL_SET, HEARING), SUSPENDED),
        T("course.end_reason", (SUSPENDED,), None),
        T("course.resume", (SUSPENDED,), PREPARING),
        T("course.discontinue", (PREPARING, TRIAL_SET, HEARING, SUSPENDED), DISCONTINUED),
        T("course.discontinue_part", (PREPARING, TRIAL_SET, HEARING), None),
        T("course.transfer", (PREPARING, TRIAL_SET), TRANSFERRED),
        T("dossiers.close", (EFFECTIVE, QUASHED, DISCONTINUED, TRANSFERRED), ARCHIVED),
    ),
)
