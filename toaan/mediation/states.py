"""The way of a mediation at court (Law 58/2020, articles 16–41): one table that runs and is drawn in the docs."""

from __future__ import annotations

from toaan.core.states import Machine
from toaan.core.states import Transition as T

OFFERED, OFFERED_AGAIN, AGREED, CHOOSING, DESIGNATED, MEDIATING = (
    "offered", "offered_again", "agreed", "choosing", "designated", "mediating",
)  # fmt: skip
RESULT, DECIDING, RECOGNISED, NOT_RECOGNISED, SETTLED, PASSED_ON, REVIEWED, ANNULLED = (
    "result", "deciding", "recognised", "refused", "settled", "passed_on", "reviewed", "annulled",
)  # fmt: skip

MEDIATION = Machine(
    {
        OFFERED: "Chờ người khởi kiện trả lời",
        OFFERED_AGAIN: "Chờ trả lời thông báo lần thứ hai",
        AGREED: "Chờ phân công Thẩm phán phụ trách",
        CHOOSING: "Chờ chỉ định Hòa giải viên",
        DESIGNATED: "Chờ người bị kiện trả lời",
        MEDIATING: "Đang hòa giải, đối thoại",
        RESULT: "Chờ Thẩm phán xác nhận biên bản kết quả",
        DECIDING: "Chờ quyết định về kết quả hòa giải",
        RECOGNISED: "Đã công nhận kết quả hòa giải",
        NOT_RECOGNISED: "Không công nhận, đơn chuyển sang tố tụng",
        SETTLED: "Hòa giải thành, không yêu cầu công nhận",
        PASSED_ON: "Không hòa giải, đơn chuyển sang tố tụng",
        REVIEWED: "Tòa án cấp trên đang xem xét lại",
        ANNULLED: "Quyết định công nhận bị hủy, đơn chuyển sang tố tụng",
    },
    (
        T("mediation.offer_again", (OFFERED,), OFFERED_AGAIN),
        T("mediation.answer", (OFFERED, OFFERED_AGAIN), AGREED),
        T("mediation.answer:refused", (OFFERED, OFFERED_AGAIN), PASSED_ON),
        T("mediation.assign_judge", (AGREED, OFFERED_AGAIN), CHOOSING),
        T("mediation.number_designation", (CHOOSING,), None),
        T("mediation.replace_judge", (CHOOSING, DESIGNATED, MEDIATING, RESULT, DECIDING), None),
        T("mediation.designate", (CHOOSING,), DESIGNATED),
        T("mediation.respond", (DESIGNATED,), MEDIATING),
        T("mediation.respond:refused", (DESIGNATED,), PASSED_ON),
        T("mediation.ask_replacement", (DESIGNATED, MEDIATING), CHOOSING),
        T("mediation.decline", (DESIGNATED, MEDIATING), CHOOSING),
        T("mediation.schedule", (DESIGNATED, MEDIATING), MEDIATING),
        T("mediation.record_session", (MEDIATING,), None),
        T("mediation.extend", (MEDIATING,), None),
        T("mediation.save_note", (DESIGNATED, MEDIATING), None),
        T("mediation.ask_to_stop", (CHOOSING, DESIGNATED, MEDIATING), None),
        T("mediation.end", (DESIGNATED, MEDIATING), PASSED_ON),
        T("mediation.record_result", (MEDIATING,), RESULT),
        T("mediation.confirm_result", (RESULT,), SETTLED),
        T("mediation.confirm_result:recognition", (RESULT,), DECIDING),
        T("mediation.number_decision", (DECIDING,), None),
        T("mediation.recognise", (DECIDING,), RECOGNISED),
        T("mediation.refuse_recognition", (DECIDING,), NOT_RECOGNISED),
        T("mediation.file_review", (RECOGNISED,), REVIEWED),
        T("mediation.close_review", (REVIEWED,), RECOGNISED),
        T("mediation.close_review:annulled", (REVIEWED,), ANNULLED),
    ),
)
OVER = frozenset({RECOGNISED, NOT_RECOGNISED, SETTLED, PASSED_ON, REVIEWED, ANNULLED})
"""States in which nobody mediates any more: notes are destroyed when one of them is reached."""
UNDER_WAY = tuple(state for state in MEDIATION.labels if state not in OVER)
