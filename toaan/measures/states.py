"""The way of a request for an interim measure (yêu cầu áp dụng biện pháp khẩn cấp tạm thời): one table."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

RECEIVED, SECURITY, SECURED, APPLIED, REFUSED, CANCELLED = (
    "received", "security", "secured", "applied", "refused", "cancelled",
)  # fmt: skip
WAITING = (RECEIVED, SECURITY, SECURED)

REQUEST = Machine(
    {
        RECEIVED: "Chờ Thẩm phán quyết định",
        SECURITY: "Chờ thực hiện biện pháp bảo đảm",
        SECURED: "Đã thực hiện biện pháp bảo đảm",
        APPLIED: "Đang áp dụng",
        REFUSED: "Không chấp nhận",
        CANCELLED: "Đã hủy bỏ",
    },
    (
        T("measures.require_security", (RECEIVED,), SECURITY),
        T("measures.record_security", (SECURITY,), SECURED),
        T("measures.apply", (RECEIVED, SECURED), APPLIED),
        T("measures.refuse", WAITING, REFUSED),
        T("measures.cancel", (APPLIED,), CANCELLED),
    ),
)
"""Another measure instead of one that no longer fits (137) is a new request and a cancellation."""
