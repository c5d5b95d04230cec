"""Asking by article and facts: one rule or a refusal that says what to add."""

from datetime import date

import pytest

from toaan.rules.deadline import Undecided, UnknownRule, answer, find
from toaan.rules.model import NoRuleInForce
from toaan.rules.options import DEADLINE_OPTIONS, BadOption, read_options
from toaan.rules.tests.shipped import CALENDAR, ROWS

LIMITS = [row for row in ROWS if row.kind == "time_limit"]
DAY = date(2026, 1, 29)


def due(asked: str, start: str, **given: object) -> str:
    options = read_options(given, DEADLINE_OPTIONS)
    return answer(LIMITS, asked, date.fromisoformat(start), CALENDAR, options).due.isoformat()


@pytest.mark.parametrize("asked", ["BLTTDS:203.1.a", "blttds:203.1.A", " BLTTDS:203.1.a "])
def test_a_rule_is_found_by_its_key_in_any_case(asked: str) -> None:
    assert find(LIMITS, asked, DAY, {}).key == "BLTTDS:203.1.a"


def test_the_type_of_the_case_chooses_the_point() -> None:
    assert find(LIMITS, "BLTTDS:203.1", DAY, {"type": "LĐ"}).key == "BLTTDS:203.1.b"


def test_without_the_fact_that_decides_the_answer_is_refused_with_the_choices() -> None:
    with pytest.raises(Undecided, match=r"203\.1\.a.*203\.1\.b"):
        find(LIMITS, "BLTTDS:203.1", DAY, {})


def test_a_point_of_another_type_is_refused() -> None:
    with pytest.raises(BadOption, match="DS|HNGĐ"):
        due("BLTTDS:203.1.a", "2026-01-29", type="KDTM")


def test_unknown_rules_unknown_facts_and_idle_facts_are_refused() -> None:
    with pytest.raises(UnknownRule, match="rules list"):
        due("BLTTDS:999", "2026-01-29")
    with pytest.raises(BadOption, match="không có tùy chọn “mau”"):
        due("BLTTDS:196.1", "2026-01-29", mau="xanh")
    with pytest.raises(BadOption, match="không phụ thuộc vào extended"):
        due("BLTTDS:196.1", "2026-01-29", extended=True)
    with pytest.raises(BadOption, match="chọn: true, false"):
        due("BLTTDS:203.1.a", "2026-01-29", extended="maybe")


def test_a_day_past_the_last_year_is_refused_in_words() -> None:
    with pytest.raises(BadOption, match="vượt quá năm 9999"):
        due("BLTTDS:203.1.a", "9999-12-31")
    with pytest.raises(BadOption, match="vượt quá năm 9999"):
        due("BLTTDS:196.1", "9999-12-31")


def test_a_repealed_clause_is_refused_after_its_end() -> None:
    with pytest.raises(NoRuleInForce):
        due("BLTTDS:194.7", "2025-07-01")


def test_four_months_and_their_extension_count_from_one_trigger() -> None:
    # 29/05/2026 is a Friday; six months end on Wednesday 29/07/2026.
    assert due("BLTTDS:203.1.a", "2026-01-29") == "2026-05-29"
    assert due("BLTTDS:203.1.a", "2026-01-29", extended=True) == "2026-07-29"
    assert due("BLTTDS:203.1.a", "2026-01-29", extended="true", months=1) == "2026-06-29"
