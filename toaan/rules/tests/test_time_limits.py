from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toaan.rules.calendar import ExcludedPeriod
from toaan.rules.tests.shipped import CALENDAR, ROWS, d, limit
from toaan.rules.time_limits import (
    ExtensionTooLong,
    TimeLimit,
    add_months,
    due_date,
    urgency,
    working_days_left,
)

LIMITS = [TimeLimit.from_row(row) for row in ROWS if row.kind == "time_limit"]
DAYS_2025_2026 = st.dates(date(2025, 1, 1), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("key", "trigger", "due", "why"),
    [
        ("BLTTDS:196.1", "2/3/2026", "5/3/2026", "three working days inside one week"),
        ("BLTTDS:196.1", "5/3/2026", "10/3/2026", "the weekend is not counted"),
        ("BLTTDS:196.1", "13/2/2026", "25/2/2026", "Tết 2026: 14-22/2 are not counted"),
        ("BLTTDS:191.3", "28/4/2026", "7/5/2026", "30/4, 1/5 and the weekend are not counted"),
        ("BLTTDS:195.2", "2/3/2026", "9/3/2026", "seven calendar days"),
        ("NQ326:17.1.a", "2/3/2026", "11/3/2026", "the same seven as working days"),
        ("BLTTDS:195.2", "9/2/2026", "23/2/2026", "last day in Tết moves past the whole holiday"),
        ("BLTTDS:195.2", "28/2/2026", "9/3/2026", "last day a Saturday moves to Monday"),
        ("BLTTDS:203.1.a", "5/1/2026", "5/5/2026", "four months to the corresponding day"),
        ("BLTTDS:203.1.a", "31/10/2025", "2/3/2026", "no 31/2: clamp to Sat 28/2, then Monday"),
        ("BLTTDS:203.1.a", "31/12/2025", "4/5/2026", "30/4 and 1/5 holidays, then the weekend"),
        ("BLTTDS:203.1.b", "31/12/2025", "2/3/2026", "28/2/2026 is a Saturday"),
        ("BLTTDS:203.4", "31/1/2025", "28/2/2025", "clamp to the end of February"),
        ("BLTTDS:269.2", "2/3/2026", "12/3/2026", "ten calendar days"),
        ("BLTTDS:273.1", "2/3/2026", "17/3/2026", "fifteen calendar days"),
        ("BLTTDS:280.1#tren", "2/3/2026", "2/4/2026", "one month"),
        ("BLTTDS:264.4", "24/4/2026", "6/5/2026", "27/4 is off for Hùng Vương, 30/4 and 1/5 too"),
        ("BLTTDS:196.1", "31/12/2025", "7/1/2026", "1/1 off, 2/1 exchanged for Saturday 10/1"),
        ("BLTTDS:191.1", "8/1/2026", "10/1/2026", "Saturday 10/1/2026 is a working day in exchange"),
    ],
)
def test_due_dates(key: str, trigger: str, due: str, why: str) -> None:
    assert due_date(limit(key), d(trigger), CALENDAR).due == d(due), why


@pytest.mark.parametrize(
    ("key", "trigger", "extra", "due"),
    [
        ("BLTTDS:203.1.a", "5/1/2026", 2, "6/7/2026"),  # 5/7 is a Sunday
        ("BLTTDS:203.1.a", "31/10/2025", 2, "4/5/2026"),  # six months at once: 30/4, not 28/2 + 2 months
        ("BLTTDS:203.1.b", "5/1/2026", 1, "6/4/2026"),
        ("BLTTDS:199.1", "2/3/2026", 15, "1/4/2026"),
        ("BLTTDS:193.1", "2/3/2026", 15, "17/4/2026"),  # months first, then days
        ("BLTTDS:203.4", "2/3/2026", 1, "4/5/2026"),  # two months in all: 2/5 is a Saturday
    ],
)
def test_extended_due_dates(key: str, trigger: str, extra: int, due: str) -> None:
    result = due_date(limit(key), d(trigger), CALENDAR, extended_by=extra)
    assert result.due == d(due)
    assert "gia hạn thêm" in result.explanation


@pytest.mark.parametrize(("key", "extra"), [("BLTTDS:203.1.a", 3), ("BLTTDS:196.1", 1), ("BLTTDS:199.1", -1)])
def test_an_extension_beyond_the_law_is_refused(key: str, extra: int) -> None:
    with pytest.raises(ExtensionTooLong, match="Bộ luật Tố tụng dân sự"):
        due_date(limit(key), d("2/3/2026"), CALENDAR, extended_by=extra)


def test_the_explanation_names_trigger_rule_article_skipped_days_and_result() -> None:
    words = due_date(limit("BLTTDS:196.1"), d("13/2/2026"), CALENDAR).explanation
    for part in (
        "Thông báo về việc thụ lý vụ án: 03 ngày làm việc",
        "ngày thụ lý vụ án 13/02/2026 (không tính ngày này)",
        "khoản 1 Điều 196 Bộ luật Tố tụng dân sự",
        "16/02/2026–20/02/2026 (Tết Nguyên đán)",
        "14/02/2026 (thứ Bảy)",
        "Hạn cuối là hết thứ Tư, ngày 25/02/2026.",
    ):
        assert part in words


def test_a_moved_last_day_is_explained_by_bls_148_5() -> None:
    words = due_date(limit("BLTTDS:195.2"), d("28/2/2026"), CALENDAR).explanation
    assert "Ngày cuối cùng 07/03/2026 rơi vào thời gian nghỉ" in words
    assert "khoản 5 Điều 148 Bộ luật Dân sự" in words


