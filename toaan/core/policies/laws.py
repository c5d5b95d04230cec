"""Texts of the law and the assistant: who may put texts in, who asks, who judges what was said of an answer."""

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
    Row("assistant.ask", "Hỏi trợ lý ảo", "", STAFF_PAGE,
        "Trợ lý ảo tại bàn làm việc dành cho người giữ chức vụ tại Tòa án."),
    Row("assistant.ask_in_case", "Hỏi trợ lý ảo trong vụ án", "", {role: ("panel", "case_clerk") for role in STAFF_PAGE},
        "Chỉ Hội đồng xét xử và Thư ký của vụ án hỏi trợ lý trong vụ án. Câu hỏi chung thì hỏi ở trang Trợ lý ảo."),
    Row("assistant.rate", "Đánh giá câu trả lời của trợ lý ảo", "", {role: ("asker", "panel", "case_clerk") for role in STAFF_PAGE},
        "Chỉ người đã hỏi đánh giá câu trả lời; trong vụ án là Hội đồng xét xử và Thư ký."),
    Row("assistant.write", "Ghi câu trả lời của mô hình ngôn ngữ", "", SYSTEM_ONLY, BY_ITSELF),
    Row("page.assistant", "Trợ lý ảo", "", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Văn bản pháp luật có ở trang dành cho mọi người trên Cổng."),
)  # fmt: skip
