"""Questions about a fee that make no sense are refused with one Vietnamese line that says why."""

from datetime import date

import pytest

from toaan.rules.fees import FeeRuleMissing, fee
from toaan.rules.tests.shipped import ROWS

APPEAL = {"instance": "phuc-tham"}


@pytest.mark.parametrize(
    ("kind", "value", "options", "words"),
    [
        # Kind, value, names and values of options.
        ("XX", None, {}, "Không có loại “XX”"),
        (None, None, {}, "Không có loại"),
        ("DS", -1, {}, "số âm"),
        ("DS", 1.5, {}, "số nguyên"),
        ("DS", "17000000", {}, "số nguyên"),
        ("DS", True, {}, "số nguyên"),
        ("DS", 10**15 + 1, {}, "không quá"),
        ("DS", 1, {"giam": True}, "không có tùy chọn “giam”"),
        ("DS", 1, {"simplified": "có lẽ"}, "simplified không nhận"),
        ("DS", 1, {"instance": "giam-doc-tham"}, "so-tham, phuc-tham"),
        ("DS", 1, {"withdrawn": "later"}, "before-hearing"),
        ("DS", 1, {"accepted": "một"}, "accepted phải là số nguyên"),
        ("DS", 1, {"exempt": "nguoi-quen"}, "exempt không nhận “nguoi-quen”"),
        ("DS", 1, {"claim": "la"}, "claim không nhận “la”"),
        # Options that the kind of case or the instance does not know.
        ("DS", 1, {**APPEAL, "mediated": True}, "khoản 5 Điều 29"),
        ("HS", None, {"simplified": True}, "khoản 2 Điều 6"),
        ("VDS", None, {"simplified": True}, "simplified không dùng cho lệ phí"),
        ("VDS", None, {**APPEAL, "withdrawn": "any"}, "không quy định"),
        ("DS", 1, {"claim_withdrawn": True}, "dùng withdrawn"),
        ("DS", 1, {"result": "sua"}, "result không dùng"),
        ("DS", 1, {"part": "dan-su"}, "part không dùng"),
        ("HC", None, {"accepted": 0}, "accepted không dùng"),
        ("LP", None, {"matter": "pha-san", "advance": True}, "advance không dùng"),
        ("DS", None, {"matter": "pha-san"}, "matter không dùng"),
        # Two ends at once, an end with an advance.
        ("DS", 1, {"mediated": True, "withdrawn": "any"}, "một cách"),
        ("DS", 1, {"discontinued": "vang-mat", "withdrawn": "any"}, "một cách"),
        ("DS", 1, {"accepted": 1, "mediated": True}, "một cách"),
        ("DS", 1, {**APPEAL, "result": "sua", "withdrawn": "at-hearing"}, "một cách"),
        ("DS", 1, {"advance": True, "mediated": True}, "chưa biết kết quả"),
        ("DS", 1, {**APPEAL, "advance": True, "withdrawn": "before-hearing"}, "chưa biết kết quả"),
        # Hearings.
        ("DS", 1, {"simplified": True, "agreed_at": "ordinary-hearing"}, "stage=simplified-hearing"),
        ("DS", 1, {"agreed_at": "ordinary-hearing", "stage": "simplified-hearing"}, "trái nhau"),
        ("DS", 1, {**APPEAL, "stage": "simplified-hearing"}, "Khoản 8 Điều 26"),
        ("HC", None, {"stage": "simplified-hearing"}, "Khoản 8 Điều 26"),
        ("HS", None, {"stage": "simplified-hearing"}, "thủ tục rút gọn"),
        ("DS", 1, {**APPEAL, "withdrawn": "any"}, "before-hearing hoặc at-hearing"),
        ("HC", 1, {**APPEAL, "withdrawn": "any"}, "before-hearing hoặc at-hearing"),
        ("HS", 1, {**APPEAL, "withdrawn": "any", "part": "dan-su"}, "before-hearing hoặc at-hearing"),
        # Persons, parts, claims.
        ("DS", 1, {"payer": "nguyen-don"}, "payer cần accepted"),
        ("DS", 1, {"accepted": 1, "payer": "bi-cao"}, "payer của loại DS"),
        ("DS", 1, {"accepted": 1, "payer": "lien-quan"}, "claimant=doc-lap"),
        ("VDS", None, {"payer": "mot-ben"}, "thuan-tinh-ly-hon"),
        ("HS", None, {"payer": "duong-su"}, "part=dan-su"),
        ("HC", None, {**APPEAL, "result": "khong-chap-nhan"}, "giu-nguyen, sua, huy, chap-nhan"),
        ("DS", None, {**APPEAL, "discontinued": "chet"}, "vang-mat"),
        ("DS", 1, {"discontinued": "huy-quyet-dinh"}, "khoản 3 Điều 32"),
        ("HC", None, {"discontinued": "pha-san"}, "Điều 217"),
        ("HS", None, {**APPEAL, "part": "ca-hai"}, "ca-hai"),
        ("HC", None, {"part": "hinh-su"}, "dan-su"),
        ("LP", None, {}, "cần matter"),
        ("LP", None, {"matter": "pha-san", **APPEAL}, "không quy định lệ phí kháng cáo"),
        ("DS", None, {"property_agreed": "before-hearing"}, "property_agreed cần"),
        ("HNGĐ", 9, {"claim": "ly-hon", "property_agreed": "before-hearing", "mediated": True}, "property_agreed chỉ"),
        ("HNGĐ", 9, {"claim": "thuan-tinh-ly-hon"}, "ghi payer"),
        ("LĐ", None, {"claim": "ly-hon"}, "chỉ dùng cho loại: HNGĐ"),
        ("DS", None, {"claim": "phat-coc"}, "cần giá trị"),
        ("DS", 9, {"claim": "phat-coc", "accepted": 1}, "Điều 27"),
        ("DS", 9, {"accepted": 10}, "nằm trong giá trị"),
        ("DS", None, {"accepted": 0}, "nằm trong giá trị"),
        ("HS", 9, {"paid_before": 10}, "paid_before"),
        ("HS", 9, {"part": "hinh-su", "mediated": True}, "phần dân sự"),
        ("HS", None, {**APPEAL, "agreed_at": "ordinary-hearing"}, "part=dan-su"),
        # Grounds of relief.
        ("DS", 9, {"accepted": 1, "exempt": "tre-em"}, "từng người"),
        ("VHNGĐ", None, {"claim": "thuan-tinh-ly-hon", "exempt": "tre-em"}, "payer=mot-ben"),
        ("DS", 9, {"exempt": "tre-em", "reduced": True}, "một diện"),
        ("DS", 9, {"exempt": "luong-tro-cap"}, "chỉ áp dụng cho loại: LĐ"),
        ("DS", 9, {"exempt": "khang-nghi"}, "chỉ áp dụng ở cấp phúc thẩm"),
        ("VDS", None, {"exempt": "boi-thuong-tinh-mang"}, "không áp dụng cho lệ phí"),
        ("LP", None, {"matter": "pha-san", "exempt": "ho-ngheo"}, "không áp dụng cho lệ phí"),
    ],
)  # fmt: skip
def test_refused_with_the_reason(kind: object, value: object, options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refusal:
        fee(ROWS, kind, value, options)
    told = str(refusal.value)
    assert words in told
    assert "\n" not in told


def test_before_the_resolution_no_fee_is_known() -> None:
    with pytest.raises(FeeRuleMissing, match="fee:DS"):
        fee(ROWS, "DS", 1, {}, date(2016, 12, 31))
