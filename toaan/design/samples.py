"""Invented data of the style guide. People, cases and dates do not exist; articles are illustrations."""

from __future__ import annotations

from typing import Any

from django import forms

from toaan.design.forms import (
    DatePartsField,
    FilesField,
    LongTextField,
    MoneyField,
    TextField,
    TileRadios,
    VietnameseDateField,
)

PAPERS = (
    ("signed", "Có giấy viết tay hoặc hợp đồng"),
    ("messages", "Chỉ có tin nhắn"),
    ("none", "Không có gì"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    number = TextField(label="Số thụ lý", help_text="Như ghi trên thông báo, ví dụ 12/2026/TLST-DS")
    amount = MoneyField(label="Bạn đã giao bao nhiêu tiền?", help_text="Tổng số tiền, tính bằng đồng")
    received = VietnameseDateField(label="Ngày nhận đơn", help_text="Ngày/tháng/năm")
    paid = DatePartsField(label="Giao tiền ngày nào?", help_text="Ví dụ 12 9 2025")
    judge = forms.ChoiceField(
        label="Thẩm phán", choices=[("", "Chọn một người"), ("1", "Đỗ Minh Khuê"), ("2", "Trịnh Hải Yến")]
    )
    papers = forms.ChoiceField(
        label="Bạn có giấy tờ gì về việc giao tiền?",
        choices=PAPERS,
        widget=TileRadios(hints={"signed": "Chụp ảnh bằng điện thoại là được"}),
    )
    ways = forms.MultipleChoiceField(
        label="Nhận văn bản của Tòa án bằng cách nào?",
        choices=[("portal", "Qua cổng"), ("post", "Qua bưu điện")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = LongTextField(label="Việc đã xảy ra", required=False)
    photos = FilesField(
        label="Ảnh giấy nhận tiền",
        help_text="Mỗi tệp tối đa 10 MB",
        extensions=("pdf", "jpg"),
        required=False,
    )
    true_words = forms.BooleanField(label="Tôi cam đoan những điều đã khai là đúng sự thật")


RIGHT_ANSWERS = {
    "number": "12/2026/TLST-DS",
    "amount": 350_000_000,
    "received": "05/01/2026",
    "paid": "12/9/2025",
    "judge": "1",
    "papers": "signed",
    "ways": ["portal"],
    "story": "Hai bên ký giấy đặt cọc tại nhà bị đơn.",
}
WRONG_ANSWERS = {
    "sai-amount": "ba trăm năm mươi",
    "sai-received": "30/2/2026",
    "sai-paid_day": "12",
    "sai-paid_year": "2025",
}

_STEPS = [
    ("24", "ra QĐ", "start"), ("25", "T7", "skipped"), ("26", "CN", "skipped"), ("27", "bù", "skipped"),
    ("28", "1", "counted"), ("29", "2", "counted"), ("30", "lễ", "skipped"), ("1", "lễ", "skipped"),
    ("2", "T7", "skipped"), ("3", "CN", "skipped"), ("4", "3", "end"),
]  # fmt: skip

_LEVELS = {
    "overdue": "Quá 2 ngày LV",
    "today": "Hôm nay",
    "soon": "Còn 3 ngày LV",
    "on_time": "Còn 20 ngày",
    "done": "Đúng hạn",
    "paused": "Tạm dừng",
}

NAVIGATION = [
    {
        "label": "Công việc",
        "items": [
            {"label": "Việc của tôi", "url": "#viec", "icon": "list-check", "count": 23, "current": True},
            {"label": "Lịch phiên tòa", "url": "#bang", "icon": "calendar-event"},
        ],
    },
    {
        "label": "Vụ án",
        "items": [
            {"label": "Sổ thụ lý", "url": "#bang", "icon": "clipboard-list"},
            {"label": "Tống đạt", "url": "#dien-bien", "icon": "truck-delivery", "count": 2},
        ],
    },
]
PORTAL_NAVIGATION = [
    {"label": "Nộp đơn", "url": "#bieu-mau", "current": True},
    {"label": "Theo dõi", "url": "#chang-duong"},
]

COMPONENTS: dict[str, Any] = {
    "levels": list(_LEVELS.items()),
    "tags": [
        ("Đang xử lý", ""), ("Đạt", "green"), ("Thiếu 6", "yellow"), ("Chỉ nội bộ", "red"),
        ("Công khai", "grey"), ("Máy đề xuất", "purple"),
    ],
    "alerts": [
        ("information", "Dữ liệu đến 06:00 sáng nay."),
        ("warning", "Điểm cầu 2 mất tín hiệu, đã 3 phút."),
        ("error", "Chưa ký được: chứng thư số hết hạn."),
        ("success", "Đã gửi đủ 5 người nhận."),
    ],
    "swatches": [
        ("cham-900", True), ("cham-800", True), ("cham-700", True), ("cham-100", False), ("dong-700", True),
        ("dong-600", True), ("dong-400", False), ("dong-100", False), ("muc-900", True), ("muc-600", True),
        ("muc-300", False), ("muc-50", False), ("son-800", True), ("son-100", False), ("nghe-500", False),
        ("nghe-100", False), ("luc-800", True), ("luc-100", False), ("tim-700", True), ("tim-100", False),
    ],
    "kpis": [
        {"value": 1, "label": "quá hạn", "url": "#viec", "icon": "alert-triangle", "hot": True},
        {"value": 3, "label": "đến hạn hôm nay", "url": "#viec", "icon": "alert-circle"},
        {"value": 5, "label": "trong 3 ngày làm việc tới", "url": "#viec", "icon": "clock"},
        {"value": 3, "label": "chờ tôi ký, duyệt", "icon": "signature"},
        {"value": "58,8 %", "label": "tỷ lệ giải quyết"},
    ],
    "next_mine": {
        "title": "Gửi quyết định đưa vụ án ra xét xử cho 5 người nhận",
        "text": "Quyết định 21/2026/QĐXXST-DS đã ký 24/4. Cổng gửi ngay cho 3 người; 2 giấy in kèm nhãn bưu điện.",
        "button": {"label": "Xem và gửi", "url": "#viec", "icon": "send"},
        "escape": {"label": "Chưa gửi được? Ghi lý do", "url": "#viec"},
    },
    "next_other": {
        "title": "Chờ kết quả định giá tài sản",
        "anchor": "buoc-cho",
        "waiting_for": "Hội đồng định giá, từ ngày 02/04/2026",
    },
    "work": [
        {
            "urgency": level, "badge_text": words, "title": title, "url": "#viec", "reference": "12/2026/TLST-DS",
            "meta": "3 ngày làm việc từ 21/4, hết hạn thứ Sáu 24/4.", "explain_url": "#thoi-han",
            "button": {"label": "Gửi ngay" if level == "overdue" else "Mở vụ án", "url": "#viec",
                       "primary": level == "overdue"},
        }
        for (level, words), title in zip(
            _LEVELS.items(),
            ("Gửi quyết định tạm đình chỉ", "Xem xét đơn khởi kiện", "Gửi quyết định xét xử",
             "Hết hạn chuẩn bị xét xử", "Thụ lý vụ án", "Chờ kết quả định giá"),
            strict=True,
        )
    ],
    "hearings": [
        {"time": "08:00", "title": "11/2026/TLST-DS", "url": "#viec", "meta": "Phòng xử 2. Hợp đồng vay",
         "urgency": "done", "badge_text": "Đã tuyên án"},
        {"time": "14:00", "title": "18/2026/TLST-DS", "url": "#viec", "meta": "Trực tuyến, 3 điểm cầu", "now": True},
    ],
    "deadlines": [
        {
            "title": "Gửi quyết định xét xử", "urgency": "soon", "badge_text": "Còn 3 ngày LV",
            "due_text": "Hết thứ Hai 04/05/2026", "rule_text": "3 ngày làm việc, từ ngày ra quyết định",
            "article": "Điều 220 BLTTDS", "article_url": "#thoi-han",
            "skipped_text": "2 cuối tuần, nghỉ bù Giỗ Tổ 27/4, lễ 30/4 và 1/5",
            "done_when": "cả 5 người nhận có bằng chứng gửi",
            "aria_text": "Đếm ngày: 24/4 ngày ra quyết định, không tính; 28/4, 29/4 và 4/5 là ba ngày làm việc.",
            "steps": [{"day": day, "small": small, "kind": kind} for day, small, kind in _STEPS],
        },
        {
            "title": "Chuẩn bị xét xử", "urgency": "paused", "due_text": "Tạm dừng từ 02/04/2026",
            "provisional": True, "rule_text": "4 tháng từ ngày thụ lý", "article": "Điều 203 BLTTDS",
            "extended_text": "Tính lại từ đầu khi có quyết định tiếp tục giải quyết",
        },
    ],
    "events": [
        {"title": "Phiên tòa sơ thẩm", "when": "08:00 22/05/2026", "who": "Phòng xử 1", "kind": "next"},
        {"title": "Quyết định đưa vụ án ra xét xử", "when": "15:20 24/04/2026", "who": "Đỗ Minh Khuê ký số",
         "text": "2 trang", "link": {"label": "21/2026/QĐXXST-DS", "url": "#dien-bien", "icon": "file-certificate"}},
        {"title": "Hệ thống kiểm tra thời hạn", "when": "16/03/2026", "kind": "system"},
    ],
    "uploads": [
        {"state": "sending", "name": "anh-hien-truong.jpg", "size": "8,4 MB", "done": 62,
         "said": "Đang gửi", "figures": "62 %, còn khoảng 20 giây", "buttons": ["Tạm dừng", "Bỏ"]},
        {"state": "offline", "name": "ghi-am-cuoc-goi.mp3", "size": "21 MB", "done": 35,
         "said": "Mất kết nối, sẽ tự gửi tiếp", "figures": "35 %", "buttons": ["Tạm dừng", "Bỏ"]},
        {"state": "paused", "name": "hop-dong-dat-coc.pdf", "size": "3,1 MB", "done": 80,
         "said": "Đã tạm dừng", "figures": "80 %", "buttons": ["Tiếp tục", "Bỏ"]},
        {"state": "ready", "name": "giay-vay-tien.pdf", "size": "412 kB", "done": 100,
         "said": "Đã gửi xong, kiểm tra khớp", "figures": "", "buttons": ["Bỏ"]},
        {"state": "failed", "name": "phim-quay-man-hinh-rat-dai-khong-dat-lai-ten-2026-06-09.mp4", "size": "96 MB",
         "done": 0, "said": "Tệp lớn hơn mức được nhận ở đây", "figures": "", "buttons": ["Bỏ"]},
    ],
    "stage_items": [
        {"label": "Nhận đơn", "note": "05/01", "state": "done"},
        {"label": "Thụ lý", "note": "16/01", "state": "done"},
        {"label": "Mở phiên tòa", "note": "22/05, 08:00", "state": "now"},
        {"label": "Tuyên án"},
    ],
    "track_items": [
        {"label": "Đã nhận đơn", "when": "05/01/2026, qua cổng", "text": "Ngày nộp đơn là ngày này.", "state": "done"},
        {"label": "Mở phiên tòa", "when": "08:00, thứ Sáu 22/05/2026", "icon": "gavel", "state": "now",
         "links": [{"label": "Quyết định đưa vụ án ra xét xử", "url": "#chang-duong", "note": "PDF, 142 kB"}]},
        {"label": "Tuyên án", "when": "Thường trong ngày xét xử", "icon": "file-certificate"},
    ],
    "register": {
        "caption": "Sổ thụ lý, xếp theo số giảm dần",
        "columns": [
            {"label": "Số", "sort_url": "?xep=so", "sorted": "descending"},
            {"label": "Ngày"}, {"label": "Nguyên đơn"}, {"label": "Quan hệ pháp luật", "short": "Quan hệ"},
            {"label": "Giá trị (đồng)", "short": "Giá trị", "numeric": True}, {"label": "Thời hạn"},
        ],
        "rows": [
            [{"text": "52", "url": "#bang"}, "28/04", "Đinh Quốc Bảo", "Đòi tiền công", "18.000.000",
             {"text": "Đến 05/05", "urgency": "soon"}],
            [{"text": "08", "url": "#bang"}, "12/01", "Doãn Chí Bình", "Bồi thường thiệt hại", None,
             {"text": "Quá 1 ngày LV", "urgency": "overdue"}],
        ],
    },
    "facts": [
        ("Nguyên đơn", "Hoàng Thị Lan Chi"),
        {"label": "Giá trị", "value": "700.000.000 đồng", "change_url": "#tom-tat"},
    ],
    "case_header": {
        "number": "12/2026/TLST-DS", "title": "Hoàng Thị Lan Chi kiện Vũ Đức Thịnh", "stage_label": "Chuẩn bị xét xử",
        "badge": {"urgency": "soon", "text": "Còn 3 ngày LV"},
        "facts": [("Thụ lý", "16/01/2026"), ("Thẩm phán", "Đỗ Minh Khuê")],
        "tabs": [{"label": "Tổng quan", "url": "#dau-vu-an", "current": True},
                 {"label": "Hồ sơ", "url": "#dau-vu-an", "count": 86}],
    },
}  # fmt: skip
