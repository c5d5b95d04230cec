"""The stages of a first-instance civil case: one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

PREPARING, TRIAL_SET, HEARING, DELIBERATING, JUDGED, EFFECTIVE, ARCHIVED = (
    "preparing", "trial_set", "hearing", "deliberating", "judged", "effective", "archived",
)  # fmt: skip

CASE = Machine(
    {
        PREPARING: "Chuẩn bị xét xử",
        TRIAL_SET: "Chờ mở phiên tòa",
        HEARING: "Đang xét xử",
        DELIBERATING: "Nghị án",
        JUDGED: "Đã tuyên án",
        EFFECTIVE: "Có hiệu lực pháp luật",
        ARCHIVED: "Đã đóng hồ sơ",
    },
    (
        T("cases.draw_judge", (PREPARING,), None),
        T("filing.submit_document", (PREPARING, TRIAL_SET, HEARING), None),
        T("hearings.schedule_session", (PREPARING,), None),
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
        T("dossiers.close", (EFFECTIVE,), ARCHIVED),
    ),
)
