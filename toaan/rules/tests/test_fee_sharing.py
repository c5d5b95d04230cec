import pytest

from toaan.rules.fees import Claim, FeeRefused, share_claims, share_estate
from toaan.rules.tests.shipped import ROWS

M = 1_000_000


def test_a_claim_and_a_counterclaim_are_borne_by_whoever_lost_each_part() -> None:
    found = share_claims(
        ROWS,
        "DS",
        [
            Claim(("Nguyễn An",), ("Trần Bình",), 500 * M, 400 * M),
            Claim(("Trần Bình",), ("Nguyễn An",), 100 * M, 0, "phan-to"),
        ],
    )
    told = [(part.persons, part.fee.amount) for part in found]
    assert told == [(("Nguyễn An",), 5 * M), (("Trần Bình",), 20 * M), (("Trần Bình",), 5 * M)]
    assert "khoản 5 Điều 26" in found[2].fee.article


def test_an_independent_claim_is_borne_by_the_person_who_owes_it() -> None:
    found = share_claims(ROWS, "DS", [Claim(("Lê Chi",), ("Trần Bình",), 40 * M, 40 * M, "doc-lap")])
    assert [(part.persons, part.fee.amount) for part in found] == [(("Trần Bình",), 2 * M)]
    assert "khoản 6 Điều 26" in found[0].fee.article


@pytest.mark.parametrize(("accepted", "payer"), [(True, "Trần Bình"), (False, "Nguyễn An")])
def test_a_claim_without_value_is_borne_whole_by_the_side_that_lost(accepted: bool, payer: str) -> None:
    found = share_claims(ROWS, "KDTM", [Claim(("Nguyễn An",), ("Trần Bình",), None, accepted)])
    assert [(part.persons, part.fee.amount) for part in found] == [((payer,), 3 * M)]


def test_among_debtors_the_exempt_one_pays_nothing_and_the_others_still_pay_theirs() -> None:
    debtors = ("Trần Bình", "Phạm Dung")
    found = share_claims(
        ROWS, "DS", [Claim(("Nguyễn An",), debtors, 100 * M, 100 * M)], exempt={"Phạm Dung": "nguoi-cao-tuoi"}
    )
    assert found[0].fee.amount == 2_500_000
    assert [(s.who, s.amount) for s in found[0].fee.shares] == [("Trần Bình", 2_500_000), ("Phạm Dung", 0)]
    assert "điểm đ khoản 1 Điều 12" in found[0].fee.article
    assert "khoản 9 Điều 26" in found[0].fee.article
    assert "NQ326:26.9" in found[0].fee.articles


def test_a_consumer_spared_the_advance_still_bears_the_fee() -> None:
    claim = Claim(("Nguyễn An",), ("Công ty Bình Minh",), 100 * M, 0)
    found = share_claims(ROWS, "DS", [claim], exempt={"Nguyễn An": "nguoi-tieu-dung"})
    assert found[0].fee.amount == 5 * M


def test_simplified_procedure_halves_every_part() -> None:
    found = share_claims(
        ROWS,
        "DS",
        [Claim(("A",), ("B",), 100 * M, 40 * M), Claim(("A",), ("B",), None, True)],
        simplified=True,
    )
    assert [part.fee.amount for part in found] == [1_500_000, 1 * M, 150_000]


def test_parts_that_do_not_divide_evenly_lose_no_dong() -> None:
    found = share_claims(ROWS, "DS", [Claim(("A", "B", "C"), ("D",), 17 * M, 0)])
    assert [s.amount for s in found[0].fee.shares] == [283_334, 283_333, 283_333]


def test_an_estate_each_by_the_part_received_and_the_debts_in_equal_parts() -> None:
    found = share_estate(ROWS, "DS", {"An": 100 * M, "Bình": 500 * M}, debt=40 * M)
    assert {who: fee.amount for who, fee in found.items()} == {"An": 6 * M, "Bình": 25 * M}
    assert "điểm a khoản 7 Điều 27" in found["An"].article
    assert "điểm b khoản 7 Điều 27" in found["An"].article


def test_impossible_parts_are_refused() -> None:
    with pytest.raises(FeeRefused, match="giá trị yêu cầu"):
        share_claims(ROWS, "DS", [Claim(("A",), ("B",), 10, 11)])
    with pytest.raises(FeeRefused, match="giá trị yêu cầu"):
        share_claims(ROWS, "DS", [Claim(("A",), ("B",), 10, True)])
    with pytest.raises(FeeRefused, match="không âm"):
        share_estate(ROWS, "DS", {"An": -1})
    with pytest.raises(FeeRefused, match="không âm"):
        share_estate(ROWS, "DS", {})
