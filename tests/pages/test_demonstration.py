"""A newcomer who opens the demonstration finds something true in every list, every colour and every chart."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.pages import province, visit
from toaan.cases.states import ENDING_QUASHED, JOINED, LABELS, PART_QUASHED, QUASHED, TRANSFERRED

ELSEWHERE = {TRANSFERRED, JOINED, QUASHED, PART_QUASHED, ENDING_QUASHED}
"""Come about in the practice court and in the tests of reviews; they need months between two courts."""

pytestmark = pytest.mark.pages


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """The whole demonstration, played in a folder of its own on 9 June 2026."""
    return json.loads(visit.in_court(visit.kept_court("demo"), "tests.pages.province"))


def test_no_list_of_the_demonstration_is_empty(shown):
    faults = {key: found for key, found in shown["lists"].items() if found["status"] != 200 or found["empty"]}
    assert faults == {}
    assert len(shown["lists"]) == len(province.LISTS)


def test_deadlines_wear_every_colour(shown):
    assert {level: n for level, n in shown["urgency"].items() if n == 0} == {}
    assert {"qua", "nay", "gan", "con", "xong", "dung"} <= set(shown["urgency"])


def test_matters_stand_at_every_stage_and_in_every_month_since_the_courts_were_founded(shown):
    assert set(shown["states"]) == set(LABELS) - ELSEWHERE
    months = [f"2025-{n:02}" for n in range(7, 13)] + [f"2026-{n:02}" for n in range(1, 7)]
    assert sorted(shown["months"]) == months  # the regional courts exist since 1 July 2025
