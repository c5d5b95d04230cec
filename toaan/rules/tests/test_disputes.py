"""Who settles a dispute on jurisdiction: BLTTDS 41.2–41.4, a line a case."""

from __future__ import annotations

import pytest

from toaan.rules.disputes import settler


@pytest.mark.parametrize(
    ("one", "other", "same", "level", "citation"),
    [
        ("region", "region", True, "province", "khoản 2 Điều 41"),
        ("region", "region", False, "supreme", "khoản 3 Điều 41"),
        ("province", "province", False, "supreme", "khoản 4 Điều 41"),
    ],
)
def test_the_president_above_both_courts_settles_it(one, other, same, level, citation):
    found = settler(one, other, same_province=same)
    assert found is not None and (found.level, found.citation) == (level, citation)


@pytest.mark.parametrize(
    ("one", "other"), [("region", "province"), ("province", "region"), ("supreme", "supreme")]
)
def test_between_courts_of_different_levels_there_is_no_such_dispute(one, other):
    assert settler(one, other, same_province=False) is None
