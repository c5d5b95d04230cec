"""Words for what stands in lists and groups of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CELLS: Mapping[str, Any] = {
    "role": gettext_lazy("Người nhận"), "article": gettext_lazy("Điều, khoản, điểm"), "judges": gettext_lazy("Số Thẩm phán"),
    "lay_judges": gettext_lazy("Số Hội thẩm"), "special": gettext_lazy("Trường hợp đặc biệt"), "title": gettext_lazy("Tên"),
    "proof": gettext_lazy("Chứng minh bằng"), "definition": gettext_lazy("Định nghĩa"), "message": gettext_lazy("Nội dung"),
    "action": gettext_lazy("Cách làm"), "amount": gettext_lazy("Số lượng, số tiền"), "unit": gettext_lazy("Đơn vị"),
    "days": gettext_lazy("Số ngày"), "shorter": gettext_lazy("Tính cả sự cố ngắn hơn"), "session": gettext_lazy("Phiên họp"),
    "trial": gettext_lazy("Phiên tòa"), "adjourned": gettext_lazy("Phiên tòa mở lại sau khi hoãn"),
    "step_minutes": gettext_lazy("Bước thời gian (phút)"), "late_every": gettext_lazy("Quá hạn: nhắc lại sau mỗi (ngày)"),
    "stuck": gettext_lazy("Vụ việc không có việc mới (ngày)"), "clerk": gettext_lazy("Chưa có Thư ký (ngày)"),
    "unsigned": gettext_lazy("Biên bản chưa ký (ngày)"), "unsent": gettext_lazy("Văn bản chưa gửi (ngày)"),
    "publication": gettext_lazy("Bản án, quyết định chưa công bố (ngày)"), "below": gettext_lazy("Giá trị thấp hơn (đồng)"),
    "clerk_article": gettext_lazy("Điều áp dụng đối với Thư ký"),
    "minors": gettext_lazy("Vụ án có người chưa thành niên"), "labour": gettext_lazy("Vụ án lao động"),
    "security": gettext_lazy("Phải thực hiện biện pháp bảo đảm"), "own": gettext_lazy("Tòa án tự mình áp dụng được"),
    "valued": gettext_lazy("Theo giá trị tài sản"), "label": gettext_lazy("Tên việc"), "who": gettext_lazy("Ai được yêu cầu"),
    "court": gettext_lazy("Nộp ở Tòa án nào"), "court_article": gettext_lazy("Điều về Tòa án"),
    "requesters": gettext_lazy("Số người yêu cầu"), "proposal": gettext_lazy("Chỉ khi có kiến nghị"),
    "temporary": gettext_lazy("Tạm thời"), "unable": gettext_lazy("Không thể tiếp tục"),
    "recusal": gettext_lazy("Là căn cứ từ chối, thay đổi"), "minutes": gettext_lazy("Có biên bản"),
    "before_offer": gettext_lazy("Xét trước khi mời hòa giải"), "given_up": gettext_lazy("Coi như từ bỏ việc kiện"),
}  # fmt: skip
RECIPIENTS: Mapping[str, Any] = {
    "plaintiff": gettext_lazy("Nguyên đơn"), "defendant": gettext_lazy("Bị đơn"),
    "related_person": gettext_lazy("Người có quyền lợi, nghĩa vụ liên quan"), "requester": gettext_lazy("Người yêu cầu"),
    "petitioning_body": gettext_lazy("Cơ quan, tổ chức, cá nhân khởi kiện"),
    "representative": gettext_lazy("Người đại diện"), "protector": gettext_lazy("Người bảo vệ quyền và lợi ích hợp pháp"),
    "procuracy": gettext_lazy("Viện kiểm sát"),
    "procuracy_above": gettext_lazy("Viện kiểm sát cùng cấp với Tòa án cấp phúc thẩm"), "enforcement_agency": gettext_lazy("Cơ quan thi hành án dân sự"),
    "justice_ministry": gettext_lazy("Bộ Tư pháp"),
    "witness": gettext_lazy("Người làm chứng"), "expert": gettext_lazy("Người giám định"),
    "interpreter": gettext_lazy("Người phiên dịch"),
}  # fmt: skip
"""Roles of `toaan.rules.service.ParticipantRole` in words."""
TYPES: Mapping[str, Any] = {
    "DS": gettext_lazy("Dân sự"), "HNGĐ": gettext_lazy("Hôn nhân và gia đình"),
    "KDTM": gettext_lazy("Kinh doanh, thương mại"), "LĐ": gettext_lazy("Lao động"), "HC": gettext_lazy("Hành chính"),
    "HS": gettext_lazy("Hình sự"), "VDS": gettext_lazy("Việc dân sự"), "VHNGĐ": gettext_lazy("Việc hôn nhân và gia đình"),
    "VKDTM": gettext_lazy("Việc kinh doanh, thương mại"), "VLĐ": gettext_lazy("Việc lao động"),
    "LP": gettext_lazy("Lệ phí khác"), "LP:pha-san": gettext_lazy("Lệ phí phá sản"),
    "LP:dinh-cong": gettext_lazy("Lệ phí xét tính hợp pháp của cuộc đình công"),
}  # fmt: skip
COVERED: Mapping[str, Any] = {
    "an-phi": gettext_lazy("Án phí"), "viec": gettext_lazy("Lệ phí việc dân sự"), "khac": gettext_lazy("Lệ phí khác"),
}  # fmt: skip


def row_words(row: Mapping[str, Any]) -> str:
    """One row of a list: "Người nhận: Nguyên đơn; Điều, khoản, điểm: 196.1"."""
    return "; ".join(
        f"{CELLS[key]}: {_cell(key, cell)}" for key, cell in row.items() if key in CELLS and cell != ""
    )


def _cell(key: str, cell: Any) -> str:
    if isinstance(cell, bool):
        return _("Có") if cell else _("Không")
    return str(RECIPIENTS.get(cell, cell)) if key == "role" else str(cell)
