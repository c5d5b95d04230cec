"""The stages of a contributed answer and of a word on an answer: tables that run and are drawn in the docs."""

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
"""It comes into being with "assistant.contribute"."""
COLOURS = {WAITING: "yellow", APPROVED: "green", RETURNED: "red", WITHDRAWN: "grey"}

NONE, ACCEPTED, DECLINED = "", "approved", "declined"

FEEDBACK = Machine(
    {NONE: "không cần xét", WAITING: "chờ xét", ACCEPTED: "được chấp nhận", DECLINED: "không chấp nhận"},
    (
        T("assistant.accept_feedback", (WAITING,), ACCEPTED),
        T("assistant.decline_feedback", (WAITING,), DECLINED),
    ),
)
"""It waits from "assistant.rate", when there is something to learn and the question hangs on no case."""
