"""The stages of a paper that goes out, and of each copy of it."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

PREPARING, READY, SERVED = "preparing", "ready", "served"
WAITING, SENT, RECEIVED, FAILED, DROPPED = "waiting", "sent", "received", "failed", "dropped"

SERVICE = Machine(
    {PREPARING: "Đang lập văn bản", READY: "Đang tống đạt", SERVED: "Đã tống đạt đủ"},
    (
        T("delivery.make_ready", (PREPARING,), READY),
        T("delivery.send", (READY,), None),
        T("delivery.record_proof", (READY,), None),
        T("delivery.confirm_receipt", (READY, SERVED), None),
    ),
)
"""A service is served by itself, in the act that brings its last proof, or drops the last copy without one."""

RECIPIENT = Machine(
    {
        WAITING: "Chờ gửi", SENT: "Đã gửi", RECEIVED: "Đã nhận", FAILED: "Không tống đạt được",
        DROPPED: "Không còn phải tống đạt",
    },
    (
        T("delivery.send", (WAITING, FAILED), SENT),
        T("delivery.record_proof", (SENT,), RECEIVED),
        T("delivery.record_failure", (SENT,), FAILED),
        T("delivery.confirm_receipt", (SENT,), RECEIVED),
        T("delivery.drop_copies", (WAITING, FAILED), DROPPED),
    ),
)  # fmt: skip
"""A copy is dropped when he for whom it was meant speaks for the party no more: neither served nor missing."""
