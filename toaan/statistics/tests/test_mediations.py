"""Mediation at court stands in the figures: how many, how they ended, and every line adds up."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.demo import mediations as way
from toaan.mediation import actions
from toaan.rules.statistics import Period
from toaan.statistics import mediations
from toaan.statistics.tests.conftest import vn

MARCH, APRIL = Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 4, 1), date(2026, 4, 30))


def told(viewer, period, line=-1) -> dict[str, int]:
    """What is not nought in a line, by the name of its column."""
    found = mediations.lines(viewer, period, viewer.court)
    if not found:
        return {}
    figures = zip(mediations.COLUMNS, found[line].figures, strict=True)
    return {name: figure.value for name, figure in figures if figure.value}


def test_what_is_settled_and_recognised_is_counted_when_it_ended(world, president) -> None:
    way.recognised(world, vn("2026-03-26 09:00"))
    clock.move_to(vn("2026-11-20 08:00"))
    assert told(president, MARCH) == {"new": 1, "remaining": 1}
    assert told(president, APRIL) == {"old": 1, "settled": 1, "recognised": 1}
    assert told(president, Period(date(2026, 5, 1), date(2026, 5, 31))) == {}
    assert mediations.lines(president, APRIL, president.court)[-1].rate == "100,0 %"


def test_who_will_not_mediate_is_no_failure_of_mediation(world, president) -> None:
    made = way.offered(world, vn("2026-03-10 09:00"), kind="HNGĐ")
    no = {"agrees": False, "mediator_id": None}
    actions.answer(by=world.viewer("nguyendon"), mediation_id=made.pk, at=vn("2026-03-12 09:00"), **no)
    clock.move_to(vn("2026-11-20 08:00"))
    assert told(president, MARCH) == told(president, MARCH, line=1) == {"new": 1, "declined": 1}
    assert mediations.lines(president, MARCH, president.court)[-1].rate == ""


def test_what_ends_without_a_result_lowers_the_rate(world, president) -> None:
    made = way.mediating(world, vn("2026-03-10 09:00"))
    mediator, at = world.viewer("hoagiai"), vn("2026-03-18 09:00")
    actions.end(by=mediator, mediation_id=made.pk, ground="mediation_end:40.2", at=at)
    clock.move_to(vn("2026-11-20 08:00"))
    assert told(president, MARCH) == {"new": 1, "failed": 1}
    assert mediations.lines(president, MARCH, president.court)[-1].rate == "0,0 %"


def test_the_last_minute_of_a_month_is_of_that_month(world, president) -> None:
    way.offered(world, vn("2026-03-31 23:30"))
    clock.move_to(vn("2026-11-20 08:00"))
    assert (told(president, MARCH)["new"], told(president, APRIL)) == (1, {"old": 1, "remaining": 1})


def test_another_court_is_not_told(world, president) -> None:
    with pytest.raises(Refused):
        mediations.lines(president, MARCH, world.province)


def test_the_page_and_the_spreadsheet_say_the_same(page, world) -> None:
    way.offered(world, vn("2026-03-10 09:00"))
    clock.move_to(vn("2026-11-20 08:00"))
    shown = page("chanhan").get(reverse("statistics:month"), {"thang": "2026-03"}).content.decode()
    assert "Hòa giải, đối thoại tại Tòa án" in shown and "Không đồng ý hòa giải" in shown
    sheet = page("chanhan").get(reverse("statistics:csv"), {"thang": "2026-03"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet)))
    head = next(row for row in rows if row[:1] == ["Hòa giải tại Tòa án"])
    assert dict(zip(head, rows[-1], strict=True))["Mới trong kỳ"] == "1"
