import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.numbering import format_number, parse_number, register_key, same_number
from toaan.rules.tests.shipped import ROWS, rule

PATTERNS = [row for row in ROWS if row.kind == "number_pattern"]


@pytest.mark.parametrize(
    ("key", "seq", "kind", "printed", "register"),
    [
        ("acceptance", 12, "DS", "12/2026/TLST-DS", "acceptance:DS"),
        ("acceptance", 1, "HNGĐ", "01/2026/TLST-HNGĐ", "acceptance:HNGĐ"),
        ("judgment", 7, "KDTM", "07/2026/KDTM-ST", "judgment:KDTM"),
        ("trial_decision", 123, "LĐ", "123/2026/QĐXXST-LĐ", "trial_decision:LĐ"),
        ("decision", 5, "DS", "05/2026/QĐST-DS", "decision:DS"),
        ("interim_measure", 2, "DS", "02/2026/QĐ-BPKCTT", "interim_measure"),
        ("petition", 1, "DS", "01/2026/NĐ", "petition"),
    ],
)
def test_numbers_as_printed(key: str, seq: int, kind: str, printed: str, register: str) -> None:
    pattern = rule(f"number:{key}")
    assert format_number(pattern, seq, 2026, kind) == printed
    assert register_key(pattern, kind) == register


def test_a_number_before_the_first_and_an_unknown_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="từ 1"):
        format_number(rule("number:judgment"), 0, 2026, "DS")
    with pytest.raises(ValueError, match="“XX”"):
        format_number(rule("number:judgment"), 1, 2026, "XX")


@pytest.mark.parametrize(
    ("text", "seq", "year", "code", "kind"),
    [
        ("12/2026/TLST-DS", 12, 2026, "TLST-DS", "DS"),
        ("Số: 05 / 2020 / dsst", 5, 2020, "DSST", "DS"),
        ("157/HSST", 157, None, "HSST", "HS"),
        ("3/2019/HNGĐ – ST", 3, 2019, "HNGĐ-ST", "HNGĐ"),
        ("3/2019/HNGD-ST", 3, 2019, "HNGD-ST", "HNGĐ"),
        ("89/2017/QĐXXST-KDTM", 89, 2017, "QĐXXST-KDTM", "KDTM"),
        ("02/2020/QĐ-BPKCTT", 2, 2020, "QĐ-BPKCTT", None),
        ("12/QĐ-CA", 12, None, "QĐ-CA", None),
    ],
)
def test_numbers_are_read_in_every_usual_spelling(
    text: str, seq: int, year: int | None, code: str, kind: str | None
) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.seq, number.year, number.code, number.kind) == (seq, year, code, kind)
    assert number.raw == text


@pytest.mark.parametrize("text", ["", "TLST-DS", "12/2026", "ngày 12/3/2026", "12-2026-DS"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert parse_number(text) is None


def test_two_spellings_of_one_number_are_the_same() -> None:
    assert same_number("05/2026/DS-ST", "số 5/2026/ds–st")
    assert not same_number("05/2026/DS-ST", "05/2025/DS-ST")


@given(
    st.sampled_from(PATTERNS),
    st.integers(1, 99999),
    st.integers(2000, 2099),
    st.sampled_from(["DS", "HNGĐ", "KDTM", "LĐ"]),
)
def test_every_printed_number_can_be_read_back(pattern, seq: int, year: int, kind: str) -> None:
    number = parse_number(format_number(pattern, seq, year, kind))
    assert number is not None
    assert (number.seq, number.year) == (seq, year)
    assert number.kind == (kind if "{kind}" in pattern.value["code"] else None)
