"""The legality of a strike: way, limits, grounds, presence, each as the code has it (403–413)."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.rules import foreign, requests, strike
from toaan.rules.fees import FeeRefused, fee
from toaan.rules.requests import Presence
from toaan.rules.tests.shipped import CALENDAR, ROWS, d, limit

DAY = date(2026, 3, 2)
KIND = next(kind for kind in requests.kinds(ROWS, DAY) if kind.code == strike.CLAUSE)
WAY = foreign.way(ROWS, foreign.STRIKE, DAY)


def test_the_way_names_limits_and_a_panel_that_are_in_force():
    assert WAY is not None and WAY.is_strike
    keys = {row.key for row in ROWS if row.kind == "time_limit"}
    named = {
        WAY.file_by, WAY.send, WAY.send_end, WAY.appeal, WAY.appeal_absent, WAY.appeal_end, WAY.protest, WAY.protest_higher,
        WAY.review, WAY.adjourn, WAY.assign, WAY.from_receipt, WAY.send_session, WAY.panel_above, KIND.preparation, KIND.session,
    }  # fmt: skip
    assert named <= keys
    assert (WAY.vks, WAY.accept) == ("", "")  # 410.2: no days of study, acceptance as of every request
    assert (KIND.special, KIND.appeal, KIND.court_article) == ("strike", True, "điểm x khoản 2 Điều 39")
    assert not any(foreign.way(ROWS, s, DAY).is_strike for s in ("foreign_judgment", "foreign_award"))


@pytest.mark.parametrize(
    ("prefix", "articles"),
    [
        (strike.GROUND, [f"khoản {n} Điều 204" for n in range(1, 7)]),
        (strike.ENDING, [f"khoản {n} Điều 409" for n in range(1, 4)]),
    ],
)
def test_grounds_clause_by_clause(prefix, articles):
    assert [g.citation for g in foreign.grounds(ROWS, prefix, foreign.STRIKE, DAY)] == articles


def test_only_the_second_absence_needs_a_session_put_off():
    assert [g.citation for g in strike.endings(ROWS, DAY) if g.absent] == ["khoản 3 Điều 409"]


@pytest.mark.parametrize(
    ("side", "outcome", "told"),
    [
        ("employer", "illegal", "all"), ("employer", "legal", "none"),
        ("workers", "legal", "all"), ("workers", "illegal", "none"),
    ],
)  # fmt: skip
def test_each_side_asks_for_the_opposite(side, outcome, told):
    assert strike.granted(side, outcome) == told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, {}),
        ({"ended_on": date(2026, 3, 2)}, {}),
        ({"side": ""}, {"side": "side"}),
        ({"place": ""}, {"place": "place"}),
        ({"started_on": None}, {"started_on": "started"}),
        ({"started_on": date(2026, 3, 3)}, {"started_on": "future"}),
        ({"ended_on": date(2026, 2, 1)}, {"ended_on": "ended"}),
        ({"ended_on": date(2026, 3, 3)}, {"ended_on": "ended"}),
    ],
)
def test_what_a_request_must_say_of_the_strike(change, told):
    said = {"side": "employer", "place": "xã Yên Khê", "started_on": date(2026, 2, 23), "ended_on": None}
    assert strike.faults({**said, **change}, DAY) == told


@pytest.mark.parametrize(
    ("key", "start", "due"),
    [
        ("BLTTDS:403.1", "27/11/2025", "27/2/2026"),
        ("BLTTDS:403.1", "28/11/2025", "2/3/2026"),  # 28/02/2026 is a Saturday
        ("BLTTDS:410.1", "2/3/2026", "2/3/2026"),
        ("BLTTDS:410.2", "2/3/2026", "9/3/2026"),
        ("BLTTDS:410.3", "6/3/2026", "13/3/2026"),
        ("BLTTDS:408.2", "6/3/2026", "11/3/2026"),
        ("BLTTDS:412.1", "6/3/2026", "6/3/2026"),
        ("BLTTDS:413.2", "6/3/2026", "11/3/2026"),
        ("BLTTDS:413.3", "6/3/2026", "10/3/2026"),
        ("BLTTDS:413.3#xet", "6/3/2026", "13/3/2026"),
    ],
)
def test_limits_are_counted_in_working_days(key, start, due):
    assert foreign.last_day(limit(key), d(start), CALENDAR, None).due == d(due)


A = Presence("Công ty", asks=True, present=False)
B = Presence("Công đoàn", asks=False, present=False)
C = Presence("Chi", asks=False, present=False)


@pytest.mark.parametrize(
    ("people", "summons", "words"),
    [
        ([A], 1, ["phải hoãn"]),
        ([B], 1, ["phải hoãn"]),
        ([C], 1, []),
        ([A, B], 2, ["đình chỉ"]),
        ([B], 2, []),
        ([Presence("Công ty", asks=True, present=False, asked_absence=True)], 2, []),
    ],
)
def test_who_must_be_at_the_session(people, summons, words):
    found = strike.obstacles(people, opponent="Công đoàn", summons=summons)
    assert len(found) == len(words)
    assert all(word in told for word, (_article, told) in zip(words, found, strict=True))
    article = "khoản 1 Điều 408 BLTTDS" if summons == 1 else "khoản 3 Điều 409 BLTTDS"
    assert all(cited == article for cited, _told in found)


def test_only_the_employer_pays_and_nobody_for_an_appeal():
    rows = [row for row in ROWS if row.kind in {"fee", "fee_rule", "fee_exemption"}]
    assert fee(rows, "LP", None, {"matter": WAY.fee}, DAY).amount == 1_500_000
    for code in strike.NO_CHARGE:
        assert fee(rows, "LP", None, {"matter": WAY.fee, "exempt": code}, DAY).amount == 0
    with pytest.raises(FeeRefused):
        fee(rows, "LP", None, {"matter": WAY.fee, "instance": "phuc-tham"}, DAY)
