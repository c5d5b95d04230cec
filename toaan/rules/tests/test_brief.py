"""The short telling of a deadline says the same as the full sentence: same days, same article, same end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from toaan.rules.brief import brief, skipped_words
from toaan.rules.duties import DONE_WHEN
from toaan.rules.model import vi_date
from toaan.rules.tests.shipped import CALENDAR, ROWS
from toaan.rules.time_limits import TimeLimit, due_date

LIMITS = [TimeLimit.from_row(r) for r in ROWS if r.kind == "time_limit"]
STARTS = [date(2026, 1, 16), date(2026, 2, 9), date(2026, 4, 24), date(2026, 8, 28)]


def told(key: str, start: date, **more):
    limit = next(x for x in LIMITS if x.key == key)
    return due_date(limit, start, CALENDAR, **more).as_json()


@pytest.mark.parametrize("limit", LIMITS, ids=lambda x: x.key)
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_the_card_and_the_sentence_tell_the_same(limit, start):
    found = due_date(limit, start, CALENDAR)
    record = found.as_json()
    card = brief(record)
    assert card.article in record["explanation"]
    assert vi_date(start) in card.rule
    assert limit.words() in card.rule
    assert card.cells[0].kind == "start"
    assert card.cells[-1].kind == "end"
    end = card.cells[0 if limit.before else -1]
    assert end.day == (vi_date(found.due) if card.cells[1].wide else str(found.due.day))
    assert bool(card.moved) == (found.due > found.nominal)
    assert bool(card.skipped) == any(day < found.nominal for day, _ in found.skipped)
    if card.moved:
        assert vi_date(found.due) in card.moved
    if not card.cells[1].wide:  # a bar day by day has one box for every day
        assert len(card.cells) == (found.due - start).days + 1
        off = {day for day, _ in found.skipped if day != found.nominal}
        days = [start + timedelta(days=n) for n in range(len(card.cells))]
        assert {d for d, c in zip(days, card.cells, strict=True) if c.kind == "skipped"} == off


def test_the_worked_example_of_a_decision_before_the_holidays():
    card = brief(told("BLTTDS:220.2", date(2026, 4, 24)))
    assert [c.day for c in card.cells] == ["24", "25", "26", "27", "28", "29", "30", "1", "2", "3", "4"]
    assert [c.small for c in card.cells if c.kind == "counted"] == ["1", "2"]
    assert card.cells[-1].small == "3"
    assert card.rule == "03 ngày làm việc từ ngày ra quyết định đưa vụ án ra xét xử 24/04/2026"
    assert card.done_when == "mọi người nhận có bằng chứng nhận quyết định"


def test_a_term_of_months_is_one_stretch_and_says_why_it_moved():
    card = brief(told("BLTTDS:203.1.a", date(2026, 1, 16)))
    assert [c.day for c in card.cells] == ["16/01/2026", "04 tháng", "16–17/05", "18/05/2026"]
    assert card.moved.startswith("cuối tuần 16–17/05: hạn cuối chuyển sang thứ Hai 18/05/2026")


def test_an_extension_stands_on_the_bar():
    card = brief(told("BLTTDS:203.1.a", date(2026, 1, 16), extended_by=1))
    assert "04 tháng + 01 tháng" in [c.day for c in card.cells]
    assert "gia hạn thêm 01 tháng" in card.rule


def test_a_day_the_judge_fixed_is_told_as_such():
    record = told("BLTTDS:193.1", date(2026, 1, 16)) | {"due": "2026-01-30", "steps": [], "skipped": []}
    card = brief(record)
    assert card.rule.startswith("Thẩm phán ấn định đến hết 30/01/2026")
    assert card.cells[-1].day == "30/01/2026"


def test_many_weekends_are_counted_and_holidays_named():
    days = [date(2026, 1, d) for d in (3, 4, 10, 11, 17, 18, 24, 25)]
    off = [(d, "thứ Bảy" if d.weekday() == 5 else "Chủ nhật") for d in days]
    words = skipped_words(
        [*off, (date(2026, 2, 16), "Tết Nguyên đán"), (date(2026, 2, 17), "Tết Nguyên đán")]
    )
    assert words == "4 cuối tuần, Tết Nguyên đán 16–17/02"


def test_every_duty_in_the_rules_says_when_it_is_done():
    assert {x.done_when for x in LIMITS} == set(DONE_WHEN)
