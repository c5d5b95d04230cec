"""A case that has to wait stands still, and goes on with its whole preparation term (BLTTDS 214–216, 203.1)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.course import actions, papers
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import judge_of, later, moment, resumed, suspended, suspension
from toaan.delivery.models import PROCURACY, Service
from toaan.demo import steps
from toaan.hearings.models import Booking, Hearing, TrialDecision

pytestmark = pytest.mark.django_db


def preparation(case: Case) -> list[Deadline]:
    return list(case.deadlines.filter(rule__startswith="BLTTDS:203.1").order_by("trigger_on"))


def test_a_suspended_case_stands_still_and_everybody_is_told(world, now):
    decision = suspended(world, now, expected_on=date(2026, 3, 2))
    case = Case.objects.get(pk=decision.case_id)
    assert (case.state, decision.citation, decision.number.text) == (
        "suspended", "điểm đ khoản 1 Điều 214", "01/2026/QĐST-DS",
    )  # fmt: skip
    assert [d.state for d in preparation(case)] == ["stopped"], (
        "203.3.b: the suspension ends the preparation in time"
    )
    send = case.deadlines.get(rule="BLTTDS:214.2")
    assert (send.owner, send.due_on) == ("clerk", date(2026, 1, 8))
    events.drain()
    service = Service.objects.get(case=case, kind="suspension_decision")
    assert service.recipients.filter(key=PROCURACY).exists() and service.recipients.count() == 3
    steps.served(world, case, clock.now(), kind="suspension_decision")
    send.refresh_from_db()
    assert send.state == "met"
    assert audit.verify().good


@pytest.mark.parametrize(
    ("resumed_on", "due"),
    [
        ("2026-01-12", date(2026, 5, 12)),  # a whole term anew, however little of the first one had run
        ("2026-02-13", date(2026, 6, 15)),  # 13/06/2026 is a Saturday
        ("2026-10-30", date(2027, 3, 1)),  # no 30/02: the last day of the month, a Sunday, moves on
        ("2027-10-29", date(2028, 2, 29)),  # the month of a leap year has that day
        ("2026-08-31", date(2026, 12, 31)),  # the year does not change
    ],
)
def test_the_preparation_term_begins_anew_when_the_case_goes_on(world, now, resumed_on, due):
    case = suspended(world, now).case
    resumed(world, case, moment(resumed_on))
    old, new = preparation(case)
    assert (old.state, new.state, new.due_on) == ("stopped", "open", due)
    told = new.explanation["explanation"]
    assert "tính lại sau tạm đình chỉ" in told and "quyết định tiếp tục giải quyết vụ án có hiệu lực" in told
    assert new.post == world.posts[steps.presiding(world, case)]


def test_an_extension_after_the_suspension_counts_from_the_new_beginning(world, now):
    from toaan.cases import actions as cases

    case = suspended(world, now).case
    at = moment("2026-03-02")
    resumed(world, case, at)
    new = preparation(case)[-1]
    cases.extend_deadline(
        by=world.viewer("chanhan"), deadline_id=new.pk, amount=2, reason="Vụ án phức tạp", at=at
    )
    new.refresh_from_db()
    assert new.due_on == date(2026, 9, 3), "02/09/2026 is the national day"
    assert "tính lại" in new.explanation["explanation"]


def test_the_reason_is_gone_and_the_court_has_three_working_days(world, now):
    case = suspended(world, now).case
    at = moment("2026-01-16")
    actions.end_reason(
        by=world.viewer("thuky"), case_id=case.pk, gone_on=date(2026, 1, 15), how="Có kết quả", at=at
    )
    limit = case.deadlines.get(rule="BLTTDS:216")
    assert (limit.owner, limit.due_on, limit.state) == ("judge", date(2026, 1, 20), "open")
    with pytest.raises(Refused, match="course.reason_ended"):
        actions.end_reason(
            by=world.viewer("thuky"), case_id=case.pk, gone_on=date(2026, 1, 15), how="Lại", at=at
        )
    resumed(world, case, moment("2026-01-20"), date(2026, 1, 15))
    limit.refresh_from_db()
    sending = case.deadlines.get(rule="BLTTDS:216#gui")
    assert (limit.state, sending.due_on, sending.owner) == ("met", date(2026, 1, 20), "clerk")
    assert Case.objects.get(pk=case.pk).state == "preparing"


def test_what_was_planned_is_called_off_and_the_trial_is_decided_anew(world, now):
    case = steps.trial_decided_case(world, now)
    at = later(clock.now(), hours=1)
    decision = suspended(world, at, case)
    hearing = Hearing.objects.get(case=case, kind="trial")
    assert (hearing.state, hearing.reason) == ("called_off", decision.title)
    assert not Booking.objects.filter(hearing=hearing).exists(), "room and people are free again"
    assert TrialDecision.objects.get(case=case).lapsed_at == at
    assert case.deadlines.get(rule="BLTTDS:203.4").state == "cancelled"
    resumed(world, case, later(at, days=1))
    case = steps.trial_decided_case(world, later(at, days=2), case=Case.objects.get(pk=case.pk))
    assert case.state == "trial_set"
    assert TrialDecision.objects.filter(case=case).count() == 2
    assert TrialDecision.objects.filter(case=case, lapsed_at=None).count() == 1


def test_at_the_hearing_the_panel_decides_and_the_hearing_ends(world, now):
    hearing = steps.opened_hearing(world, now)
    at = later(clock.now(), hours=1)
    decision = suspended(world, at, hearing.case)
    hearing.refresh_from_db()
    assert decision.by_panel and decision.content["by_panel"]
    assert (hearing.state, hearing.closed_at) == ("closed", at), (
        "its minutes can still be finished and signed"
    )


@pytest.mark.parametrize(
    "who", ["thamphan2", "chanhan", "thuky", "hoitham", "kiemsat", "nguyendon", "bidon", "cntt"]
)
def test_only_the_judge_of_the_case_suspends(world, now, who):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    for act, wish in (
        (actions.suspend, suspension()),
        (actions.resume, actions.Resumption("Đã có", date(2026, 1, 5))),
    ):
        with pytest.raises(Refused, match="not_allowed"):
            act(by=world.viewer(who), case_id=case.pk, wish=wish, at=now)
    assert not CourseDecision.objects.exists()


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        (suspension(ground="suspension:214.1.k"), "course.no_ground", "ground"),
        (suspension(ground="discontinuance:217.1.a"), "course.no_ground", "ground"),
        (suspension(reason="  "), "course.no_reason", "reason"),
        (suspension(waiting_for=""), "course.no_waiting", "waiting_for"),
        (suspension(expected_on=date(2026, 1, 5)), "course.expected", "expected_on"),
        (suspension(ground="suspension:214.1.e"), "course.no_proposal", "proposal"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_written(world, now, wish, code, field):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match=code) as refused:
        actions.suspend(by=judge_of(world, case), case_id=case.pk, wish=wish, at=now)
    assert field in refused.value.fields and not CourseDecision.objects.exists()


def test_a_case_that_is_not_suspended_cannot_go_on(world, now):
    case = steps.assigned_case(world, now)
    with pytest.raises(Refused, match="course.not_suspended") as refused:
        resumed(world, case, now)
    assert "Điều 216" in refused.value.message
    with pytest.raises(Refused, match="wrong_state"):
        actions.end_reason(
            by=world.viewer("thuky"), case_id=case.pk, gone_on=date(2026, 1, 5), how="Có", at=now
        )


@pytest.mark.parametrize("gone_on", [date(2026, 1, 4), date(2026, 1, 13)])
def test_the_reason_ends_between_the_suspension_and_today(world, now, gone_on):
    case = suspended(world, now).case
    with pytest.raises(Refused, match="course.gone"):
        resumed(world, case, moment("2026-01-12"), gone_on)
    assert Case.objects.get(pk=case.pk).state == "suspended"


@pytest.mark.parametrize(
    "state", ["deliberating", "judged", "effective", "archived", "suspended", "discontinued"]
)
def test_a_case_that_is_decided_or_stands_still_is_not_suspended(world, now, state):
    case = steps.assigned_case(world, now)
    Case.objects.filter(pk=case.pk).update(state=state)
    with pytest.raises(Refused, match="wrong_state"):
        suspended(world, now, case)
    assert not CourseDecision.objects.exists(), "no number was spent"


def test_pressed_twice_it_is_one_decision(world, now):
    first = suspended(world, now)
    with pytest.raises(Refused, match="course.already"):
        suspended(world, now, first.case)
    assert CourseDecision.objects.count() == 1


def test_after_a_break_the_decision_keeps_its_number(world, now, monkeypatch):
    case = steps.assigned_case(world, now)

    def breaks(*_args, **_kwargs):
        raise OSError("no power")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="no power"):
        broken.setattr(papers, "decision", breaks)
        suspended(world, now, case)
    made = CourseDecision.objects.get()
    assert not made.issued and Case.objects.get(pk=case.pk).state == "preparing"
    with pytest.raises(Refused, match="course.unfinished"):
        actions.discontinue(
            by=judge_of(world, case), case_id=case.pk, at=now,
            wish=actions.Discontinuance("discontinuance:217.1.c#rut", "Rút đơn"),
        )  # fmt: skip
    again = suspended(world, now, case, waiting_for="Kết quả giám định chữ ký")
    assert (again.pk, again.number.sequence) == (made.pk, 1)
    assert again.waiting_for == "Kết quả giám định chữ ký"


def test_numbers_run_without_a_gap_over_all_decisions(world, now):
    cases = [steps.assigned_case(world, now) for _ in range(3)]
    numbers = [suspended(world, now, case).number.sequence for case in cases]
    numbers.append(resumed(world, cases[0], later(now, days=1)).number.sequence)
    assert numbers == [1, 2, 3, 4]


def test_the_judge_who_suspended_is_not_less_busy_in_the_draw(world, now):
    from toaan.cases import queries

    decision = suspended(world, now)
    other = steps.opened_case(world, now)
    rows = queries.candidates(other, queries.judges_of(other.court_id, now), now.date())
    judge = next(c for c in rows if c.id == str(world.posts[steps.presiding(world, decision.case)].pk))
    assert (judge.pending, judge.suspended) == (1, 1)


def test_a_suspended_case_shows_no_form_of_the_trial(world, now, page):
    case = suspended(world, now, steps.mediated_case(world, now)).case
    address = reverse("hearings:decide_trial", args=[case.pk])
    visitor = page(steps.presiding(world, case))
    for shown in (visitor.get(address), visitor.post(address, {})):
        assert shown.status_code == 409
        assert "Tạm đình chỉ" in shown.content.decode()
    assert not case.hearings.filter(kind="trial").exists()
