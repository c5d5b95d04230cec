"""The way of a request for an interim measure (yêu cầu áp dụng biện pháp khẩn cấp tạm thời): one table."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T
from toaan.filing.states import (
    AMENDING,
    EXAMINING,
    FEE_DUE,
    MEDIATION,
    PETITION,
    READY,
    RETURNED,
    SENT_ON,
    SETTLED,
)
from toaan.filing.states import RECEIVED as FILED

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

IN_HAND = (FILED, EXAMINING, AMENDING, FEE_DUE, READY, MEDIATION)
OVER = (RETURNED, SENT_ON, SETTLED)
BEFORE_ACCEPTANCE = Machine(
    PETITION.labels,
    (
        T("measures.request_urgent", IN_HAND, None),
        T("measures.name_judge", (*IN_HAND, *OVER), None),
        T("measures.require_security", IN_HAND, None),
        T("measures.record_security", IN_HAND, None),
        T("measures.apply", IN_HAND, None),
        T("measures.refuse", (*IN_HAND, *OVER), None),
        T("measures.cancel", (*IN_HAND, *OVER), None),
        T("measures.complain", (*IN_HAND, *OVER), None),
        T("measures.settle", (*IN_HAND, *OVER), None),
    ),
)
"""What may be done about a measure while the petition is not accepted (111.2, 133.3).

A petition that is returned leaves nothing to ask for: who asked is answered, and a measure that binds is lifted (138.1.h).
"""
