"""Proposed slots: free people, a free room, working hours, holidays, the window of the law."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from toaan.rules.calendar import Calendar
from toaan.rules.slots import Away, Busy, Hours, Resource, Spread, Window, gaps, propose
from toaan.rules.tests.shipped import ROWS

HOURS = Hours(((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))))
CALENDAR = Calendar.from_rows(r for r in ROWS if r.kind == "holiday")
ROOM, SECOND = Resource("r1", "Phòng 1"), Resource("r2", "Phòng 2")
JUDGE = Resource("j", "Thẩm phán A")


def at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}")


def busy(day: str, first: str, last: str) -> Busy:
    return Busy(at(day, first), at(day, last))


def found(first: str, last: str | None, *, rooms=(ROOM,), people=(JUDGE,), minutes=120, count=5):
    window = Window(
        date.fromisoformat(first), date.fromisoformat(last) if last else None, timedelta(minutes=minutes)
    )
    return propose(window, rooms=rooms, people=people, hours=HOURS, calendar=CALENDAR, count=count)


def days(proposal) -> list[str]:
    return [f"{s.starts:%d/%m %H:%M} {s.room.key}" for s in proposal.slots]


def passed(proposal) -> list[str]:
    return [f"{p.reason} {p.first:%d/%m}–{p.last:%d/%m} {p.who}".strip() for p in proposal.passed]


def test_free_everywhere_gives_one_slot_a_day_from_the_first_working_day():
    proposal = found("2026-01-17", None)  # a Saturday
    assert days(proposal) == [
        "19/01 07:30 r1", "20/01 07:30 r1", "21/01 07:30 r1", "22/01 07:30 r1", "23/01 07:30 r1",
    ]  # fmt: skip
    assert proposal.passed == ()


def test_no_slot_lies_in_tet_and_the_holiday_is_named():
    proposal = found("2026-02-13", "2026-02-27", count=3)
    assert days(proposal) == ["13/02 07:30 r1", "23/02 07:30 r1", "24/02 07:30 r1"]
    assert passed(proposal) == ["holiday 16/02–20/02 Tết Nguyên đán"]


def test_a_saturday_that_is_worked_for_a_holiday_serves():
    assert days(found("2026-01-10", "2026-01-10")) == ["10/01 07:30 r1", "10/01 13:30 r1"]


def test_the_last_day_of_the_law_is_never_passed():
    proposal = found("2026-01-19", "2026-01-20")
    assert {s.starts.date() for s in proposal.slots} == {date(2026, 1, 19), date(2026, 1, 20)}
    assert [s.days_left for s in proposal.slots] == [1, 1, 0, 0]


def test_a_window_of_tet_alone_offers_nothing_and_says_why():
    proposal = found("2026-02-16", "2026-02-20")
    assert proposal.slots == ()
    assert passed(proposal) == ["holiday 16/02–20/02 Tết Nguyên đán"]


@pytest.mark.parametrize(
    ("taken", "minutes", "first"),
    [
        ([], 120, "07:30"),
        ([("07:30", "09:00")], 120, "09:00"),
        ([("07:30", "09:10")], 120, "09:30"),
        ([("08:00", "10:00")], 120, "13:30"),  # neither before nor after it two hours are left
        ([("07:30", "11:30")], 210, "13:30"),
        ([("10:00", "11:00")], 120, "07:30"),
    ],
)
def test_a_sitting_begins_at_the_first_gap_long_enough(taken, minutes, first):
    judge = Resource("j", "Thẩm phán A", busy=tuple(busy("2026-01-19", a, b) for a, b in taken))
    proposal = found("2026-01-19", "2026-01-19", people=[judge], minutes=minutes)
    assert f"{proposal.slots[0].starts:%H:%M}" == first


def test_a_sitting_that_fits_no_half_day_is_not_offered():
    assert found("2026-01-19", "2026-01-19", minutes=241).slots == ()


def test_a_taken_room_gives_way_to_the_next_and_with_none_left_it_says_so():
    full = Resource("r1", "Phòng 1", busy=(busy("2026-01-19", "07:00", "17:00"),))
    assert days(found("2026-01-19", "2026-01-19", rooms=[full, SECOND]))[0] == "19/01 07:30 r2"
    proposal = found("2026-01-19", "2026-01-20", rooms=[full])
    assert proposal.slots[0].starts.date() == date(2026, 1, 20)
    assert passed(proposal) == ["rooms 19/01–19/01"]


def test_who_is_away_or_busy_all_day_is_named_once_for_days_in_a_row():
    judge = Resource("j", "Thẩm phán A", away=(Away(date(2026, 1, 15), date(2026, 1, 20)),))
    clerk = Resource("c", "Thư ký B", busy=(busy("2026-01-21", "07:30", "17:00"),))
    proposal = found("2026-01-15", "2026-01-23", people=[judge, clerk], count=1)
    assert days(proposal) == ["22/01 07:30 r1"]
    assert passed(proposal) == ["away 15/01–20/01 Thẩm phán A", "busy 21/01–21/01 Thư ký B"]


def test_a_year_not_yet_announced_is_provisional():
    assert [s.provisional for s in found("2029-03-05", "2029-03-05").slots] == [True, True]


def test_nothing_overlaps_whatever_is_taken():
    judge = Resource(
        "j", "A", busy=(busy("2026-01-19", "08:00", "09:00"), busy("2026-01-20", "13:00", "16:00"))
    )
    for slot in found("2026-01-19", "2026-01-23", people=[judge], minutes=90).slots:
        assert judge.is_free(slot.starts, slot.ends)
        assert slot.room.is_free(slot.starts, slot.ends)


def test_the_shipped_hours_can_be_read():
    value = next(r.value["value"] for r in ROWS if r.key == "setting:sitting-hours")
    assert Hours.from_value(value).halves[0] == (time(7, 30), time(11, 30))


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], ["07:30–11:30"]),
        ([("08:00", "10:00")], ["10:00–11:30"]),
        ([("08:30", "09:00")], ["07:30–08:30", "09:00–11:30"]),
        ([("07:00", "12:00")], []),
        ([("09:00", "10:00"), ("08:00", "09:30")], ["10:00–11:30"]),
        ([("07:00", "07:15"), ("14:00", "15:00")], ["07:30–11:30"]),
    ],
)
def test_what_is_left_free_of_a_morning(taken, left):
    found = gaps(
        at("2026-01-19", "07:30"), at("2026-01-19", "11:30"),
        [busy("2026-01-19", a, b) for a, b in taken], timedelta(minutes=60),
    )  # fmt: skip
    assert [f"{g.starts:%H:%M}–{g.ends:%H:%M}" for g in found] == left


SPREAD = Spread(count=5, per_day=2, within=21)


def spread(first: str, last: str | None, *, people=(JUDGE,), minutes=120, how=SPREAD):
    window = Window(
        date.fromisoformat(first), date.fromisoformat(last) if last else None, timedelta(minutes=minutes)
    )
    return propose(window, rooms=[ROOM], people=people, hours=HOURS, calendar=CALENDAR, spread=how)


def test_offers_are_spread_over_the_days_and_take_turns_between_morning_and_afternoon():
    assert days(spread("2026-01-05", None)) == [
        "05/01 07:30 r1", "09/01 13:30 r1", "14/01 07:30 r1", "19/01 13:30 r1", "23/01 07:30 r1",
    ]  # fmt: skip


def test_they_end_with_the_last_day_of_the_law_and_fill_short_windows_with_two_a_day():
    assert all(s.days_left is not None and s.days_left >= 0 for s in spread("2026-01-05", "2026-01-09").slots)
    assert days(spread("2026-01-05", "2026-01-06")) == [
        "05/01 07:30 r1", "05/01 13:30 r1", "06/01 07:30 r1", "06/01 13:30 r1",
    ]  # fmt: skip
    one = Spread(count=5, per_day=1, within=21)
    assert len(spread("2026-01-05", "2026-01-06", how=one).slots) == 2


def test_where_only_one_half_fits_no_turn_is_taken():
    taken = tuple(busy(f"2026-01-{n:02d}", "13:00", "17:30") for n in range(5, 31))
    judge = Resource("j", "A", busy=taken)
    found_ = spread("2026-01-05", "2026-01-23", people=[judge]).slots
    assert len(found_) == 5 and {f"{s.starts:%H}" for s in found_} == {"07"}


def test_days_that_are_full_do_not_use_up_the_spread():
    away = Resource("j", "A", away=(Away(date(2026, 1, 5), date(2026, 2, 6)),))
    assert len(spread("2026-01-05", None, people=[away]).slots) == 5


def test_the_shipped_spread_can_be_read():
    value = next(r.value["value"] for r in ROWS if r.key == "setting:sitting-offers")
    assert Spread.from_value(value).per_day == 2
