from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.fees import FeeRuleMissing, court_fee, fee_advance, share_fee
from toaan.rules.tests.shipped import ROWS

M = 1_000_000


@pytest.mark.parametrize(
    ("kind", "value", "fee", "advance"),
    [
        ("DS", None, 300_000, 300_000),
        ("DS", 5 * M, 300_000, 300_000),  # the floor of 7.2: half would be 150.000
        ("DS", 10 * M, 500_000, 300_000),  # half would be 250.000
        ("DS", 17 * M, 850_000, 425_000),
        ("DS", 400 * M, 20 * M, 10 * M),
        ("DS", 800 * M, 36 * M, 18 * M),
        ("HNGĐ", 2000 * M, 72 * M, 36 * M),
        ("DS", 4000 * M, 112 * M, 56 * M),
        ("KDTM", None, 3 * M, 3 * M),
        ("KDTM", 60 * M, 3 * M, 3 * M),
        ("KDTM", 4200 * M, 112_200_000, 56_100_000),
        ("LĐ", 8 * M, 300_000, 300_000),
        ("LĐ", 400 * M, 12 * M, 6 * M),
        ("LĐ", 3000 * M, 45 * M, 22_500_000),
        ("DS", 1_234_567_890, 49_037_037, 24_518_519),  # half a đồng is rounded up
    ],
)
def test_fee_and_advance_by_band(kind: str, value: int | None, fee: int, advance: int) -> None:
    assert court_fee(ROWS, kind, value).amount == fee
    assert fee_advance(ROWS, kind, value).amount == advance


def test_simplified_procedure_and_early_agreement_halve_the_fee() -> None:
    assert court_fee(ROWS, "DS", 17 * M, simplified=True).amount == 425_000
    assert court_fee(ROWS, "DS", 17 * M, agreed_before_hearing=True).amount == 425_000
    assert fee_advance(ROWS, "DS", 17 * M, simplified=True).amount == 212_500
    assert fee_advance(ROWS, "DS", 5 * M, simplified=True).amount == 150_000


def test_the_explanation_shows_the_arithmetic_with_dots_and_the_article() -> None:
    words = fee_advance(ROWS, "DS", 500 * M).explanation_vi
    assert "20.000.000 đồng + 4% × (500.000.000 đồng − 400.000.000 đồng) = 24.000.000 đồng" in words
    assert "Tạm ứng 50% × 24.000.000 đồng = 12.000.000 đồng" in words
    assert "khoản 2 Điều 7 Nghị quyết số 326/2016/UBTVQH14" in words


@pytest.mark.parametrize(
    ("code", "advance", "fee", "article"),
    [
        ("nguoi-cao-tuoi", 0, 0, "điểm đ khoản 1 Điều 12"),
        ("bat-kha-khang", 425_000 // 2, 425_000, "khoản 1 Điều 13"),
        ("nguoi-tieu-dung", 0, 850_000, "khoản 3 Điều 11"),  # spared the advance only
    ],
)
def test_exemptions(code: str, advance: int, fee: int, article: str) -> None:
    result = fee_advance(ROWS, "DS", 17 * M, exempt=code)
    assert result.amount == advance
    assert article in result.explanation_vi
    assert court_fee(ROWS, "DS", 17 * M, exempt=code).amount == fee


@pytest.mark.parametrize(
    ("accepted", "plaintiff", "defendant"),
    [(1000 * M, 0, 42 * M), (0, 42 * M, 0), (600 * M, 20 * M, 28 * M)],
)
def test_each_side_pays_on_the_part_it_lost(accepted: int, plaintiff: int, defendant: int) -> None:
    shares = share_fee(ROWS, "DS", 1000 * M, accepted)
    assert (shares.plaintiff.amount, shares.defendant.amount) == (plaintiff, defendant)


def test_an_exempt_loser_pays_nothing_and_the_other_side_still_pays() -> None:
    shares = share_fee(ROWS, "DS", 1000 * M, 600 * M, exempt_plaintiff="ho-ngheo")
    assert (shares.plaintiff.amount, shares.defendant.amount) == (0, 28 * M)


def test_what_cannot_be_computed_is_refused() -> None:
    with pytest.raises(FeeRuleMissing, match="fee:XX"):
        court_fee(ROWS, "XX", 1)
    with pytest.raises(FeeRuleMissing, match="nguoi-quen"):
        court_fee(ROWS, "DS", 1, exempt="nguoi-quen")
    with pytest.raises(FeeRuleMissing):
        court_fee(ROWS, "DS", 1, on=date(2016, 12, 31))
    with pytest.raises(ValueError, match="số âm"):
        court_fee(ROWS, "DS", -1)
    with pytest.raises(ValueError, match="giá trị yêu cầu"):
        share_fee(ROWS, "DS", 10, 11)


@given(st.sampled_from(["DS", "HNGĐ", "KDTM", "LĐ"]), st.integers(0, 10**13), st.integers(0, 10**9))
def test_a_larger_claim_never_costs_less(kind: str, value: int, more: int) -> None:
    assert court_fee(ROWS, kind, value).amount <= court_fee(ROWS, kind, value + more).amount
