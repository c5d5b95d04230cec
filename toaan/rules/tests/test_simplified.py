"""Simplified procedure: every condition counts, in the words of the code; small consumer cases need none."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from toaan.rules.simplified import Facts, ceiling, conditions, problems, to_ordinary
from toaan.rules.tests.law_text import articles
from toaan.rules.tests.shipped import ROWS

DAY = date(2026, 1, 5)
ALL = frozenset({"simple", "admitted", "complete", "addresses", "domestic"})


def test_the_conditions_and_grounds_stand_in_the_order_of_the_code():
    assert [c.citation for c in conditions(ROWS, DAY)] == [
        "điểm a khoản 1 Điều 317",
        "điểm a khoản 1 Điều 317",
        "điểm a khoản 1 Điều 317",
        "điểm b khoản 1 Điều 317",
        "điểm c khoản 1 Điều 317",
    ]
    assert [g.article.rsplit(".", 1)[1] for g in to_ordinary(ROWS, DAY)] == ["a", "b", "c", "d", "đ", "e"]


def test_a_case_that_meets_all_conditions_may_go_by_it():
    assert problems(ROWS, Facts(ALL), DAY) == []


@pytest.mark.parametrize("lacking", sorted(ALL))
def test_each_condition_alone_forbids_it_with_its_article(lacking):
    found = problems(ROWS, Facts(ALL - {lacking}), DAY)
    wanted = next(c for c in conditions(ROWS, DAY) if c.fact == lacking)
    assert [p.article for p in found] == [wanted.citation] and wanted.title in found[0].message_vi


@pytest.mark.parametrize(
    ("facts", "article"),
    [
        (Facts(ALL, without_address=("Trần Văn Bình",)), "điểm b khoản 1 Điều 317"),
        (Facts(ALL, other_claims=True), "điểm đ khoản 3 Điều 317"),
        (Facts(frozenset(), consumer=True, value=100_000_000), "khoản 5 Điều 317"),
        (Facts(ALL, consumer=True), "khoản 5 Điều 317"),
    ],
)
def test_what_the_case_itself_says_counts_more_than_the_tick(facts, article):
    assert [p.article for p in problems(ROWS, facts, DAY)] == [article]


def test_an_agreement_stands_in_for_a_party_abroad():
    facts = Facts((ALL - {"domestic"}) | {"agreed_abroad"})
    assert problems(ROWS, facts, DAY) == []


@pytest.mark.parametrize(("day", "free"), [(DAY, True), (date(2024, 6, 30), False)])
def test_a_small_consumer_case_needs_no_condition_since_the_law_of_2023(day, free):
    facts = Facts(frozenset(), consumer=True, value=99_999_999)
    assert (problems(ROWS, facts, day) == []) is free
    assert (ceiling(ROWS, day) is not None) is free


@pytest.mark.data
@pytest.mark.parametrize("one", [*conditions(ROWS, DAY), *to_ordinary(ROWS, DAY)], ids=lambda g: g.key)
def test_each_is_worded_as_in_the_code(one):
    assert one.title in articles(Path(os.environ["TOAAN_DATA"]) / "law" / "pdf")["317"]
