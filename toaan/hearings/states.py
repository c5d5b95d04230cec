"""The stages of a session or hearing: one table per kind."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

RESERVED, PLANNED, OPEN, PAUSED, DELIBERATING, CLOSED, ADJOURNED, CALLED_OFF = (
    "reserved", "planned", "open", "paused", "deliberating", "closed", "adjourned", "called_off",
)  # fmt: skip

_LABELS = {
    RESERVED: "Giữ chỗ",
    PLANNED: "Đã lên lịch",
    OPEN: "Đang diễn ra",
    PAUSED: "Tạm ngừng",
    DELIBERATING: "Nghị án",
    CLOSED: "Đã kết thúc",
    ADJOURNED: "Đã hoãn",
    CALLED_OFF: "Không mở",
}

SESSION = Machine(
    _LABELS,
    (
        T("hearings.schedule_session", (PLANNED,), ADJOURNED),
        T("hearings.record_attendance", (PLANNED, OPEN), None),
        T("hearings.record_session", (PLANNED, OPEN), OPEN),
        T("hearings.finish_minutes", (OPEN,), None),
        T("hearings.return_minutes", (OPEN,), None),
        T("hearings.sign_session_minutes", (OPEN,), CLOSED),
        T("hearings.call_off", (PLANNED,), CALLED_OFF),
    ),
)
"""Evidence disclosure and mediation session; scheduling anew puts the planned one off."""

TRIAL = Machine(
    _LABELS,
    (
        T("hearings.decide_trial", (RESERVED,), PLANNED),
        T("hearings.record_attendance", (PLANNED, OPEN, PAUSED), None),
        T("hearings.open_hearing", (PLANNED,), OPEN),
        T("hearings.number_adjournment", (PLANNED, OPEN, PAUSED), None),
        T("hearings.adjourn", (PLANNED, OPEN, PAUSED), ADJOURNED),
        T("hearings.mediate", (OPEN,), None),
        T("hearings.pause", (OPEN,), PAUSED),
        T("hearings.set_resumption", (PAUSED,), None),
        T("hearings.go_on", (PAUSED,), OPEN),
        T("hearings.close_debate", (OPEN,), DELIBERATING),
        T("hearings.return_to_questions", (DELIBERATING,), OPEN),
        T("hearings.close", (OPEN, DELIBERATING), CLOSED),
        T("hearings.call_off", (PLANNED,), CALLED_OFF),
        T("hearings.call_off", (OPEN, PAUSED), CLOSED),
        T("hearings.write_minutes", (OPEN, PAUSED, DELIBERATING, CLOSED, ADJOURNED), None),
        T("hearings.finish_minutes", (CLOSED, ADJOURNED), None),
        T("hearings.return_minutes", (CLOSED, ADJOURNED), None),
        T("hearings.sign_minutes", (CLOSED, ADJOURNED), None),
    ),
)
"""Trial hearing; "reserved" holds room and people while the decision is being issued."""

DRAFT, FINISHED, SIGNED = "draft", "finished", "signed"

MINUTES = Machine(
    {DRAFT: "Đang ghi", FINISHED: "Thư ký đã hoàn thành", SIGNED: "Đã ký"},
    (
        T("hearings.record_session", (DRAFT,), None),
        T("hearings.write_minutes", (DRAFT,), None),
        T("hearings.finish_minutes", (DRAFT,), FINISHED),
        T("hearings.return_minutes", (FINISHED,), DRAFT),
        T("hearings.sign_session_minutes", (FINISHED,), SIGNED),
        T("hearings.sign_minutes", (FINISHED,), SIGNED),
    ),
)
