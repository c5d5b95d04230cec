"""A suspended or ended request goes up by the articles of suits (BLTTDS 361, 271, 273.2, 314), and the same request goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals.decisions import actions, desk
from toaan.appeals.models import FileTransfer
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.waiting import waiting_for
from toaan.course import actions as course
from toaan.course import duties
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import judge_of, moment, resumed, suspended
from toaan.delivery.models import Service
from toaan.demo import decision_appeals as way
from toaan.demo import request_steps, steps
from toaan.hearings import actions as hearings
from toaan.requests import actions as requests
from toaan.requests.wishes import BECOMES_SUIT, WITHDRAWN, End

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


@pytest.fixture
def start(world):
    """A Monday on which a request has been accepted."""
    return moment("2026-03-02")


@pytest.fixture
def ended(world, start) -> CourseDecision:
    """The judge has ended the request, which the requester is said to have withdrawn (366.2.c)."""
    case = request_steps.accepted(world, start, kind="27.1")
    wish = End(WITHDRAWN, "Có đơn rút yêu cầu ghi tên người yêu cầu.", fee="returned")
    decision = requests.discontinue(by=judge_of(world, case), case_id=case.pk, wish=wish, at=start)
    events.drain()
    return decision


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def rules(case: Case, state: str) -> set[str]:
    return set(Deadline.objects.filter(case=case, state=state).values_list("rule", flat=True))


def test_a_cancelled_discontinuance_sets_the_same_request_going_again(world, ended):
    made = way.reviewed(world, ended, clock.now(), "cancelled")
    above, below = Case.objects.get(pk=made.case_id), Case.objects.get(pk=ended.case_id)
    ended.refresh_from_db()
    assert (above.proceeding, above.stage, str(above)) == (
        "decision_appeal", "Đã có quyết định phúc thẩm", "01/2026/TLPT-VDS",
    )  # fmt: skip
    assert made.title == "Quyết định phúc thẩm số 01/2026/QĐPT-VDS"
    assert made.outcome_words == "Hủy quyết định sơ thẩm, chuyển hồ sơ để tiếp tục giải quyết việc dân sự"
    assert (made.content["basis"], made.content["kind"]) == ("điểm c khoản 5 Điều 314", "request_end")
    assert (below.state, ended.cancelled_on, ended.effective_on) == ("preparing", made.decided_on, None)
    again = Deadline.objects.get(case=below, rule="BLTTDS:366.1", state="open")
    assert again.trigger_on == made.decided_on and "bị hủy" in again.title
    assert {"BLTTDS:314.2"} <= rules(above, "met") and "BLTTDS:373.1" not in rules(above, "met")
    assert FileTransfer.objects.get().returned_on == made.decided_on
    assert "hoàn trả 300.000" in made.content["fees"][0] and "lệ phí" in made.content["fees"][0]
    accepted = Service.objects.get(case=above, kind="appeal_acceptance_notice")
    assert accepted.title == "Thông báo về việc thụ lý việc dân sự để giải quyết phúc thẩm"
    told = Service.objects.get(case=above, kind="review_session_notice").recipients
    assert not told.filter(party__isnull=False).exists()  # 314.1: nobody is called
    judge = judge_of(world, below)  # 375.3.c does not hold: no new case, no other judge
    wish = End(WITHDRAWN, "Người yêu cầu trực tiếp nộp đơn rút.", fee="returned")
    at = clock.now() + timedelta(hours=1)
    requests.discontinue(by=judge, case_id=below.pk, wish=wish, at=at)
    assert audit.verify().good


def test_a_kept_discontinuance_stands_and_the_request_is_not_called_settled(world, ended):
    made = way.reviewed(world, ended, clock.now(), "upheld")
    ended.refresh_from_db()
    below = Case.objects.get(pk=ended.case_id)
    assert (below.state, ended.effective_on) == ("discontinued", made.decided_on)
    assert not Event.objects.filter(case_id=below.pk, act="requests.take_effect").exists()
    assert "phải chịu 300.000" in made.content["fees"][0]


def test_a_suspended_request_goes_up_is_kept_and_goes_on_when_its_reason_is_gone(world, start):
    case = request_steps.accepted(world, start, kind="27.1")
    decision = suspended(world, start, case)
    assert decision.title == "Quyết định tạm đình chỉ giải quyết việc dân sự số 01/2026/QĐST-VDS"
    assert decision.content["subject"] == "Tạm đình chỉ giải quyết việc dân sự"
    events.drain()
    made = way.reviewed(world, decision, clock.now(), "upheld")
    decision.refresh_from_db()
    assert decision.effective_on == made.decided_on
    resumed(world, case, clock.now() + timedelta(days=3))
    assert Case.objects.get(pk=case.pk).state == "preparing"


def test_the_panel_needs_no_decision_to_sit_and_may_not_end_the_request_itself(world, ended):
    hearing = way.planned(world, ended, clock.now())
    case, judge = Case.objects.get(pk=hearing.case_id), judge_of(world, Case.objects.get(pk=hearing.case_id))
    at = clock.now() + timedelta(hours=5)
    plan = hearings.TrialPlan(hearing.room_id, hearing.starts_at, hearing.ends_at)
    sit = {"by": judge, "case_id": case.pk, "at": at}
    assert refused(hearings.decide_trial, plan=plan, **sit) == "wrong_state"  # 314: a notice, no decision
    quash = actions.ReviewWish("quashed", "Có căn cứ.")  # only of what settled the request (375.3.d)
    assert refused(actions.review, wish=quash, **sit) == "review.outcome"
    early = actions.ReviewWish("upheld", "Có căn cứ.")
    assert refused(actions.review, wish=early, **sit) == "review.no_session"
    assert refused(actions.review, wish=early, **{**sit, "by": world.viewer("thuky.tinh")}) == "not_allowed"


def test_only_its_people_appeal_within_seven_days_of_the_receipt(world, ended):
    party = ended.case.parties.get(role="requester")
    appeal = {"decision_id": ended.pk, "party_id": party.pk, "ground": "Tôi không rút yêu cầu."}
    at = clock.now() + timedelta(days=1)
    assert refused(course.record_appeal, by=world.viewer("bidon"), at=at, **appeal) == "not_allowed"
    course.start_periods(
        by=steps.SYSTEM, decision_id=ended.pk, at=at,
        days={p.pk: clock.local_date(at) for p in ended.periods.filter(due_on=None)},
    )  # fmt: skip
    period = ended.periods.get(party=party)
    assert (period.rule, period.due_on - period.from_on) == ("BLTTDS:273.2", timedelta(days=7))
    late = moment((period.due_on + timedelta(days=1)).isoformat())
    assert refused(course.record_appeal, by=world.viewer("nguyendon"), at=late, **appeal) == "appeal.late"
    last = moment((max(p.due_on for p in ended.periods.all()) + timedelta(days=1)).isoformat())
    duties.settle_effect(clock.local_date(last), last)
    ended.refresh_from_db()
    assert ended.effective_on == clock.local_date(last)
    assert Case.objects.get(pk=ended.case_id).state == "discontinued"


def test_the_judge_is_asked_to_check_it_and_the_clerk_to_send_it(world, ended):
    challenge = way.challenged(world, ended, clock.now())
    case = Case.objects.get(pk=ended.case_id)
    judge = judge_of(world, case)
    assert desk.below(judge, case).act == "appeals.check_challenge"
    (asked,) = [w for w in waiting_for(judge) if w.act == "appeals.check_challenge"]
    assert (asked.matter, asked.about) == (str(case), challenge.period.holder)
    advance = actions.accept_challenge(
        by=judge, challenge_id=challenge.pk, at=clock.now() + timedelta(hours=1)
    )
    assert (
        str(advance).startswith("Tạm ứng lệ phí phúc thẩm")
        and advance.state_words == "Chờ nộp tạm ứng lệ phí"
    )
    events.drain()
    notice = Service.objects.get(case=case, kind="appeal_fee_notice")
    assert notice.title == "Thông báo nộp tiền tạm ứng lệ phí phúc thẩm"
    early = {"by": world.viewer("thuky"), "decision_id": ended.pk, "at": clock.now() + timedelta(hours=2)}
    assert refused(actions.send_up, **early) == "file.not_ready"


def test_the_suit_that_a_request_became_is_told_that_its_ground_is_gone(world, start):
    case = request_steps.reconciled(world, start, result="no_consent")
    at = clock.now() + timedelta(hours=2)
    wish = End(
        BECOMES_SUIT, "Không thỏa thuận được.", fee="returned", plaintiff=case.parties.order_by("order")[0].pk
    )
    ended = requests.discontinue(by=judge_of(world, case), case_id=case.pk, wish=wish, at=at)
    events.drain()
    made = way.reviewed(world, ended, clock.now(), "cancelled")
    suit = Case.objects.get(origin=case, nature="suit")
    (told,) = Event.objects.filter(case_id=suit.pk, act="appeals.tell_suit")
    assert str(made) in told.title and str(case) in told.title
    assert Case.objects.get(pk=case.pk).state == "preparing"
