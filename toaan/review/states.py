"""The stages of an application, and of a judgment or decision under protest: the tables that run and are drawn in the docs."""

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
        T("review.request_file", (RECEIVED, EXAMINING), None),
        T("review.ask_postponement", (RECEIVED, EXAMINING, REPORTED), None),
        T("review.assign_examiner", (RECEIVED,), EXAMINING),
        T("review.report", (EXAMINING,), REPORTED),
        T("review.decline", (REPORTED,), DECLINED),
        T("review.protest", (REPORTED,), PROTESTED),
    ),
)

STUDIED, PREPARING, SESSION_SET, HEARD, DECIDED, WITHDRAWN, DISCONTINUED = (
    "studied", "preparing", "session_set", "heard", "decided", "withdrawn", "discontinued",
)  # fmt: skip
BEFORE_SESSION = (PROTESTED, STUDIED, PREPARING, SESSION_SET)
BEFORE_DECISION = (*BEFORE_SESSION, HEARD)
UNDER_WAY = (*BEFORE_DECISION, WITHDRAWN)

PROCEEDING = Machine(
    {
        PROTESTED: "Chờ hồ sơ vụ án",
        STUDIED: "Viện kiểm sát nghiên cứu hồ sơ",
        PREPARING: "Chuẩn bị phiên tòa",
        SESSION_SET: "Chờ mở phiên tòa",
        HEARD: "Chờ ban hành quyết định",
        DECIDED: "Đã có quyết định",
        WITHDRAWN: "Đã rút toàn bộ kháng nghị",
        DISCONTINUED: "Đã đình chỉ xét xử",
    },
    (
        T("review.send_to_procuracy", (PROTESTED,), STUDIED),
        T("review.take_in_file", (PROTESTED, STUDIED), PREPARING),
        T("review.change_protest", BEFORE_SESSION, None),
        T("review.enter_change", BEFORE_SESSION, None),
        T("review.stay", BEFORE_SESSION, None),
        T("review.withdraw_protest", BEFORE_DECISION, WITHDRAWN),
        T("review.enter_withdrawal", BEFORE_DECISION, WITHDRAWN),
        T("review.set_session", (PREPARING, SESSION_SET), SESSION_SET),
        T("review.send_report", (SESSION_SET,), None),
        T("review.keep_minutes", (SESSION_SET,), HEARD),
        T("review.decide", (HEARD,), DECIDED),
        T("review.end_trial", (WITHDRAWN,), DISCONTINUED),
    ),
)