def test_short_limits_show_every_day_and_long_ones_none() -> None:
    steps = due_date(limit("BLTTDS:196.1"), d("5/3/2026"), CALENDAR).steps
    assert [(s.day.day, s.kind, s.number) for s in steps] == [
        (5, "event", None),
        (6, "counted", 1),
        (7, "skipped", None),
        (8, "skipped", None),
        (9, "counted", 2),
        (10, "last", 3),
    ]
    assert steps[2].reason == "thứ Bảy"
    assert due_date(limit("BLTTDS:273.1"), d("5/3/2026"), CALENDAR).steps == ()


def test_the_steps_of_a_term_that_ends_on_a_rest_day_go_on_to_the_next_working_day() -> None:
    steps = due_date(limit("BLTTDS:195.2"), d("28/2/2026"), CALENDAR).steps
    assert [(s.day.day, s.kind, s.number) for s in steps[-3:]] == [
        (7, "counted", 7),
        (8, "skipped", None),
        (9, "last", None),
    ]


@pytest.mark.parametrize(
    ("key", "trigger", "provisional"),
    [
        ("BLTTDS:203.1.a", "2/3/2026", False),
        ("BLTTDS:203.1.a", "15/9/2026", True),
        ("BLTTDS:196.1", "31/12/2026", True),
        ("BLTTDS:269.2", "20/12/2026", False),
        ("BLTTDS:269.2", "25/12/2026", True),
    ],
)
def test_what_rests_on_an_unannounced_year_is_provisional(key: str, trigger: str, provisional: bool) -> None:
    result = due_date(limit(key), d(trigger), CALENDAR)
    assert result.provisional is provisional
    assert ("tạm tính" in result.explanation) is provisional


@pytest.mark.parametrize(
    ("key", "due"),
    [("BLTTDS:196.1", "10/3/2026"), ("BLTTDS:195.2", "12/3/2026"), ("BLTTDS:203.1.a", "6/7/2026")],
)
def test_portal_incident_days_are_not_counted(key: str, due: str) -> None:
    incident = [ExcludedPeriod(d("3/3/2026"), d("5/3/2026"), "Cổng dịch vụ gặp sự cố")]
    result = due_date(limit(key), d("2/3/2026"), CALENDAR, excluded=incident)
    assert result.due == d(due)
    assert "03/03/2026–05/03/2026 (Cổng dịch vụ gặp sự cố)" in result.explanation


def test_the_record_of_a_due_date_is_plain_json_and_keeps_the_rule() -> None:
    data = due_date(limit("BLTTDS:196.1"), d("2/3/2026"), CALENDAR).as_json()
    assert data["due"] == "2026-03-05"
    assert data["limit"]["key"] == "BLTTDS:196.1"
    assert data["limit"]["source"]["article"] == "196.1"
    assert data["steps"][-1] == {"day": "2026-03-05", "kind": "last", "number": 3, "reason": ""}


@given(st.sampled_from(LIMITS), DAYS_2025_2026)
def test_a_due_date_is_after_its_trigger_and_never_a_rest_day(lim: TimeLimit, trigger: date) -> None:
    due = due_date(lim, trigger, CALENDAR).due
    if lim.before:
        assert due < trigger
    elif lim.amount == 0:
        assert due == trigger
    else:
        assert due > trigger
        assert CALENDAR.is_working_day(due) or lim.unit == "hour" or lim.counting != "civil"


@given(st.sampled_from(LIMITS), DAYS_2025_2026, st.integers(0, 40))
def test_a_later_trigger_never_gives_an_earlier_due_date(lim: TimeLimit, trigger: date, later: int) -> None:
    assert (
        due_date(lim, trigger, CALENDAR).due <= due_date(lim, trigger + timedelta(days=later), CALENDAR).due
    )


@given(st.sampled_from([lim for lim in LIMITS if lim.unit == "working_day"]), DAYS_2025_2026)
def test_a_term_of_working_days_holds_exactly_that_many(lim: TimeLimit, trigger: date) -> None:
    result = due_date(lim, trigger, CALENDAR)
    assert working_days_left(trigger, result.due, CALENDAR) == lim.amount
    assert [s.number for s in result.steps if s.number] == list(range(1, lim.amount + 1))


@given(st.sampled_from(LIMITS), DAYS_2025_2026, st.integers(0, 5))
def test_an_incident_never_shortens_a_term(lim: TimeLimit, trigger: date, days: int) -> None:
    incident = [ExcludedPeriod(trigger, trigger + timedelta(days=days), "sự cố")]
    assert due_date(lim, trigger, CALENDAR, excluded=incident).due >= due_date(lim, trigger, CALENDAR).due


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("31/1/2026", 1, "28/2/2026"),
        ("31/1/2028", 1, "29/2/2028"),
        ("30/11/2025", 3, "28/2/2026"),
        ("31/12/2025", 12, "31/12/2026"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_months_last(day: str, months: int, expected: str) -> None:
    assert add_months(d(day), months) == d(expected)


@pytest.mark.parametrize(
    ("today", "due", "left", "level"),
    [
        ("6/3/2026", "5/3/2026", -1, "qua"),
        ("5/3/2026", "5/3/2026", 0, "nay"),
        ("5/3/2026", "10/3/2026", 3, "gan"),
        ("5/3/2026", "11/3/2026", 4, "con"),
        ("13/2/2026", "24/2/2026", 2, "gan"),
    ],
)
def test_urgency_counts_working_days(today: str, due: str, left: int, level: str) -> None:
    assert working_days_left(d(today), d(due), CALENDAR) == left
    assert urgency(d(today), d(due), CALENDAR) == level
