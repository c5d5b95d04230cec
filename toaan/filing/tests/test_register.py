"""The petition register: narrowed, sorted, printed and downloaded, always the same rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.core import clock
from toaan.demo import steps
from toaan.filing.models import Petition

REGISTER = "filing:register"


@pytest.fixture
def two(world, now) -> list[Petition]:
    """One just filed, one that a judge examines."""
    steps.filed_petition(world, now)
    steps.examined_petition(world, clock.now())
    return list(Petition.objects.exclude(number=None).order_by("number__sequence"))


def numbers(page, query: dict[str, str]) -> list[str]:
    found = page("thuky").get(reverse(REGISTER), query)
    assert found.status_code == 200
    return [str(p) for p in found.context["page_obj"]]


def test_the_conditions_of_the_register(page, two) -> None:
    first, second = map(str, two)
    assert numbers(page, {}) == [second, first]
    assert numbers(page, {"xep": "so"}) == [first, second]
    assert numbers(page, {"state": "received"}) == [first]
    assert numbers(page, {"examiner": "-"}) == [first]
    assert numbers(page, {"examiner": str(two[1].examiner_id)}) == [second]
    assert numbers(page, {"channel": "post"}) == []
    assert numbers(page, {"until": "01/01/2026"}) == []
    assert numbers(page, {"since": "05/01/2026"}) == [second, first]
    assert numbers(page, {"q": "lan chi"}) == [second, first]
    assert numbers(page, {"q": "số 0002/2026"}) == [second]
    assert numbers(page, {"q": two[0].tracking_code.lower()}) == [first]
    assert numbers(page, {"since": "hôm qua", "state": "x", "year": "năm nay"}) == [second, first]


@pytest.mark.parametrize("name", ["filing:register"])
@pytest.mark.parametrize("who", ["hoitham", "tochuc", "cntt", "kiemsat", "nguyendon"])
def test_it_is_not_for_everybody(page, name, who) -> None:
    assert page(who).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", ["filing:register"])
def test_it_asks_a_constant_number_of_times(page, world, two, steady_rules, name) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            page("thuky").get(reverse(name))
        return len(found)

    first = cost()
    for _ in range(3):
        steps.examined_petition(world, clock.now())
    assert cost() == first
