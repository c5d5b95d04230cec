"""The end of the plaintiff's claim alone is appealed while the counterclaim goes on (BLTTDS 217.2, 218.4, 282.1, 314)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.appeals.decisions import actions, desk
from toaan.appeals.models import FileTransfer
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.course import actions as course
from toaan.course import duties
from toaan.course.models import CourseDecision, OtherClaim
from toaan.course.tests import test_claims as claims
from toaan.course.tests.helpers import discontinued, judge_of, moment, suspended
from toaan.demo import decision_appeals as way
from toaan.demo import steps
from toaan.hearings.models import Hearing
from toaan.judgments import checks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]
ASKED = claims.ASKED


@pytest.fixture
def case(world, now) -> Case:
    """ "thamphan" presides; the defendant's counterclaim is part of the case."""
    found = steps.assigned_case(world, now)
    found.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    claims.paid(world, claims.admitted(world, claims.counterclaimed(world, found, now), now), now)
    return Case.objects.get(pk=found.pk)


@pytest.fixture
def ended(world, case, now) -> CourseDecision:
    """The plaintiff's claim is ended, who counterclaims has become the plaintiff."""
    decision = claims.part_ended(world, case, now)
    events.drain()
    return CourseDecision.objects.select_related("case").get(pk=decision.pk)


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def places(case: Case) -> dict[str, str]:
    return {p.user.username: p.role for p in case.parties.all() if p.user}


SUED = {"nguyendon": "plaintiff", "bidon": "defendant"}
CHANGED = {"nguyendon": "defendant", "bidon": "plaintiff"}


def test_the_court_above_sees_the_case_as_it_stood_and_a_cancellation_brings_it_back(world, case, ended):
    asked, value, receipt = case.claims, case.value, case.fee_receipt
    assert places(Case.objects.get(pk=case.pk)) == CHANGED
    made = way.reviewed(world, ended, clock.now(), "cancelled")
    above, below = Case.objects.get(pk=made.case_id), Case.objects.get(pk=case.pk)
    ended.refresh_from_db()
    assert (above.proceeding, places(above), above.claims, above.value) == (
        "decision_appeal",
        SUED,
        asked,
        value,
    )
    assert above.challenge["appellants"][0]["role"] == "Nguyên đơn"
    assert (places(below), below.claims, below.value, below.fee_receipt) == (SUED, asked, value, receipt)
    (other,) = OtherClaim.objects.all()
    assert (other.state, other.claims, below.other_claims[0]["claims"]) == ("accepted", [ASKED], [ASKED])
    assert (below.state, ended.cancelled_on, ended.effective_on) == ("preparing", made.decided_on, None)
    (term,) = below.deadlines.filter(rule="BLTTDS:203.1.a", state="open")
    assert term.trigger_on == made.decided_on and "bị hủy" in term.title
    assert not Case.objects.filter(origin=below, instance="ST").exists()
    claims.part_ended(world, below, clock.now() + timedelta(hours=1))  # it may be ended again, rightly now
    assert audit.verify().good


def test_a_kept_decision_leaves_everybody_in_the_new_place(world, case, ended):
    made = way.reviewed(world, ended, clock.now(), "upheld")
    ended.refresh_from_db()
    below = Case.objects.get(pk=case.pk)
    assert (ended.effective_on, places(below), below.state) == (made.decided_on, CHANGED, "preparing")
    assert OtherClaim.objects.get().state == "main"
    assert checks.of_guards(below) == []


def test_nothing_is_judged_while_the_claim_is_not_out(world, case, ended):
    assert checks.of_guards(ended.case) == []  # nobody challenges it
    challenge = way.challenged(world, ended, clock.now())
    (issue,) = checks.of_guards(Case.objects.get(pk=case.pk))
    assert issue.level == "error" and "282" in issue.text
    give_up = {"challenge_id": challenge.pk, "reason": "", "at": clock.now() + timedelta(hours=1)}
    actions.withdraw_challenge(by=world.viewer("nguyendon"), **give_up)
    assert checks.of_guards(Case.objects.get(pk=case.pk)) == []


def test_a_trial_that_was_set_meanwhile_is_called_off(world, case, ended):
    way.opened(world, ended, clock.now())
    at = clock.now() + timedelta(minutes=5)
    steps.trial_decided_case(
        world, at, case=steps.mediated_case(world, at, case=Case.objects.get(pk=case.pk))
    )
    above = FileTransfer.objects.get().above
    moment_above = clock.now() + timedelta(minutes=20)
    clock.move_to(moment_above)
    wish = actions.ReviewWish("cancelled", "Người ký văn bản rút không được ủy quyền.")
    actions.review(by=judge_of(world, above), case_id=above.pk, wish=wish, at=moment_above)
    events.drain()
    below = Case.objects.get(pk=case.pk)
    assert (below.state, places(below)) == ("preparing", SUED)
    assert not below.hearings.filter(kind=Hearing.Kind.TRIAL, state="planned").exists()
    assert not below.deadlines.filter(rule="BLTTDS:203.4", state="open").exists()


