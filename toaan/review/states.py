"""The stages of an application for cassation or reopening: one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

RECEIVED, AMENDING, EXAMINING, REPORTED, RETURNED, DECLINED, PROTESTED = (
    "received", "amending", "examining", "reported", "returned", "declined", "protested",
)  # fmt: skip
OPEN = (RECEIVED, AMENDING, EXAMINING, REPORTED)

APPLICATION = Machine(
    {
        RECEIVED: "Đã nhận đơn",
        AMENDING: "Chờ sửa đổi, bổ sung đơn",
        EXAMINING: "Đang nghiên cứu",
        REPORTED: "Chờ Chánh án quyết định",
        RETURNED: "Đã trả lại đơn",
        DECLINED: "Không kháng nghị",
        PROTESTED: "Đã kháng nghị",
    },
    (
        T("review.require_amendment", (RECEIVED,), AMENDING),
        T("review.amend", (AMENDING,), RECEIVED),
        T("review.return_application", (RECEIVED, AMENDING), RETURNED),
        T("review.assign_examiner", (RECEIVED,), EXAMINING),
        T("review.report", (EXAMINING,), REPORTED),
        T("review.decline", (REPORTED,), DECLINED),
        T("review.protest", (REPORTED,), PROTESTED),
    ),
)
