"""How persons are searched for, where the notice is published, what the decision says besides (BLTTDS 381–395)."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.rules import requests, searches
from toaan.rules.tests.shipped import ROWS

DAY = date(2026, 3, 2)
MEDIA = {m.code: m for m in searches.media(ROWS, DAY)}


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("27.2", ("Điều 383", "", "BLTTDS:385.1", "", "")),
        ("27.3", ("khoản 1 Điều 388", "BLTTDS:388.1", "BLTTDS:385.1", "BLTTDS:388.2", "BLTTDS:388.4")),
        ("27.4", ("khoản 1 Điều 392", "BLTTDS:392.1", "BLTTDS:385.1", "BLTTDS:388.2", "BLTTDS:392.4")),
    ],
)
def test_each_kind_is_searched_for_in_its_own_way(code, way):
    found = searches.search(ROWS, code, DAY)
    assert (found.citation, found.order, found.publish, found.term, found.session) == way
    assert found.comes_first is bool(found.term)
    limits = {row.key for row in ROWS if row.kind == "time_limit"}
    assert {key for key in way[1:] if key} <= limits


def test_the_clauses_are_those_of_the_rows():
    found = [row.key for row in ROWS if row.key.startswith(searches.SEARCH)]
    assert tuple(key.removeprefix(searches.SEARCH) for key in found) == searches.CLAUSES


@pytest.mark.parametrize("code", ["27.1", "27.3#huy", "27.4#huy", "29.2"])
def test_nobody_is_searched_for_in_other_requests(code):
    assert searches.search(ROWS, code, DAY) is None


def test_the_law_names_four_media_and_wants_three_of_them_always():
    assert list(MEDIA) == ["paper", "broadcast", "court_portal", "province_portal"]
    assert [m.code for m in searches.still_missing(MEDIA.values(), [])] == [
        "paper", "broadcast", "court_portal",
    ]  # fmt: skip
    assert searches.still_missing(MEDIA.values(), ["broadcast", "court_portal", "paper"]) == []


@pytest.mark.parametrize(
    ("medium", "days", "words"),
    [
        ("paper", [2, 3], "đủ 3 ngày"),
        ("paper", [2, 3, 3], "ngày khác nhau"),
        ("paper", [2, 3, 5], ""),
        ("broadcast", [2, 3, 5], "03 ngày liên tiếp"),
        ("broadcast", [2, 3, 4], ""),
        ("broadcast", [2, 2, 3], ""),
        ("court_portal", [], "đủ 1 ngày"),
        ("court_portal", [9], ""),
    ],
)
def test_days_of_publication(medium, days, words):
    problem = searches.days_problem(MEDIA[medium], [date(2026, 3, d) for d in days])
    assert words in problem
    assert bool(problem) is bool(words)


def test_papers_and_broadcasts_begin_the_term_and_a_portal_does_not():
    told = [("court_portal", date(2026, 3, 1)), ("broadcast", date(2026, 3, 9)), ("paper", date(2026, 3, 5))]
    assert searches.first_day(MEDIA.values(), told) == date(2026, 3, 5)
    assert searches.first_day(MEDIA.values(), told[:1]) is None


def test_what_the_decision_says_besides():
    def of(code):
        return searches.parts(ROWS, code, DAY)

    assert of("27.1") is None
    assert (of("27.2").management, of("27.2").commune) == ("Điều 383", "")
    assert (of("27.3").management, of("27.3").commune) == ("Điều 389", "khoản 3 Điều 68")
    assert (of("27.4").death, of("27.4").consequences) == ("Điều 393", "Điều 393")
    assert of("27.3#huy").consequences == "khoản 2 Điều 390"
    assert of("27.4#huy").commune == "khoản 5 Điều 73"


@pytest.mark.parametrize(
    ("code", "ground"),
    [("27.2", "request_end:382"), ("27.3", "request_end:388.3"), ("27.4", "request_end:392.3")],
)
def test_the_return_of_the_person_ends_the_request(code, ground):
    kinds = {kind.code: kind for kind in requests.kinds(ROWS, DAY)}
    keys = [g.key for g in requests.ends(ROWS, kinds[code], DAY)]
    assert [key for key in keys[2:] if not key.startswith("request_end:472")] == [ground]
