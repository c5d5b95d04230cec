"""Absences and the end of a post: who is away is not drawn, work given for a time comes back, nothing is left without a holder."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from toaan.cases import actions, handover, queries
from toaan.cases.tests.handing import (
    JUDGES,
    LEAVE,
    on_leave,
    plan_of,
    work_of,
)
from toaan.core import actions as core
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.together import answered
from toaan.demo import steps

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["thuky", "thamphan", "kiemsat", "cntt"])
def test_others_record_no_absence(world, now, who):
    with pytest.raises(Refused) as refusal:
        on_leave(world, "thuky", date(2026, 1, 5), date(2026, 1, 9), now, by=who)
    assert refusal.value.code == "not_allowed"


def test_absences_do_not_overlap_and_a_president_is_deputised_by_a_deputy(world, now):
    first, last = date(2026, 1, 5), date(2026, 1, 9)
    on_leave(world, "thuky", first, last, now)
    with pytest.raises(Refused) as refusal:
        on_leave(world, "thuky", date(2026, 1, 9), date(2026, 1, 12), now)
    assert refusal.value.code == "leave.overlap"
    with pytest.raises(Refused) as refusal:
        on_leave(world, "chanhan", first, last, now, deputy_id=world.posts["thamphan"].pk)
    assert "Phó Chánh án" in refusal.value.message
    assert on_leave(world, "chanhan", first, last, now, deputy_id=world.posts["phochanhan"].pk).deputy


def test_the_draw_leaves_out_who_is_away_and_says_why(world, now):
    for who in JUDGES[1:]:
        on_leave(world, who, date(2026, 1, 5), date(2026, 1, 23), now)
    case = steps.opened_case(world, now)
    made = actions.draw_judge(by=world.viewer("chanhan"), case_id=case.pk, at=now)
    assert made.post_id == world.posts["chanhan"].pk
    assert (
        "Vắng mặt ngày bốc thăm: Nghỉ ốm đau từ 05/01/2026 đến 23/01/2026"
        in made.draw.content["explanation_vi"]
    )


def test_whoever_is_back_early_is_drawn_again(world, now):
    away = [on_leave(world, who, date(2026, 1, 5), date(2026, 1, 23), now) for who in JUDGES]
    case = steps.opened_case(world, now)
    with pytest.raises(Refused) as refusal:
        actions.draw_judge(by=world.viewer("chanhan"), case_id=case.pk, at=now)
    assert refusal.value.code == "draw.nobody"
    core.end_leave(by=world.viewer("tochuc"), absence_id=away[2].pk, back_on=date(2026, 1, 5), at=now)
    assert actions.draw_judge(by=world.viewer("chanhan"), case_id=case.pk, at=now).post_id == away[2].post_id
    with pytest.raises(Refused) as refusal:
        core.end_leave(by=world.viewer("tochuc"), absence_id=away[2].pk, back_on=date(2026, 1, 6), at=now)
    assert refusal.value.code == "leave.over"


def test_work_given_for_a_time_comes_back_by_one_act_as_far_as_it_is_still_there(world, now, cases_of_clerk):
    leader = world.viewer("phochanhan")
    decision = plan_of(
        world, "thuky", *work_of(world, "thuky"), to="thuky2", ground=LEAVE, until=date(2026, 1, 23)
    )
    actions.hand_over(by=leader, plan=decision, at=now)
    kept = cases_of_clerk[0]
    actions.assign_clerk(
        by=leader, case_id=kept.pk, post_id=world.posts["thuky"].pk, at=now + timedelta(minutes=1)
    )
    waiting = answered([handover.given_for_a_time(world.posts["thuky"])])[0]
    assert {i.subject_id for i in waiting} == {c.pk for c in cases_of_clerk[1:]}
    pieces = [
        actions.Piece(
            i.kind, i.subject_id, i.role, i.label, receiver_id=world.posts["thuky"].pk, giver_id=i.receiver_id,
            returns_id=i.pk,
        )
        for i in waiting
    ]  # fmt: skip
    plan = actions.Plan(id=uuid.uuid4(), person_id=world.posts["thuky"].pk, ground="", pieces=pieces)
    with pytest.raises(Refused):
        actions.hand_back(by=world.viewer("thuky"), plan=plan, at=now + timedelta(days=18))
    made = actions.hand_back(by=leader, plan=plan, at=now + timedelta(days=18))
    assert set(made.items.values_list("state", flat=True)) == {"done"}
    assert {w.subject_id for w in work_of(world, "thuky")} == {c.pk for c in cases_of_clerk}
    assert answered([handover.given_for_a_time(world.posts["thuky"])])[0] == []
    assert audit.verify().good


def test_when_a_post_ends_the_open_work_waits_with_the_president_until_it_is_handed_over(
    world, now, page, cases_of_clerk
):
    core.end_post(by=world.viewer("tochuc"), post_id=world.posts["thuky"].pk, on=now, at=now)
    clock.move_to(now + timedelta(minutes=1))
    home = page("chanhan").get("/ban/").content.decode()
    assert "Việc chưa có người" in home
    assert "Lâm Thu Hà" in home
    assert "3 vụ án" in home
    assert "Việc chưa có người" not in page("thuky2").get("/ban/").content.decode()
    mine = set(queries.my_deadlines(world.viewer("chanhan")).values_list("post", flat=True))
    assert world.posts["thuky"].pk in mine
    actions.hand_over(
        by=world.viewer("chanhan"), plan=plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2"),
        at=clock.now(),
    )  # fmt: skip
    assert "Việc chưa có người" not in page("chanhan").get("/ban/").content.decode()
    assert "Việc mới nhận bàn giao" in page("thuky2").get("/ban/").content.decode()
