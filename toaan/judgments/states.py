"""The stages of a judgment between the draft and the pronouncement."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

REOPENED, NUMBERED, SIGNED, PRONOUNCED = "reopened", "numbered", "signed", "pronounced"

JUDGMENT = Machine(
    {
        REOPENED: "Đang sửa trước khi tuyên",
        NUMBERED: "Đã cấp số, chưa ký",
        SIGNED: "Đã ký, chưa tuyên",
        PRONOUNCED: "Đã tuyên",
    },
    (
        T("judgments.number", (REOPENED,), NUMBERED),
        T("judgments.reopen", (NUMBERED, SIGNED), REOPENED),
        T("judgments.sign", (NUMBERED,), SIGNED),
        T("judgments.pronounce", (SIGNED,), PRONOUNCED),
        T("judgments.record_appeal", (PRONOUNCED,), None),
        T("judgments.record_protest", (PRONOUNCED,), None),
        T("judgments.mark_error", (PRONOUNCED,), None),
        T("judgments.unmark_error", (PRONOUNCED,), None),
        T("judgments.agree_to_correction", (PRONOUNCED,), None),
        T("judgments.number_correction", (PRONOUNCED,), None),
        T("judgments.correct", (PRONOUNCED,), None),
        T("judgments.file_late_appeal", (PRONOUNCED,), None),
        T("judgments.forward_late_appeal", (PRONOUNCED,), None),
    ),
)
"""It comes into being with "judgments.number"; what is mended before pronouncement keeps its number."""
