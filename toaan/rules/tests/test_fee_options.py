"""One line per rule of NQ 326/2016: what is asked, what is due, on which article it rests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.fees import fee
from toaan.rules.fees.ledger import Rules
from toaan.rules.model import RuleRow
from toaan.rules.tests.shipped import ROWS

M = 1_000_000
APPEAL = {"instance": "phuc-tham"}


def due(kind, value, **options):  # type: ignore[no-untyped-def]
    return fee(ROWS, kind, value, options)


@pytest.mark.parametrize(
    ("kind", "value", "amount"),
    [
        # DS, HNGĐ: 300.000 up to 6 million; the edge of every band, the next đồng, the open top.
        ("DS", 0, 300_000), ("DS", 1, 300_000), ("DS", 6 * M, 300_000), ("DS", 6 * M + 20, 300_001),
        ("DS", 400 * M, 20 * M), ("DS", 400 * M + 25, 20 * M + 1), ("DS", 800 * M, 36 * M),
        ("DS", 800 * M + 100, 36 * M + 3), ("DS", 2000 * M, 72 * M), ("DS", 2000 * M + 100, 72 * M + 2),
        ("DS", 4000 * M, 112 * M), ("DS", 4000 * M + 1000, 112 * M + 1), ("DS", 10**15, 999_996_000_000 + 112 * M),
        ("HNGĐ", 6 * M, 300_000), ("HNGĐ", 400 * M, 20 * M), ("HNGĐ", 4000 * M + 1000, 112 * M + 1),
        ("KDTM", 0, 3 * M), ("KDTM", 60 * M, 3 * M), ("KDTM", 60 * M + 20, 3 * M + 1), ("KDTM", 400 * M, 20 * M),
        ("KDTM", 800 * M, 36 * M), ("KDTM", 2000 * M, 72 * M), ("KDTM", 4000 * M, 112 * M), ("KDTM", 4200 * M, 112_200_000),
        ("LĐ", 6 * M, 300_000), ("LĐ", 10 * M, 300_000), ("LĐ", 10 * M + 100, 300_003), ("LĐ", 400 * M, 12 * M),
        ("LĐ", 400 * M + 50, 12 * M + 1), ("LĐ", 2000 * M, 44 * M), ("LĐ", 2000 * M + 1000, 44 * M + 1),
        ("DS", None, 300_000), ("HNGĐ", None, 300_000), ("KDTM", None, 3 * M), ("LĐ", None, 300_000),
        ("HC", None, 300_000), ("HC", 500 * M, 300_000), ("HS", None, 200_000), ("HS", 0, 200_000),
        ("VDS", None, 300_000), ("VHNGĐ", None, 300_000), ("VKDTM", None, 300_000), ("VLĐ", None, 300_000),
    ],
)  # fmt: skip
def test_first_instance(kind: str, value: int | None, amount: int) -> None:
    found = due(kind, value)
    assert found.amount == amount
    assert "khoản 1 Điều 6" in found.article


@pytest.mark.parametrize("spelled", ["HNGĐ", "hngđ", "HNGD", "hngd", "Hngd", " hngd "])
def test_a_kind_is_understood_with_and_without_diacritics(spelled: str) -> None:
    assert due(spelled, 17 * M).amount == 850_000


CASES = [
    # Simplified procedure, agreement at first instance.
    ("DS", 17 * M, {"simplified": True}, 425_000, "khoản 2 Điều 6"),
    ("KDTM", None, {"simplified": "true"}, 1_500_000, "khoản 2 Điều 6"),
    ("DS", 17 * M, {"mediated": True}, 425_000, "khoản 7 Điều 26"),
    ("LĐ", None, {"mediated": True}, 150_000, "khoản 7 Điều 26"),
    ("DS", 17 * M, {"simplified": True, "mediated": True}, 212_500, "khoản 7 Điều 26"),
    ("DS", 17 * M, {"agreed_at": "ordinary-hearing"}, 850_000, "khoản 8 Điều 26"),
    ("DS", 17 * M, {"mediated": True, "agreed_at": "ordinary-hearing"}, 850_000, "khoản 8 Điều 26"),
    ("DS", 17 * M, {"stage": "simplified-hearing"}, 212_500, "khoản 8 Điều 26"),
    ("DS", 17 * M, {"stage": "simplified-hearing", "simplified": True, "mediated": True}, 212_500, "khoản 8 Điều 26"),
    ("DS", 17 * M, {"agreed_at": "simplified-hearing"}, 212_500, "khoản 2 Điều 6"),
    ("DS", 17 * M, {"simplified": False, "mediated": "false"}, 850_000, "khoản 1 Điều 6"),
    # Advances.
    ("DS", 17 * M, {"advance": True}, 425_000, "khoản 2 Điều 7"),
    ("DS", 6 * M, {"advance": True}, 300_000, "khoản 2 Điều 7"),
    ("DS", 12 * M, {"advance": True}, 300_000, "khoản 2 Điều 7"),
    ("DS", 12 * M + 40, {"advance": True}, 300_001, "khoản 2 Điều 7"),
    ("DS", 0, {"advance": True}, 300_000, "khoản 2 Điều 7"),
    ("KDTM", None, {"advance": True}, 3 * M, "khoản 2 Điều 7"),
    ("KDTM", 100 * M, {"advance": True}, 3 * M, "khoản 2 Điều 7"),
    ("DS", 17 * M, {"advance": True, "simplified": True}, 212_500, "khoản 4 Điều 7"),
    ("DS", None, {"advance": True, "simplified": True}, 150_000, "khoản 4 Điều 7"),
    ("DS", 17 * M, {"advance": True, "claimant": "phan-to"}, 425_000, "khoản 1 Điều 25"),
    ("DS", 17 * M, {"advance": True, "claimant": "doc-lap"}, 425_000, "khoản 1 Điều 25"),
    ("HC", None, {"advance": True}, 300_000, "khoản 3 Điều 7"),
    ("HC", None, {"advance": True, "simplified": True}, 150_000, "khoản 4 Điều 7"),
    ("HC", 50 * M, {"advance": True, "part": "dan-su"}, 0, "khoản 2 Điều 31"),
    ("HC", None, {"advance": True, "part": "dan-su", **APPEAL}, 300_000, "khoản 3 Điều 7"),
    ("HC", None, {"advance": True, **APPEAL}, 300_000, "khoản 3 Điều 7"),
    ("HS", None, {"advance": True}, 0, "khoản 1 Điều 22"),
    ("HS", 50 * M, {"advance": True, "payer": "bi-hai"}, 0, "khoản 2 Điều 22"),
    ("HS", None, {"advance": True, **APPEAL}, 0, "khoản 1 Điều 22"),
    ("HS", None, {"advance": True, "part": "dan-su", **APPEAL}, 0, "khoản 1 Điều 22"),
    ("HS", None, {"advance": True, "part": "dan-su", "payer": "duong-su", **APPEAL}, 300_000, "khoản 3 Điều 22"),
    ("DS", None, {"advance": True, **APPEAL}, 300_000, "khoản 2 Điều 7"),
    ("KDTM", 900 * M, {"advance": True, **APPEAL}, 2 * M, "khoản 2 Điều 7"),
    ("KDTM", None, {"advance": True, "simplified": True, **APPEAL}, 1 * M, "khoản 4 Điều 7"),
    ("VDS", None, {"advance": True}, 300_000, "khoản 5 Điều 7"),
    ("VDS", None, {"advance": True, **APPEAL}, 300_000, "khoản 6 Điều 7"),
    # Discontinued at first instance.
    ("DS", 17 * M, {"withdrawn": "before-hearing"}, 0, "khoản 3 Điều 18"),
    ("DS", 17 * M, {"withdrawn": "at-hearing"}, 0, "khoản 3 Điều 18"),
    ("HC", None, {"withdrawn": "any"}, 0, "khoản 3 Điều 18"),
    ("DS", 17 * M, {"withdrawn": "any", "claimant": "phan-to"}, 0, "khoản 3 Điều 18"),
    ("DS", 17 * M, {"discontinued": "vang-mat"}, 425_000, "khoản 2 Điều 18"),
    ("DS", 17 * M, {"discontinued": "chet"}, 425_000, "khoản 2 Điều 18"),
    ("DS", 17 * M, {"discontinued": "giai-the"}, 425_000, "khoản 2 Điều 18"),
    ("DS", 17 * M, {"discontinued": "het-thoi-hieu"}, 0, "khoản 3 Điều 18"),
    ("DS", 17 * M, {"discontinued": "pha-san"}, 0, "khoản 3 Điều 18"),
    ("DS", 17 * M, {"discontinued": "khong-nop-chi-phi"}, 0, "khoản 3 Điều 18"),
    ("DS", 17 * M, {"discontinued": "tra-lai-don"}, 0, "khoản 3 Điều 18"),
    ("HC", None, {"discontinued": "vang-mat"}, 300_000, "khoản 2 Điều 18"),
    ("HC", None, {"discontinued": "huy-quyet-dinh"}, 0, "khoản 3 Điều 32"),
    ("VDS", None, {"withdrawn": "any"}, 300_000, "khoản 5 Điều 18"),
    # Appeal.
    ("DS", 900 * M, APPEAL, 300_000, "khoản 1 Điều 29"),
    ("KDTM", None, APPEAL, 2 * M, "khoản 1 Điều 29"),
    ("LĐ", None, APPEAL, 300_000, "khoản 1 Điều 29"),
    ("HNGĐ", None, {"instance": "Phúc thẩm"}, 300_000, "khoản 1 Điều 29"),
    ("DS", None, {**APPEAL, "result": "giu-nguyen"}, 300_000, "khoản 1 Điều 29"),
    ("DS", None, {**APPEAL, "result": "sua"}, 0, "khoản 2 Điều 29"),
    ("DS", None, {**APPEAL, "result": "huy"}, 0, "khoản 3 Điều 29"),
    ("DS", None, {**APPEAL, "withdrawn": "before-hearing"}, 150_000, "khoản 4 Điều 29"),
    ("KDTM", None, {**APPEAL, "withdrawn": "before-hearing"}, 1 * M, "khoản 4 Điều 29"),
    ("DS", None, {**APPEAL, "withdrawn": "at-hearing"}, 300_000, "khoản 4 Điều 29"),
    ("DS", None, {**APPEAL, "withdrawn": "before-hearing", "simplified": True}, 75_000, "khoản 4 Điều 29"),
    ("DS", None, {**APPEAL, "simplified": True}, 150_000, "khoản 2 Điều 6"),
    ("DS", None, {**APPEAL, "agreed_at": "ordinary-hearing"}, 300_000, "khoản 5 Điều 29"),
    ("DS", None, {**APPEAL, "claim_withdrawn": True}, 150_000, "khoản 6 Điều 29"),
    ("DS", None, {**APPEAL, "discontinued": "vang-mat"}, 300_000, "khoản 2 Điều 18"),
    ("HC", None, APPEAL, 300_000, "khoản 1 Điều 34"),
    ("HC", None, {**APPEAL, "result": "sua"}, 0, "khoản 2 Điều 34"),
    ("HC", None, {**APPEAL, "result": "huy"}, 0, "khoản 3 Điều 34"),
    ("HC", None, {**APPEAL, "result": "chap-nhan"}, 0, "khoản 7 Điều 34"),
    ("HC", None, {**APPEAL, "withdrawn": "before-hearing"}, 150_000, "khoản 4 Điều 34"),
    ("HC", None, {**APPEAL, "withdrawn": "at-hearing"}, 300_000, "khoản 4 Điều 34"),
    ("HC", None, {**APPEAL, "claim_withdrawn": True}, 150_000, "khoản 5 Điều 34"),
    ("HC", None, {**APPEAL, "discontinued": "vang-mat"}, 300_000, "khoản 8 Điều 34"),
    ("HC", None, {**APPEAL, "part": "dan-su"}, 300_000, "khoản 6 Điều 34"),
    ("HC", None, {**APPEAL, "part": "dan-su", "withdrawn": "before-hearing"}, 150_000, "khoản 4 Điều 29"),
    ("HC", None, {**APPEAL, "part": "dan-su", "result": "chap-nhan"}, 0, "khoản 7 Điều 34"),
    # Administrative, first instance.
    ("HC", None, {"simplified": True}, 150_000, "khoản 2 Điều 6"),
    ("HC", None, {"mediated": True}, 150_000, "khoản 4 Điều 32"),
    ("HC", None, {"agreed_at": "ordinary-hearing"}, 300_000, "khoản 4 Điều 32"),
    ("HC", None, {"result": "chap-nhan"}, 300_000, "khoản 2 Điều 32"),
    ("HC", None, {"result": "khong-chap-nhan"}, 300_000, "khoản 1 Điều 32"),
    ("HC", 20 * M, {"part": "dan-su"}, 1 * M, "khoản 7 Điều 32"),
    ("HC", 20 * M, {"part": "dan-su", "mediated": True}, 500_000, "khoản 7 Điều 26"),
    # Criminal.
    ("HS", 50 * M, {}, 2_700_000, "điểm c khoản 1 Điều 23"),
    ("HS", 50 * M, {"part": "hinh-su"}, 200_000, "điểm a khoản 1 Điều 23"),
    ("HS", 50 * M, {"part": "dan-su"}, 2_500_000, "điểm c khoản 1 Điều 23"),
    ("HS", None, {"part": "ca-hai"}, 500_000, "điểm c khoản 1 Điều 23"),
    ("HS", 50 * M, {"mediated": True}, 200_000, "điểm f khoản 1 Điều 23"),
    ("HS", 50 * M, {"agreed_at": "ordinary-hearing"}, 2_700_000, "điểm f khoản 1 Điều 23"),
    ("HS", 50 * M, {"paid_before": 30 * M}, 1_200_000, "điểm g khoản 1 Điều 23"),
    ("HS", 50 * M, {"paid_before": "50000000"}, 200_000, "điểm g khoản 1 Điều 23"),
    ("HS", None, {"payer": "bi-hai"}, 200_000, "điểm b khoản 1 Điều 23"),
    ("HS", None, {"withdrawn": "any"}, 200_000, "điểm b khoản 1 Điều 23"),
    ("HS", None, APPEAL, 200_000, "điểm b khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "payer": "bi-hai"}, 200_000, "điểm đ khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "result": "sua"}, 0, "điểm h khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "result": "huy"}, 0, "điểm f khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "withdrawn": "any"}, 0, "điểm g khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "withdrawn": "before-hearing"}, 0, "điểm g khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "withdrawn": "at-hearing"}, 0, "điểm g khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "part": "dan-su"}, 300_000, "điểm e khoản 2 Điều 23"),
    ("HS", None, {**APPEAL, "part": "dan-su", "withdrawn": "before-hearing"}, 150_000, "khoản 4 Điều 29"),
    ("HS", None, {**APPEAL, "part": "dan-su", "result": "chap-nhan"}, 0, "điểm h khoản 2 Điều 23"),
    # Particular claims.
    ("DS", 900 * M, {"claim": "cho-muon"}, 300_000, "khoản 1 Điều 27"),
    ("DS", 20 * M, {"claim": "cho-muon-va-boi-thuong"}, 1_300_000, "khoản 1 Điều 27"),
    ("DS", 900 * M, {"claim": "quyen-so-huu"}, 300_000, "điểm a khoản 2 Điều 27"),
    ("DS", 900 * M, {"claim": "quyen-so-huu-theo-phan"}, 39 * M, "khoản 2 Điều 27"),
    ("DS", 900 * M, {"claim": "hop-dong-vo-hieu"}, 300_000, "điểm a khoản 3 Điều 27"),
    ("DS", 900 * M, {"claim": "hau-qua-hop-dong-vo-hieu"}, 39_300_000, "điểm b khoản 3 Điều 27"),
    ("DS", 100 * M, {"claim": "phat-coc"}, 5 * M, "khoản 4 Điều 27"),
    ("HNGĐ", None, {"claim": "ly-hon"}, 300_000, "điểm a khoản 5 Điều 27"),
    ("HNGĐ", 500 * M, {"claim": "ly-hon"}, 24_300_000, "điểm b khoản 5 Điều 27"),
    ("HNGĐ", 500 * M, {"claim": "ly-hon", "property_agreed": "before-mediation"}, 300_000, "điểm d khoản 5 Điều 27"),
    ("HNGĐ", 500 * M, {"claim": "ly-hon", "property_agreed": "before-hearing"}, 12_300_000, "điểm đ khoản 5 Điều 27"),
    ("HNGĐ", 500 * M, {"claim": "ly-hon", "advance": True}, 12_300_000, "khoản 2 Điều 7"),
    ("HNGĐ", None, {"claim": "thuan-tinh-ly-hon"}, 300_000, "điểm a khoản 5 Điều 27"),
    ("HNGĐ", None, {"claim": "thuan-tinh-ly-hon", "mediated": True}, 150_000, "khoản 7 Điều 26"),
    ("HNGĐ", None, {"claim": "thuan-tinh-ly-hon", "mediated": True, "payer": "bi-don"}, 75_000, "khoản 7 Điều 26"),
    ("HNGĐ", 100 * M, {"claim": "thuan-tinh-ly-hon", "payer": "nguyen-don"}, 5_150_000, "điểm b khoản 5 Điều 27"),
    ("HNGĐ", 5 * M, {"claim": "cap-duong"}, 300_000, "điểm a khoản 6 Điều 27"),
    ("HNGĐ", None, {"claim": "cap-duong", "mediated": True}, 150_000, "điểm b khoản 6 Điều 27"),
    ("HNGĐ", None, {"claim": "cap-duong", "agreed_at": "ordinary-hearing"}, 300_000, "điểm b khoản 6 Điều 27"),
    ("DS", 900 * M, {"claim": "chia-tai-san"}, 39 * M, "điểm a khoản 7 Điều 27"),
    ("DS", 900 * M, {"claim": "khong-phai-di-san"}, 300_000, "điểm a khoản 7 Điều 27"),
    # Requests and other charges.
    ("VDS", None, {}, 300_000, "khoản 1 Điều 37"),
    ("VHNGĐ", None, {"claim": "thuan-tinh-ly-hon"}, 300_000, "khoản 3 Điều 37"),
    ("VHNGĐ", None, {"claim": "thuan-tinh-ly-hon", "payer": "mot-ben"}, 150_000, "khoản 3 Điều 37"),
    ("VHNGĐ", None, {"claim": "thuan-tinh-ly-hon", "advance": True, "payer": "mot-ben"}, 150_000, "khoản 1 Điều 36"),
    ("VDS", None, APPEAL, 300_000, "khoản 2 Điều 37"),
    ("VDS", None, {**APPEAL, "result": "chap-nhan"}, 0, "khoản 2 Điều 37"),
    ("LP", None, {"matter": "pha-san"}, 1_500_000, "Điều 40"),
    ("LP", None, {"matter": "dinh-cong"}, 1_500_000, "Điều 41"),
    ("LP", None, {"matter": "bat-giu-tau-bien"}, 8 * M, "Điều 42"),
    ("LP", None, {"matter": "bat-giu-tau-bay"}, 8 * M, "Điều 42"),
    ("LP", None, {"matter": "uy-thac-vao"}, 1 * M, "Điều 43"),
    ("LP", None, {"matter": "uy-thac-ra"}, 200_000, "Điều 44"),
    ("LP", None, {"matter": "trong-tai-vien"}, 300_000, "khoản 1 Điều 39"),
    ("LP", None, {"matter": "khan-cap-trong-tai"}, 800_000, "khoản 2 Điều 39"),
    ("LP", None, {"matter": "phan-quyet-trong-tai"}, 500_000, "khoản 3 Điều 39"),
    ("LP", None, {"matter": "chung-cu-trong-tai"}, 800_000, "khoản 5 Điều 39"),
    ("LP", None, {"matter": "phan-quyet-trong-tai", **APPEAL}, 500_000, "khoản 4 Điều 39"),
    ("LP", None, {"matter": "cong-nhan-ban-an-nuoc-ngoai"}, 3 * M, "Điều 38"),
    ("LP", None, {"matter": "cong-nhan-ban-an-nuoc-ngoai", **APPEAL}, 300_000, "khoản 5 Điều 38"),
    ("LP", None, {"matter": "cong-nhan-ban-an-nuoc-ngoai", "result": "chap-nhan", **APPEAL}, 0, "khoản 5 Điều 38"),
    # Exempt or reduced.
    ("DS", 17 * M, {"exempt": "nguoi-cao-tuoi"}, 0, "điểm đ khoản 1 Điều 12"),
    ("DS", 17 * M, {"exempt": "Người cao tuổi"}, 0, "điểm đ khoản 1 Điều 12"),
    ("DS", 17 * M, {"exempt": "ho-ngheo", **APPEAL}, 0, "điểm đ khoản 1 Điều 12"),
    ("DS", 17 * M, {"exempt": "nguoi-tieu-dung", "advance": True}, 0, "khoản 3 Điều 11"),
    ("DS", 17 * M, {"exempt": "nguoi-tieu-dung"}, 850_000, "khoản 1 Điều 6"),
    ("DS", 17 * M, {"reduced": True}, 425_000, "khoản 1 Điều 13"),
    ("DS", 17 * M, {"reduced": True, "mediated": True}, 212_500, "khoản 1 Điều 13"),
    ("LĐ", 90 * M, {"exempt": "luong-tro-cap"}, 0, "điểm a khoản 1 Điều 12"),
    ("HC", None, {"exempt": "danh-sach-cu-tri"}, 0, "điểm a khoản 1 Điều 11"),
    ("HS", None, {"exempt": "tre-em"}, 0, "điểm đ khoản 1 Điều 12"),
    ("DS", None, {"exempt": "khang-nghi", **APPEAL}, 0, "điểm d khoản 1 Điều 11"),
    ("VHNGĐ", None, {"exempt": "co-quan-yeu-cau-hngd"}, 0, "điểm d khoản 2 Điều 11"),
    ("VDS", None, {"exempt": "ho-ngheo"}, 0, "điểm đ khoản 1 Điều 12"),
    ("LP", None, {"matter": "dinh-cong", "exempt": "cong-doan"}, 0, "điểm b khoản 2 Điều 11"),
    ("LP", None, {"matter": "dinh-cong", "reduced": True}, 750_000, "khoản 1 Điều 13"),
    ("DS", 1000 * M, {"accepted": 600 * M, "payer": "nguyen-don", "exempt": "ho-ngheo"}, 0, "điểm đ khoản 1 Điều 12"),
    # Who bears which part.
    ("DS", 1000 * M, {"accepted": 600 * M}, 48 * M, "khoản 4 Điều 26"),
    ("DS", 1000 * M, {"accepted": 600 * M, "payer": "nguyen-don"}, 20 * M, "khoản 4 Điều 26"),
    ("DS", 1000 * M, {"accepted": 600 * M, "payer": "bi-don"}, 28 * M, "khoản 4 Điều 26"),
    ("DS", 1000 * M, {"accepted": 1000 * M, "payer": "nguyen-don"}, 0, "khoản 2 Điều 26"),
    ("DS", 1000 * M, {"accepted": 0, "payer": "nguyen-don"}, 42 * M, "khoản 3 Điều 26"),
    ("DS", 1000 * M, {"accepted": 600 * M, "simplified": True}, 24 * M, "khoản 2 Điều 6"),
    ("DS", 1000 * M, {"accepted": 600 * M, "claimant": "phan-to", "payer": "bi-don"}, 20 * M, "khoản 5 Điều 26"),
    ("DS", 1000 * M, {"accepted": 600 * M, "claimant": "phan-to", "payer": "nguyen-don"}, 28 * M, "khoản 5 Điều 26"),
    ("DS", 1000 * M, {"accepted": 600 * M, "claimant": "doc-lap", "payer": "lien-quan"}, 20 * M, "khoản 6 Điều 26"),
    ("DS", 1000 * M, {"accepted": 600 * M, "claimant": "doc-lap", "payer": "bi-don"}, 28 * M, "khoản 6 Điều 26"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "options", "amount", "article"), CASES)
def test_every_rule(
    kind: str, value: int | None, options: dict[str, object], amount: int, article: str
) -> None:
    found = fee(ROWS, kind, value, options)
    assert found.amount == amount
    assert article in found.article
    assert f"{amount:,} đồng".replace(",", ".") in found.explanation_vi
    assert article in found.explanation_vi
    assert sum(share.amount for share in found.shares) in (0, amount)


def test_every_rule_of_the_data_is_used_by_some_line(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()
    read = Rules.row

    def noted(self: Rules, key: str) -> RuleRow:
        used.add(key)
        return read(self, key)

    monkeypatch.setattr(Rules, "row", noted)
    for kind, value, options, *_ in CASES:
        fee(ROWS, kind, value, options)
    # The rest of an exempt person's fee and an estate's debts are the sharing functions' (test_fee_sharing); the fee
    # decided anew by the court of second instance is reckoned by a function of its own (test_fee_again).
    elsewhere = {"fee_rule:others-still-pay", "fee_rule:estate-debt", "fee_rule:appeal-first-instance-anew"}
    assert {r.key for r in ROWS if r.kind == "fee_rule"} - used - elsewhere == set()


def test_each_spouse_and_each_side_sees_its_share() -> None:
    halves = due("HNGĐ", None, claim="thuan-tinh-ly-hon", mediated=True).shares
    assert [(s.who, s.amount) for s in halves] == [("vợ", 75_000), ("chồng", 75_000)]
    sides = due("DS", 1000 * M, accepted=600 * M).shares
    assert [(s.who, s.amount) for s in sides] == [("nguyên đơn", 20 * M), ("bị đơn", 28 * M)]
    loser = due("HC", None, result="chap-nhan", exempt="ho-ngheo").shares
    assert [(s.who, s.amount) for s in loser] == [("người bị kiện", 0)]


def test_a_changed_row_changes_the_fee() -> None:
    rows = [
        RuleRow(r.kind, r.key, {**r.value, "percent": 40}, r.source, r.valid_from) if r.key == "fee_rule:mediated" else r
        for r in ROWS
    ]  # fmt: skip
    found = fee(rows, "DS", 17 * M, {"mediated": True})
    assert found.amount == 340_000
    assert "40% = 340.000 đồng" in found.explanation_vi


VALUES = st.integers(0, 10**13)
KINDS = st.sampled_from(["DS", "HNGĐ", "KDTM", "LĐ"])
HALVES = st.sampled_from(
    [{}, {"simplified": True}, {"mediated": True}, {"stage": "simplified-hearing"}, {"reduced": True}]
)


@given(KINDS, VALUES, st.integers(0, 10**9), HALVES)
def test_a_larger_value_never_costs_less(
    kind: str, value: int, more: int, options: dict[str, object]
) -> None:
    assert fee(ROWS, kind, value, options).amount <= fee(ROWS, kind, value + more, options).amount


@given(KINDS, VALUES)
def test_an_advance_lies_between_the_fee_without_value_and_the_full_fee(kind: str, value: int) -> None:
    advance = due(kind, value, advance=True).amount
    assert due(kind, None).amount <= advance <= due(kind, value).amount


@given(KINDS, VALUES, VALUES)
def test_the_two_sides_together_bear_the_whole(kind: str, value: int, accepted: int) -> None:
    accepted = min(value, accepted)
    both = due(kind, value, accepted=accepted)
    each = [due(kind, value, accepted=accepted, payer=payer).amount for payer in ("nguyen-don", "bi-don")]
    assert [s.amount for s in both.shares] == each
    assert sum(each) == both.amount
