"""The way of a petition from the first draft to acceptance: one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

DRAFT, RECEIVED, EXAMINING, AMENDING, FEE_DUE, READY, ACCEPTED, RETURNED, SENT_ON, MEDIATION, SETTLED = (
    "draft", "received", "examining", "amending", "fee_due", "fee_paid", "accepted", "returned", "sent_on", "mediation",
    "settled",
)  # fmt: skip

NUMBERED = (
    RECEIVED, EXAMINING, AMENDING, FEE_DUE, READY, ACCEPTED, RETURNED, SENT_ON, MEDIATION, SETTLED,
)  # fmt: skip
"""Everything but a draft."""

BEFORE_ACCEPTANCE = (RECEIVED, EXAMINING, AMENDING, FEE_DUE, READY, MEDIATION)
"""In the court's hands, no case yet."""

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
        T("filing.file_for", (DRAFT,), None),
        T("filing.supply_authority", BEFORE_ACCEPTANCE, None),
        T("filing.enter_authority", BEFORE_ACCEPTANCE, None),
        T("filing.ask_authority", BEFORE_ACCEPTANCE, None),
        T("filing.refuse_authority", BEFORE_ACCEPTANCE, None),
        T("filing.acknowledge", NUMBERED, None),
        T("filing.assign_examiner", (RECEIVED,), EXAMINING),
        T("filing.request_amendment", (EXAMINING,), AMENDING),
        T("filing.extend_amendment", (AMENDING,), None),
        T("filing.amend", (AMENDING,), EXAMINING),
        T("filing.return_petition", (EXAMINING, AMENDING, FEE_DUE), RETURNED),
        # A returned petition comes back when a complaint or recommendation was right (BLTTDS 194.4.b, 194.6.b).
        T("filing.complain_of_return", (RETURNED,), None),
        T("filing.name_return_judge", (RETURNED,), None),
        T("filing.set_return_session", (RETURNED,), None),
        T("filing.replace_return_judge", (RETURNED,), None),
        T("filing.keep_return", (RETURNED,), None),
        T("filing.take_back", (RETURNED,), EXAMINING),
        T("filing.sign_return_answer", NUMBERED, None),
        T("filing.complain_of_return_above", (RETURNED,), None),
        T("filing.keep_return_above", (RETURNED,), None),
        T("filing.demand_take_back", (RETURNED,), None),
        T("filing.take_back_demanded", (RETURNED,), EXAMINING),
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
STATED, TO_CHECK, ASKED, ENTERED, REFUSED = "stated", "to_check", "asked", "entered", "refused"

AUTHORITY = Machine(
    {
        STATED: "Ghi trong bản nháp",
        TO_CHECK: "Chờ kiểm tra giấy tờ",
        ASKED: "Chờ bổ sung giấy tờ",
        ENTERED: "Đã vào sổ, xác nhận",
        REFUSED: "Bị từ chối",
    },
    (
        T("filing.submit", (STATED,), TO_CHECK),
        T("filing.ask_authority", (TO_CHECK, ASKED), ASKED),
        T("filing.supply_authority", (TO_CHECK, ASKED), TO_CHECK),
        T("filing.enter_authority", (TO_CHECK, ASKED), ENTERED),
        T("filing.refuse_authority", (TO_CHECK, ASKED), REFUSED),
    ),
)
"""The capacity of whoever files for another (BLTTDS 75.5)."""

EDITABLE = frozenset({DRAFT, AMENDING})
"""States in which the petitioner writes."""

TO_NAME, TO_SET, TO_MEET, ABOVE, DEMANDED, KEPT, TAKEN_BACK, VOID = (
    "to_name", "to_set", "to_meet", "above", "demanded", "kept", "taken_back", "void",
)  # fmt: skip

RETURN_REVIEW = Machine(
    {
        TO_NAME: "Chờ phân công Thẩm phán khác",
        TO_SET: "Chờ ấn định phiên họp",
        TO_MEET: "Chờ phiên họp",
        ABOVE: "Chờ Chánh án Tòa án trên một cấp giải quyết",
        DEMANDED: "Tòa án cấp sơ thẩm phải nhận lại đơn",
        KEPT: "Giữ nguyên việc trả lại đơn",
        TAKEN_BACK: "Đã nhận lại đơn",
        VOID: "Không còn phải giải quyết",
    },
    (
        T("filing.complain_of_return", (TO_NAME, TO_SET, TO_MEET), None),
        T("filing.name_return_judge", (TO_NAME, TO_SET, TO_MEET), TO_SET),
        T("filing.replace_return_judge", (TO_SET, TO_MEET), None),
        T("filing.set_return_session", (TO_SET, TO_MEET), TO_MEET),
        T("filing.keep_return", (TO_MEET,), KEPT),
        T("filing.take_back", (TO_MEET,), TAKEN_BACK),
        T("filing.complain_of_return_above", (ABOVE,), None),
        T("filing.keep_return_above", (ABOVE,), KEPT),
        T("filing.demand_take_back", (ABOVE,), DEMANDED),
        T("filing.take_back_demanded", (DEMANDED,), TAKEN_BACK),
        # The petition was taken back on another complaint meanwhile.
        T("filing.take_back:others", (TO_NAME, TO_SET, TO_MEET, ABOVE), VOID),
    ),
)
"""The way of complaints and recommendations about a return (giải quyết khiếu nại, kiến nghị, BLTTDS 194)."""
AT_THE_COURT = (TO_NAME, TO_SET, TO_MEET)
"""The court that returned it has to settle them (194.2–4)."""
UNDER_WAY = (*AT_THE_COURT, ABOVE, DEMANDED)
