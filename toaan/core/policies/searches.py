"""Searching for a person by notice: who may do what."""

from __future__ import annotations

from toaan.core.policies.rows import BY_ITSELF, SYSTEM_ONLY, R, Row, judges

ROWS: tuple[Row, ...] = (
    Row("searches.order", "Ra quyết định thông báo tìm kiếm", "BLTTDS 388.1, 392.1", judges("presiding_judge"),
        "Chỉ Thẩm phán giải quyết việc dân sự ra quyết định thông báo tìm kiếm."),
    Row("searches.issue", "Lập thông báo tìm kiếm", "BLTTDS 384", judges("presiding_judge"),
        "Chỉ Thẩm phán giải quyết việc dân sự ký thông báo tìm kiếm."),
    Row("searches.record_publication", "Ghi nhận việc đăng, phát thông báo tìm kiếm", "BLTTDS 385, 388.2",
        {**judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký hoặc Thẩm phán giải quyết việc dân sự ghi nhận việc đăng, phát."),
    Row("searches.strike_publication", "Gạch bỏ việc ghi nhận đăng, phát", "BLTTDS 385, 388.2",
        {**judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký hoặc Thẩm phán giải quyết việc dân sự gạch bỏ dòng ghi nhầm."),
    Row("searches.tell", "Báo tin về người được tìm kiếm", "BLTTDS 384.6",
        {R.CITIZEN: (), **judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Đăng nhập bằng tài khoản của bạn để báo tin; tại Tòa án, Thư ký của việc này ghi nhận."),
    Row("searches.answer", "Xử lý tin báo về người được tìm kiếm", "BLTTDS 384.6",
        {**judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký hoặc Thẩm phán giải quyết việc dân sự xử lý tin báo."),
    Row("searches.record_return", "Ghi nhận người được tìm kiếm trở về", "BLTTDS 386, 388.3, 392.3",
        {**judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký hoặc Thẩm phán giải quyết việc dân sự ghi nhận việc này."),
    Row("searches.close_term", "Hết thời hạn thông báo tìm kiếm", "BLTTDS 388.2, 392.2", SYSTEM_ONLY, BY_ITSELF),
    Row("searches.end", "Kết thúc việc tìm kiếm", "BLTTDS 386, 388.3, 389, 392.3, 393", SYSTEM_ONLY, BY_ITSELF),
)  # fmt: skip
