from datetime import date

import pytest

from toaan.rules.calendar import missing_fixed_days
from toaan.rules.load import load_all
from toaan.rules.tests.shipped import CALENDAR, d


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2/3/2026", None),
        ("7/3/2026", "thứ Bảy"),
        ("8/3/2026", "Chủ nhật"),
        ("16/2/2026", "Tết Nguyên đán"),
        ("20/2/2026", "Tết Nguyên đán"),
        ("23/2/2026", None),
        ("27/4/2026", "Nghỉ bù Giỗ Tổ Hùng Vương"),
        ("2/9/2026", "Quốc khánh"),
        ("2/1/2026", "Nghỉ hoán đổi dịp Tết Dương lịch"),
        ("10/1/2026", None),
        # Years without a row: the fixed holidays of the law and what makes up for them (BLLĐ 111.3).
        ("1/1/2029", "Tết Dương lịch"),
        ("3/1/2028", "Nghỉ bù Tết Dương lịch"),
        ("2/5/2028", "Nghỉ bù Ngày Chiến thắng"),
        ("4/1/2028", None),
    ],
)
def test_every_rest_day_says_why(day: str, why: str | None) -> None:
    assert CALENDAR.why_off(d(day)) == why
    assert CALENDAR.is_working_day(d(day)) is (why is None)


def test_a_year_counts_as_announced_only_when_its_row_says_so() -> None:
    assert CALENDAR.is_announced(d("1/6/2026"))
    assert not CALENDAR.is_announced(d("1/6/2027"))
    assert not CALENDAR.is_announced(d("1/6/2031"))


def test_the_next_working_day_after_tet() -> None:
    assert CALENDAR.next_working_day(d("14/2/2026")) == d("23/2/2026")
    assert CALENDAR.next_working_day(d("13/2/2026")) == d("13/2/2026")


def test_the_fixed_holidays_of_the_law_stand_in_every_announced_year():
    rows = [r for r in load_all() if r.kind == "holiday" and r.value["announced"]]
    assert rows
    for row in rows:
        assert missing_fixed_days(row.value["year"], row.value["days"]) == []


def test_a_year_without_victory_day_is_found_and_a_weekend_needs_no_line():
    days = ["2027-01-01", "2027-09-02"]
    assert missing_fixed_days(2027, days) == [
        (date(2027, 4, 30), "Ngày Chiến thắng")
    ]  # 01/05/2027 is a Saturday
