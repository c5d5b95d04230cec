"""The session of a request stands still and goes on, or its month runs out (361, 259)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from toaan.core import audit, clock, events
from toaan.core.waiting import waiting_for
from toaan.course import actions as course
from toaan.course.tests.helpers import moment
from toaan.delivery.models import Service
from toaan.demo import foreign_steps as foreign
from toaan.demo import request_steps as made
from toaan.demo import steps
from toaan.hearings import actions as hearings
from toaan.hearings import next_steps
from toaan.hearings.models import Turn
from toaan.hearings.tests.test_acts import refused
from toaan.requests import actions
from toaan.requests.next_steps import request_step
from toaan.requests.wishes import End

pytestmark = pytest.mark.django_db
WHY = "Cần giám định bổ sung."


def judge(world, case):
    return world.viewer(steps.presiding(world, case))


def slot(world, days):
    starts = steps.next_working_day(clock.now() + timedelta(days=days))
    return hearings.Slot(steps.court_room(world).pk, starts, starts + timedelta(hours=1))


def test_a_session_stands_still_everybody_is_told_and_it_goes_on_to_the_decision(world):
    hearing = made.session_paused(world, moment("2026-03-02"))
    case, by = hearing.case, judge(world, hearing.case)
    turn = Turn.objects.get(hearing=hearing)
    assert (hearing.state, case.state, hearing.moved) == ("paused", "hearing", 1)
    assert turn.citation == "điểm d khoản 1 Điều 259, Điều 361"
    assert "tạm ngừng phiên họp" in turn.text and "phiên tòa" not in turn.text.lower()
    assert turn.text.startswith("Thẩm phán quyết định") and turn.heading == "Tạm ngừng phiên họp"
    limit = case.deadlines.get(rule="BLTTDS:259.2#phien-hop")
    assert limit.state == "open" and limit.due_on == hearings.last_day_of_pause(turn)
    events.drain()
    told = Service.objects.get(case=case, kind="pause_notice")
    assert {"Người yêu cầu", "Viện kiểm sát cùng cấp"} <= {r.capacity for r in told.recipients.all()}
    assert "phiên họp" in told.title
    refused("hearing.stands_still", actions.rule, by=by, case_id=case.pk, wish=made.ruling(), at=clock.now())
    day = hearing.starts_at
    clock.move_to(day)
    assert request_step(by, case) is None
    step = next_steps.hearing_step(by, case)
    assert step and step.act == "hearings.go_on" and step.title == "Tiếp tục phiên họp"
    assert "Tiếp tục phiên họp đã tạm ngừng" in {str(w.title) for w in waiting_for(by)}
    refused(
        "not_allowed", hearings.go_on, by=world.viewer("thuky"), hearing_id=hearing.pk, text="Đã có.", at=day
    )
    hearings.go_on(by=by, hearing_id=hearing.pk, text="Đã có kết luận giám định.", at=day)
    assert case.deadlines.get(rule="BLTTDS:259.2#phien-hop").state == "met"
    actions.rule(by=by, case_id=case.pk, wish=made.ruling(), at=day + timedelta(minutes=30))
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert (case.state, hearing.state) == ("judged", "closed")
    assert audit.verify().good


def test_what_nobody_disputes_is_not_settled_between_the_parties(world):
    hearing = made.session_open(world, moment("2026-03-02"))
    by, at = judge(world, hearing.case), clock.now() + timedelta(minutes=30)
    clock.move_to(at)
    keys = {g.key for g in hearings.grounds_of_pause(hearing, clock.local_date(at))}
    assert len(keys) == 5 and "pause:259.1.đ" not in keys
    said = {"by": by, "hearing_id": hearing.pk, "text": WHY, "at": at}
    refused("pause.no_ground", hearings.pause, **said, ground="pause:259.1.đ", slot=slot(world, 7))
    refused("hearing.too_late", hearings.pause, **said, ground="pause:259.1.c", slot=slot(world, 40))
    planned = made.session_set(world, clock.now(), kind="27.7")
    refused(
        "wrong_state", hearings.pause, by=judge(world, planned.case), hearing_id=planned.pk, text=WHY,
        ground="pause:259.1.c", slot=slot(world, 20), at=clock.now(),
    )  # fmt: skip


def test_after_the_month_the_request_is_suspended_and_not_before(world):
    hearing = made.session_paused(world, moment("2026-03-02"))
    case, by = hearing.case, judge(world, hearing.case)
    wish = course.Suspension("paused:259.2", "Chưa có kết luận giám định.", "Kết luận giám định bổ sung")
    refused("course.pause_runs", course.suspend, by=by, case_id=case.pk, wish=wish, at=clock.now())
    over = moment(hearings.last_day_of_pause(Turn.objects.get(hearing=hearing)).isoformat())
    step = next_steps.hearing_step(by, case)
    assert step and step.way_out and "tạm đình chỉ giải quyết việc dân sự" in step.way_out[0]
    decision = course.suspend(by=by, case_id=case.pk, wish=wish, at=over)
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert (case.state, hearing.state) == ("suspended", "closed")
    assert decision.citation == "khoản 2 Điều 259" and "phiên họp" in decision.ground_title
    assert case.deadlines.get(rule="BLTTDS:259.2#phien-hop").state == "cancelled"


def test_a_requester_who_withdraws_meanwhile_ends_the_request(world):
    hearing = made.session_paused(world, moment("2026-03-02"))
    case = hearing.case
    wish = End(ground="request_end:366.2.c", reason="Người yêu cầu rút đơn.", fee="state")
    actions.discontinue(by=judge(world, case), case_id=case.pk, wish=wish, at=clock.now())
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert (case.state, hearing.state) == ("discontinued", "closed")
    assert case.deadlines.get(rule="BLTTDS:259.2#phien-hop").state == "cancelled"


def test_three_judges_pause_by_their_panel_and_know_the_end_of_it(world):
    hearing = foreign.session_open(world, moment("2026-03-02"))
    case, by = hearing.case, judge(world, hearing.case)
    at = hearing.starts_at + timedelta(minutes=20)
    clock.move_to(at)
    turn = hearings.pause(
        by=by, hearing_id=hearing.pk, ground="pause:259.1.c", text=WHY, slot=slot(world, 14), at=at
    )
    assert turn.text.startswith("Hội đồng xét đơn yêu cầu quyết định tạm ngừng phiên họp")
    refused("hearing.stands_still", actions.rule, by=by, case_id=case.pk, wish=foreign.decision(), at=at)
    over = moment(hearings.last_day_of_pause(turn).isoformat())
    wish = course.Suspension("paused:259.2", "Chưa xác minh được.", "Kết quả xác minh")
    assert course.suspend(by=by, case_id=case.pk, wish=wish, at=over).ground == "paused:259.2"


def test_the_pages_of_judge_and_requester(world, page, real_papers):
    hearing = made.session_open(world, moment("2026-03-02"))
    case, at = hearing.case, clock.now() + timedelta(minutes=30)
    clock.move_to(at)
    desk = page(steps.presiding(world, case))

    def url(name):
        return reverse(f"hearings:{name}", args=[case.pk, hearing.pk])

    assert "Tạm ngừng phiên họp" in desk.get(url("conduct")).text
    shown = desk.get(url("pause")).text
    assert "Tạm ngừng phiên họp" in shown and "tự hòa giải" not in shown
    assert page("thuky").get(url("pause")).status_code == 403
    starts = timezone.localtime(steps.next_working_day(at + timedelta(days=10)))
    said = {
        "ground": "pause:259.1.d", "text": WHY, "room": steps.court_room(world).pk, "day": f"{starts:%d/%m/%Y}",
        "starts": "08:00", "ends": "09:00",
    }  # fmt: skip
    assert desk.post(url("pause"), said).status_code == 302
    tab = desk.get(reverse("hearings:case", args=[case.pk])).text
    assert "Thông báo về thời gian tiếp tục phiên họp" in tab and "Tiếp tục phiên họp" in tab
    turn = Turn.objects.get(hearing=hearing)
    paper = desk.get(reverse("hearings:paper", args=[case.pk, turn.notice_sha256]))
    assert paper["Content-Type"] == "application/pdf"
    events.drain()
    track = page("nguyendon").get(reverse("portal:case", args=[case.pk])).text
    assert "Phiên họp tạm ngừng, tiếp tục tại" in track and f"{starts:%d/%m/%Y}" in track
    assert desk.get(url("set_resumption")).status_code == 200
    hearing.refresh_from_db()
    clock.move_to(hearing.starts_at)
    assert desk.post(url("go_on"), {"text": "Đã có kết luận."}).status_code == 302
    hearing.refresh_from_db()
    assert hearing.state == "open"
