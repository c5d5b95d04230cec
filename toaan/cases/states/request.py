"""The stages of a civil request (việc dân sự, BLTTDS 361–373): a session instead of a hearing, a decision instead of a judgment."""

from __future__ import annotations

from toaan.cases.states.names import (
    DELIBERATING,
    HEARING,
    JUDGED,
    LABELS,
    PREPARING,
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
    },
    (T("cases.draw_judge", (PREPARING,), None),),
)

REQUEST_APPEAL = Machine(REQUEST.labels, (T("cases.draw_judge", (PREPARING,), None),))
"""At second instance (BLTTDS 374–375)."""
