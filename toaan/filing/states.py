"""The way of a petition from the first draft to acceptance: one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

DRAFT, RECEIVED, EXAMINING, AMENDING, FEE_DUE, READY, ACCEPTED, RETURNED, SENT_ON, MEDIATION, SETTLED = (
    "draft", "received", "examining", "amending", "fee_due", "fee_paid", "accepted", "returned", "sent_on", "mediation",
    "settled",
)  # fmt: skip

PETITION = Machine(
    {
        DRAFT: "Đang soạn",
        RECEIVED: "Đã nhận, chờ phân công",
        EXAMINING: "Thẩm phán đang xem xét",
        AMENDING: "Chờ sửa đổi, bổ sung",
        FEE_DUE: "Chờ nộp tạm ứng án phí",
        READY: "Chờ thụ lý",
        ACCEPTED: "Đã thụ lý",
        RETURNED: "Đã trả lại đơn",
        SENT_ON: "Đã chuyển đơn",
        MEDIATION: "Đang hòa giải tại Tòa án",
        SETTLED: "Đã hòa giải thành tại Tòa án",
    },
    (
        T("filing.save_draft", (DRAFT, AMENDING), None),
        T("filing.attach", (DRAFT, RECEIVED, EXAMINING, AMENDING), None),
        T("filing.detach", (DRAFT, AMENDING), None),
        T("filing.submit", (DRAFT,), RECEIVED),
        T("filing.assign_examiner", (RECEIVED,), EXAMINING),
        T("filing.request_amendment", (EXAMINING,), AMENDING),
        T("filing.amend", (AMENDING,), EXAMINING),
        T("filing.return_petition", (EXAMINING, AMENDING, FEE_DUE), RETURNED),
        T("filing.transfer_petition", (EXAMINING,), SENT_ON),
        T("filing.record_foreign", (EXAMINING,), None),
        T("filing.take_jurisdiction", (EXAMINING,), FEE_DUE),
        T("filing.exempt_from_advance", (EXAMINING,), READY),
        T("filing.hand_in_receipt", (FEE_DUE,), READY),
        T("filing.accept", (READY,), ACCEPTED),
        # Law 58/2020: before acceptance the petition goes to mediation and comes back, or is settled there.
        T("mediation.offer", (RECEIVED,), MEDIATION),
        T("mediation.answer", (MEDIATION,), RECEIVED),
        T("mediation.respond", (MEDIATION,), RECEIVED),
        T("mediation.end", (MEDIATION,), RECEIVED),
        T("mediation.refuse_recognition", (MEDIATION,), RECEIVED),
        T("mediation.confirm_result", (MEDIATION,), SETTLED),
        T("mediation.recognise", (MEDIATION,), SETTLED),
        T("mediation.recognise:part", (MEDIATION,), RECEIVED),
        T("mediation.close_review", (SETTLED,), RECEIVED),
    ),
)
EDITABLE = frozenset({DRAFT, AMENDING})
"""States in which the petitioner writes."""
