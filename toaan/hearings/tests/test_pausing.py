"""A hearing stops for at most a month, goes on with the same panel, or goes back to questioning (259, 263)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.replay import step
from toaan.core import audit, clock, events
from toaan.course import actions as course
from toaan.delivery.models import Service
from toaan.demo import steps
from toaan.hearings import actions, next_steps, queries
from toaan.hearings.models import Booking, Turn

from .helpers import at_hour, judge_of
from .test_acts import refused

pytestmark = pytest.mark.django_db
EXPERT = "pause:259.1.d"
WHY = "Cần giám định lại chữ ký trên giấy biên nhận."


def slot(world, starts, hours=3):
    return actions.Slot(steps.court_room(world).pk, starts, starts + timedelta(hours=hours))


@step
def paused(world, now, days=14):
    """An opened hearing that stands still; the moment is an hour later."""
    hearing = steps.opened_hearing(world, now)
    at = clock.now() + timedelta(hours=1)
    clock.move_to(at)
    starts = steps.next_working_day(at + timedelta(days=days))
    turn = actions.pause(
        by=judge_of(world, hearing.case), hearing_id=hearing.pk, ground=EXPERT, text=WHY, slot=slot(world, starts), at=at
    )  # fmt: skip
    hearing.refresh_from_db()
    return hearing, turn, at


@step
def goes_on(world, hearing, at, text="Đã có kết luận giám định lại."):
    clock.move_to(at)
    return actions.go_on(by=judge_of(world, hearing.case), hearing_id=hearing.pk, text=text, at=at)


def test_a_pause_moves_the_hearing_tells_everybody_and_runs_a_month(world, now):
    hearing, turn, at = paused(world, now)
    case, judge = hearing.case, judge_of(world, hearing.case)
    assert (hearing.state, case.state, hearing.moved) == ("paused", "hearing", 1)
    assert hearing.starts_at == turn.goes_on_at and "giám định lại" in turn.text
    assert turn.citation == "điểm d khoản 1 Điều 259"
    assert {b.starts_at for b in Booking.objects.filter(hearing=hearing)} == {hearing.starts_at}
    limit = case.deadlines.get(rule="BLTTDS:259.2")
    assert limit.state == "open" and limit.due_on == actions.last_day_of_pause(turn)
    events.drain()
    told = Service.objects.get(case=case, kind="pause_notice")
    assert {r.capacity for r in told.recipients.all()} >= {"Nguyên đơn", "Bị đơn", "Viện kiểm sát cùng cấp"}
    assert hearing in queries.public_calendar(clock.local_date(at)), "the day on which it goes on is public"
    # It cannot be put off, deliberated, or left half paused.
    later = slot(world, hearing.starts_at + timedelta(days=1))
    refused("wrong_state", actions.close_debate, by=judge, hearing_id=hearing.pk, at=at)
    refused(
        "wrong_state",
        actions.pause,
        by=judge,
        hearing_id=hearing.pk,
        ground=EXPERT,
        text=WHY,
        slot=later,
        at=at,
    )
    refused(
        "hearing.paused", actions.adjourn, by=judge, hearing_id=hearing.pk, reason="Chưa có kết luận", at=at,
        room_id=later.room_id, starts_at=later.starts_at, ends_at=later.ends_at,
    )  # fmt: skip
    refused("hearing.not_today", actions.go_on, by=judge, hearing_id=hearing.pk, text="Đã có.", at=at)
    # Another day within the same month, with a notice of its own.
    far = slot(world, steps.next_working_day(at + timedelta(days=40)))
    refused(
        "hearing.too_late",
        actions.set_resumption,
        by=judge,
        hearing_id=hearing.pk,
        reason="Bận",
        slot=far,
        at=at,
    )
    actions.set_resumption(by=judge, hearing_id=hearing.pk, reason="Kết luận có sớm.", slot=later, at=at)
    refused(
        "pause.same_time",
        actions.set_resumption,
        by=judge,
        hearing_id=hearing.pk,
        reason="x",
        slot=later,
        at=at,
    )
    events.drain()
    assert Service.objects.filter(case=case, kind="pause_notice").count() == 2
    assert audit.verify().good


def test_the_same_panel_goes_on_and_the_minutes_say_so(world, now):
    hearing, _turn, _at = paused(world, now)
    case, day = hearing.case, hearing.starts_at
    clock.move_to(day)
    step = next_steps.hearing_step(judge_of(world, case), case)
    assert step and step.act == "hearings.go_on" and step.button
    refused("pause.no_text", actions.go_on, by=judge_of(world, case), hearing_id=hearing.pk, text=" ", at=day)
    refused(
        "not_allowed", actions.go_on, by=world.viewer("thuky"), hearing_id=hearing.pk, text="Đã có.", at=day
    )
    goes_on(world, hearing, day)
    hearing.refresh_from_db()
    assert hearing.state == "open"
    assert case.deadlines.get(rule="BLTTDS:259.2").state == "met"
    assert [t.kind for t in hearing.turns.all()] == ["pause", "resumption"]
    actions.close_debate(by=judge_of(world, case), hearing_id=hearing.pk, at=day + timedelta(hours=1))


def test_a_member_who_came_later_did_not_hear_the_case_from_the_start(world, now):
    hearing, _turn, at = paused(world, now)
    case, day = hearing.case, hearing.starts_at
    gone = case.assignments.filter(role="lay_judge", ended_at=None).first()
    gone.ended_at = at
    gone.save(update_fields=["ended_at"])
    lay = {n: world.posts[n] for n in ("hoitham", "hoitham2", "hoitham3") if n in world.posts}
    sitting = set(case.assignments.filter(ended_at=None).values_list("post", flat=True)) | {gone.post_id}
    new = next(p for p in lay.values() if p.pk not in sitting)
    case.assignments.create(post=new, role="lay_judge", assigned_at=at)
    clock.move_to(day)
    refused(
        "hearing.restart",
        actions.go_on,
        by=judge_of(world, case),
        hearing_id=hearing.pk,
        text="Đã có.",
        at=day,
    )
    step = next_steps.hearing_step(judge_of(world, case), case)
    assert step and step.act == "hearings.adjourn", "begun anew with the new panel (226.2)"
    later = slot(world, steps.next_working_day(day + timedelta(days=7)))
    actions.adjourn(
        by=judge_of(world, case), hearing_id=hearing.pk, reason="Thay Hội thẩm", at=day, room_id=later.room_id,
        starts_at=later.starts_at, ends_at=later.ends_at,
    )  # fmt: skip
    assert case.deadlines.get(rule="BLTTDS:259.2").state == "cancelled"


def test_after_the_month_the_case_is_suspended_on_that_ground_only(world, now):
    hearing, turn, at = paused(world, now)
    case, judge = hearing.case, judge_of(world, hearing.case)
    wish = course.Suspension("paused:259.2", "Chưa có kết luận giám định lại.", "Kết luận giám định lại")
    refused("course.pause_runs", course.suspend, by=judge, case_id=case.pk, wish=wish, at=at)
    over = at_hour(actions.last_day_of_pause(turn).isoformat(), 9)
    clock.move_to(over)
    step = next_steps.hearing_step(judge, case)
    assert step and step.way_out and "tạm đình chỉ" in step.way_out[0]
    made = course.suspend(by=judge, case_id=case.pk, wish=wish, at=over)
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert made.citation == "khoản 2 Điều 259" and case.state == "suspended" and hearing.state == "closed"
    assert not Booking.objects.filter(hearing=hearing, ends_at__gt=over).exists()
    assert case.deadlines.get(rule="BLTTDS:259.2").state == "cancelled"


def test_the_ground_of_a_pause_is_of_no_use_elsewhere(world, now):
    case = steps.assigned_case(world, now)
    wish = course.Suspension("paused:259.2", "Chưa có kết luận.", "Kết luận")
    refused("course.no_ground", course.suspend, by=judge_of(world, case), case_id=case.pk, wish=wish, at=now)


def test_a_pause_needs_a_ground_words_and_a_day_within_the_month(world, now):
    hearing = steps.opened_hearing(world, now)
    judge, at = judge_of(world, hearing.case), clock.now() + timedelta(hours=1)
    near, far = (slot(world, steps.next_working_day(at + timedelta(days=d))) for d in (7, 40))
    said = {"by": judge, "hearing_id": hearing.pk, "at": at}
    refused("pause.no_ground", actions.pause, **said, ground="pause:259.1.z", text=WHY, slot=near)
    refused("pause.no_text", actions.pause, **said, ground=EXPERT, text="  ", slot=near)
    refused("hearing.too_late", actions.pause, **said, ground=EXPERT, text=WHY, slot=far)
    refused(
        "not_allowed",
        actions.pause,
        **{**said, "by": world.viewer("thuky")},
        ground=EXPERT,
        text=WHY,
        slot=near,
    )
    planned = steps.trial_decided_case(world, clock.now()).hearings.get(kind="trial")
    refused(
        "wrong_state", actions.pause, by=judge_of(world, planned.case), hearing_id=planned.pk, at=clock.now(),
        ground=EXPERT, text=WHY, slot=near,
    )  # fmt: skip


def test_the_panel_returns_from_deliberation_unless_the_judgment_has_its_number(world, now):
    case = steps.debated_case(world, now)
    hearing, judge = queries.current_trial(case), judge_of(world, case)
    at = clock.now()
    said = {
        "by": judge,
        "hearing_id": hearing.pk,
        "ground": "return:263#chung-cu",
        "text": "Bút lục 12.",
        "at": at,
    }
    refused("return.no_ground", actions.return_to_questions, **{**said, "ground": ""})
    refused("return.no_text", actions.return_to_questions, **{**said, "text": ""})
    actions.return_to_questions(**said)
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert (case.state, hearing.state, hearing.debate_closed_at) == ("hearing", "open", None)
    assert case.deadlines.get(rule="BLTTDS:264.4").state == "cancelled"
    assert "Bút lục 12" in Turn.objects.get(hearing=hearing, kind="return").text
    actions.close_debate(by=judge, hearing_id=hearing.pk, at=at + timedelta(minutes=30))
    assert case.deadlines.filter(rule="BLTTDS:264.4", state="open").count() == 1


def test_no_return_while_the_judgment_waits_with_its_number(world, now):
    judgment = steps.signed_judgment(world, now)
    hearing = queries.current_trial(judgment.case)
    refused(
        "return.barred", actions.return_to_questions, by=judge_of(world, judgment.case), hearing_id=hearing.pk,
        ground="return:263#chung-cu", text="Bút lục 12.", at=clock.now(),
    )  # fmt: skip
