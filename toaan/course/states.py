"""The way of a counterclaim or an independent claim: one table (BLTTDS 202: the procedure is that of a petition)."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

FILED, FEE_DUE, ACCEPTED, REFUSED, WITHDRAWN, MAIN = (
    "filed",
    "fee_due",
    "accepted",
    "refused",
    "withdrawn",
    "main",
)

CLAIM = Machine(
    {
        FILED: "Chờ Thẩm phán xem xét",
        FEE_DUE: "Chờ nộp tạm ứng án phí",
        ACCEPTED: "Được giải quyết trong vụ án",
        REFUSED: "Không được chấp nhận",
        WITHDRAWN: "Đã rút",
        MAIN: "Trở thành yêu cầu khởi kiện",
    },
    (
        T("course.admit_claim", (FILED,), FEE_DUE),
        T("course.refuse_claim", (FILED, FEE_DUE), REFUSED),
        T("course.hand_in_claim_receipt", (FEE_DUE,), ACCEPTED),
        T("course.discontinue_part", (ACCEPTED,), MAIN),
        T("appeals.part_cancelled", (MAIN,), ACCEPTED),
        T("course.withdraw_claim", (FILED, FEE_DUE, ACCEPTED), WITHDRAWN),
    ),
)
"""A claimant who owes no advance is accepted with the admission itself (195.4)."""
