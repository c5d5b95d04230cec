"""Somebody joins a running case: told like the others, called to what is planned, found in the register (BLTTDS 68.4, 74)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from toaan.cases import actions, queries
from toaan.cases.models import Case, Party
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.delivery.models import Service
from toaan.demo import steps

pytestmark = pytest.mark.django_db


def heir(**other) -> actions.PartyData:
    return actions.PartyData(
        **{"role": "related", "name": "Mai Thị Hòa", "address": "Xã Sông Thanh", **other}
    )


def joined(world, case: Case, at, who: str = "thuky", reason: str = "Đồng sở hữu nhà", **other) -> Party:
    return actions.add_party(by=world.viewer(who), case_id=case.pk, data=heir(**other), reason=reason, at=at)


def test_who_joins_is_told_called_and_found(world, now):
    case = steps.assigned_case(world, now)
    made = joined(world, case, now)
    assert (made.order, made.role) == (3, "related")
    events.drain()
    notices = Service.objects.filter(case=case, kind="acceptance_notice").order_by("ordered_at")
    late = notices.get(source__act="cases.add_party")
    assert made.name in [r.name for r in late.recipients.all()] and late.recipients.count() == 2, (
        "and the procuracy"
    )
    assert [c.pk for c in queries.search(world.viewer("thuky"), "mai thi hoa")] == [case.pk]


def test_a_hearing_that_is_planned_calls_the_new_party(world, now):
    case = steps.trial_decided_case(world, now)
    joined(world, case, clock.now())
    hearing = case.hearings.get(kind="trial")
    assert "Mai Thị Hòa" in [p.name for p in hearing.participations.all()]


@pytest.mark.parametrize("who", ["thuky2", "chanhan", "kiemsat", "nguyendon", "hoitham"])
def test_only_judge_and_clerk_of_the_case_bring_somebody_in(world, now, who):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    with pytest.raises(Refused, match="not_allowed"):
        joined(world, case, now, who)


@pytest.mark.parametrize(
    ("other", "code"),
    [({"name": " "}, "party.no_name"), ({"reason": ""}, "party.no_reason")],
)
def test_what_is_missing_is_named(world, now, other, code):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match=code):
        joined(world, case, now, **other)
    assert case.parties.count() == 2


def test_nobody_joins_twice_nor_who_sits_on_the_case(world, now):
    case = steps.assigned_case(world, now)
    joined(world, case, now)
    with pytest.raises(Refused, match="party.exists"):
        joined(world, case, now, name="MAI THỊ HÒA")
    lay_judge = world.users["hoitham"]
    lay_judge.personal_id = "079088001122"
    lay_judge.save()
    with pytest.raises(Refused, match="party.bars"):
        joined(world, case, now, name="Người khác", personal_id="079088001122")
    assert case.parties.count() == 3


@pytest.mark.parametrize("state", ["hearing", "deliberating", "judged", "discontinued", "archived"])
def test_not_while_the_court_sits_or_after_the_end(world, now, state):
    case = steps.assigned_case(world, now)
    Case.objects.filter(pk=case.pk).update(state=state)
    with pytest.raises(Refused, match="wrong_state"):
        joined(world, case, now)


def test_the_page_keeps_what_was_typed(page, world, now):
    case = steps.assigned_case(world, now)
    url = reverse("cases:add_party", args=[case.pk])
    typed = {
        "role": "related",
        "kind": "person",
        "name": "Mai Thị Hòa",
        "address": "",
        "reason": "Đồng sở hữu",
    }
    lacking = page("thuky").post(url, typed)
    assert lacking.status_code == 422 and "Mai Thị Hòa" in lacking.text
    assert page("thuky").post(url, {**typed, "address": "Xã Sông Thanh"}).status_code == 302
    assert "Mai Thị Hòa" in page("thuky").get(reverse("cases:parties", args=[case.pk])).text
    assert page("thuky2").get(url).status_code == 403
