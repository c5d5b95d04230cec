"""Kinds of documents in a case file: their names, and who may never read them, or not yet."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toaan.cases.states import ARCHIVED, EFFECTIVE, JUDGED, PART_QUASHED, QUASHED

LABELS = {
    "petition": gettext_noop("Đơn khởi kiện"),
    "evidence": gettext_noop("Tài liệu, chứng cứ"),
    "identity": gettext_noop("Giấy tờ tùy thân"),
    "authority": gettext_noop("Giấy tờ về tư cách đại diện, bảo vệ"),
    "exemption": gettext_noop("Giấy tờ xin miễn, giảm án phí"),
    "receipt": gettext_noop("Giấy xác nhận đã nhận đơn"),
    "amendment": gettext_noop("Thông báo sửa đổi, bổ sung đơn"),
    "amendment_request": gettext_noop("Thông báo sửa đổi, bổ sung đơn"),
    "fee_notice": gettext_noop("Thông báo nộp tạm ứng án phí"),
    "fee_receipt": gettext_noop("Biên lai tạm ứng án phí"),
    "more_time": gettext_noop("Thông báo gia hạn sửa đổi, bổ sung đơn"),
    "capacity": gettext_noop("Thông báo về tư cách của người nộp đơn thay"),
    "ret_meet": gettext_noop("Thông báo phiên họp về việc trả lại đơn"),
    "ret_answer": gettext_noop("Quyết định về việc trả lại đơn"),
    "acceptance_notice": gettext_noop("Thông báo thụ lý"),
    "proof_of_service": gettext_noop("Bằng chứng tống đạt"),
    "session_notice": gettext_noop("Thông báo phiên họp"),
    "session_minutes": gettext_noop("Biên bản phiên họp"),
    "settlement_minutes": gettext_noop("Biên bản hòa giải thành"),
    "change_of_mind": gettext_noop("Văn bản thay đổi ý kiến về thỏa thuận"),
    "settlement_decision": gettext_noop("Quyết định công nhận thỏa thuận"),
    "trial_decision": gettext_noop("Quyết định đưa vụ án ra xét xử"),
    "simplified_trial_decision": gettext_noop("Quyết định đưa vụ án ra xét xử"),
    "ordinary_decision": gettext_noop("Quyết định chuyển thủ tục"),
    "measure_request": gettext_noop("Đơn yêu cầu biện pháp khẩn cấp"),
    "measure_security": gettext_noop("Quyết định về biện pháp bảo đảm"),
    "measure_refusal": gettext_noop("Thông báo không áp dụng biện pháp"),
    "measure_decision": gettext_noop("Quyết định biện pháp khẩn cấp"),
    "measure_settlement": gettext_noop("Quyết định giải quyết khiếu nại"),
    "complaint": gettext_noop("Đơn khiếu nại, kiến nghị"),
    "complaint_decision": gettext_noop("Quyết định giải quyết khiếu nại"),
    "adjournment_decision": gettext_noop("Quyết định hoãn phiên tòa"),
    "pause_notice": gettext_noop("Thông báo tiếp tục phiên tòa"),
    "hearing_minutes": gettext_noop("Biên bản phiên tòa"),
    "other_claim": gettext_noop("Đơn phản tố, yêu cầu độc lập"),
    "claim_fee_notice": gettext_noop("Thông báo nộp tạm ứng án phí"),
    "claim_notice": gettext_noop("Thông báo thụ lý yêu cầu"),
    "claim_refusal": gettext_noop("Thông báo không chấp nhận yêu cầu"),
    "suspension_decision": gettext_noop("Quyết định tạm đình chỉ"),
    "resumption_decision": gettext_noop("Quyết định tiếp tục giải quyết"),
    "discontinuance_decision": gettext_noop("Quyết định đình chỉ"),
    "transfer_decision": gettext_noop("Quyết định chuyển vụ án"),
    "answer_decision": gettext_noop("Quyết định giải quyết khiếu nại"),
    "dispute_request": gettext_noop("Văn bản đề nghị giải quyết tranh chấp về thẩm quyền"),
    "dispute_decision": gettext_noop("Quyết định giải quyết tranh chấp về thẩm quyền"),
    "joinder_decision": gettext_noop("Quyết định nhập vụ án"),
    "separation_decision": gettext_noop("Quyết định tách vụ án"),
    "replacement_request": gettext_noop("Đơn đề nghị thay đổi"),
    "replacement_to_procuracy": gettext_noop("Văn bản chuyển đề nghị thay đổi Kiểm sát viên"),
    "replacement_answer": gettext_noop("Thông báo về đề nghị thay đổi"),
    "claim_change": gettext_noop("Đơn thay đổi, rút yêu cầu khởi kiện"),
    "judgment": gettext_noop("Bản án"),
    "correction_decision": gettext_noop("Quyết định sửa chữa, bổ sung bản án"),
    "appeal": gettext_noop("Đơn kháng cáo"),
    "appeal_fee_notice": gettext_noop("Thông báo nộp tạm ứng án phí phúc thẩm"),
    "appeal_notice": gettext_noop("Thông báo về việc kháng cáo"),
    "appeal_return": gettext_noop("Thông báo trả lại đơn kháng cáo"),
    "appeal_amendment_notice": gettext_noop("Yêu cầu sửa đổi, bổ sung đơn kháng cáo"),
    "suit_withdrawal": gettext_noop("Đơn rút đơn khởi kiện"),
    "appeal_change": gettext_noop("Văn bản thay đổi, bổ sung kháng cáo"),
    "decision_lifted_notice": gettext_noop("Thông báo quyết định chưa có hiệu lực"),
    "effect_lifted_notice": gettext_noop("Thông báo phần bản án chưa có hiệu lực"),
    "appeal_change_notice": gettext_noop("Thông báo thay đổi, bổ sung, rút kháng cáo"),
    "late_session_notice": gettext_noop("Thông báo phiên họp kháng cáo quá hạn"),
    "late_appeal_decision": gettext_noop("Quyết định về kháng cáo quá hạn"),
    "file_demand": gettext_noop("Văn bản yêu cầu chuyển hồ sơ"),
    "appeal_withdrawal": gettext_noop("Văn bản rút kháng cáo, kháng nghị"),
    "appeal_acceptance_notice": gettext_noop("Thông báo thụ lý phúc thẩm"),
    "appeal_trial_decision": gettext_noop("Quyết định đưa vụ án ra xét xử phúc thẩm"),
    "appeal_discontinuance_decision": gettext_noop("Quyết định đình chỉ xét xử phúc thẩm"),
    "review_session_notice": gettext_noop("Thông báo mở phiên họp phúc thẩm"),
    "review_decision": gettext_noop("Quyết định phúc thẩm"),
    "cassation_protest": gettext_noop("Kháng nghị giám đốc thẩm, tái thẩm"),
    "cassation_change": gettext_noop("Quyết định về kháng nghị giám đốc thẩm, tái thẩm"),
    "cassation_notice": gettext_noop("Thông báo mở phiên tòa giám đốc thẩm, tái thẩm"),
    "cassation_minutes": gettext_noop("Biên bản phiên tòa giám đốc thẩm, tái thẩm"),
    "cassation_decision": gettext_noop("Quyết định giám đốc thẩm, tái thẩm"),
    "cassation_stay": gettext_noop("Quyết định tạm đình chỉ thi hành bản án, quyết định"),
    "protest": gettext_noop("Quyết định kháng nghị"),
    "deliberation_minutes": gettext_noop("Biên bản nghị án"),
    "return": gettext_noop("Thông báo trả lại đơn"),
    "internal": gettext_noop("Văn bản nội bộ"),
}

PRONOUNCEMENT = "judgments.pronounce"
PRONOUNCED = frozenset({JUDGED, EFFECTIVE, PART_QUASHED, QUASHED, ARCHIVED})
UNTIL_PRONOUNCED = frozenset({"judgment", "deliberation_minutes"})
"""Secrecy of deliberation: not in the file before the judgment is pronounced (BLTTDS 264, 267)."""
KEPT_BACK = frozenset({"deliberation_minutes"})
"""Of those, what was made earlier and enters with the pronouncement. A judgment comes with it anyway; one that
was signed, mended and signed again before never enters."""
NEVER = frozenset({"judgment_draft"})
"""Drafts are no documents of the file."""
PANEL_ONLY = frozenset({"deliberation_minutes"})
"""In the file for the panel and its clerk; not for parties, the procuracy or the court's leaders."""
UNTOLD = frozenset({"measure_request", "measure_security", "measure_refusal"})
"""Of an interim measure: the other side learns of it with the measure (139.2); who asked has own copies."""
INTERNAL = PANEL_ONLY | UNTOLD | {"internal"}
"""Not for parties."""

SIGNED_HERE = frozenset(
    {"session_notice", "session_minutes", "settlement_minutes", "trial_decision", "adjournment_decision",
     "pause_notice", "hearing_minutes", "judgment", "deliberation_minutes", "suspension_decision", "resumption_decision",
     "discontinuance_decision", "transfer_decision", "simplified_trial_decision", "ordinary_decision", "complaint_decision",
     "appeal_trial_decision", "appeal_discontinuance_decision", "answer_decision", "late_appeal_decision", "file_demand",
     "joinder_decision", "separation_decision", "correction_decision", "dispute_request", "dispute_decision",
     "measure_security", "measure_refusal", "measure_decision", "measure_settlement"}
)  # fmt: skip
"""Electronic documents from birth, with the court's signatures; other kinds are mostly scanned papers."""


def label(kind: str) -> str:
    """Vietnamese name of a kind; what a domain brings without one is simply a document."""
    return _(LABELS[kind]) if kind in LABELS else _("Tài liệu")


def withheld(kind: str, case_state: str) -> bool:
    """Whether a document of this kind must wait outside the file as the case stands."""
    return kind in NEVER or (kind in UNTIL_PRONOUNCED and case_state not in PRONOUNCED)
