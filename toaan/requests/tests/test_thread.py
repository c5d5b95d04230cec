"""A request from the draft to its effect: by consent without a session, everything else at one."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from toaan.cases.models import Case, Deadline, Party
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.course import actions as course
from toaan.course import duties
from toaan.course.models import CourseDecision, Period
from toaan.course.tests.helpers import moment
from toaan.delivery.models import Service
from toaan.demo import request_steps as made
from toaan.demo import steps
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing, TrialDecision
from toaan.requests import actions
from toaan.requests.wishes import BECOMES_SUIT, End


def judge(world, case):
    return world.viewer(steps.presiding(world, case))


def rules(case, state: str) -> set[str]:
    return set(Deadline.objects.filter(case=case, state=state).values_list("rule", flat=True))


def test_divorce_by_consent_from_two_accounts_to_its_effect(world):
    at = moment("2026-03-02")
    case = made.accepted(world, at)
    assert (case.nature, case.request_kind, str(case)) == ("request", "29.2", "01/2026/TLST-VHNGĐ")
    assert [(p.role, p.user.username) for p in case.parties.all()] == [
        ("requester", "nguyendon"), ("requester", "bidon"),
    ]  # fmt: skip
    assert {"BLTTDS:365.1", "BLTTDS:366.1"} <= rules(case, "open")
    assert {"BLTTDS:363.1", "BLTTDS:363.4.a"} <= rules(case, "met")
    assert not Deadline.objects.filter(
        case=case, rule__in=["BLTTDS:203.1.a", "BLTTDS:191.3", "BLTTDS:196.1"]
    ).exists()
    case = made.reconciled(world, at, case=case)
    early = clock.now() + timedelta(days=5)
    with pytest.raises(Refused) as refusal:
        actions.recognise(by=judge(world, case), case_id=case.pk, wish=made.consent(), at=early)
    assert refusal.value.code == "request.too_early"
    later = clock.now() + timedelta(days=11)
    clock.move_to(later)
    with pytest.raises(Refused) as refusal:
        actions.recognise(by=judge(world, case), case_id=case.pk, wish=made.consent(fair=False), at=later)
    assert refusal.value.fields == {"fair": refusal.value.message}
    decision = actions.recognise(by=judge(world, case), case_id=case.pk, wish=made.consent(), at=later)
    case.refresh_from_db()
    assert (case.state, decision.effective_on) == ("effective", clock.local_date(later))
    assert not decision.periods.exists()
    assert str(decision) == "01/2026/QĐST-VHNGĐ"
    steps.served(world, case, later, kind="consent_decision")
    names = set(
        Service.objects.get(case=case, kind="consent_decision").recipients.values_list("name", flat=True)
    )
    assert {"Hoàng Thị Lan Chi", "Vũ Đức Thịnh"} < names
    told = Service.objects.get(case=case, kind="acceptance_notice")
    assert "thụ lý đơn yêu cầu" in told.title
    assert audit.verify().good


def test_spouses_who_do_not_agree_on_the_children_have_a_suit_at_once(world):
    case = made.reconciled(world, moment("2026-03-02"), result="no_consent")
    at = clock.now()
    wife = case.parties.get(user__username="nguyendon")
    wish = End(ground=BECOMES_SUIT, reason="Không thỏa thuận được ai nuôi con.", fee="returned")
    with pytest.raises(Refused) as refusal:
        actions.discontinue(by=judge(world, case), case_id=case.pk, wish=wish, at=at)
    assert refusal.value.code == "request.no_plaintiff"
    wish = End(
        ground=BECOMES_SUIT, reason="Không thỏa thuận được ai nuôi con.", fee="returned", plaintiff=wife.pk
    )
    actions.discontinue(by=judge(world, case), case_id=case.pk, wish=wish, at=at)
    case.refresh_from_db()
    suit = Case.objects.get(origin=case)
    assert case.state == "discontinued"
    assert (suit.nature, suit.kind, suit.state, str(suit)) == (
        "suit",
        "HNGĐ",
        "preparing",
        "01/2026/TLST-HNGĐ",
    )
    assert suit.title == "Hoàng Thị Lan Chi kiện Vũ Đức Thịnh"
    kept = {(a.role, a.post_id) for a in suit.assignments.all()}
    assert kept == {(a.role, a.post_id) for a in case.assignments.filter(ended_at=None)}
    assert rules(suit, "open") == {"BLTTDS:203.1.a"}
    assert not Service.objects.filter(case=suit).exists()
    assert Event.objects.filter(case_id=suit.pk, act="cases.open_suit").get().documents


def test_reunited_spouses_end_the_request_and_nothing_else_does(world):
    case = made.reconciled(world, moment("2026-03-02"), result="reunited")
    at = clock.now()
    with pytest.raises(Refused) as refusal:
        actions.recognise(by=judge(world, case), case_id=case.pk, wish=made.consent(), at=at)
    assert refusal.value.code == "request.not_reconciled"
    wish = End(ground="request_end:397.3", reason="Vợ chồng về chung sống.")
    with pytest.raises(Refused) as refusal:
        actions.discontinue(by=judge(world, case), case_id=case.pk, wish=wish, at=at)
    assert refusal.value.code == "course.no_fee"
    made_decision = actions.discontinue(
        by=judge(world, case),
        case_id=case.pk,
        wish=End(ground=wish.ground, reason=wish.reason, fee="returned"),
        at=at,
    )
    case.refresh_from_db()
    assert case.state == "discontinued"
    assert not Case.objects.filter(origin=case).exists()
    assert "Trả lại" in made_decision.content["fee_words"]


def test_the_session_decides_and_each_period_begins_on_its_own_day(world):
    at = moment("2026-03-02")
    hearing = made.session_set(world, at)
    case = hearing.case
    assert str(TrialDecision.objects.get(case=case)) == "01/2026/QĐMPHST-VDS"
    assert "BLTTDS:366.4" in rules(case, "open")
    assert "BLTTDS:366.1" in rules(case, "met")
    start = hearing.starts_at
    clock.move_to(start)
    marks = {p.pk: hearings.Mark("present") for p in hearing.participations.all()}
    absent = hearing.participations.get(party__user__isnull=True, role="party")
    marks[absent.pk] = hearings.Mark("absent", reason="đang điều trị")
    hearings.record_attendance(by=world.viewer("thuky"), hearing_id=hearing.pk, marks=marks, at=start)
    by = judge(world, case)
    with pytest.raises(Refused) as refusal:
        actions.rule(by=by, case_id=case.pk, wish=made.ruling(), at=start)
    assert refusal.value.code in {"wrong_state", "request.no_session_open"}
    hearings.open_hearing(by=by, hearing_id=hearing.pk, at=start)
    with pytest.raises(Refused) as refusal:
        actions.rule(by=by, case_id=case.pk, wish=made.ruling(findings=" "), at=start)
    assert refusal.value.code == "request.no_findings"
    decision = actions.rule(by=by, case_id=case.pk, wish=made.ruling(), at=start + timedelta(hours=1))
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert (case.state, hearing.state) == ("judged", "closed")
    day = clock.local_date(start)
    found = {p.holder: (p.rule, p.from_on) for p in decision.periods.all()}
    assert found["Hoàng Thị Lan Chi"] == ("BLTTDS:372.1", day)
    assert found["Vũ Đức Thịnh"] == ("BLTTDS:372.1#vang-mat", None)
    assert found["Viện kiểm sát cấp trên trực tiếp"] == ("BLTTDS:372.2#tren", day)
    assert "BLTTDS:370.2" in rules(case, "open")
    served_on = start + timedelta(days=2)
    steps.served(world, case, served_on, kind="ruling")
    last = max(Period.objects.filter(decision=decision).values_list("due_on", flat=True))
    assert last == date(2026, 3, 25)
    after = moment((last + timedelta(days=1)).isoformat())
    duties.settle_effect(clock.local_date(after), after)
    case.refresh_from_db()
    assert case.state == "effective"
    assert audit.verify().good


def test_an_appeal_keeps_the_decision_from_taking_effect(world):
    case = made.ruled(world, moment("2026-03-02"))
    decision = CourseDecision.objects.get(case=case)
    party = case.parties.get(role=Party.Role.REQUESTER)
    at = clock.now() + timedelta(hours=2)
    course.record_appeal(
        by=world.viewer("nguyendon"), decision_id=decision.pk, party_id=party.pk, ground="Chưa đúng", at=at
    )
    after = moment("2026-05-04")
    duties.settle_effect(clock.local_date(after), after)
    case.refresh_from_db()
    assert case.state == "judged"


def test_a_requester_who_stays_away_is_waited_for_once(world):
    hearing = made.session_set(world, moment("2026-03-02"))
    case, by = hearing.case, judge(world, hearing.case)

    def asked_away(sitting: Hearing) -> None:
        clock.move_to(sitting.starts_at)
        marks = {p.pk: hearings.Mark("present") for p in sitting.participations.all()}
        away = sitting.participations.get(party__role="requester", role="party")
        marks[away.pk] = hearings.Mark("absent", reason="không rõ lý do")
        hearings.record_attendance(
            by=world.viewer("thuky"), hearing_id=sitting.pk, marks=marks, at=sitting.starts_at
        )
        with pytest.raises(Refused) as refusal:
            hearings.open_hearing(by=by, hearing_id=sitting.pk, at=sitting.starts_at)
        assert refusal.value.code == "hearing.must_adjourn"

    asked_away(hearing)
    wish = End(ground="request_end:367.2", reason="Vắng mặt lần thứ hai.", fee="state")
    with pytest.raises(Refused) as refusal:
        actions.discontinue(by=by, case_id=case.pk, wish=wish, at=hearing.starts_at)
    assert refusal.value.code == "request.not_twice"
    again = steps.next_working_day(hearing.starts_at + timedelta(days=14))
    put_off = hearings.adjourn(
        by=by, hearing_id=hearing.pk, reason="Người yêu cầu vắng mặt lần thứ nhất", room_id=hearing.room_id,
        starts_at=again, ends_at=again + timedelta(hours=2), at=hearing.starts_at,
    )  # fmt: skip
    assert put_off.next_hearing.kind == Hearing.Kind.REQUEST
    asked_away(put_off.next_hearing)
    actions.discontinue(by=by, case_id=case.pk, wish=wish, at=again)
    case.refresh_from_db()
    assert case.state == "discontinued"
    assert Hearing.objects.get(pk=put_off.next_hearing_id).state == "called_off"


def test_who_is_not_the_judge_decides_nothing(world):
    case = made.reconciled(world, moment("2026-03-02"))
    judges = {"thamphan", "thamphan2", "chanhan", "phochanhan"} - {steps.presiding(world, case)}
    for name in ("thuky", "cntt", "kiemsat", *sorted(judges & set(world.posts))):
        with pytest.raises(Refused) as refusal:
            actions.recognise(by=world.viewer(name), case_id=case.pk, wish=made.consent(), at=clock.now())
        assert refusal.value.status in {403, 404}, name


def test_acts_of_a_suit_have_no_place_in_a_request_nor_the_other_way_round(world):
    at = moment("2026-03-02")
    case = made.accepted(world, at)
    by = judge(world, case)
    wish = course.Discontinuance("discontinuance:217.1.c#rut", "Rút đơn", fee="state")
    with pytest.raises(Refused) as refusal:
        course.discontinue(by=by, case_id=case.pk, wish=wish, at=at)
    assert refusal.value.code == "wrong_state"
    plan = hearings.TrialPlan(
        room_id=steps.court_room(world).pk,
        starts_at=at + timedelta(days=9),
        ends_at=at + timedelta(days=9, hours=1),
    )
    with pytest.raises(Refused) as refusal:
        hearings.decide_trial(by=by, case_id=case.pk, plan=plan, at=at)
    assert refusal.value.code == "request.no_session"
    suit = steps.assigned_case(world, at)
    with pytest.raises(Refused) as refusal:
        actions.rule(by=judge(world, suit), case_id=suit.pk, wish=made.ruling(), at=at)
    assert refusal.value.code == "wrong_state"
    assert not TrialDecision.objects.filter(case=case).exists()
    with pytest.raises(Refused):
        actions.rule(by=by, case_id=uuid.uuid4(), wish=made.ruling(), at=at)


def test_the_demonstration_shows_requests_at_their_first_stages(world):
    at = moment("2026-03-02")
    made.of_today(world, at)
    found = {(c.request_kind, c.state) for c in Case.objects.filter(nature="request")}
    assert found == {("29.2", "preparing"), ("27.1", "trial_set")}
    assert Hearing.objects.filter(state="planned").count() == 2
