"""Texts of the law and the assistant: who may put texts in, who asks, who judges what was said of an answer."""

from __future__ import annotations

from toaan.core.policies.rows import BY_ITSELF, STAFF_PAGE, SYSTEM_ONLY, R, Relations, Row, judges, leaders
from toaan.core.roles import Role


def _reviewers(*relations: str) -> dict[Role, Relations]:
    """Judges and examiners, who read what colleagues wrote before the assistant answers with it."""
    return {**judges(*relations), R.EXAMINER: relations}


_REVIEW_HINT = (
    "Chỉ Thẩm phán, Thẩm tra viên của Tòa án cao nhất dùng chung hệ thống này xét đóng góp và góp ý, và không ai xét của chính mình. "
    "Hãy chờ đồng nghiệp khác xét."
)

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
    Row("assistant.contribute", "Đóng góp tình huống cho trợ lý ảo", "", STAFF_PAGE,
        "Tình huống do người giữ chức vụ tại Tòa án đóng góp. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("assistant.revise", "Sửa tình huống đóng góp", "", {role: ("asker",) for role in STAFF_PAGE},
        "Chỉ người viết sửa được tình huống của mình. Người duyệt thấy chỗ cần sửa thì trả lại kèm lý do."),
    Row("assistant.withdraw", "Rút tình huống đóng góp", "",
        {**{role: ("asker",) for role in STAFF_PAGE}, **_reviewers("asker", "rule_authority")},
        "Chỉ người viết, hoặc người duyệt kèm lý do, rút được tình huống."),
    Row("assistant.approve", "Duyệt tình huống đóng góp", "", _reviewers("rule_authority"), _REVIEW_HINT),
    Row("assistant.return", "Trả lại tình huống đóng góp", "", _reviewers("rule_authority"), _REVIEW_HINT),
    Row("assistant.accept_feedback", "Chấp nhận góp ý về câu trả lời", "", _reviewers("rule_authority"), _REVIEW_HINT),
    Row("assistant.decline_feedback", "Không chấp nhận góp ý về câu trả lời", "", _reviewers("rule_authority"), _REVIEW_HINT),
    Row("assistant.train", "Huấn luyện xếp hạng điều luật", "", SYSTEM_ONLY,
        "Người quản trị máy chủ huấn luyện bằng lệnh “toaan assistant train”."),
    Row("assistant.promote", "Đổi bản xếp hạng điều luật đang dùng", "", {R.IT_OFFICER: ("rule_authority",), R.SYSTEM: ()},
        "Chỉ cán bộ công nghệ thông tin của Tòa án cao nhất dùng chung hệ thống này đổi bản xếp hạng. Hãy báo cho họ câu trả lời chưa tốt."),
    Row("page.contributions", "Tình huống đóng góp", "", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.feedback", "Góp ý về câu trả lời của trợ lý ảo", "", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.assistant_usage", "Sử dụng trợ lý ảo", "", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.assistant_scores", "Điểm đo của trợ lý ảo", "", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.assistant", "Trợ lý ảo", "", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Văn bản pháp luật có ở trang dành cho mọi người trên Cổng."),
)  # fmt: skip
