"""The acceptance register: narrowed, sorted, counted; its print and file are a book."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.cases.models import Case
from toaan.core import clock
from toaan.demo import steps

REGISTER = "cases:register"


@pytest.fixture
def three(world, now) -> list[Case]:
    """A civil case with its judge, one without, and a family case without value ten days later."""
    first = steps.assigned_case(world, now)
    first.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    second = steps.opened_case(world, now + timedelta(days=1))
    third = steps.opened_case(world, now + timedelta(days=10), kind="HNGĐ", value=None)
    return [first, second, third]


def numbers(page, query: dict[str, str]) -> list[str]:
    found = page("thuky").get(reverse(REGISTER), query)
    assert found.status_code == 200
    return [str(c) for c in found.context["page_obj"]]


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ({}, {0, 1, 2}),
        ({"loai": "HNGĐ"}, {2}),
        ({"tham_phan": "-"}, {1, 2}),
        ({"tu": "06/01/2026"}, {1, 2}),
        ({"tu": "6/1/2026", "den": "06-01-2026"}, {1}),
        ({"tinh_trang": "judged"}, set()),
        ({"q": "lan chi dat coc"}, {0, 1, 2}),
        ({"q": "Hoàng Thị Lan Chi"}, {0, 1, 2}),
        ({"q": "1/2026"}, {0, 2}),
        ({"q": "số 001/2026/TLST – DS"}, {0}),
        ({"q": "không có ai"}, set()),
        ({"muc": "bậy", "tham_phan": "x", "xep": "y", "nam": "abc", "tu": "32/13/2026"}, {0, 1, 2}),
    ],
)
def test_each_condition_narrows_the_rows(page, three, query, which) -> None:
    assert set(numbers(page, query)) == {str(three[n]) for n in which}


def test_the_judge_of_the_case_and_no_other(page, three, world) -> None:
    assert numbers(page, {"tham_phan": str(world.posts["thamphan"].pk)}) == [str(three[0])]
    assert numbers(page, {"tham_phan": str(world.posts["thamphan2"].pk)}) == []


def test_by_the_urgency_of_the_nearest_deadline_and_sorted_by_it(page, three) -> None:
    clock.move_to(clock.now() + timedelta(days=2))
    late, rest = numbers(page, {"muc": "qua"}), numbers(page, {"muc": "con"})
    assert str(three[1]) in late  # nobody drew its judge within three working days
    assert not set(late) & set(rest)
    ordered = numbers(page, {"xep": "han"})
    assert ordered == list(reversed(numbers(page, {"xep": "-han"})))
    assert ordered[0] in late


def test_a_wrong_date_is_said_beside_its_field_and_nothing_typed_is_lost(page, three) -> None:
    shown = page("thuky").get(reverse(REGISTER), {"tu": "32/13/2026", "q": "chi"}).content.decode()
    assert "govuk-error-message" in shown
    assert 'value="32/13/2026"' in shown
    assert 'value="chi"' in shown


def test_a_chip_takes_one_condition_off(page, three) -> None:
    visitor = page("thuky")
    query = {"loai": "DS", "tham_phan": "-", "nam": "2026"}
    chips = visitor.get(reverse(REGISTER), query).context["form"].chips()
    assert [c["label"] for c in chips] == ["Loại án: Dân sự", "Thẩm phán: Chưa phân công"]
    without = visitor.get(reverse(REGISTER) + chips[1]["url"])
    assert [str(c) for c in without.context["page_obj"]] == [str(three[0]), str(three[1])]


def test_leaders_find_the_way_to_the_draw_where_the_judge_is_missing(page, three) -> None:
    way = reverse("cases:assignment", args=[three[1].pk])
    assert way in page("chanhan").get(reverse(REGISTER)).content.decode()
    assert way not in page("thuky").get(reverse(REGISTER)).content.decode()


@pytest.mark.parametrize("name", ["cases:register", "cases:deadline_list"])
def test_the_lists_ask_a_constant_number_of_times(page, world, now, steady_rules, name) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            page("thuky").get(reverse(name), {"pham-vi": "tat-ca"})
        return len(found)

    steps.assigned_case(world, now)
    first = cost()
    for _ in range(3):
        steps.assigned_case(world, clock.now())
    assert cost() == first


def test_deadlines_of_one_officer_at_one_level(page, three, world) -> None:
    clock.move_to(clock.now() + timedelta(days=2))
    visitor, url = page("chanhan"), reverse("cases:deadline_list")
    everything = visitor.get(url, {"pham-vi": "tat-ca"}).context["page_obj"].paginator.count
    counts = [
        visitor.get(url, {"pham-vi": "tat-ca", "muc": level}).context["page_obj"].paginator.count
        for level in ("qua", "nay", "gan", "con")
    ]
    assert sum(counts) == everything
    soon = visitor.get(url, {"pham-vi": "tat-ca", "muc": "sap"}).context["page_obj"].paginator.count
    assert soon == counts[1] + counts[2]
    holder = next(d.post_id for d in visitor.get(url, {"pham-vi": "tat-ca"}).context["page_obj"] if d.post_id)
    mine = visitor.get(url, {"pham-vi": "tat-ca", "nguoi": str(holder)}).context["page_obj"]
    assert {d.post_id for d in mine} == {holder}
    found = visitor.get(url, {"pham-vi": "tat-ca", "q": "số 2/2026"}).context["page_obj"]
    assert {d.case_id for d in found} == {three[1].pk}
