"""A decision that suspended or ended a case goes through the court above and back, each step by the person whose act it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals import actions as appeals
from toaan.appeals.decisions import actions
from toaan.appeals.models import ChallengeAdvance, FileTransfer, Review
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.course import duties
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import discontinued, judge_of, moment, resumed, suspended
from toaan.delivery.models import Service
from toaan.demo import decision_appeals as way
from toaan.demo import steps
from toaan.dossiers.models import Folio
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def running(case: Case) -> set[str]:
    return set(Deadline.objects.filter(case=case, state="open").values_list("rule", flat=True))


def test_a_cancelled_discontinuance_sets_the_case_going_again(world, now):
    decision = discontinued(world, now)
    below = decision.case
    made = way.reviewed(world, decision, now, "cancelled")
    above = Case.objects.get(pk=made.case_id)
    below.refresh_from_db()
    decision.refresh_from_db()
    assert (above.proceeding, above.state, above.stage) == (
        "decision_appeal", "effective", "Đã có quyết định phúc thẩm",
    )  # fmt: skip
    assert (str(above), str(made)) == ("01/2026/TLPT-DS", "01/2026/QĐPT-DS")
    assert (below.state, decision.cancelled_on, decision.effective_on) == (
        "preparing", made.decided_on, None,
    )  # fmt: skip
    again = Deadline.objects.get(case=below, rule="BLTTDS:203.1.a", state="open")
    assert again.trigger_on == made.decided_on and "bị hủy" in again.title
    assert FileTransfer.objects.get().returned_on == made.decided_on
    assert "hoàn trả 300.000" in made.content["fees"][0]
    rules = set(Deadline.objects.filter(case=above).values_list("rule", "state"))
    assert ("BLTTDS:314.2", "met") in rules and ("BLTTDS:283", "met") in set(
        Deadline.objects.filter(case=below).values_list("rule", "state")
    )
    kinds = set(Service.objects.filter(case=above).values_list("kind", flat=True))
    assert {"appeal_acceptance_notice", "review_session_notice", "review_decision"} <= kinds
    told = Service.objects.get(case=above, kind="review_session_notice").recipients
    assert not told.filter(party__isnull=False).exists()  # 314.1: the parties are not called
    assert Folio.objects.filter(dossier__case=above, kind="discontinuance_decision").exists()
    discontinued(world, clock.now() + timedelta(hours=1), below)  # the judge may decide anew, and does
    assert audit.verify().good


@pytest.mark.parametrize(
    ("outcome", "more"), [("upheld", {}), ("amended", {"amended": "Trả lại tạm ứng án phí."})]
)
def test_a_kept_or_amended_suspension_is_in_effect_from_that_day(world, now, outcome, more):
    decision = suspended(world, now)
    made = way.reviewed(world, decision, now, outcome, **more)
    decision.refresh_from_db()
    assert decision.effective_on == made.decided_on  # 314.6
    assert Case.objects.get(pk=decision.case_id).state == "suspended"
    assert ("phải chịu 300.000" in made.content["fees"][0]) == (outcome == "upheld")
    resumed(world, decision.case, clock.now() + timedelta(days=3))
    assert Case.objects.get(pk=decision.case_id).state == "preparing"


def test_parties_are_heard_where_the_panel_needs_them_and_the_session_is_put_off_with_a_reason(world, now):
    decision = discontinued(world, now)
    hearing = way.planned(world, decision, now, hear_parties=True)
    assert hearing.participations.filter(role="party").count() == 2
    assert (
        Service.objects.get(case=hearing.case, kind="review_session_notice")
        .recipients.filter(party__isnull=False)
        .exists()
    )
    case, judge = hearing.case, world.viewer(steps.presiding(world, hearing.case))
    later = steps.next_working_day(hearing.starts_at + timedelta(days=1))
    plan = actions.Meeting(hearing.room_id, later, later + timedelta(hours=1))
    at = clock.now() + timedelta(hours=5)
    again = {"by": judge, "case_id": case.pk, "at": at}
    assert refused(actions.set_meeting, plan=plan, **again) == "hearing.no_reason"
    far = steps.next_working_day(at + timedelta(days=45))
    late = actions.Meeting(hearing.room_id, far, far + timedelta(hours=1), reason="Thẩm phán ốm.")
    assert refused(actions.set_meeting, plan=late, **again) == "hearing.too_late"
    late = actions.Meeting(
        hearing.room_id, far, far + timedelta(hours=1), reason="Thẩm phán ốm.", good_cause="Chờ tài liệu."
    )
    made = actions.set_meeting(plan=late, **again)
    hearing.refresh_from_db()
    assert (hearing.state, hearing.adjourned_to_id) == ("adjourned", made.pk)
    review = actions.ReviewWish("upheld", "Có căn cứ.")
    assert refused(actions.review, wish=review, **again) == "review.no_session"
    assert (
        refused(actions.review, **{**again, "wish": review, "by": world.viewer("thuky.tinh")})
        == "not_allowed"
    )


def test_a_protesting_procuracy_is_waited_for(world, now):
    hearing = way.planned(world, discontinued(world, now), now)
    case = Case.objects.get(pk=hearing.case_id)
    protest = {"level": "same", "holder": "Viện kiểm sát", "number": "01", "parts": [1], "ground": "Sai."}
    Case.objects.filter(pk=case.pk).update(challenge={**case.challenge, "protests": [protest]})
    at = hearing.starts_at
    clock.move_to(at)
    rows = list(hearing.participations.all())
    marks = {
        p.pk: hearings.Mark("absent", reason="bận") if p.role == "procurator" else hearings.Mark("present")
        for p in rows
    }
    hearings.record_attendance(by=world.viewer("thuky.tinh"), hearing_id=hearing.pk, marks=marks, at=at)
    judge = world.viewer(steps.presiding(world, case))
    assert refused(hearings.open_hearing, by=judge, hearing_id=hearing.pk, at=at) == "hearing.must_adjourn"
    Case.objects.filter(pk=case.pk).update(challenge=case.challenge)
    assert hearings.open_hearing(by=judge, hearing_id=hearing.pk, at=at).state == "open"


def test_an_appeal_withdrawn_above_ends_the_second_instance(world, now):
    decision = discontinued(world, now)
    case = way.accepted(world, decision, now)
    judge, at = world.viewer(steps.presiding(world, case)), clock.now() + timedelta(hours=1)
    end = {"by": judge, "case_id": case.pk, "wish": actions.ReviewWish("ended", "Đã rút."), "at": at}
    assert refused(actions.review, **end) == "review.not_withdrawn"
    mine = case.challenge["appellants"][0]["party"]
    appeals.withdraw(
        by=world.viewer("nguyendon"),
        case_id=case.pk,
        holder=mine,
        orders=[1],
        received_on=clock.local_date(at),
        at=at,
    )
    assert (
        refused(actions.review, **{**end, "wish": actions.ReviewWish("upheld", "Có căn cứ.")})
        == "review.withdrawn"
    )
    made = actions.review(**end)
    assert refused(actions.review, **end) == "review.done"
    decision.refresh_from_db()
    case.refresh_from_db()
    assert (case.state, decision.effective_on) == ("discontinued", made.decided_on)
    assert "150.000" in made.content["fees"][0]  # half before the session opened
    assert Review.objects.count() == 1


def test_the_file_goes_up_only_when_all_is_settled_and_only_once(world, now):
    decision = discontinued(world, now)
    advance = way.checked(world, decision, now)
    clerk, at = world.viewer("thuky"), clock.now() + timedelta(hours=1)
    send = {"by": clerk, "decision_id": decision.pk, "at": at}
    assert refused(actions.send_up, **send) == "file.not_ready"
    assert refused(actions.send_up, **{**send, "by": judge_of(world, decision.case)}) == "not_allowed"
    twice = {"by": judge_of(world, decision.case), "challenge_id": advance.challenge_id, "at": at}
    assert refused(actions.accept_challenge, **twice) == "appeal.accepted"
    receipt = {
        "by": clerk,
        "advance_id": advance.pk,
        "number": "AB-1",
        "dated": clock.local_date(at),
        "at": at,
    }
    assert refused(actions.take_receipt, **receipt, amount=1) == "advance.bad_receipt"
    assert (
        refused(actions.take_receipt, **{**receipt, "by": world.viewer("bidon")}, amount=300_000)
        == "not_allowed"
    )
    unpaid = {
        "by": judge_of(world, decision.case),
        "challenge_id": advance.challenge_id,
        "reason": "Không nộp.",
    }
    assert refused(actions.return_challenge, **unpaid, ground="unpaid", at=at) == "advance.still_time"
    advance.refresh_from_db()
    assert advance.due_on is not None  # the notice went to the account of the appellant
    late = moment((advance.due_on + timedelta(days=1)).isoformat())
    assert refused(actions.take_receipt, **{**receipt, "at": late}, amount=300_000) == "advance.late"
    actions.return_challenge(**unpaid, ground="unpaid", at=late)
    assert refused(actions.return_challenge, **unpaid, ground="unpaid", at=late) == "appeal.dropped"
    assert refused(actions.send_up, **{**send, "at": late}) == "file.not_ready"
    duties.settle_effect(clock.local_date(late), late)  # nobody challenges it any more
    decision.refresh_from_db()
    last = max(p.due_on for p in decision.periods.all())
    assert decision.effective_on == last + timedelta(days=1)


def test_an_appeal_is_withdrawn_by_its_own_party_while_the_file_is_here(world, now):
    decision = suspended(world, now)
    challenge = way.challenged(world, decision, now)
    at = clock.now() + timedelta(hours=1)
    give_up = {"challenge_id": challenge.pk, "reason": "", "at": at}
    assert refused(actions.withdraw_challenge, by=world.viewer("bidon"), **give_up) == "appeal.not_yours"
    actions.withdraw_challenge(by=world.viewer("nguyendon"), **give_up)
    assert refused(actions.withdraw_challenge, by=world.viewer("nguyendon"), **give_up) == "appeal.dropped"
    assert not ChallengeAdvance.objects.exists()
    assert CourseDecision.objects.get(pk=decision.pk).effective_on is None
    events.drain()
    assert not Hearing.objects.filter(kind="decision_session").exists()


def test_a_receipt_pays_for_one_appeal_only(world, now):
    first = way.checked(world, discontinued(world, now), now)
    receipt = {"by": world.viewer("thuky"), "number": "AB-7", "amount": first.amount}
    at = clock.now() + timedelta(hours=1)
    actions.take_receipt(**receipt, advance_id=first.pk, dated=clock.local_date(at), at=at)
    second = way.checked(world, discontinued(world, at), at)
    later = clock.now() + timedelta(hours=1)
    again = {**receipt, "advance_id": second.pk, "dated": clock.local_date(later), "at": later}
    assert refused(actions.take_receipt, **again) == "advance.receipt_used"
    second.refresh_from_db()
    assert not second.is_settled
