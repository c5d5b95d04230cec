"""The stages of a contributed answer: one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

WAITING, APPROVED, RETURNED, WITHDRAWN = "waiting", "approved", "returned", "withdrawn"

CONTRIBUTION = Machine(
    {WAITING: "Chờ duyệt", APPROVED: "Đang dùng để trả lời", RETURNED: "Trả lại để sửa", WITHDRAWN: "Đã rút"},
    (
        T("assistant.revise", (WAITING, RETURNED), WAITING),
        T("assistant.approve", (WAITING,), APPROVED),
        T("assistant.return", (WAITING, APPROVED), RETURNED),
        T("assistant.withdraw", (WAITING, RETURNED, APPROVED), WITHDRAWN),
    ),
)
