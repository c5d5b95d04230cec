"""Sums and dates as they stand in judgments; what cannot be read for certain is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.vietnamese.amounts import amount_in_words, format_money, number_in_words, parse_money
from toaan.vietnamese.dates import date_in_words, format_date, parse_date, weekday_name


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (101, "một trăm linh một"),
        (104, "một trăm linh bốn"), (115, "một trăm mười lăm"), (1_001, "một nghìn không trăm linh một"),
        (2_024, "hai nghìn không trăm hai mươi tư"), (350_000_000, "ba trăm năm mươi triệu"),
        (6_535_000, "sáu triệu năm trăm ba mươi lăm nghìn"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"), (-3, "âm ba"),
        (1_005_000_000_003, "một nghìn không trăm linh năm tỷ không trăm linh ba"),
        (2_000_000_000_000_000_000 // 10, "hai trăm triệu tỷ"),
    ],
)  # fmt: skip
def test_numbers_in_words(n, words):
    assert number_in_words(n) == words


def test_money_words_and_figures():
    assert amount_in_words(350_000_000) == "ba trăm năm mươi triệu đồng"
    assert format_money(1_234_567) == "1.234.567 đồng"
    with pytest.raises(ValueError, match="quá lớn"):
        amount_in_words(10**18)


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("350.000.000 đồng", 350_000_000), ("350 000 000đ", 350_000_000), ("350000000", 350_000_000),
        ("350,000,000 VND", 350_000_000), ("350 triệu", 350_000_000), ("1,5 tỷ đồng", 1_500_000_000),
        ("2 tỷ 300 triệu", 2_300_000_000), ("500 ngàn", 500_000), ("1.500 triệu", 1_500_000_000), ("0 đồng", 0),
        ("350 trieu dong", 350_000_000),
    ],
)  # fmt: skip
def test_money_is_read(text, sum_):
    assert parse_money(text) == sum_


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đồng",
        "1.23",
        "1.234.56",
        "1.234,567.890",
        "12 34",
        "ba triệu",
        "5 triệu 2 tỷ",
        "1,500 tỷ",
        "-5",
        "1e6",
        "3 triệu rưỡi",
    ],
)
def test_doubtful_money_is_refused_in_vietnamese(text):
    with pytest.raises(ValueError, match="Không đọc được số tiền"):
        parse_money(text)


@given(st.integers(0, 10**17))
def test_formatted_money_is_read_back(n):
    assert parse_money(format_money(n)) == n


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 4), "ngày 04 tháng 5 năm 2026"),
        (date(2026, 2, 14), "ngày 14 tháng 02 năm 2026"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_dates_in_words(day, words):
    """Nghị định 30/2020/NĐ-CP, Phụ lục I: a zero before days under 10 and months 1 and 2."""
    assert date_in_words(day) == words
    assert parse_date(words) == day


@pytest.mark.parametrize(
    "text", ["4/5/2026", "04-05-2026", "4.5.2026", "ngày 4 tháng 5 năm 2026", "Ngay 4 thang 5 nam 2026"]
)
def test_dates_are_read_day_first(text):
    assert parse_date(text) == date(2026, 5, 4)


@pytest.mark.parametrize("text", ["", "31/2/2026", "2026-05-04", "4/5/26", "4/5-2026", "hôm nay", "0/1/2026"])
def test_other_dates_are_refused_in_vietnamese(text):
    with pytest.raises(ValueError, match=r"ngày"):
        parse_date(text)


def test_weekday_and_short_form():
    assert weekday_name(date(2026, 5, 4)) == "Thứ Hai"
    assert weekday_name(date(2026, 5, 3)) == "Chủ nhật"
    assert format_date(date(2026, 5, 4)) == "04/05/2026"
