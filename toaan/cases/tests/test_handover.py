"""Handing work over: each case whole, nobody lost, the law heeded, what is secret stays secret."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from toaan.cases import actions, handover, queries
from toaan.cases.models import Assignment, Deadline, Handover, HandoverItem
from toaan.core import actions as core
from toaan.core import audit, clock, rules_in_force
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import steps
from toaan.filing import actions as filing
from toaan.hearings import actions as hearings
from toaan.judgments import actions as judgments
from toaan.judgments import queries as drafts
from toaan.judgments.content import Content

pytestmark = pytest.mark.django_db
JUDGES = ("chanhan", "phochanhan", "thamphan", "thamphan2", "thamphan3")
MOVED, LEAVE, ILL = "handover_ground:moved", "handover_ground:leave", "handover_ground:illness"


def plan_of(world, person, *works, to=None, ground=MOVED, **more):
    """A decision: these pieces of work of a person to another; without `to`, by lot."""
    pieces = [
        actions.Piece(
            kind=w.kind,
            subject_id=w.subject_id,
            role=w.role,
            label=w.label,
            receiver_id=world.posts[to].pk if to else None,
        )
        for w in works
    ]
    return actions.Plan(
        id=uuid.uuid4(), person_id=world.posts[person].pk, ground=ground, pieces=pieces, **more
    )


def work_of(world, person):
    return handover.work_of([world.posts[person].pk])


def other_judge(*not_these):
    return next(n for n in ("thamphan", "thamphan2", "thamphan3") if n not in not_these)


def presiding_of(case):
    return case.assignments.get(role="presiding", ended_at=None).post


@pytest.fixture
def cases_of_clerk(world, now):
    return [steps.assigned_case(world, now) for _ in range(3)]


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
    monkeypatch.setitem(handover.KINDS, "case", handover.Kind("case", kind.of_posts, kind.barred, breaks))
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


# --- absence, return, end of a post -----------------------------------------------------------------------


def on_leave(world, who, first, last, at, *, by="tochuc", **more):
    return core.record_leave(
        by=world.viewer(by), post_id=world.posts[who].pk, ground="leave_ground:sick", first_day=first,
        last_day=last, at=at, **more,
    )  # fmt: skip


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
    waiting = handover.given_for_a_time(world.posts["thuky"])
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
    assert handover.given_for_a_time(world.posts["thuky"]) == []
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


# --- pages ------------------------------------------------------------------------------------------------


def form_of(world, works, to, **more):
    return {
        "items": [w.key for w in works], "ground": MOVED, "way": "even", "note": "QĐ 12",
        "receivers": [str(world.posts[n].pk) for n in to], **more,
    }  # fmt: skip


def test_from_the_list_to_the_record_without_script(world, now, page, cases_of_clerk):
    leader = page("phochanhan")
    assert "Lâm Thu Hà" in leader.get("/ban/ban-giao/").content.decode()
    url = f"/ban/ban-giao/{world.posts['thuky'].pk}/"
    assert "3 vụ án" not in leader.get(url).content.decode()
    works = work_of(world, "thuky")
    sent = form_of(world, works, ["thuky2"])
    check = leader.post(url, sent)
    assert check.status_code == 200
    text = check.content.decode()
    assert text.count("selected") == 3
    assert not Handover.objects.exists()
    key = str(check.context["key"])
    confirm = {**sent, "key": key, **{f"to-{w.key}": str(world.posts["thuky2"].pk) for w in works}}
    answer = leader.post(url + "quyet-dinh/", confirm)
    assert answer.status_code == 302
    assert leader.post(url + "quyet-dinh/", confirm)["Location"] == answer["Location"]
    done = leader.get(answer["Location"]).content.decode()
    assert "Đã giao cả 3 việc" in done
    paper = leader.get(answer["Location"] + "bien-ban/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_a_form_without_receiver_keeps_what_was_typed(world, now, page, cases_of_clerk):
    works = work_of(world, "thuky")
    url = f"/ban/ban-giao/{world.posts['thuky'].pk}/"
    answer = page("chanhan").post(url, form_of(world, works[:1], [], note="Theo quyết định số 12"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Hãy chọn ít nhất một người nhận." in text
    assert "Theo quyết định số 12" in text
    assert text.count('name="items"') == 3
    assert text.count(" checked>") == 1


@pytest.mark.parametrize("who", ["thuky", "thamphan", "tochuc", "vanthu", "kiemsat", "nguyendon"])
def test_the_pages_of_handing_over_are_for_leaders(world, now, page, cases_of_clerk, who):
    visitor = page(who)
    person = world.posts["thuky"].pk
    for url in ("/ban/ban-giao/", f"/ban/ban-giao/{person}/"):
        assert visitor.get(url).status_code == 403
    answer = visitor.post(f"/ban/ban-giao/{person}/quyet-dinh/", {"key": str(uuid.uuid4())})
    assert answer.status_code == 403


def test_the_pages_cost_the_same_however_many_cases(world, now, page, monkeypatch):
    monkeypatch.setattr(rules_in_force, "_version", lambda: 0)  # it is asked anew every few seconds
    steps.assigned_case(world, now)
    leader = page("phochanhan")
    urls = ["/ban/ban-giao/", f"/ban/ban-giao/{world.posts['thuky'].pk}/"]
    few = [_queries(leader, url) for url in urls]
    for _ in range(4):
        steps.assigned_case(world, now)
    assert [_queries(leader, url) for url in urls] == few


def _queries(visitor, url):
    visitor.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert visitor.get(url).status_code == 200
    return len(caught)


def test_hr_records_an_absence_on_the_page_and_is_told_what_hangs_on_the_person(
    world, now, page, cases_of_clerk
):
    clock.move_to(now)
    visitor = page("tochuc")
    sent = {
        "post": str(world.posts["thuky"].pk), "ground": "leave_ground:annual", "first_day": "12/01/2026",
        "last_day": "16/01/2026", "deputy": str(world.posts["thuky2"].pk), "note": "",
    }  # fmt: skip
    text = visitor.post("/ban/nghi/", sent, follow=True).content.decode()
    assert "Nghỉ hằng năm" in text
    assert "đang có 3 việc" in text
    wrong = visitor.post("/ban/nghi/", {**sent, "first_day": "20/01/2026"})
    assert wrong.status_code == 422
    assert "Ngày cuối phải từ ngày đầu" in wrong.content.decode()
    assert page("thuky").get("/ban/nghi/").status_code == 403
