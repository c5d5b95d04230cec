"""The decision on a civil request goes through the court above and back (BLTTDS 371–375)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals import actions as appeals
from toaan.appeals.decisions import actions, desk, queries
from toaan.appeals.models import FileTransfer
from toaan.cases import queries as cases
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, rules_in_force
from toaan.core.errors import Refused
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import moment
from toaan.delivery.models import Service
from toaan.demo import decision_appeals as way
from toaan.demo import request_steps, steps
from toaan.hearings import actions as hearings
from toaan.hearings.models import TrialDecision
from toaan.rules import requests as rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


@pytest.fixture
def ruling(world) -> CourseDecision:
    """The judge has declared somebody without capacity (27.1); the requester does not agree with all of it."""
    case = request_steps.ruled(world, moment("2026-03-02"))
    return CourseDecision.objects.select_related("case").get(case=case, kind="ruling")


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def rules(case: Case, state: str) -> set[str]:
    return set(Deadline.objects.filter(case=case, state=state).values_list("rule", flat=True))


def test_a_kept_ruling_is_in_effect_from_the_day_of_the_court_above(world, ruling):
    made = way.reviewed(world, ruling, clock.now(), "upheld")
    above, below = Case.objects.get(pk=made.case_id), Case.objects.get(pk=ruling.case_id)
    ruling.refresh_from_db()
    assert (above.proceeding, above.state, str(above)) == ("request_appeal", "effective", "01/2026/TLPT-VDS")
    assert (str(made), made.title) == ("01/2026/QĐPT-VDS", "Quyết định phúc thẩm số 01/2026/QĐPT-VDS")
    session = TrialDecision.objects.get(case=above)
    assert session.title == "Quyết định mở phiên họp phúc thẩm giải quyết việc dân sự số 01/2026/QĐMPHPT-VDS"
    assert (below.state, ruling.effective_on) == ("effective", made.decided_on)
    assert FileTransfer.objects.get().returned_on == made.decided_on
    assert {"BLTTDS:373.1", "BLTTDS:373.4"} <= rules(above, "met")
    assert "BLTTDS:283" in rules(below, "met") and "BLTTDS:314.2" not in rules(above, "met")
    assert made.content["basis"] == "điểm a khoản 3 Điều 375"
    assert "phải chịu 300.000" in made.content["fees"][0] and "lệ phí phúc thẩm" in made.content["fees"][0]
    session_paper = Service.objects.get(case=above, kind="request_appeal_session_decision")
    assert session_paper.recipients.filter(party__isnull=False).count() == above.parties.count()
    result = Service.objects.get(case=above, kind="review_decision")
    assert result.recipients.filter(party__isnull=False).count() == above.parties.count()
    assert audit.verify().good


def test_three_judges_sit_above_and_one_alone_is_refused(world, ruling):
    case = way.accepted(world, ruling, clock.now())
    judge, at = world.viewer(steps.presiding(world, case)), clock.now() + timedelta(hours=1)
    starts = steps.next_working_day(at + timedelta(days=5))
    plan = hearings.TrialPlan(way.room(world).pk, starts, starts + timedelta(hours=1))
    far = steps.next_working_day(at + timedelta(days=30))
    late = hearings.TrialPlan(way.room(world).pk, far, far + timedelta(hours=1))
    sit = {"by": judge, "case_id": case.pk, "at": at}
    assert refused(hearings.decide_trial, plan=late, **sit) == "hearing.too_late"  # 373.4
    seats = case.assignments.filter(role="judge", ended_at=None)
    gone = list(seats.values_list("pk", flat=True))
    seats.update(ended_at=at)
    with pytest.raises(Refused) as found:
        hearings.decide_trial(plan=plan, **sit)
    assert found.value.code == "hearing.panel"
    assert "3 Thẩm phán" in found.value.message and "67" in found.value.message
    president = world.viewer("chanhan.tinh")
    one = {"by": president, "case_id": case.pk, "post_ids": [], "at": at}
    assert refused(appeals.assign_panel, **one) == "panel.judges"
    case.assignments.filter(pk__in=gone).update(ended_at=None)
    assert (
        refused(hearings.decide_trial, plan=plan, **{**sit, "by": world.viewer("thuky.tinh")})
        == "not_allowed"
    )
    notice = actions.Meeting(plan.room_id, starts, starts + timedelta(hours=1))
    assert refused(actions.set_meeting, plan=notice, **sit) == "wrong_state"  # a decision opens it (373.2.d)
    assert (
        refused(actions.review, wish=actions.ReviewWish("upheld", "Có căn cứ."), **sit) == "review.no_session"
    )
    assert desk.above(judge, Case.objects.get(pk=case.pk)).act == "hearings.decide_trial"


def test_a_ruling_sent_back_is_taken_up_anew_with_another_judge(world, ruling):
    made = way.reviewed(world, ruling, clock.now(), "cancelled")
    below = Case.objects.get(pk=ruling.case_id)
    ruling.refresh_from_db()
    assert (below.state, below.stage) == ("quashed", "Quyết định sơ thẩm bị hủy")
    assert (ruling.cancelled_on, ruling.effective_on) == (made.decided_on, None)
    assert made.outcome_words.endswith("giải quyết lại theo thủ tục sơ thẩm")
    assert "hoàn trả 300.000" in made.content["fees"][0]
    clerk, at = world.viewer("thuky"), clock.now() + timedelta(hours=1)
    again = {"above_id": made.case_id, "claims": below.claims, "at": at}
    assert refused(appeals.accept_again, by=world.viewer("chanhan"), **again) == "not_allowed"
    case = appeals.accept_again(by=clerk, **again)
    assert refused(appeals.accept_again, by=clerk, **again) == "again.done"
    assert (case.nature, case.request_kind, case.proceeding) == ("request", "27.1", "request")
    assert str(case) == "02/2026/TLST-VDS" and not case.assignments.exists()
    assert "BLTTDS:366.1" in rules(case, "open")
    judged = below.assignments.get(role="presiding").post
    (barred,) = cases.candidates(case, [judged], clock.local_date(at))
    assert barred.barred_reasons  # 53.3
    assert queries.taken_up_again(below) == case


def test_a_ruling_may_be_cancelled_and_the_request_ended(world, ruling):
    made = way.reviewed(world, ruling, clock.now(), "quashed")
    assert Case.objects.get(pk=ruling.case_id).state == "quashed"
    assert made.content["basis"] == "điểm d khoản 3 Điều 375"
    again = {"by": world.viewer("thuky"), "above_id": made.case_id, "claims": ["x"], "at": clock.now()}
    assert refused(appeals.accept_again, **again) == "again.none"


def test_an_appeal_withdrawn_above_leaves_the_ruling_in_effect(world, ruling):
    case = way.accepted(world, ruling, clock.now())
    judge, at = world.viewer(steps.presiding(world, case)), clock.now() + timedelta(hours=1)
    end = {"by": judge, "case_id": case.pk, "wish": actions.ReviewWish("ended", "Đã rút."), "at": at}
    assert refused(actions.review, **end) == "review.not_withdrawn"
    mine = {"case_id": case.pk, "holder": case.challenge["appellants"][0]["party"], "orders": [1]}
    mine |= {"received_on": clock.local_date(at), "at": at}
    appeals.withdraw(by=world.viewer("nguyendon"), **mine)
    made = actions.review(**end)
    ruling.refresh_from_db()
    assert made.content["basis"] == "điểm c khoản 2 Điều 373"
    assert ruling.effective_on == made.decided_on  # 373.2.c
    assert Case.objects.get(pk=ruling.case_id).state == "effective"


def test_who_may_appeal_a_ruling_and_until_when(world, ruling):
    party = ruling.case.parties.get(role="requester")
    appeal = {"decision_id": ruling.pk, "party_id": party.pk, "ground": "Không đồng ý."}
    at = clock.now() + timedelta(days=1)
    assert refused(course.record_appeal, by=world.viewer("bidon"), at=at, **appeal) == "not_allowed"
    due = ruling.periods.get(party=party).due_on
    assert due >= ruling.decided_on + timedelta(days=10)  # 372.1: he was there, it runs from its day
    late = moment((due + timedelta(days=1)).isoformat())
    assert refused(course.record_appeal, by=world.viewer("nguyendon"), at=late, **appeal) == "appeal.late"


def test_no_appeal_lies_against_recognition_of_a_divorce_or_kinds_the_law_names(world):
    case = request_steps.divorced(world, moment("2026-03-02"))
    decision = CourseDecision.objects.get(case=case, kind="consent")
    party = case.parties.first()
    appeal = {"decision_id": decision.pk, "party_id": party.pk, "ground": "Không đồng ý.", "at": clock.now()}
    assert refused(course.record_appeal, by=world.viewer("nguyendon"), **appeal) == "appeal.not_open"
    kinds = rule.kinds(rules_in_force.rows("setting"), clock.today())
    assert {"27.7", "29.2", "29.3"} <= {k.code for k in kinds if not k.appeal}  # 371


def person(name: str, **more) -> rule.Presence:
    return rule.Presence(name, more.pop("asks", True), more.pop("present", False), **more)


@pytest.mark.parametrize(
    ("people", "more", "article"),
    [
        ([person("A")], {"summons": 1}, "BLTTDS 374.2"),
        ([person("A")], {"summons": 2}, "BLTTDS 374.2"),
        ([person("A", asked_absence=True)], {"summons": 2}, None),
        ([person("A", asks=False)], {"summons": 1}, None),
        ([person("A", present=True)], {"summons": 1, "protested": True}, "BLTTDS 374.1"),
        ([person("A", present=True)], {"summons": 1, "protested": True, "procurator": True}, None),
    ],
)
def test_who_must_be_at_the_session_of_second_instance(people, more, article):
    told = {"protested": False, "procurator": False, **more}
    found = rule.appeal_obstacles(people, **told)
    assert [a for a, _words in found] == ([article] if article else [])
