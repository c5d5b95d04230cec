"""A finished draft of an invented case. Pure, so that tests without a database may use it."""

from __future__ import annotations

from toaan.judgments.content import Content

CONTENT = Content(
    about="Tranh chấp hợp đồng đặt cọc",
    facts=("Nguyên đơn Hoàng Thị Lan Chi trình bày: đã giao 350.000.000 đồng.", "Bị đơn Vũ Đức Thịnh thừa nhận việc nhận tiền."),
    reasoning=("Đây là tranh chấp hợp đồng đặt cọc theo khoản 3 Điều 26 Bộ luật Tố tụng dân sự.", "Yêu cầu có căn cứ theo khoản 2 Điều 328 Bộ luật Dân sự."),
    basis=("Căn cứ khoản 3 Điều 26, Điều 147 Bộ luật Tố tụng dân sự; khoản 2 Điều 328 Bộ luật Dân sự.",),
    ruling=("Buộc ông Vũ Đức Thịnh trả bà Hoàng Thị Lan Chi 350.000.000 đồng.", "Không chấp nhận yêu cầu phạt cọc 50.000.000 đồng."),
    fees=("Ông Vũ Đức Thịnh phải chịu 17.500.000 đồng án phí dân sự sơ thẩm.",),
    appeal="Đương sự có quyền kháng cáo trong thời hạn 15 ngày kể từ ngày tuyên án.",
)  # fmt: skip
