"""Sessions and hearings: who may do what."""

from __future__ import annotations

from toaan.core.policies.rows import BY_ITSELF, SYSTEM_ONLY, R, Row, judges, leaders

ROWS: tuple[Row, ...] = (
    # Hearings
    Row("hearings.schedule_session", "Mở phiên họp công khai chứng cứ và hòa giải", "BLTTDS 208",
        {**judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thẩm phán chủ tọa hoặc Thư ký vụ án ấn định phiên họp."),
    Row("hearings.record_session", "Lập biên bản phiên họp", "BLTTDS 211", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký vụ án lập biên bản phiên họp."),
    Row("hearings.sign_session_minutes", "Ký biên bản phiên họp", "BLTTDS 211", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ trì ký biên bản phiên họp."),
    Row("hearings.decide_trial", "Quyết định đưa vụ án ra xét xử", "BLTTDS 220", judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định này."),
    Row("hearings.open_hearing", "Khai mạc phiên tòa", "BLTTDS 239", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa khai mạc phiên tòa."),
    Row("hearings.adjourn", "Hoãn phiên tòa", "BLTTDS 233", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa hoãn phiên tòa."),
    Row("hearings.write_minutes", "Ghi biên bản phiên tòa", "BLTTDS 236", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký phiên tòa ghi biên bản."),
    Row("hearings.close_debate", "Kết thúc tranh luận, vào nghị án", "BLTTDS 263, 264", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa kết thúc tranh luận."),
    Row("hearings.keep_room", "Quản lý phòng xử án", "",
        {**leaders("same_court"), R.DOCUMENT_CLERK: ("same_court",), R.SYSTEM: ()},
        "Chỉ lãnh đạo hoặc Văn thư của Tòa án này khai báo phòng xử."),
    Row("hearings.number_trial_decision", "Cấp số quyết định đưa vụ án ra xét xử", "BLTTDS 220",
        judges("presiding_judge"), "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định này."),
    Row("hearings.record_attendance", "Ghi sự có mặt, vắng mặt", "BLTTDS 237.2", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký phiên tòa kiểm tra, ghi sự có mặt."),
    Row("hearings.number_adjournment", "Cấp số quyết định hoãn phiên tòa", "BLTTDS 233", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa hoãn phiên tòa."),
    Row("hearings.finish_minutes", "Hoàn thành biên bản", "BLTTDS 211.4, 236.3", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký hoàn thành biên bản."),
    Row("hearings.return_minutes", "Trả biên bản để Thư ký sửa", "BLTTDS 236.3",
        {**judges("presiding_judge"), R.CLERK: ("case_clerk",)}, "Chỉ Thẩm phán chủ tọa hoặc Thư ký mở lại biên bản."),
    Row("hearings.sign_minutes", "Ký biên bản phiên tòa", "BLTTDS 236.3", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ký biên bản phiên tòa."),
    Row("hearings.mediate", "Hòa giải tại phiên tòa", "BLTTDS 320.3", judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa hòa giải tại phiên tòa."),
    Row("hearings.close", "Kết thúc phiên tòa", "BLTTDS 267", SYSTEM_ONLY, BY_ITSELF),
    Row("hearings.rebook", "Xếp lại người tiến hành tố tụng", "BLTTDS 47.1", SYSTEM_ONLY, BY_ITSELF),
    Row("hearings.call_off", "Không mở, kết thúc phiên", "BLTTDS 214, 217, 41", SYSTEM_ONLY, BY_ITSELF),
)  # fmt: skip
