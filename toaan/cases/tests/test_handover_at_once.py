"""Two people at the same moment: one wins wholly, the other is told."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from toaan.cases import actions, handover
from toaan.cases.models import Assignment, HandoverItem
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.tests.at_once import at_once
from toaan.demo import people, steps
from toaan.judgments import actions as judgments
from toaan.judgments.models import Draft, Judgment


@pytest.fixture
def court(db):
    return people.standing()


def plan_of(court, person, to, key, ground="handover_ground:unable"):
    pieces = [
        actions.Piece(w.kind, w.subject_id, w.role, w.label, court.posts[to].pk)
        for w in handover.work_of([court.posts[person].pk])
    ]
    return actions.Plan(id=key, person_id=court.posts[person].pk, ground=ground, pieces=pieces)


@pytest.mark.django_db(transaction=True)
def test_two_leaders_hand_the_same_cases_to_different_people(court, now):
    cases = [steps.assigned_case(court, now) for _ in range(3)]
    judge = steps.presiding(court, cases[0])
    takers = [n for n in ("thamphan", "thamphan2", "thamphan3") if n != judge][:2]
    plans = [plan_of(court, judge, taker, uuid.uuid4()) for taker in takers]
    leaders = [court.viewer("chanhan"), court.viewer("phochanhan")]
    at_once(
        *(
            lambda p=p, by=by: actions.hand_over(by=by, plan=p, at=now)
            for p, by in zip(plans, leaders, strict=True)
        )
    )
    for case_id in {piece.subject_id for piece in plans[0].pieces}:
        sitting = Assignment.objects.get(case=case_id, role="presiding", ended_at=None)
        done = HandoverItem.objects.get(subject_id=case_id, state="done")
        assert done.receiver_id == sitting.post_id
        lost = HandoverItem.objects.get(subject_id=case_id, state="refused")
        assert str(sitting.post.user) in lost.result
    assert audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_the_same_decision_pressed_twice_at_once_is_one(court, now):
    for _ in range(3):
        steps.assigned_case(court, now)
    plan = plan_of(court, "thuky", "thuky2", uuid.uuid4())
    job = lambda: actions.hand_over(by=court.viewer("chanhan"), plan=plan, at=now)  # noqa: E731
    results = at_once(job, job)
    assert not [r for r in results if isinstance(r, Refused)]
    assert list(HandoverItem.objects.values_list("state", flat=True)) == ["done"] * 3
    assert Assignment.objects.filter(role="clerk").count() == 6
    assert audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_saving_the_draft_against_handing_the_case_over(court, now):
    """Whoever comes first: the draft is saved by the judge of that moment, or the save is refused."""
    case = steps.trial_decided_case(court, now)
    at = clock.now()
    judge = steps.presiding(court, case)
    taker = next(n for n in ("thamphan", "thamphan2", "thamphan3") if n != judge)
    content = steps.judgment_content(case, clock.today())
    plan = plan_of(court, judge, taker, uuid.uuid4())
    saved, _ = at_once(
        lambda: judgments.save_draft(
            by=court.viewer(judge), case_id=case.pk, content=content, revision=0, at=at
        ),
        lambda: actions.hand_over(by=court.viewer("chanhan"), plan=plan, at=at),
    )
    assert HandoverItem.objects.get().state == "done"
    if isinstance(saved, Refused):
        assert saved.code == "not_allowed"
        assert not Draft.objects.exists()
    else:
        assert Draft.objects.get().saved_by_id == court.posts[judge].pk
    assert audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_numbering_the_judgment_against_handing_the_case_over(court, now):
    """The panel that heard the case decides: the judge numbers, the handover is refused, whatever comes first."""
    case = steps.debated_case(court, now)
    at = clock.now() + timedelta(minutes=5)
    judge = steps.presiding(court, case)
    taker = next(n for n in ("thamphan", "thamphan2", "thamphan3") if n != judge)
    content = steps.judgment_content(case, clock.today())
    draft = judgments.save_draft(by=court.viewer(judge), case_id=case.pk, content=content, revision=0, at=at)
    plan = plan_of(court, judge, taker, uuid.uuid4())
    numbered, _ = at_once(
        lambda: judgments.number(
            by=court.viewer(judge), case_id=case.pk, revision=draft.revision, dated=clock.today(), at=at
        ),
        lambda: actions.hand_over(by=court.viewer("chanhan"), plan=plan, at=at),
    )
    assert isinstance(numbered, Judgment), numbered
    assert HandoverItem.objects.get().state == "refused"
    assert Assignment.objects.get(case=case, role="presiding", ended_at=None).post_id == court.posts[judge].pk
    assert audit.verify().good
