"""What the fixed people find on the day of loading beyond an ordinary case: second instance, mediation, requests, reviews."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from toaan.appeals.models import FileTransfer
from toaan.cases.models import Case
from toaan.core import audit, clock
from toaan.core.waiting import waiting_for
from toaan.demo import calendar, load, people, plan
from toaan.demo.tests.provenance import Provenance
from toaan.filing.models import Petition
from toaan.hearings.models import Hearing
from toaan.measures.models import MeasureRequest
from toaan.mediation.models import Mediation, Mediator, Session
from toaan.review.models import Application, Proceeding

TODAY = date(2026, 11, 26)
MORNING = calendar.moment(TODAY, 8)


def asked(username: str) -> set[str]:
    """The acts that wait for this person this morning."""
    with clock.apart(MORNING):
        return {one.act for one in waiting_for(people.standing().viewer(username))}


def hearings_of(username: str) -> dict[date, str]:
    """Day → kind of the hearings in which this officer sits, those to come."""
    post = people.standing().posts[username]
    rows = Hearing.objects.filter(case__assignments__post=post, state="planned")
    return {row.day: row.kind for row in rows}


def test_the_court_above_has_a_case_in_every_state(nobody):
    load.slice_of({3: plan.ABOVE}, today=TODAY)
    above = Case.objects.filter(instance=Case.Instance.SECOND)
    assert Counter(above.values_list("state", flat=True)) == {"preparing": 2, "trial_set": 2, "effective": 2}
    assert FileTransfer.objects.filter(above=None).count() == 1
    assert "appeals.accept" in asked("thuky.tinh")
    assert hearings_of("thamphan.tinh") == {
        calendar.shifted(TODAY, 2): Hearing.Kind.TRIAL, calendar.shifted(TODAY, 3): Hearing.Kind.DECISION,
    }  # fmt: skip
    assert hearings_of("thuky.tinh") == hearings_of("thamphan.tinh")
    # one was withdrawn yesterday: its judge is to end the trial
    withdrawn = above.get(withdrawals__isnull=False)
    assert not withdrawn.challenge["appellants"]
    # two came back: what was challenged has taken effect below
    for case in above.filter(state="effective"):
        assert case.origin.state == "effective"
        assert not case.origin.judgment.effect.parts.filter(effective_on=None).exists()
    mine = Case.objects.filter(parties__user__username="nguyendon").distinct()
    assert mine.filter(instance=Case.Instance.SECOND).count() >= 3
    assert audit.verify().good
    assert Counter(one.split()[0] for one in Provenance().orphans()) == {}


def test_mediation_before_acceptance_stands_at_every_stage(nobody):
    load.slice_of({3: plan.BEFOREHAND}, today=TODAY)
    assert Counter(Mediation.objects.values_list("state", flat=True)) == {
        "offered": 1, "designated": 1, "mediating": 1, "deciding": 1, "recognised": 1, "passed_on": 1,
    }  # fmt: skip
    assert Mediator.objects.filter(court__code="TAND-ST-KV3", removed_on=None).count() >= 2
    tomorrow = Session.objects.get(state="planned")
    assert clock.local_date(tomorrow.starts_at) == calendar.shifted(TODAY, 1)
    assert tomorrow.mediation.mediator.user.username == "hoagiai"
    parties = set(tomorrow.mediation.parties.values_list("user__username", flat=True))
    assert parties == {"nguyendon", "bidon"}
    assert "mediation.recognise" in asked("thamphan")
    failed = Mediation.objects.get(state="passed_on").petition
    assert Petition.objects.get(pk=failed.pk).state == "received"
    assert Counter(MeasureRequest.objects.values_list("state", flat=True)) == {"received": 1, "applied": 1}
    assert any(act.startswith("measures.") for act in asked("thamphan"))
    assert audit.verify().good


@pytest.fixture
def scenes(nobody):
    """Requests and reviews beside a few judgments in effect."""
    few = [c for c in plan.FEATURES if c.until in {"effect", "review", "publish"}]
    load.slice_of({3: few}, today=TODAY, scenes_too=True)


def test_requests_and_reviews_wait_for_their_people(scenes):
    found = {(c.request_kind, c.instance, c.state) for c in Case.objects.filter(nature="request")}
    assert found == {
        ("29.2", Case.Instance.FIRST, "effective"), ("27.1", Case.Instance.FIRST, "judged"),
        ("27.1", Case.Instance.SECOND, "trial_set"), ("33.2", Case.Instance.FIRST, "trial_set"),
    }  # fmt: skip
    assert hearings_of("thamphan.tinh") == {calendar.shifted(TODAY, 4): Hearing.Kind.REQUEST}
    strike = Hearing.objects.get(case__request_kind="33.2")
    assert clock.local_date(strike.starts_at) == calendar.shifted(TODAY, 1)
    assert strike.case.assignments.filter(role="judge", ended_at=None).count() == 2
    assert set(Application.objects.values_list("state", flat=True)) == {"received", "examining"}
    assert set(Proceeding.objects.values_list("state", flat=True)) == {"preparing", "session_set"}
    assert {"review.decline", "review.assign_examiner"} & asked("chanhan.tinh")
    assert "review.report" in asked("thamphan.tinh")
    assert audit.verify().good
