"""Handing work over: each case whole, nobody lost, the law heeded, what is secret stays secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from toaan.cases import actions, handover, queries
from toaan.cases.models import Assignment, Deadline, Handover, HandoverItem
from toaan.cases.tests.handing import (
    ILL,
    LEAVE,
    MOVED,
    other_judge,
    plan_of,
    presiding_of,
    work_of,
)
from toaan.core import actions as core
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.hearings import actions as hearings
from toaan.judgments import actions as judgments
from toaan.judgments import queries as drafts
from toaan.judgments.content import Content

pytestmark = pytest.mark.django_db


# --- who may, what it leaves ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["thuky", "thamphan", "tochuc", "kiemsat", "vanthu"])
def test_only_leaders_hand_work_over(world, now, cases_of_clerk, who):
    decision = plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2")
    with pytest.raises(Refused) as refusal:
        actions.hand_over(by=world.viewer(who), plan=decision, at=now)
    assert refusal.value.code == "not_allowed"
    assert not Handover.objects.exists()


def test_a_deputy_hands_all_cases_of_a_clerk_over_each_by_its_own_act(world, now, cases_of_clerk):
    decision = plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2")
    made = actions.hand_over(by=world.viewer("phochanhan"), plan=decision, at=now)
    assert made.state == Handover.State.DONE
    assert [i.state for i in made.items.all()] == ["done"] * 3
    assert work_of(world, "thuky") == []
    assert {w.subject_id for w in work_of(world, "thuky2")} == {c.pk for c in cases_of_clerk}
    assert Deadline.objects.filter(state="open", post=world.posts["thuky"]).count() == 0
    told = Event.objects.filter(act="cases.replace_officer")
    assert {e.case_id for e in told} == {c.pk for c in cases_of_clerk}
    assert Event.objects.filter(act="cases.hand_over").count() == 1
    assert Event.objects.filter(act="cases.finish_handover").count() == 1
    assert made.sha256
    assert audit.verify().good


def test_the_same_decision_sent_twice_is_one(world, now, cases_of_clerk):
    decision = plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2")
    first = actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now)
    before = Event.objects.count()
    again = actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now)
    assert again.pk == first.pk
    assert Event.objects.count() == before
    assert Assignment.objects.filter(role="clerk").count() == 6


def test_what_somebody_else_handed_over_meanwhile_is_told_and_the_rest_goes_on(world, now, cases_of_clerk):
    decision = plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2")
    actions.assign_clerk(
        by=world.viewer("chanhan"),
        case_id=cases_of_clerk[0].pk,
        post_id=world.posts["thuky2"].pk,
        at=now + timedelta(minutes=1),
    )
    made = actions.hand_over(by=world.viewer("phochanhan"), plan=decision, at=now + timedelta(minutes=2))
    by_case = {i.subject_id: i for i in made.items.all()}
    assert by_case[cases_of_clerk[0].pk].state == HandoverItem.State.REFUSED
    assert "hiện là Mạc Đình Phúc" in by_case[cases_of_clerk[0].pk].result
    assert {by_case[c.pk].state for c in cases_of_clerk[1:]} == {"done"}


def test_what_was_cut_off_goes_on_where_it_stopped(world, now, cases_of_clerk, monkeypatch):
    decision = plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2")
    real, calls = handover.KINDS["case"].perform, []

    def breaks(**words):
        calls.append(words)
        if len(calls) == 2:
            raise RuntimeError("the power is gone")
        return real(**words)

    kind = handover.KINDS["case"]
    monkeypatch.setitem(handover.KINDS, "case", replace(kind, perform=breaks))
    with pytest.raises(RuntimeError):
        actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now)
    assert sorted(HandoverItem.objects.values_list("state", flat=True)) == ["done", "waiting", "waiting"]
    made = actions.finish(by=world.viewer("phochanhan"), handover_id=decision.id, at=now)
    assert made.state == Handover.State.DONE
    assert set(made.items.values_list("state", flat=True)) == {"done"}
    assert audit.verify().good


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ground": "handover_ground:nothing"}, "handover.no_ground"),
        ({"ground": LEAVE, "until": date(2026, 1, 1)}, "handover.until"),
        ({"ground": "handover_ground:recusal"}, "handover.no_note"),
    ],
)
def test_a_decision_without_proper_ground_writes_nothing(world, now, cases_of_clerk, more, code):
    decision = plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2", **more)
    with pytest.raises(Refused) as refusal:
        actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now)
    assert refusal.value.code == code
    assert not Handover.objects.exists()


def test_a_judges_case_is_no_matter_of_rearranging(world, now):
    case = steps.assigned_case(world, now)
    giver = steps.presiding(world, case)
    decision = plan_of(
        world, giver, *work_of(world, giver), to=other_judge(giver), ground="handover_ground:order"
    )
    with pytest.raises(Refused) as refusal:
        actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now)
    assert refusal.value.code == "handover.no_ground"


# --- judges: drawn or designated, barred, on leave --------------------------------------------------------


def test_a_new_judge_is_drawn_among_the_others_and_the_draw_can_be_checked(world, now):
    case = steps.assigned_case(world, now)
    giver = steps.presiding(world, case)
    made = actions.hand_over(
        by=world.viewer("chanhan"), plan=plan_of(world, giver, *work_of(world, giver)), at=now
    )
    item = made.items.get()
    assert item.state == "done"
    held = case.assignments.get(role="presiding", ended_at=None)
    assert held.post_id == item.receiver_id != world.posts[giver].pk
    assert str(world.posts[giver].pk) not in {c["id"] for c in held.draw.content["candidates"]}
    running = Deadline.objects.get(case=case, rule="BLTTDS:203.1.a")
    assert running.post_id == held.post_id


def test_a_draw_takes_its_turn_at_the_court_before_it_holds_the_case(world, now):
    case = steps.assigned_case(world, now)
    giver = steps.presiding(world, case)
    decision = plan_of(world, giver, *work_of(world, giver))
    with CaptureQueriesContext(connection) as asked:
        actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now)
    told = [q["sql"] for q in asked]
    begun = next(
        n for n, sql in enumerate(told) if 'FROM "cases_handoveritem" WHERE "cases_handoveritem"."id"' in sql
    )
    turn = next(
        n for n, sql in enumerate(told) if n > begun and 'FROM "core_court" WHERE "core_court"."id" IN' in sql
    )
    held = next(
        n
        for n, sql in enumerate(told)
        if n > begun and 'FROM "cases_case" WHERE "cases_case"."id" = ' in sql and "LIMIT 21" in sql
    )
    assert turn < held, "two draws at once see each other's loads"


def test_a_judge_who_was_clerk_of_the_case_may_not_take_it(world, now):
    case = steps.assigned_case(world, now)
    giver = steps.presiding(world, case)
    actions.assign_clerk(
        by=world.viewer("chanhan"), case_id=case.pk, post_id=world.posts["thuky2"].pk, at=now
    )
    clerk_now_judge = core.appoint(
        by=steps.SYSTEM,
        user=world.users["thuky"],
        court=world.court,
        kind=steps.Role.JUDGE,
        since=now,
        at=now,
    )
    world.posts["moi"] = clerk_now_judge
    decision = plan_of(world, giver, *work_of(world, giver), to="moi")
    made = actions.hand_over(by=world.viewer("chanhan"), plan=decision, at=now + timedelta(minutes=1))
    assert made.items.get().state == "refused"
    assert "Thư ký Tòa án" in made.items.get().result
    assert "khoản 4 Điều 53" in made.items.get().result


def test_the_president_replaced_for_partiality_is_a_matter_of_the_higher_court(world, now):
    case = steps.opened_case(world, now)
    Assignment.objects.create(case=case, post=world.posts["chanhan"], role="presiding", assigned_at=now)
    decision = plan_of(
        world, "chanhan", *work_of(world, "chanhan"), to="thamphan", ground="handover_ground:recusal",
        note="Là người thân thích của bị đơn",
    )  # fmt: skip
    made = actions.hand_over(by=world.viewer("phochanhan"), plan=decision, at=now)
    assert made.items.get().state == "refused"
    assert "Tòa án nhân dân cấp trên" in made.items.get().result


# --- the course of the case -------------------------------------------------------------------------------


def write_draft(world, case, who, at, revision=0):
    return judgments.save_draft(
        by=world.viewer(who),
        case_id=case.pk,
        content=Content(facts="Bí mật nghị án"),
        revision=revision,
        at=at,
    )


def test_the_draft_goes_to_the_new_judge_only_and_the_old_one_reads_and_saves_no_more(world, now, page):
    case = steps.trial_decided_case(world, now)
    at = clock.now()
    giver = steps.presiding(world, case)
    taker = other_judge(giver)
    write_draft(world, case, giver, at)
    made = actions.hand_over(
        by=world.viewer("chanhan"), plan=plan_of(world, giver, *work_of(world, giver), to=taker), at=at
    )
    assert made.items.get().state == "done", made.items.get().result
    case = queries.get(world.viewer(taker), case.pk)
    assert drafts.draft_of(world.viewer(taker), case).content["facts"] == "Bí mật nghị án"
    for who in (giver, "chanhan" if giver != "chanhan" else "phochanhan"):
        with pytest.raises(Refused):
            drafts.draft_of(world.viewer(who), case)
    with pytest.raises(Refused) as refusal:
        write_draft(world, case, giver, at, revision=1)
    assert refusal.value.code == "not_allowed"
    url = f"/ban/vu-an/{case.pk}/ban-an/du-thao/"
    answer = page(giver).post(url, {"facts": "Đoạn vừa gõ, chưa kịp lưu", "revision": "1"})
    assert answer.status_code == 403
    text = answer.content.decode()
    assert f"đã được giao cho {world.users[taker].full_name}" in text
    assert "Đoạn vừa gõ, chưa kịp lưu" in text
    assert "Bí mật nghị án" not in text


def test_a_planned_hearing_goes_on_with_the_new_judge(world, now):
    case = steps.trial_decided_case(world, now)
    giver = steps.presiding(world, case)
    taker = other_judge(giver)
    actions.hand_over(
        by=world.viewer("chanhan"),
        plan=plan_of(world, giver, *work_of(world, giver), to=taker),
        at=clock.now(),
    )
    hearing = case.hearings.get(kind="trial")
    assert hearing.participations.get(role="presiding").post_id == world.posts[taker].pk
    booked = set(hearing.bookings.values_list("resource_id", flat=True))
    assert world.posts[taker].pk in booked
    assert world.posts[giver].pk not in booked


def test_nobody_takes_a_hearing_on_a_day_of_leave(world, now):
    case = steps.trial_decided_case(world, now)
    giver = steps.presiding(world, case)
    taker = other_judge(giver)
    day = case.hearings.get(kind="trial").day
    core.record_leave(
        by=world.viewer("tochuc"), post_id=world.posts[taker].pk, ground="leave_ground:annual", first_day=day,
        last_day=day, at=clock.now(),
    )  # fmt: skip
    made = actions.hand_over(
        by=world.viewer("chanhan"),
        plan=plan_of(world, giver, *work_of(world, giver), to=taker),
        at=clock.now(),
    )
    assert made.items.get().state == "refused"
    assert "Nghỉ hằng năm" in made.items.get().result
    assert presiding_of(case).pk == world.posts[giver].pk
    assert audit.verify().good


def test_while_the_panel_deliberates_nobody_takes_over(world, now):
    case = steps.debated_case(world, now)
    at = clock.now()
    giver = steps.presiding(world, case)
    for person in (giver, "hoitham"):
        to = other_judge(giver) if person == giver else "hoitham3"
        for ground in (MOVED, ILL):
            made = actions.hand_over(
                by=world.viewer("chanhan"),
                plan=plan_of(world, person, *work_of(world, person), to=to, ground=ground),
                at=at,
            )
            assert made.items.get().state == "refused"
            assert "khoản 2 Điều 264" in made.items.get().result
    assert presiding_of(case).pk == world.posts[giver].pk


def test_in_an_open_hearing_only_who_cannot_go_on_is_replaced_and_the_case_is_tried_anew(world, now):
    hearing = steps.opened_hearing(world, now)
    case, at = hearing.case, clock.now()
    giver = steps.presiding(world, case)
    taker = other_judge(giver)
    leader = world.viewer("chanhan")
    made = actions.hand_over(
        by=leader, plan=plan_of(world, giver, *work_of(world, giver), to=taker, ground=LEAVE), at=at
    )
    assert "Phiên tòa đang diễn ra" in made.items.get().result
    later = at + timedelta(minutes=30)
    made = actions.hand_over(
        by=leader, plan=plan_of(world, giver, *work_of(world, giver), to=taker, ground=ILL), at=later
    )
    assert made.items.get().state == "done"
    assert "xét xử lại từ đầu" in made.items.get().result
    judge = world.viewer(taker)
    with pytest.raises(Refused) as refusal:
        hearings.close_debate(by=judge, hearing_id=hearing.pk, at=later + timedelta(minutes=5))
    assert refusal.value.code == "hearing.restart"
    starts = steps.next_working_day(later + timedelta(days=10))
    hearings.adjourn(
        by=judge, hearing_id=hearing.pk, reason="Thay đổi Thẩm phán chủ tọa", room_id=hearing.room_id,
        starts_at=starts, ends_at=starts + timedelta(hours=3), at=later + timedelta(minutes=10),
    )  # fmt: skip
    case.refresh_from_db()
    assert case.state == "trial_set"
    following = case.hearings.get(state="planned")
    clock.move_to(following.starts_at)
    assert not hearings.restart_reason(following)


def test_minutes_that_are_not_signed_keep_their_clerk(world, now):
    case = steps.debated_case(world, now)
    made = actions.hand_over(
        by=world.viewer("chanhan"),
        plan=plan_of(world, "thuky", *work_of(world, "thuky"), to="thuky2"),
        at=clock.now(),
    )
    assert made.items.get().state == "refused"
    assert "Biên bản chưa ký" in made.items.get().result
    assert case.assignments.get(role="clerk", ended_at=None).post_id == world.posts["thuky"].pk


def test_a_petition_goes_with_its_time_limit_to_another_judge(world, now):
    petition = steps.examined_petition(world, now)
    works = [w for w in work_of(world, "thamphan") if w.kind == "petition"]
    made = actions.hand_over(
        by=world.viewer("chanhan"), plan=plan_of(world, "thamphan", *works, to="thamphan3"), at=now
    )
    assert made.items.get().state == "done"
    petition.refresh_from_db()
    assert petition.examiner_id == world.posts["thamphan3"].pk
    assert Deadline.objects.get(petition_id=petition.pk, state="open").post_id == world.posts["thamphan3"].pk
    with pytest.raises(Refused):
        filing.take_jurisdiction(by=world.viewer("thamphan"), petition_id=petition.pk, at=now)
    filing.take_jurisdiction(by=world.viewer("thamphan3"), petition_id=petition.pk, at=now)
