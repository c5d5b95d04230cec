"""Each act of hearings: who may, when, and what the law asks for."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest

from toaan.cases import actions as cases
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import steps
from toaan.hearings import actions
from toaan.hearings.models import Hearing, Participation, Room, TrialDecision

from .helpers import at_hour, judge_of, plan, ready, session

DAY = "2026-01-20"


def refused(code, act, /, *args, **kwargs):
    """The act is refused with this code and leaves no event."""
    trace = Event.objects.exclude(act="hearings.keep_room")  # the helpers may furnish a room on the way
    before = trace.count()
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code, refusal.value.message
    assert trace.count() == before
    return refusal.value


# --- rooms ------------------------------------------------------------------------------------------------


def test_rooms_are_kept_by_leaders_only(world, now, president, judge):
    room = actions.add_room(by=president, court=world.court, name=" Phòng  A ", valid_from=now.date(), at=now)
    assert room.name == "Phòng A"
    refused(
        "room.exists",
        actions.add_room,
        by=president,
        court=world.court,
        name="phòng a",
        valid_from=now.date(),
        at=now,
    )
    refused(
        "not_allowed", actions.add_room, by=judge, court=world.court, name="B", valid_from=now.date(), at=now
    )


def test_a_room_with_sittings_ahead_cannot_be_closed(world, now, president):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    refused(
        "room.booked", actions.close_room, by=president, room_id=planned.room_id, last_day=now.date(), at=now
    )
    closed = actions.close_room(by=president, room_id=planned.room_id, last_day=planned.day, at=now)
    assert closed not in Room.objects.in_use_on(planned.day + timedelta(days=1))


# --- session ----------------------------------------------------------------------------------------------


def test_the_session_notice_is_served_from_the_event(world, now):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    (document,) = Event.objects.get(act="hearings.schedule_session").documents
    assert document["kind"] == "session_notice" and document["sha256"] == planned.notice_sha256
    assert {p.role for p in planned.participations.all()} == {"presiding", "clerk", "party"}


@pytest.mark.parametrize("who", ["thamphan", "thuky2", "nguyendon", "kiemsat", "hoitham"])
def test_only_the_judge_and_clerk_of_the_case_schedule(world, now, who):
    case = steps.assigned_case(world, now)
    if steps.presiding(world, case) == who:
        case.assignments.filter(role="presiding").update(post=world.posts["thamphan2"])
    refused("not_allowed", session, world, case, at=now, starts=at_hour(DAY, 8), by=world.viewer(who))


def test_no_session_before_a_judge_is_assigned(world, now):
    case = steps.opened_case(world, now)
    cases.assign_clerk(by=world.viewer("chanhan"), case_id=case.pk, post_id=world.posts["thuky"].pk, at=now)
    refused(
        "hearing.no_judge", session, world, case, at=now, starts=at_hour(DAY, 8), by=world.viewer("thuky")
    )


def test_a_session_lies_ahead_and_ends_after_it_begins(world, now):
    case = steps.assigned_case(world, now)
    refused("hearing.in_past", session, world, case, at=now, starts=at_hour("2026-01-02", 8))
    refused("hearing.ends_too_early", session, world, case, at=now, starts=at_hour(DAY, 8), hours=0)


def test_a_new_time_puts_the_planned_session_off_with_a_reason(world, now):
    case = steps.assigned_case(world, now)
    first = session(world, case, at=now, starts=at_hour(DAY, 8))
    refused("hearing.same_session", session, world, case, at=now, starts=at_hour(DAY, 8))
    refused("hearing.no_reason", session, world, case, at=now, starts=at_hour(DAY, 14))
    second = session(world, case, at=now, starts=at_hour(DAY, 9), reason="Bị đơn đề nghị hoãn")
    first.refresh_from_db()
    assert (first.state, first.adjourned_to, first.bookings.count()) == ("adjourned", second, 0)


def test_the_session_is_recorded_on_its_day_by_the_clerk(world, now, clerk):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    record = actions.SessionRecord(agreed="Đã ký hợp đồng", result="not_settled")
    kw = {"hearing_id": planned.pk, "record": record, "revision": 0}
    refused("hearing.not_today", actions.record_session, by=clerk, at=now, **kw)
    day = at_hour(DAY, 8, 30)
    refused("not_allowed", actions.record_session, by=judge_of(world, case), at=day, **kw)
    minutes = actions.record_session(by=clerk, at=day, **kw)
    refused("attendance.missing", actions.finish_minutes, by=clerk, hearing_id=planned.pk, revision=1, at=day)
    steps.everybody_present(world, planned, day)
    refused(
        "wrong_state", actions.sign_session_minutes, by=judge_of(world, case), hearing_id=planned.pk, at=day
    )
    actions.finish_minutes(by=clerk, hearing_id=planned.pk, revision=minutes.revision, at=day)
    refused("wrong_state", actions.record_session, by=clerk, at=day, **{**kw, "revision": 1})
    refused("not_allowed", actions.sign_session_minutes, by=clerk, hearing_id=planned.pk, at=day)
    actions.sign_session_minutes(by=judge_of(world, case), hearing_id=planned.pk, at=day)
    planned.refresh_from_db()
    assert (planned.state, planned.outcome) == ("closed", "not_settled")
    assert audit.verify().good


def test_minutes_without_a_result_are_not_finished(world, now, clerk):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=at_hour(DAY, 8))
    day = at_hour(DAY, 8, 30)
    refused("minutes.empty", actions.finish_minutes, by=clerk, hearing_id=planned.pk, revision=0, at=day)
    actions.record_session(
        by=clerk, hearing_id=planned.pk, record=actions.SessionRecord(agreed="x"), revision=0, at=day
    )
    refused("minutes.no_result", actions.finish_minutes, by=clerk, hearing_id=planned.pk, revision=1, at=day)


def test_settlement_minutes_are_served_and_stop_the_trial(world, now):
    case = steps.mediated_case(world, now, outcome="settled")
    (document,) = Event.objects.get(act="hearings.sign_session_minutes").documents
    assert document["kind"] == "settlement_minutes"
    moment = clock.now() + timedelta(hours=1)
    refused(
        "hearing.settled", actions.decide_trial, by=judge_of(world, case), case_id=case.pk,
        plan=plan(world, at_hour("2026-01-28", 8)), at=moment,
    )  # fmt: skip


# --- the decision to try the case -------------------------------------------------------------------------


def test_no_trial_without_a_session(world, now):
    case = steps.assigned_case(world, now)
    refused(
        "hearing.no_session", actions.decide_trial, by=judge_of(world, case), case_id=case.pk,
        plan=plan(world, at_hour(DAY, 8)), at=now,
    )  # fmt: skip


def test_no_trial_with_half_a_panel(world, now):
    case, moment = ready(world, now)
    one = [world.posts["hoitham"].pk]
    case.assignments.filter(role="lay_judge").exclude(post_id__in=one).update(ended_at=moment)
    said = refused(
        "hearing.panel", actions.decide_trial, by=judge_of(world, case), case_id=case.pk,
        plan=plan(world, at_hour("2026-01-28", 8)), at=moment,
    )  # fmt: skip
    assert "1 Thẩm phán và 2 Hội thẩm nhân dân" in said.message and "Điều 63" in said.message


@pytest.mark.parametrize(
    ("day", "good_cause", "code"),
    [
        ("2026-02-12", "", None),  # decided 12/01/2026: within one month
        ("2026-02-13", "", "hearing.too_late"),
        ("2026-02-13", "Bị đơn điều trị nội trú", None),
        ("2026-03-12", "Bị đơn điều trị nội trú", None),
        ("2026-03-13", "Bị đơn điều trị nội trú", "hearing.too_late"),
    ],
)
def test_the_hearing_day_keeps_203_4(world, now, day, good_cause, code):
    case, moment = ready(world, now)
    assert clock.local_date(moment).isoformat() == "2026-01-12"
    kw = {"by": judge_of(world, case), "case_id": case.pk, "at": moment}
    asked = plan(world, at_hour(day, 8), good_cause=good_cause)
    if code:
        assert "khoản 4 Điều 203" in refused(code, actions.decide_trial, plan=asked, **kw).message
    else:
        assert actions.decide_trial(plan=asked, **kw).issued


def test_only_the_presiding_judge_decides(world, now, clerk, president, plaintiff):
    case, moment = ready(world, now)
    kw = {"case_id": case.pk, "plan": plan(world, at_hour("2026-01-28", 8)), "at": moment}
    others = [
        v
        for v in (clerk, plaintiff, president)
        if v.post is None or v.post.pk != judge_of(world, case).post.pk
    ]
    for other in others:
        refused("not_allowed", actions.decide_trial, by=other, **kw)


def test_deciding_twice_is_refused_with_the_number(world, now):
    case = steps.trial_decided_case(world, now)
    said = refused(
        "hearing.already_decided", actions.decide_trial, by=judge_of(world, case), case_id=case.pk,
        plan=plan(world, at_hour("2026-02-03", 8)), at=clock.now(),
    )  # fmt: skip
    assert "01/2026/QĐXXST-DS" in said.message


def test_a_broken_decision_goes_on_with_the_same_number(world, now, monkeypatch):
    """The machine stops while the paper is rendered: the number is kept, nothing is announced, the judge goes on."""
    case, moment = ready(world, now)
    kw = {"by": judge_of(world, case), "case_id": case.pk, "at": moment}
    with monkeypatch.context() as broken:
        broken.setattr("toaan.hearings.papers.documents.render", Mock(side_effect=OSError("no space")))
        with pytest.raises(OSError, match="no space"):
            actions.decide_trial(plan=plan(world, at_hour("2026-01-28", 8)), **kw)
    half = TrialDecision.objects.get(case=case)
    case.refresh_from_db()
    assert (half.issued, half.hearing.state, case.state) == (False, "reserved", "preparing")
    made = actions.decide_trial(plan=plan(world, at_hour("2026-01-29", 8)), **kw)
    assert (made.pk, made.number.text) == (half.pk, "01/2026/QĐXXST-DS")
    assert made.hearing.day.isoformat() == "2026-01-29" and Hearing.objects.filter(kind="trial").count() == 1
    assert Event.objects.filter(act="hearings.decide_trial").count() == 1


def test_lay_judge_experience_must_be_named_where_63_asks(world, now):
    case, moment = ready(world, now)
    case.involves_minor = True
    case.save()
    kw = {"by": judge_of(world, case), "case_id": case.pk, "at": moment}
    refused("hearing.panel", actions.decide_trial, plan=plan(world, at_hour("2026-01-28", 8)), **kw)
    named = plan(world, at_hour("2026-01-28", 8), experienced_lay_judge=world.posts["hoitham2"].pk)
    assert actions.decide_trial(plan=named, **kw).issued


# --- the hearing ------------------------------------------------------------------------------------------


@pytest.fixture
def planned(world, now):
    """A trial hearing on its morning, nobody checked yet."""
    case = steps.trial_decided_case(world, now)
    hearing = case.hearings.get(kind="trial")
    return hearing, hearing.starts_at + timedelta(minutes=5)


def marks(hearing, **special):
    """Everybody present but those named by role."""
    return {
        p.pk: special.get(p.role if p.role != "party" else p.party.role, actions.Mark("present"))
        for p in hearing.participations.select_related("party")
    }


def test_the_hearing_opens_on_its_day_only(world, planned):
    hearing, morning = planned
    judge = judge_of(world, hearing.case)
    for days, words in ((-1, "chưa đến ngày mở"), (1, "đã qua")):
        said = refused(
            "hearing.not_today",
            actions.open_hearing,
            by=judge,
            hearing_id=hearing.pk,
            at=morning + timedelta(days=days),
        )
        assert words in said.message


def test_everybody_must_be_checked_before_opening(world, planned):
    hearing, morning = planned
    said = refused(
        "attendance.missing",
        actions.open_hearing,
        by=judge_of(world, hearing.case),
        hearing_id=hearing.pk,
        at=morning,
    )
    assert "Hoàng Thị Lan Chi" in said.message


def test_an_absent_lay_judge_stops_the_opening(world, planned, clerk):
    hearing, morning = planned
    absent = marks(hearing, lay_judge=actions.Mark("absent", "Ốm"))
    actions.record_attendance(by=clerk, hearing_id=hearing.pk, marks=absent, at=morning)
    said = refused(
        "hearing.panel",
        actions.open_hearing,
        by=judge_of(world, hearing.case),
        hearing_id=hearing.pk,
        at=morning,
    )
    assert "Tạ Văn Lộc vắng mặt" in said.message


def test_who_declared_a_party_as_kin_after_the_naming_does_not_open(world, planned, clerk):
    hearing, morning = planned
    actions.record_attendance(by=clerk, hearing_id=hearing.pk, marks=marks(hearing), at=morning)
    judge = judge_of(world, hearing.case)
    tie = {"kind": "kin", "name": "Vũ Đức Thịnh", "birth_year": 1979, "relation": "em ruột"}
    clock.move_to(morning)
    cases.declare_tie(by=judge, at=morning, **tie)
    kw = {"by": judge, "hearing_id": hearing.pk, "at": morning}
    said = refused("hearing.panel", actions.open_hearing, **kw)
    assert f"{judge.name}: Là người thân thích của đương sự (khoản 1 Điều 52" in said.message


def test_absence_needs_a_reason_and_the_right_clerk(world, planned, clerk, other_clerk):
    hearing, morning = planned
    silent = marks(hearing, defendant=actions.Mark("absent"))
    refused(
        "attendance.no_reason",
        actions.record_attendance,
        by=clerk,
        hearing_id=hearing.pk,
        marks=silent,
        at=morning,
    )
    refused(
        "not_allowed",
        actions.record_attendance,
        by=other_clerk,
        hearing_id=hearing.pk,
        marks=marks(hearing),
        at=morning,
    )
    assert not hearing.participations.exclude(attendance="unknown").exists()


def test_first_absence_of_a_party_adjourns_unless_asked_for(world, planned, clerk):
    hearing, morning = planned
    judge = judge_of(world, hearing.case)
    for mark, opens in (
        (actions.Mark("absent", "Không rõ lý do"), False),
        (actions.Mark("absent", asked_absence=True), True),
    ):
        absent = marks(hearing, defendant=mark)
        actions.record_attendance(by=clerk, hearing_id=hearing.pk, marks=absent, at=morning)
        if opens:
            actions.open_hearing(by=judge, hearing_id=hearing.pk, at=morning)
        else:
            said = refused(
                "hearing.must_adjourn", actions.open_hearing, by=judge, hearing_id=hearing.pk, at=morning
            )
            assert "BLTTDS 227.1" in said.message
    hearing.refresh_from_db()
    assert hearing.state == "open" and hearing.case.state == "hearing"


def _adjourn(world, hearing, moment, starts, **more):
    return actions.adjourn(
        by=more.pop("by", judge_of(world, hearing.case)), hearing_id=hearing.pk, starts_at=starts,
        ends_at=starts + timedelta(hours=3), at=moment, room_id=hearing.room_id,
        reason=more.pop("reason", "Bị đơn vắng mặt lần thứ nhất"),
    )  # fmt: skip


def test_adjourning_numbers_rebooks_and_moves_the_deadline(world, planned, clerk):
    hearing, morning = planned
    made = _adjourn(world, hearing, morning, morning.replace(minute=0) + timedelta(days=14))
    hearing.refresh_from_db()
    following = made.next_hearing
    assert made.number.text == "01/2026/QĐST-DS"
    assert (hearing.state, hearing.adjourned_to, following.state) == ("adjourned", following, "planned")
    # The room is free again from the moment of the adjournment.
    assert not hearing.bookings.filter(ends_at__gt=morning).exists() and following.bookings.count() == 5
    assert {d.rule: d.state for d in hearing.case.deadlines.filter(rule__in=["BLTTDS:203.4", "BLTTDS:233.1"])} == {
        "BLTTDS:203.4": "met", "BLTTDS:233.1": "open",
    }  # fmt: skip
    (document,) = Event.objects.get(act="hearings.adjourn").documents
    assert document["kind"] == "adjournment_decision"
    refused("hearing.already_adjourned", _adjourn, world, hearing, morning, morning + timedelta(days=15))
    # The second time a defendant who stays away is tried in absence (227.2.b).
    moment = following.starts_at
    absent = marks(following, defendant=actions.Mark("absent", "Không rõ lý do"))
    actions.record_attendance(by=clerk, hearing_id=following.pk, marks=absent, at=moment)
    opened = actions.open_hearing(by=judge_of(world, hearing.case), hearing_id=following.pk, at=moment)
    assert opened.state == "open"


def test_adjourning_keeps_to_one_month_and_gives_a_reason(world, planned, clerk):
    hearing, morning = planned
    said = refused("hearing.too_late", _adjourn, world, hearing, morning, morning + timedelta(days=40))
    assert "khoản 1 Điều 233" in said.message
    refused("hearing.no_reason", _adjourn, world, hearing, morning, morning + timedelta(days=7), reason=" ")
    refused("not_allowed", _adjourn, world, hearing, morning, morning + timedelta(days=7), by=clerk)


def test_debate_closes_once_and_by_the_presiding_judge(world, now, clerk):
    hearing = steps.opened_hearing(world, now)
    judge = judge_of(world, hearing.case)
    moment = hearing.opened_at + timedelta(hours=2)
    refused("not_allowed", actions.close_debate, by=clerk, hearing_id=hearing.pk, at=moment)
    actions.close_debate(by=judge, hearing_id=hearing.pk, at=moment)
    refused("wrong_state", actions.close_debate, by=judge, hearing_id=hearing.pk, at=moment)


def test_a_new_lawyer_is_called_to_the_planned_hearing(world, planned, clerk):
    hearing, _ = planned
    party = hearing.case.parties.get(role="defendant")
    cases.register_protector(
        by=clerk,
        case_id=hearing.case_id,
        party_id=party.pk,
        kind="lawyer",
        name="Phan Gia Định",
        at=clock.now(),
    )
    row = hearing.participations.get(role=Participation.Role.REPRESENTATIVE)
    assert row.title == "Luật sư của bị đơn"


def test_pronouncement_closes_the_hearing(world, now):
    case = steps.debated_case(world, now)
    hearing = case.hearings.get(kind="trial")
    event = Event.objects.filter(case_id=case.pk).latest("at")
    told = Event(act="judgments.pronounce", at=clock.now(), court=case.court, case_id=case.pk)
    told.pk = event.pk  # the act itself belongs to judgments; here only its announcement
    for function in events._immediate["judgments.pronounce"]:
        if function.__module__ == "toaan.hearings.consequences":
            function(told)
    hearing.refresh_from_db()
    assert hearing.state == "closed" and not hearing.bookings.filter(ends_at__gt=clock.now()).exists()
