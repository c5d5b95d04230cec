"""The decision on a strike goes up at once and comes back final (BLTTDS 413)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals.decisions import actions, queries
from toaan.appeals.models import FileDemand
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Court
from toaan.core.waiting import waiting_for
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import moment
from toaan.demo import decision_appeals, people, steps
from toaan.demo import strike_steps as made
from toaan.dossiers.models import Folio
from toaan.hearings import actions as hearings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]
MONDAY = "2026-03-02"


def refused(act, **kwargs) -> Refused:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value


def rules(case: Case, state: str) -> set[str]:
    return set(Deadline.objects.filter(case=case, state=state).values_list("rule", flat=True))


def asked(world, name: str) -> set[str]:
    return {one.act for one in waiting_for(world.viewer(name))}


def test_the_whole_way_up_and_back(world):
    review = made.reviewed(world, moment(MONDAY), "upheld")
    above, below = Case.objects.get(pk=review.case_id), Case.objects.get(pk=review.case.origin_id)
    ruling = made.ruling_of(below)
    assert (above.proceeding, above.state, below.state, ruling.effective_on) == (
        "request_appeal", "effective", "effective", review.decided_on,
    )  # fmt: skip
    assert {"BLTTDS:413.2"} <= rules(below, "met")
    assert "BLTTDS:283" not in rules(below, "met") | rules(below, "open")
    assert {"BLTTDS:413.3", "BLTTDS:413.3#xet"} <= rules(above, "met")
    paper = Folio.objects.get(dossier__case=above, kind="request_appeal_session_decision")
    assert paper.title.startswith(
        "Quyết định mở phiên họp phúc thẩm xét tính hợp pháp của cuộc đình công số 01/2026"
    )
    assert not {"BLTTDS:373.1", "BLTTDS:373.4"} & (rules(above, "met") | rules(above, "open"))
    assert review.content["basis"] == "điểm a khoản 3 Điều 375"
    assert review.content["fees"] == [f"{made.EMPLOYER} không phải chịu lệ phí phúc thẩm."]
    assert Folio.objects.filter(dossier__case=below, kind="file_demand").exists()
    assert audit.verify().good


def test_the_court_above_asks_at_once_and_only_its_leaders(world):
    demand = made.challenged(world, moment(MONDAY))
    assert demand.due_on == demand.received_on == clock.today()
    assert demand.court == demand.decision.case.court.parent
    assert "appeals.demand_file" in asked(world, "chanhan.tinh")
    assert "appeals.demand_file" not in asked(world, "chanhan") | asked(world, "thuky.tinh")
    at = clock.now()
    for name in ("chanhan", "thuky.tinh", "thamphan.tinh", "nguyendon"):
        found = refused(actions.demand_file, by=world.viewer(name), demand_id=demand.pk, at=at)
        assert found.status in {403, 404}, name
    letter = actions.demand_file(by=world.viewer("chanhan.tinh"), demand_id=demand.pk, at=at)
    assert letter.title.startswith("Văn bản yêu cầu chuyển hồ sơ số 01/2026/TB-TA")
    assert "appeals.demand_file" not in asked(world, "chanhan.tinh")
    running = Deadline.objects.get(case=demand.decision.case_id, rule="BLTTDS:413.2")
    assert (running.owner, running.court_id, running.state) == (
        "clerk",
        demand.decision.case.court_id,
        "open",
    )
    again = refused(actions.demand_file, by=world.viewer("chanhan.tinh"), demand_id=demand.pk, at=at)
    assert again.code == "demand.done"


def test_the_file_waits_for_the_letter_and_not_for_the_other_periods(world):
    demand = made.challenged(world, moment(MONDAY))
    case, at = Case.objects.get(pk=demand.decision.case_id), clock.now() + timedelta(hours=1)
    challenge = queries.live(demand.decision)[0]
    advance = actions.accept_challenge(
        by=world.viewer(steps.presiding(world, case)), challenge_id=challenge.pk, at=at
    )
    assert (advance.amount, advance.is_settled) == (0, True)  # NQ 326/2016: no charge for the appeal
    send = {"by": world.viewer("thuky"), "decision_id": demand.decision_id, "at": at}
    early = refused(actions.send_up, **send)
    assert early.code == "file.not_ready" and "khoản 1 Điều 413" in early.message
    actions.demand_file(by=world.viewer("chanhan.tinh"), demand_id=demand.pk, at=at)
    assert max(p.due_on for p in demand.decision.periods.all()) > clock.local_date(at)
    assert actions.send_up(**send).to_court == demand.court


def test_a_protest_is_heard_of_above_as_well_and_a_second_challenge_asks_nothing_more(world):
    people.staff_province(world)
    case = made.decided(world, moment(MONDAY))
    ruling, at = made.ruling_of(case), clock.now() + timedelta(hours=2)
    protest = {
        "number": "01/QĐKN-VKS",
        "ground": "Chưa đủ căn cứ.",
        "intake": course.Intake(clock.local_date(at)),
    }
    course.record_protest(by=world.viewer("kiemsat"), decision_id=ruling.pk, level="same", at=at, **protest)
    assert FileDemand.objects.get(decision=ruling).court.level == "province"
    decision_appeals.challenged(world, ruling, at)
    assert FileDemand.objects.filter(decision=ruling).count() == 1


def test_nothing_is_asked_for_when_every_challenge_is_withdrawn(world):
    demand = made.challenged(world, moment(MONDAY))
    challenge, at = queries.live(demand.decision)[0], clock.now() + timedelta(hours=1)
    actions.withdraw_challenge(by=world.viewer("nguyendon"), challenge_id=challenge.pk, reason="", at=at)
    found = refused(actions.demand_file, by=world.viewer("chanhan.tinh"), demand_id=demand.pk, at=at)
    assert found.code == "demand.nothing"


def test_the_session_above_lies_within_five_working_days_of_the_file(world):
    case = made.taken_up(world, moment(MONDAY))
    judge, at = world.viewer(steps.presiding(world, case)), clock.now() + timedelta(hours=1)
    far = steps.next_working_day(at + timedelta(days=9)) + timedelta(hours=2)
    plan = hearings.TrialPlan(decision_appeals.room(world).pk, far, far + timedelta(hours=1))
    late = refused(hearings.decide_trial, by=judge, case_id=case.pk, plan=plan, at=at)
    assert late.code == "hearing.too_late" and "413" in late.message


def test_who_challenges_in_time_after_the_file_went_up_joins_the_case_above(world):
    case = made.taken_up(world, moment(MONDAY))
    ruling, at = made.ruling_of(case.origin), clock.now() + timedelta(hours=1)
    union = ruling.case.parties.get(role="related")
    late = course.record_appeal(
        by=world.viewer("thuky"), decision_id=ruling.pk, party_id=union.pk, ground="Không đồng ý.", at=at,
        intake=course.Intake(clock.local_date(at)),
    )  # fmt: skip
    judge = world.viewer(steps.presiding(world, ruling.case))
    actions.accept_challenge(by=judge, challenge_id=late.pk, at=at)
    case.refresh_from_db()
    assert [one["name"] for one in case.challenge["appellants"]] == [made.EMPLOYER, made.UNION]
    protest = {
        "number": "02/QĐKN-VKS",
        "ground": "Chưa đủ căn cứ.",
        "intake": course.Intake(clock.local_date(at)),
    }
    course.record_protest(by=world.viewer("kiemsat"), decision_id=ruling.pk, level="same", at=at, **protest)
    case.refresh_from_db()
    assert [one["number"] for one in case.challenge["protests"]] == ["02/QĐKN-VKS"]


def test_what_is_sent_back_is_examined_anew_about_the_same_strike(world):
    from toaan.appeals import actions as appeals
    from toaan.filing import strikes

    review = made.reviewed(world, moment(MONDAY), "cancelled")
    below = Case.objects.get(pk=review.case.origin_id)
    assert below.state == "quashed"
    again = appeals.accept_again(
        by=world.viewer("thuky"), above_id=review.case_id, claims=below.claims, at=clock.now() + timedelta(hours=1)
    )  # fmt: skip
    assert again.request_kind == "33.2" and "BLTTDS:410.2" in rules(again, "open")
    assert strikes.of_case(again) == strikes.of_case(below)


def test_the_end_of_the_examination_goes_up_as_of_every_request(world):
    """409 names no way of its own: 314 and 283 hold, and nobody asks for the file at once."""
    from toaan.requests import actions as requests
    from toaan.requests.wishes import End

    people.staff_province(world)
    case = made.seated(world, moment(MONDAY))
    at = clock.now() + timedelta(hours=1)
    wish = End(ground="strike_end:409.1", reason="Rút đơn.", fee="state")
    judge = world.viewer(steps.presiding(world, case))
    requests.discontinue(by=judge, case_id=case.pk, wish=wish, at=at)
    ended = CourseDecision.objects.select_related("case").get(case=case)
    decision_appeals.challenged(world, ended, at)
    events.drain()
    assert not FileDemand.objects.exists()


def test_an_appeal_in_time_that_finds_the_session_above_open_stays_with_the_file(world):
    case = made.taken_up(world, moment(MONDAY))
    ruling, at = made.ruling_of(case.origin), clock.now() + timedelta(hours=1)
    Case.objects.filter(pk=case.pk).update(state="hearing")
    union = ruling.case.parties.get(role="related")
    late = course.record_appeal(
        by=world.viewer("thuky"), decision_id=ruling.pk, party_id=union.pk, ground="Không đồng ý.", at=at,
        intake=course.Intake(clock.local_date(at)),
    )  # fmt: skip
    judge = world.viewer(steps.presiding(world, ruling.case))
    assert actions.accept_challenge(by=judge, challenge_id=late.pk, at=at)
    case.refresh_from_db()
    assert [one["name"] for one in case.challenge["appellants"]] == [made.EMPLOYER]


def test_without_a_court_above_the_file_does_not_wait_for_its_letter(world):
    case = made.decided(world, moment(MONDAY))
    ruling = made.ruling_of(case)
    Court.objects.filter(pk=case.court_id).update(parent=None)
    decision_appeals.challenged(world, ruling, clock.now())
    found = made.ruling_of(Case.objects.get(pk=case.pk))
    assert not FileDemand.objects.exists()
    assert not any("413" in why for why in queries.missing_for_sending(found, clock.today()))