def test_a_suspended_case_gets_its_claim_back_and_stays_suspended(world, case, ended):
    suspended(world, clock.now(), Case.objects.get(pk=case.pk))
    way.reviewed(world, ended, clock.now(), "cancelled")
    below = Case.objects.get(pk=case.pk)
    assert (below.state, places(below)) == ("suspended", SUED)
    assert not below.deadlines.filter(rule="BLTTDS:203.1.a", state="open").exists()


def test_a_claim_whose_case_is_over_goes_on_in_one_of_its_own(world, case, ended):
    asked, receipt = case.claims, case.fee_receipt
    discontinued(world, clock.now(), Case.objects.get(pk=case.pk))  # who counterclaimed has withdrawn too
    way.reviewed(world, ended, clock.now(), "cancelled")
    below, own = Case.objects.get(pk=case.pk), Case.objects.get(origin=case, instance="ST")
    assert (below.state, places(below)) == ("discontinued", CHANGED)
    assert (own.state, places(own), own.claims, own.fee_receipt) == ("preparing", SUED, asked, receipt)
    assert own.number is not None and Deadline.objects.filter(case=own, rule="BLTTDS:203.1.a").exists()


def test_the_steps_below_are_refused_to_others_and_out_of_time(world, case, ended):
    mine = ended.case.parties.get(user=world.users["nguyendon"])
    appeal = {"decision_id": ended.pk, "party_id": mine.pk, "ground": "Tôi không rút đơn."}
    at = clock.now() + timedelta(hours=2)
    assert refused(course.record_appeal, by=world.viewer("bidon"), at=at, **appeal) == "appeal.not_yours"
    advance = way.checked(world, ended, clock.now())
    early = {"by": world.viewer("thuky"), "decision_id": ended.pk, "at": clock.now() + timedelta(hours=1)}
    assert refused(actions.send_up, **early) == "file.not_ready"
    assert refused(actions.send_up, **{**early, "by": judge_of(world, case)}) == "not_allowed"
    advance.refresh_from_db()
    late = moment((advance.due_on + timedelta(days=1)).isoformat())
    unpaid = {"challenge_id": advance.challenge_id, "ground": "unpaid", "reason": "Không nộp.", "at": late}
    actions.return_challenge(by=judge_of(world, case), **unpaid)
    duties.settle_effect(clock.local_date(late), late)
    ended.refresh_from_db()
    assert ended.effective_on is not None and Case.objects.get(pk=case.pk).state == "preparing"


def test_a_resumed_suspension_is_no_more_to_be_checked(world, now):
    decision = suspended(world, now)
    challenge = way.challenged(world, decision, now)
    case = Case.objects.get(pk=decision.case_id)
    Case.objects.filter(pk=case.pk).update(state="preparing")
    check = {
        "by": judge_of(world, case),
        "challenge_id": challenge.pk,
        "at": clock.now() + timedelta(hours=1),
    }
    assert refused(actions.accept_challenge, **check) == "appeal.past"


def test_both_faces_follow_it_while_the_case_goes_on(page, world, case, ended):
    advance = way.checked(world, ended, clock.now())
    below = Case.objects.get(pk=case.pk)
    judge, clerk, citizen = page("thamphan"), page("thuky"), page("nguyendon")
    tab = judge.get(reverse("appeals:decisions", args=[below.pk]))
    assert ended.title in tab.text and "Chờ nộp" in tab.text
    assert desk.below(world.viewer("thamphan"), below) is None  # the judge's next step is the case's own
    portal = citizen.get(reverse("portal:case", args=[below.pk])).text
    assert reverse("appeals:my_decision_receipt", args=[below.pk, advance.challenge_id]) in portal
    paid = {"number": "AB/26", "dated": f"{clock.today():%d/%m/%Y}", "amount": "300.000"}
    done = clerk.post(reverse("appeals:pay_challenge", args=[below.pk, advance.challenge_id]), paid)
    assert done.status_code == 302
    last = max(p.due_on for p in ended.periods.all())
    moment((last + timedelta(days=1)).isoformat())
    assert desk.below(world.viewer("thuky"), below).act == "appeals.send_decision_up"
    sent = clerk.post(reverse("appeals:send_decision_up", args=[below.pk]), {"note": ""})
    assert sent.status_code == 302 and FileTransfer.objects.get().decision_id == ended.pk
