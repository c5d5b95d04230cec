"""A judge in charge of mediation who goes away: somebody else goes on, and the count of loads knows of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.cases import actions as cases
from toaan.cases.models import Deadline, HandoverItem
from toaan.cases.tests.handing import plan_of, work_of
from toaan.core.errors import Refused
from toaan.demo import mediations
from toaan.mediation import actions, queries
from toaan.mediation.models import Mediation

pytestmark = pytest.mark.django_db
S = HandoverItem.State


def handed(world, at, made, to="thamphan3"):
    """The president gives this mediation of the second judge to another; returns the piece."""
    (work,) = (w for w in work_of(world, "thamphan2") if w.subject_id == made.pk)
    plan = plan_of(world, "thamphan2", work, to=to)
    return cases.hand_over(by=world.viewer("chanhan"), plan=plan, at=at).items.get()


def test_the_new_judge_goes_on_where_the_mediation_stands(world, now):
    made = mediations.in_charge(world, now)
    due = Deadline.objects.get(owner="med_judge", state="open", petition_id=made.petition_id).due_on
    item = handed(world, now, made)
    assert item.state == S.DONE
    assert "khoản 4 Điều 16 Luật Hòa giải" in item.handover.article
    deadline = Deadline.objects.get(owner="med_judge", state="open", petition_id=made.petition_id)
    assert (deadline.post, deadline.due_on) == (world.posts["thamphan3"], due)
    mediator = mediations.on_list(world).pk
    with pytest.raises(Refused) as refusal:
        actions.designate(by=world.viewer("thamphan2"), mediation_id=made.pk, mediator_id=mediator, at=now)
    assert refusal.value.code == "not_allowed"
    actions.designate(by=world.viewer("thamphan3"), mediation_id=made.pk, mediator_id=mediator, at=now)
    assert queries.visible_to(world.viewer("thamphan3")).filter(pk=made.pk).exists()
    assert not queries.visible_to(world.viewer("thamphan2")).filter(pk=made.pk).exists()


def test_the_new_judge_confirms_the_result_that_was_reached_under_the_old_one(world, now):
    made = mediations.mediating(world, now)
    handed(world, now, made)
    made = mediations.agreed(world, now, made=mediations.anew(made))
    actions.confirm_result(by=world.viewer("thamphan3"), mediation_id=made.pk, at=now + timedelta(days=15))
    assert mediations.anew(made).state == "deciding"


def test_a_judge_who_is_kin_of_a_party_does_not_take_it(world, now):
    made = mediations.in_charge(world, now)
    party = made.petition.content["defendants"][0]
    cases.declare_tie(
        by=world.viewer("thamphan3"), kind="kin", relation="em ruột", name=party["name"],
        birth_year=party["birth_year"], personal_id=party["personal_id"], at=now,
    )  # fmt: skip
    item = handed(world, now, made)
    assert item.state == S.REFUSED
    assert Mediation.objects.get(pk=made.pk).judge == world.posts["thamphan2"]


def test_a_clerk_does_not_take_it_and_nothing_of_it_changes(world, now):
    made = mediations.in_charge(world, now)
    item = handed(world, now, made, to="thuky")
    assert item.state == S.REFUSED
    assert Mediation.objects.get(pk=made.pk).judge == world.posts["thamphan2"]


def test_what_is_over_is_nobodys_work(world, now):
    made = mediations.in_charge(world, now)
    assert [w.subject_id for w in work_of(world, "thamphan2")] == [made.pk]
    Mediation.objects.filter(pk=made.pk).update(state="passed_on")
    assert work_of(world, "thamphan2") == []


def test_mediations_stand_beside_the_load_and_lead_to_their_list(world, now, page):
    made = mediations.in_charge(world, now)
    mediations.offered(world, now + timedelta(minutes=5))
    visitor = page("chanhan")
    table = visitor.get(reverse("cases:workload")).context["judges"]
    name = world.users["thamphan2"].full_name
    figures = {row[0]: row[-1] for row in table["rows"]}
    assert figures[name]["text"] == "1"
    assert {cell for who, cell in figures.items() if who != name} == {"0"}
    shown = visitor.get(figures[name]["url"])
    assert [r["m"].pk for r in shown.context["rows"]] == [made.pk]
    assert name in shown.content.decode()


@pytest.mark.parametrize("address", ["khong-phai", "00000000-0000-0000-0000-000000000000"])
def test_an_address_that_names_no_judge_shows_the_whole_list(world, now, page, address):
    mediations.in_charge(world, now)
    shown = page("chanhan").get(reverse("mediation:list"), {"phu_trach": address})
    assert len(shown.context["rows"]) == 1
