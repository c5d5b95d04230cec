"""Names of the stages, shared by every kind of proceeding, and what each is called."""

from __future__ import annotations

PREPARING, TRIAL_SET, HEARING, DELIBERATING, JUDGED, EFFECTIVE, ARCHIVED = (
    "preparing", "trial_set", "hearing", "deliberating", "judged", "effective", "archived",
)  # fmt: skip
SUSPENDED, DISCONTINUED, TRANSFERRED, JOINED = "suspended", "discontinued", "transferred", "joined"
STRUCK_OUT = frozenset({DISCONTINUED, TRANSFERRED, JOINED})
"""The case is struck out of the register as a status (BLTTDS 41.1, 217.3; one that was joined to another, 42.1, is
no longer a case of its own); a suspended one is not (215.1)."""
QUASHED = "quashed"
"""The judgment of first instance was set aside whole on appeal (BLTTDS 308.3, 308.4), or by cassation or reopening (343, 356)."""
PART_QUASHED, ENDING_QUASHED = "part_quashed", "ending_quashed"
"""After cassation or reopening: a part of the judgment was quashed and the rest is in effect; the decision that ended the
case was quashed, and the matter is taken up anew under another number (343.3, 356.2)."""

LABELS = {
    PREPARING: "Chuẩn bị xét xử",
    TRIAL_SET: "Chờ mở phiên tòa",
    HEARING: "Đang xét xử",
    DELIBERATING: "Nghị án",
    JUDGED: "Đã tuyên án",
    EFFECTIVE: "Có hiệu lực pháp luật",
    ARCHIVED: "Đã đóng hồ sơ",
    SUSPENDED: "Tạm đình chỉ",
    DISCONTINUED: "Đã đình chỉ",
    TRANSFERRED: "Đã chuyển Tòa án khác",
    QUASHED: "Bản án, quyết định sơ thẩm bị hủy",
    JOINED: "Đã nhập vào vụ án khác",
    PART_QUASHED: "Bản án bị hủy một phần, phần còn lại có hiệu lực",
    ENDING_QUASHED: "Quyết định đình chỉ bị hủy",
}
"""Words for a suit; a proceeding that is called otherwise (phiên họp, quyết định) has its own in its table."""
