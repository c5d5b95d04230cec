"""An appeal against a decision that comes after the period goes to three judges above (BLTTDS 275): accepted it goes on as
one in time, refused it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.appeals import actions as appeals
from toaan.appeals.decisions import actions, desk
from toaan.appeals.models import FileTransfer, LateReview
from toaan.appeals.waiting import late_appeals_above
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.together import answered
from toaan.course import actions as course
from toaan.course import duties
from toaan.course.models import Challenge, CourseDecision
from toaan.course.tests.helpers import discontinued, judge_of, moment, resumed, suspended
from toaan.delivery.models import ServiceRecipient
from toaan.demo import decision_appeals as way
from toaan.demo import request_steps, steps
from toaan.dossiers.models import Folio
from toaan.judgments.models import LateAppeal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def wish(decision: CourseDecision, who: str = "nguyendon", **change) -> appeals.LateWish:
    party = decision.case.parties.get(user__username=who).pk
    return appeals.LateWish(**{"party_id": party, "ground": "Sai.", "reason": "Nằm viện.", **change})


def accept(world, review):
    """The panel tries to accept."""
    return way.decided_late(world, review, accepted=True)


def paid(world, challenge: Challenge) -> None:
    """The judge has accepted the appeal, the clerk has the receipt."""
    judge, at = judge_of(world, challenge.case), clock.now() + timedelta(hours=1)
    made = actions.accept_challenge(by=judge, challenge_id=challenge.pk, at=at)
    actions.take_receipt(
        by=world.viewer("thuky"), advance_id=made.pk, number="AB/26-9", dated=clock.local_date(at), amount=made.amount,
        at=at + timedelta(hours=1),
    )  # fmt: skip
    clock.move_to(at + timedelta(hours=2))


def test_accepted_it_goes_up_as_if_in_time_and_the_decision_is_in_effect_no_longer(world, now):
    decision = discontinued(world, now)
    review = way.came_late(world, decision, now)
    decision.refresh_from_db()
    before = decision.effective_on
    assert before is not None and not Challenge.objects.exists()  # it stops nothing meanwhile
    assert review.due_on == review.received_on + timedelta(days=10)  # 275.2
    made = way.decided_late(world, review, accepted=True)
    assert str(made) == "01/2026/QĐPT-DS"
    challenge = Challenge.objects.get()
    decision.refresh_from_db()
    assert (challenge.dropped_on, decision.effective_on) == (None, None)
    told = Event.objects.get(act="appeals.revive_challenge")
    assert f"{before:%d/%m/%Y}" in told.detail and told.data["lifted"] == before.isoformat()
    reached = ServiceRecipient.objects.filter(
        service__kind__in=["late_appeal_decision", "late_session_notice"]
    )
    assert {r.party_id for r in reached if r.party_id} == {challenge.period.party_id}  # not the other side
    assert world.province.procuracy_name in {r.name for r in reached}
    assert Folio.objects.filter(dossier__case=decision.case, kind="late_appeal_decision").exists()
    duties.settle_effect(clock.today(), clock.now())
    assert CourseDecision.objects.get(pk=decision.pk).effective_on is None  # challenged: not in effect again
    paid(world, challenge)
    assert Deadline.objects.filter(case=decision.case, rule="BLTTDS:283", state="open").exists()
    transfer = actions.send_up(by=world.viewer("thuky"), decision_id=decision.pk, at=clock.now())
    assert transfer.to_court == world.province
    assert audit.verify().good


def test_refused_it_challenges_nothing(world, now):
    decision = discontinued(world, now)
    review = way.came_late(world, decision, now)
    made = way.decided_late(world, review, accepted=False)
    decision.refresh_from_db()
    assert decision.effective_on is not None and not Challenge.objects.exists()
    assert Event.objects.filter(act="appeals.refuse_late", case_id=decision.case_id).exists()
    again = {"by": world.viewer("nguyendon"), "decision_id": decision.pk, "wish": wish(decision)}
    assert refused(appeals.file_late_appeal, **again, at=clock.now()) == "late_appeal.already"
    assert made.accepted is False and audit.verify().good


def test_returned_after_all_the_decision_is_in_effect_again_from_its_day(world, now):
    decision = discontinued(world, now)
    review = way.came_late(world, decision, now)
    before = CourseDecision.objects.get(pk=decision.pk).effective_on
    way.decided_late(world, review, accepted=True)
    actions.return_challenge(
        by=judge_of(world, decision.case), challenge_id=Challenge.objects.get().pk, ground="no_right",
        reason="Không phải đương sự.", at=clock.now(),
    )  # fmt: skip
    duties.settle_effect(clock.today(), clock.now())
    assert CourseDecision.objects.get(pk=decision.pk).effective_on == before


def test_a_settled_request_is_open_again_while_its_decision_is_challenged(world):
    case = request_steps.ruled(world, moment("2026-03-02"))
    ruling = CourseDecision.objects.select_related("case").get(case=case, kind="ruling")
    review = way.came_late(world, ruling, clock.now())
    assert Case.objects.get(pk=case.pk).state == "effective"
    made = way.decided_late(world, review, accepted=True)
    assert str(made) == "01/2026/QĐPT-VDS"
    assert made.content["is_request"] and "Quyết định giải quyết việc dân sự" in made.content["judgment"]
    assert Case.objects.get(pk=case.pk).state == "judged"
    challenge = Challenge.objects.select_related("period__decision__case").get()
    paid(world, challenge)
    actions.send_up(by=world.viewer("thuky"), decision_id=ruling.pk, at=clock.now())
    assert FileTransfer.objects.get().decision_id == ruling.pk


def test_what_is_wrong_with_a_late_appeal_is_said_and_nothing_is_kept(world, now):
    decision = way.missed(world, discontinued(world, now), now)
    at, mine = clock.now(), world.viewer("nguyendon")
    call = {"by": mine, "decision_id": decision.pk, "at": at}

    def told(**change) -> str:
        return refused(appeals.file_late_appeal, **{**call, "wish": wish(decision), **change})

    assert told(wish=wish(decision, reason=" ")) == "late_appeal.no_reason"
    assert told(wish=wish(decision, ground=" ")) == "appeal.no_ground"
    assert told(wish=wish(decision, "bidon")) == "appeal.not_yours"
    for who in ("thamphan", "kiemsat", "thuky.tinh"):  # a late protest is explained in writing (280.3)
        assert told(by=world.viewer(who)) == "not_allowed"
    in_time = course.Intake(decision.decided_on, "post")
    assert told(by=world.viewer("thuky"), intake=in_time) == "late_appeal.in_effect"
    ahead = course.Intake(clock.local_date(at) + timedelta(days=1))
    assert told(by=world.viewer("thuky"), intake=ahead) == "appeal.bad_day"
    assert not LateAppeal.objects.exists()


def test_in_time_or_where_no_appeal_lies_the_late_way_is_closed(world, now):
    decision = suspended(world, now)
    one = way.challenged(world, decision, now)
    at = clock.now()
    file = {"by": world.viewer("nguyendon"), "decision_id": decision.pk, "at": at}
    assert refused(appeals.file_late_appeal, **file, wish=wish(decision)) == "appeal.already"
    other = {**file, "by": world.viewer("bidon"), "wish": wish(decision, "bidon")}
    assert refused(appeals.file_late_appeal, **other) == "late_appeal.in_time"
    after = clock.now() + timedelta(days=20)
    clock.move_to(after)
    actions.withdraw_challenge(by=world.viewer("nguyendon"), challenge_id=one.pk, reason="", at=after)
    back = resumed(world, decision.case, after)
    assert refused(appeals.file_late_appeal, **{**other, "at": after}) == "late_appeal.past"
    final = {**other, "at": after, "decision_id": back.pk}
    assert refused(appeals.file_late_appeal, **final) == "appeal.not_open"  # 273.2 names no resumption


def test_the_clerk_sends_it_on_once_and_the_officers_above_see_it(world, now):
    decision = way.missed(world, discontinued(world, now), now)
    clerk, at = world.viewer("thuky"), clock.now()
    intake = course.Intake(clock.local_date(at), "direct")
    late = appeals.file_late_appeal(
        by=clerk, decision_id=decision.pk, wish=wish(decision), intake=intake, at=at
    )
    assert late.post == clerk.post and late.user is None
    assert [w.title for w in answered([desk.late_to_send(clerk)])[0]] == ["Gửi kháng cáo quá hạn"]
    send = {"late_id": late.pk, "sent_on": clock.local_date(at), "at": at}
    assert refused(appeals.forward_late_appeal, by=world.viewer("nguyendon"), **send) == "not_allowed"
    early = {**send, "sent_on": clock.local_date(at) - timedelta(days=1)}
    assert refused(appeals.forward_late_appeal, by=clerk, **early) == "late_appeal.bad_day"
    appeals.forward_late_appeal(by=clerk, **send)
    assert refused(appeals.forward_late_appeal, by=clerk, **send) == "late_appeal.sent_already"
    assert answered([desk.late_to_send(clerk)]) == [[]]
    assert "bản tường trình" in Event.objects.get(act="appeals.forward_late_appeal").detail
    (waits,) = answered([late_appeals_above(world.viewer("chanhan.tinh"))])[0]
    assert waits.act == "appeals.form_late_panel" and waits.matter == str(decision.case)
    assert answered([late_appeals_above(world.viewer("chanhan"))]) == [[]]  # not the court below
    panel = appeals.LatePanel(world.posts["thamphan"].pk, (), clock.now() + timedelta(days=5), "Phòng họp")
    form = {"by": world.viewer("chanhan"), "review_id": LateReview.objects.get().pk, "panel": panel, "at": at}
    assert refused(appeals.form_late_panel, **form) == "not_allowed"


def test_accepted_after_the_file_went_up_it_joins_the_case_above_once_paid(world, now):
    decision = discontinued(world, now)
    above = way.accepted(world, decision, now)
    at = clock.now()
    late = appeals.file_late_appeal(
        by=world.viewer("bidon"), decision_id=decision.pk, wish=wish(decision, "bidon"), at=at
    )
    way.decided_late(world, way.forwarded(world, late, at), accepted=True)
    mine = Challenge.objects.get(period__party=late.party)
    assert len(Case.objects.get(pk=above.pk).challenge["appellants"]) == 1
    paid(world, mine)
    rows = Case.objects.get(pk=above.pk).challenge["appellants"]
    assert [r["name"] for r in rows][1] == late.party.name and rows[1]["parts"] == [1]
    assert not Deadline.objects.filter(case=decision.case, rule="BLTTDS:283", state="open").exists()
    sent = {"by": world.viewer("bidon"), "challenge_id": mine.pk, "reason": "", "at": clock.now()}
    assert refused(actions.withdraw_challenge, **sent) == "appeal.sent"  # now at the court above (284.4)
    assert audit.verify().good


def test_once_the_suspension_is_over_the_panel_cannot_accept(world, now):
    decision = suspended(world, now)
    review = way.came_late(world, decision, now)
    resumed(world, decision.case, clock.now() + timedelta(hours=1))
    assert refused(accept, world=world, review=review) == "late.past"
    assert LateReview.objects.get().number is None and not Challenge.objects.exists()


def test_nobody_accepts_once_the_court_above_has_decided(world, now):
    decision = discontinued(world, now)
    case = way.opened(world, decision, now)
    at = clock.now()
    late = appeals.file_late_appeal(
        by=world.viewer("bidon"), decision_id=decision.pk, wish=wish(decision, "bidon"), at=at
    )
    review = way.forwarded(world, late, at)
    assert refused(accept, world=world, review=review) == "late.tried"
    judge = world.viewer(steps.presiding(world, case))
    actions.review(by=judge, case_id=case.pk, wish=actions.ReviewWish("upheld", "Đúng."), at=clock.now())
    events.drain()
    other = decision.case.parties.get(user__username="bidon")
    LateAppeal.objects.filter(party=other).update(of_receipt=True)  # as if nothing had been filed
    again = {"by": world.viewer("bidon"), "decision_id": decision.pk, "wish": wish(decision, "bidon")}
    assert refused(appeals.file_late_appeal, **again, at=clock.now()) == "late_appeal.past"


def test_a_closed_file_is_opened_for_an_appeal_that_is_accepted_late(world, now):
    decision = discontinued(world, now)
    review = way.came_late(world, decision, now)
    Case.objects.filter(pk=decision.case_id).update(state="archived")
    way.decided_late(world, review, accepted=True)
    assert Case.objects.get(pk=decision.case_id).state == "discontinued"


def owing(world, now):
    """An appeal in time whose advance is due, and the morning after its last day."""
    advance = way.checked(world, discontinued(world, now), now)
    advance.refresh_from_db()
    return advance, moment((advance.due_on + timedelta(days=1)).isoformat())


def receipt(world, advance, at, **change):
    values = {
        "by": world.viewer("thuky"), "number": "AB/26-7", "dated": clock.local_date(at), "amount": advance.amount, "at": at,
        **change,
    }  # fmt: skip
    return actions.take_receipt(advance_id=advance.pk, **values)


def test_a_late_receipt_makes_a_late_appeal_with_its_reason(world, now):
    advance, at = owing(world, now)
    assert refused(receipt, world=world, advance=advance, at=at) == "advance.late"
    assert refused(receipt, world=world, advance=advance, at=at, late_reason="Ốm.", amount=1) == (
        "advance.bad_receipt"
    )
    assert not LateAppeal.objects.exists()
    receipt(world, advance, at, late_reason="Nằm viện.")
    late = LateAppeal.objects.get()
    assert (late.reason, late.due_on, late.of_receipt) == ("Nằm viện.", advance.due_on, True)
    challenge = Challenge.objects.get()
    assert challenge.dropped_on == clock.local_date(at)  # it stops nothing until the court above has decided
    assert refused(receipt, world=world, advance=advance, at=at, late_reason="Ốm.") == "appeal.dropped"
    assert Deadline.objects.get(rule="BLTTDS:276.2").state == "cancelled"
    decision = challenge.period.decision
    duties.settle_effect(clock.local_date(at), at)
    assert CourseDecision.objects.get(pk=decision.pk).effective_on is not None
    made = way.decided_late(world, way.forwarded(world, late, at + timedelta(hours=1)), accepted=True)
    assert made.content["of_receipt"] and made.content["charge"] == "án phí"
    challenge.refresh_from_db()
    assert challenge.dropped_on is None and challenge.advance.is_settled  # paid: it goes on where it stood
    assert Deadline.objects.filter(case=decision.case, rule="BLTTDS:283", state="open").exists()
    actions.send_up(by=world.viewer("thuky"), decision_id=decision.pk, at=clock.now())
    assert audit.verify().good


def test_a_late_receipt_that_is_not_accepted_ends_the_appeal(world, now):
    advance, at = owing(world, now)
    receipt(world, advance, at, late_reason="Quên.")
    late = LateAppeal.objects.get()
    way.decided_late(world, way.forwarded(world, late, at + timedelta(hours=1)), accepted=False)
    challenge = Challenge.objects.get()
    assert challenge.dropped_on is not None
    send = {"by": world.viewer("thuky"), "decision_id": challenge.period.decision_id, "at": clock.now()}
    assert refused(actions.send_up, **send) == "file.not_ready"


def test_whoever_came_late_twice_is_examined_twice(world, now):
    decision = discontinued(world, now)
    review = way.came_late(world, decision, now)
    way.decided_late(world, review, accepted=True)
    challenge, at = Challenge.objects.get(), clock.now() + timedelta(hours=1)
    advance = actions.accept_challenge(by=judge_of(world, decision.case), challenge_id=challenge.pk, at=at)
    events.drain()
    advance.refresh_from_db()
    after = moment((advance.due_on + timedelta(days=1)).isoformat())
    receipt(world, advance, after, late_reason="Lại nằm viện.")
    assert list(LateAppeal.objects.values_list("of_receipt", flat=True)) == [False, True]
    again = way.forwarded(world, LateAppeal.objects.get(of_receipt=True), after + timedelta(hours=1))
    assert LateReview.objects.count() == 2 and not again.issued
