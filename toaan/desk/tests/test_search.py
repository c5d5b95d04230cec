"""The search box: numbers in any spelling, names with or without diacritics, only what one may see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import clock, events
from toaan.demo import steps


def found(page, who: str, words: str) -> dict[str, list[str]]:
    shown = page(who).get(reverse("desk:search"), {"q": words})
    assert shown.status_code == 200
    return {g["id"]: [r["url"] for r in g["rows"]] for g in shown.context["groups"]}


@pytest.fixture
def case(world, now):
    accepted = steps.accepted_case(world, now)
    made = steps.assigned_case(world, clock.now(), case=accepted)
    events.drain()
    return made


@pytest.mark.parametrize(
    "words", ["1/2026/TLST-DS", "số 0001/2026", "01-2026-tlst-ds", "01 / 2026 / TLST – DS"]
)
def test_a_case_by_its_number_however_it_is_typed(page, case, words) -> None:
    assert found(page, "thuky", words)["va"] == [reverse("cases:overview", args=[case.pk])]


@pytest.mark.parametrize("words", ["Hoàng Thị Lan Chi", "hoang thi lan chi", "LAN CHI thinh"])
def test_by_names_with_and_without_diacritics(page, case, words) -> None:
    groups = found(page, "thuky", words)
    assert reverse("cases:overview", args=[case.pk]) in groups["va"]
    assert groups["don"]


def test_documents_are_found_where_the_file_may_be_read(page, case, world) -> None:
    judge = steps.presiding(world, case)
    assert found(page, judge, "thong bao thu ly")["van-ban"]
    others = {"thamphan", "thamphan2", "thamphan3"} - {judge}
    assert all("van-ban" not in found(page, other, "thong bao thu ly") for other in others)
    for url in found(page, judge, "thong bao thu ly")["van-ban"]:
        assert page(judge).get(url).status_code == 200


def test_nothing_is_found_by_whom_it_does_not_concern(page, case) -> None:
    assert found(page, "hoitham3", "lan chi") == {}
    assert found(page, "cntt", "lan chi") == {}
    assert page("nguyendon").get(reverse("desk:search"), {"q": "lan chi"}).status_code == 403


def test_an_empty_question_and_one_without_answer_say_so(page, case) -> None:
    assert found(page, "thuky", "   ") == {}
    shown = page("thuky").get(reverse("desk:search"), {"q": "<b>không</b>"}).content.decode()
    assert "Không thấy gì khớp" in shown
    assert "<b>không</b>" not in shown


def test_the_search_asks_a_constant_number_of_times(page, world, case, steady_rules) -> None:
    def cost() -> int:
        page("thuky").get(reverse("desk:search"))
        with CaptureQueriesContext(connection) as asked:
            page("thuky").get(reverse("desk:search"), {"q": "lan chi"})
        return len(asked)

    first = cost()
    for _ in range(3):
        steps.assigned_case(world, clock.now())
    assert cost() == first
