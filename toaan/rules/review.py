"""Cassation and reopening: grounds, who may protest, which terms (BLTTDS 326, 327, 331, 334, 352, 354, 355). Pure."""

from __future__ import annotations

from typing import Literal

Kind = Literal["cassation", "reopening"]
GROUNDS: dict[str, dict[str, str]] = {
    "cassation": {
        "326.1.a": "Kết luận không phù hợp với tình tiết khách quan của vụ án, gây thiệt hại đến quyền, lợi ích hợp pháp của đương sự",
        "326.1.b": "Vi phạm nghiêm trọng thủ tục tố tụng làm đương sự không thực hiện được quyền, nghĩa vụ tố tụng của mình",
        "326.1.c": "Sai lầm trong việc áp dụng pháp luật dẫn đến bản án không đúng",
    },
    "reopening": {
        "352.1": "Mới phát hiện tình tiết quan trọng mà đương sự đã không thể biết được trong quá trình giải quyết vụ án",
        "352.2": "Kết luận giám định, lời dịch không đúng sự thật hoặc có giả mạo chứng cứ",
        "352.3": "Thẩm phán, Hội thẩm nhân dân, Kiểm sát viên cố ý làm sai lệch hồ sơ hoặc cố ý kết luận trái pháp luật",
        "352.4": "Bản án, quyết định mà Tòa án căn cứ vào để giải quyết vụ án đã bị hủy bỏ",
    },
}  # fmt: skip
APPLY, AMEND, PROTEST, EXTENDED, REOPENING, PROCURACY, OPEN = (
    "BLTTDS:327.1", "BLTTDS:329.2", "BLTTDS:334.1", "BLTTDS:334.2", "BLTTDS:355", "BLTTDS:336.2", "BLTTDS:339",
)  # fmt: skip
"""Keys of the time limits."""


def competent_level(level: str) -> str:
    """Which court's president protests a judgment of a court of this level (331, 354, in force since 01/07/2025).

    The province's for a regional court in its territory; the Supreme Court's for a provincial court.
    """
    return "province" if level == "region" else "supreme"


def citation(ground: str) -> str:
    """ "326.1.a" → "điểm a khoản 1 Điều 326"."""
    article, clause, *point = ground.split(".")
    return f"{f'điểm {point[0]} ' if point else ''}khoản {clause} Điều {article}"
