"""First-instance fees decided anew by the appellate court (NQ 326 art. 29.2)."""

from __future__ import annotations

import pytest

from toaan.rules.fees import Claim, FeeRefused, fees_anew
from toaan.rules.tests.shipped import ROWS

M = 1_000_000


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        (500 * M, [("B", 24 * M)]),  # 20 million + 4% of what is over 400 million
        (400 * M, [("A", 5 * M), ("B", 20 * M)]),  # each on what it lost
        (0, [("A", 24 * M)]),
    ],
)
def test_each_side_bears_the_fee_of_what_it_lost_after_the_amendment(accepted, expected):
    found = fees_anew(ROWS, "DS", Claim(("A",), ("B",), 500 * M, accepted))
    assert [(one.persons[0], one.fee.amount) for one in found] == expected
    assert all("khoản 2 Điều 29" in one.fee.article and one.fee.articles[0] == "NQ326:29.2" for one in found)


def test_by_simplified_procedure_every_part_is_halved():
    found = fees_anew(ROWS, "DS", Claim(("A",), ("B",), 100 * M, 40 * M), simplified=True)
    assert [one.fee.amount for one in found] == [1_500_000, 1 * M]


def test_in_a_divorce_the_plaintiff_bears_it_whatever_the_outcome():
    found = fees_anew(ROWS, "HNGĐ", Claim(("A",), ("B",), None, False), course="ly-hon")
    assert [(one.persons, one.fee.amount) for one in found] == [(("A",), 300_000)]


def test_more_than_was_claimed_is_refused():
    with pytest.raises(FeeRefused):
        fees_anew(ROWS, "DS", Claim(("A",), ("B",), 10 * M, 11 * M))
