"""Kinds of requests and their limits, each as the code has it; presence at the session."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.rules import requests
from toaan.rules.model import NoRuleInForce, in_force
from toaan.rules.requests import Presence, obstacles
from toaan.rules.tests.shipped import ROWS

DAY = date(2026, 3, 2)
KINDS = {kind.code: kind for kind in requests.kinds(ROWS, DAY)}


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("29.2", ("HNGĐ", 2, False, "BLTTDS:366.1", "BLTTDS:366.4", "điểm h khoản 2 Điều 39")),
        ("29.3", ("HNGĐ", 2, False, "BLTTDS:366.1", "BLTTDS:366.4", "điểm i khoản 2 Điều 39")),
        ("29.5", ("HNGĐ", 1, True, "BLTTDS:366.1", "BLTTDS:366.4", "điểm l khoản 2 Điều 39")),
        ("27.1", ("DS", 1, True, "BLTTDS:366.1", "BLTTDS:366.4", "điểm a khoản 2 Điều 39")),
        ("27.2", ("DS", 1, True, "BLTTDS:366.1", "BLTTDS:366.4", "điểm b khoản 2 Điều 39")),
        ("27.3", ("DS", 1, True, "BLTTDS:388.1", "BLTTDS:366.4", "điểm b khoản 2 Điều 39")),
        ("27.3#huy", ("DS", 1, True, "BLTTDS:366.1", "BLTTDS:366.4", "điểm c khoản 2 Điều 39")),
        ("27.4", ("DS", 1, True, "BLTTDS:392.1", "BLTTDS:366.4", "điểm b khoản 2 Điều 39")),
        ("27.4#huy", ("DS", 1, True, "BLTTDS:366.1", "BLTTDS:366.4", "điểm c khoản 2 Điều 39")),
        ("27.6", ("DS", 1, True, "BLTTDS:399.1", "BLTTDS:399.4", "điểm m khoản 2 Điều 39")),
        ("27.7", ("DS", 1, False, "BLTTDS:419.2", "BLTTDS:419.2#phien-hop", "điểm s khoản 2 Điều 39")),
        ("31.1", ("KDTM", 1, True, "BLTTDS:366.1", "BLTTDS:366.4", "điểm u khoản 2 Điều 39")),
        ("33.1", ("LĐ", 1, True, "BLTTDS:402.1", "BLTTDS:402.4", "điểm v khoản 2 Điều 39")),
    ],
)
def test_each_kind_has_its_own_way(code, way):
    kind = KINDS[code]
    found = (kind.kind, kind.requesters, kind.appeal, kind.preparation, kind.session, kind.court_article)
    assert found == way


def test_every_kind_names_limits_that_are_in_force_and_who_asks_where_with_what():
    keys = {row.key for row in ROWS if row.kind == "time_limit"}
    for kind in KINDS.values():
        assert {kind.preparation, kind.session} <= keys, kind.code
        assert kind.label and kind.who and kind.court and kind.papers and kind.tell, kind.code


@pytest.mark.parametrize("code", ["31.3"])
def test_what_has_a_way_of_its_own_is_not_offered(code):
    assert code not in KINDS


def test_grounds_of_ending_depend_on_the_kind():
    abroad = [f"request_end:472.1.{point}" for point in "abcdđ"]
    usual = ["request_end:366.2.c", "request_end:367.2"]
    assert [g.key for g in requests.ends(ROWS, KINDS["27.1"], DAY)] == [*usual, *abroad]
    divorce = [g.key for g in requests.ends(ROWS, KINDS["29.2"], DAY)]
    assert divorce == [*usual, "request_end:397.3", "request_end:397.5", *abroad]


def test_the_first_absence_puts_off_and_the_second_gives_up():
    away = Presence("Lý Thị Hồng", asks=True, present=False)
    assert "phải hoãn" in obstacles([away], summons=1)[0][1]
    assert "từ bỏ yêu cầu" in obstacles([away], summons=2)[0][1]
    asked = Presence("Lý Thị Hồng", asks=True, present=False, asked_absence=True)
    concerned = Presence("Tạ Văn Quý", asks=False, present=False)
    assert obstacles([asked, concerned, Presence("Hà", True, True)], summons=1) == []


def test_no_kind_before_the_code_came_into_force():
    assert requests.kinds(ROWS, date(2016, 6, 30)) == []
    with pytest.raises(NoRuleInForce):
        in_force(ROWS, "request_kind:29.2", date(2016, 6, 30))
