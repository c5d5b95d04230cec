"""The petition register as the paper book has it (sổ nhận đơn): every column, for the printer and the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from toaan.design.templatetags.ui import vn_date
from toaan.filing.models import Petition

COLUMNS = (
    "Số", "Ngày nhận", "Hình thức gửi", "Ngày khởi kiện", "Người khởi kiện, địa chỉ", "Người bị kiện",
    "Nội dung khởi kiện", "Số tài liệu", "Thẩm phán xem xét", "Yêu cầu sửa đổi", "Kết quả xử lý", "Ghi chú",
)  # fmt: skip
"""Columns of the paper book; the last one is left for the pen."""


def lines(petitions: Iterable[Petition]) -> list[list[str]]:
    """One line per petition; the rows carry `files`, the number of their attachments."""
    return [_line(p) for p in petitions]


def _line(petition: Petition) -> list[str]:
    first = (petition.content.get("plaintiffs") or [{}])[0]
    asked = getattr(petition, "amendment_request", None)
    returned = getattr(petition, "returned", None)
    result = str(petition.get_state_display())
    result += f", {petition.case}" if petition.case else ""
    result += f", {returned.article}" if returned else ""
    sent = getattr(petition, "transfer", None)
    result += f" đến {sent.to_court_name}" if sent else ""
    came = f"Do {petition.came_by.petition.court} chuyển đến" if hasattr(petition, "came_by") else ""
    return [
        str(petition.number), vn_date(petition.received_on), petition.get_channel_display(), vn_date(petition.filed_on),
        ", ".join(part for part in (petition.plaintiff_names, first.get("address", "")) if part),
        petition.defendant_names, petition.content["legal_relation"], str(getattr(petition, "files", "")),
        petition.examiner.user.full_name if petition.examiner else "",
        vn_date(asked.requested_at) if asked else "", result, came,
    ]  # fmt: skip
