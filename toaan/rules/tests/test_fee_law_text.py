"""Do the fee rules say what NQ 326/2016 says? Reads the published text named by TOAAN_DATA (make test-data)."""

from dataclasses import replace

import pytest

from toaan.rules.model import RuleRow
from toaan.rules.tests.shipped import ROWS
from toaan.rules.tests.test_law_text import text_of

pytestmark = pytest.mark.data

RULES = [r for r in ROWS if r.kind == "fee_rule" or (r.kind == "fee_exemption" and r.value.get("says"))]
CHARGES = [r for r in ROWS if r.kind == "fee" and "charged" in r.value]


def agrees(row: RuleRow) -> bool:
    """Do the row's words stand in its clause, and its percentage in those words?"""
    text, words = text_of(row), row.value["says"]
    share = row.value.get("percent", row.value.get("relief_percent"))
    told = share in (0, 100) or any(f"{share}%" in one for one in words)
    return told and all(" ".join(one.split()) in text for one in words)


def test_every_percentage_and_its_words_stand_in_the_clause() -> None:
    assert len(RULES) > 100
    assert [row.key for row in RULES if not agrees(row)] == []


def test_the_charges_name_articles_that_exist_and_the_right_collector() -> None:
    for row in CHARGES:
        for article in (row.value["charged"], row.value["collector"]):
            assert text_of(replace(row, source=replace(row.source, article=article)))
    by_court = text_of(replace(CHARGES[0], source=replace(CHARGES[0].source, article="10.2")))
    assert "các khoản 3, 6 và 9 Điều 4" in by_court


@pytest.mark.parametrize(("field", "value"), [("percent", 40), ("says", ["phải chịu 60% mức án phí"])])
def test_a_wrong_rule_would_be_noticed(field: str, value: object) -> None:
    row = next(r for r in RULES if r.key == "fee_rule:mediated")
    assert agrees(row)
    assert not agrees(replace(row, value={**row.value, field: value}))
