"""Texts of the law: who may put them in, who reads the pages of the desk."""

from __future__ import annotations

from toaan.core.policies.rows import BY_ITSELF, STAFF_PAGE, SYSTEM_ONLY, R, Row, leaders

ROWS: tuple[Row, ...] = (
    Row("legislation.import", "Nạp văn bản pháp luật", "", {R.IT_OFFICER: ("rule_authority",), R.SYSTEM: ()},
        "Chỉ cán bộ công nghệ thông tin của Tòa án cao nhất dùng chung hệ thống này nạp văn bản pháp luật. Hãy báo cho họ "
        "văn bản còn thiếu."),
    Row("legislation.end_import", "Ghi kết quả nạp văn bản pháp luật", "", SYSTEM_ONLY, BY_ITSELF),
    Row("page.laws", "Văn bản pháp luật", "", {**STAFF_PAGE, R.PROCURATOR: (), R.MEDIATOR: ()},
        "Trang này dành cho người giữ chức vụ tại Tòa án. Văn bản pháp luật có ở trang dành cho mọi người trên Cổng."),
    Row("page.law_imports", "Các lần nạp văn bản pháp luật", "", {R.IT_OFFICER: (), **leaders()},
        "Trang này dành cho cán bộ công nghệ thông tin và lãnh đạo. Cần nạp văn bản còn thiếu, hãy báo cán bộ công nghệ thông tin."),
)  # fmt: skip
