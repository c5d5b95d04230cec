"""The stages of an appeal against a decision that suspended or ended a suit or a request (BLTTDS 314, 361): its own case above."""

from __future__ import annotations

from toaan.cases.states.names import (
    ARCHIVED,
    DISCONTINUED,
    EFFECTIVE,
    HEARING,
    LABELS,
    PREPARING,
    TRIAL_SET,
)
from toaan.core.states import Machine
from toaan.core.states import Transition as T

DECISION_APPEAL = Machine(
    LABELS
    | {
        PREPARING: "Chuẩn bị phiên họp phúc thẩm",
        TRIAL_SET: "Chờ mở phiên họp phúc thẩm",
        HEARING: "Đang họp phúc thẩm",
        EFFECTIVE: "Đã có quyết định phúc thẩm",
        DISCONTINUED: "Đã đình chỉ xét xử phúc thẩm",
    },
    (
        T("cases.draw_judge", (PREPARING,), None),
        T("appeals.assign_panel", (PREPARING, TRIAL_SET), None),
        T("cases.name_procurator", (PREPARING, TRIAL_SET), None),
        T("filing.submit_document", (PREPARING, TRIAL_SET, HEARING), None),
        T("appeals.set_meeting", (PREPARING, TRIAL_SET), TRIAL_SET),
        T("hearings.open_hearing", (TRIAL_SET,), HEARING),
        T("appeals.add_challenge", (PREPARING, TRIAL_SET), None),
        T("appeals.withdraw", (PREPARING, TRIAL_SET, HEARING), None),
        T("appeals.review", (HEARING,), EFFECTIVE),
        T("appeals.end_review", (PREPARING, TRIAL_SET, HEARING), DISCONTINUED),
        T("dossiers.close", (EFFECTIVE, DISCONTINUED), ARCHIVED),
    ),
)
"""The panel decides at a session, without a trial and without the parties unless it needs to hear them (314.1); its
decision is in effect from its day (314.6)."""
