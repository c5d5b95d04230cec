"""Grounds of suspension, discontinuance and of other claims: all there, in the words of the code."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from toaan.rules.course import (
    COUNTERCLAIM,
    DISCONTINUANCE,
    INTERPRETER,
    PAUSE,
    PAUSED,
    RETURN,
    SUSPENSION,
    fee_article,
    grounds,
    session_pauses,
)
from toaan.rules.tests.law_text import articles
from toaan.rules.tests.shipped import ROWS

DAY = date(2026, 1, 5)
_PREFIXES = (SUSPENSION, DISCONTINUANCE, COUNTERCLAIM, PAUSE, PAUSED, RETURN, INTERPRETER, "replaced:")
NOTE_MARK = re.compile(r"(?<=[^\W\d])\d+(?=[,;. ])")
"""The mark of a footnote stands on the word before it."""
WORDED = [g for prefix in _PREFIXES for g in grounds(ROWS, prefix, DAY)]


def test_every_point_has_its_row_in_the_order_of_the_code():
    letters = [g.article.rsplit(".", 1)[1] for g in grounds(ROWS, SUSPENSION, DAY)]
    assert letters == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    ends = [g.article.rsplit(".", 1) for g in grounds(ROWS, DISCONTINUANCE, DAY)]
    points = [point for clause, point in ends if clause == "217.1"]
    assert points == ["a", "b", "c", "c", "d", "đ", "e", "g", "h"], (
        "point c holds two grounds with different fees"
    )
    assert [point for clause, point in ends if clause == "472.1"] == ["a", "b", "c", "d", "đ"]


def test_a_hearing_is_paused_on_six_grounds():
    assert [g.citation[:6] for g in grounds(ROWS, PAUSE, DAY)] == [f"điểm {c}" for c in "abcdđe"]
    assert [g.citation for g in grounds(ROWS, PAUSED, DAY)] == ["khoản 2 Điều 259"]
    assert {g.citation for g in grounds(ROWS, RETURN, DAY)} == {"Điều 263"}


def test_a_session_of_a_request_is_paused_on_those_that_need_no_dispute():
    found = session_pauses(ROWS, DAY)
    assert [g.citation for g in found] == [f"điểm {c} khoản 1 Điều 259, Điều 361" for c in "abcde"]
    assert not [g.title for g in found if "phiên tòa" in g.title or "vụ án" in g.title]
    assert "giải quyết vắng mặt" in found[1].title and "việc dân sự" in found[2].title


def test_only_a_text_under_review_needs_the_presidents_proposal():
    assert [g.citation for g in grounds(ROWS, SUSPENSION, DAY) if g.proposal] == ["điểm e khoản 1 Điều 214"]


def test_the_fee_advance_goes_where_218_says():
    found = {g.key.partition(":")[2]: fee_article(g.fee) for g in grounds(ROWS, DISCONTINUANCE, DAY)}
    to_the_state = {key for key, article in found.items() if article == "khoản 2 Điều 218"}
    assert to_the_state == {"217.1.a", "217.1.b", "217.1.c#vang-mat"}
    silent = [key for key, article in found.items() if not article]
    assert silent == ["217.1.h", *(f"472.1.{point}" for point in "abcdđ")], "218 and 472.2 name no fate"


@pytest.mark.data
@pytest.mark.parametrize("ground", WORDED, ids=lambda g: g.key)
def test_each_ground_is_worded_as_in_the_code(ground):
    text = articles(Path(os.environ["TOAAN_DATA"]) / "law" / "pdf")[ground.article.split(".")[0]]
    assert ground.title in NOTE_MARK.sub("", text)
