"""A date that depends on a year not yet announced says "tạm tính" wherever it stands, and says it no more afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.judgments.models import AppealPeriod
from toaan.rulebook.tests.support import PREPARE, applied, year

AUTUMN = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
MARK = "tạm tính"


def announce(world, at) -> None:
    kept = rules_in_force.rule("holiday", "holiday:2027", date(2027, 1, 1)).value
    row = year(2027, dict(kept["days"]), extra=dict(kept["extra_working_days"]))
    applied(row, by=world.viewer("cntt"), second=world.viewer("chanhan"), at=at)


def says(visitor, url: str) -> bool:
    answer = visitor.get(url)
    assert answer.status_code == 200, url
    return MARK in answer.content.decode()


@pytest.fixture
def case(world):
    clock.move_to(AUTUMN)
    return steps.assigned_case(world, AUTUMN, case=steps.accepted_case(world, AUTUMN))


def test_the_desk_says_it_on_every_page_of_the_deadline(page, world, case):
    deadline = Deadline.objects.get(case=case, rule=PREPARE)
    judge = page(steps.presiding(world, case))
    leader = page("chanhan")
    pages = [
        (judge, reverse("desk:home")),
        (judge, reverse("cases:deadline_list")),
        (leader, reverse("cases:deadline_list") + "?pham-vi=tat-ca"),
        (judge, reverse("cases:overview", args=[case.pk])),
        (judge, reverse("cases:deadlines", args=[case.pk])),
        (judge, reverse("cases:print", args=[case.pk])),
        (leader, reverse("books:print", args=["thu-ly"])),
        (leader, reverse("cases:extend_deadline", args=[case.pk, deadline.pk])),
        (page("bidon"), reverse("portal:case", args=[case.pk])),
    ]
    silent = [url for visitor, url in pages if not says(visitor, url)]
    assert silent == []
    announce(world, AUTUMN)
    still = [url for visitor, url in pages if says(visitor, url)]
    assert still == []


def test_a_party_reads_it_beside_the_last_day_for_an_appeal(page, world):
    at = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
    clock.move_to(at)
    case = steps.pronounced_case(world, at)
    period = AppealPeriod.objects.filter(judgment__case=case, party__user__username="bidon").get()
    clock.move_to(datetime(2026, 12, 31, 2, 0, tzinfo=UTC))
    assert period.due_on.year == 2027, period.due_on
    urls = [
        reverse("portal:case", args=[case.pk]), reverse("portal:mine"), reverse("judgments:appeal", args=[case.pk]),
    ]  # fmt: skip
    assert [url for url in urls if not says(page("bidon"), url)] == []
    assert says(page("thuky"), reverse("judgments:case", args=[case.pk]))
    announce(world, clock.now())
    assert [url for url in urls if says(page("bidon"), url)] == []
    assert not says(page("thuky"), reverse("judgments:case", args=[case.pk]))


def test_a_petitioner_reads_it_beside_the_day_of_the_fee(page, world, judge):
    at = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
    clock.move_to(at)
    petition = steps.examined_petition(world, at)
    filing.take_jurisdiction(by=judge, petition_id=petition.pk, at=at)
    plaintiff = page("nguyendon")
    urls = [
        reverse("filing:mine_petition", args=[petition.pk]),
        reverse("filing:mine_receipt", args=[petition.pk]),
    ]
    assert [url for url in urls if not says(plaintiff, url)] == []
    announce(world, at)
    assert [url for url in urls if says(plaintiff, url)] == []
