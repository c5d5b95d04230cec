"""The decision about a foreign judgment goes up and comes back (BLTTDS 442, 443)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.cases.models import Case, Deadline
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import moment
from toaan.demo import decision_appeals as way
from toaan.demo import foreign_steps, steps
from toaan.filing import foreign
from toaan.hearings import actions as hearings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


@pytest.fixture
def ruling(world) -> CourseDecision:
    """The panel has refused recognition; the creditor does not agree."""
    wish = foreign_steps.decision("refuse", grounds=["foreign_ground:439.3"])
    case = foreign_steps.decided(world, moment("2026-03-02"), wish=wish)
    return CourseDecision.objects.select_related("case").get(case=case, kind="ruling")


def rules(case: Case, state: str) -> set[str]:
    return set(Deadline.objects.filter(case=case, state=state).values_list("rule", flat=True))


def test_it_is_looked_at_again_within_a_month_and_by_the_articles_of_part_seven(world, ruling):
    made = way.reviewed(world, ruling, clock.now(), "upheld")
    above, below = Case.objects.get(pk=made.case_id), Case.objects.get(pk=ruling.case_id)
    ruling.refresh_from_db()
    assert (above.proceeding, below.state, ruling.effective_on) == (
        "request_appeal", "effective", made.decided_on,
    )  # fmt: skip
    assert "BLTTDS:443.1" in rules(above, "met")
    assert not {"BLTTDS:373.1", "BLTTDS:373.4"} & (rules(above, "met") | rules(above, "open"))
    assert "BLTTDS:441.1" in rules(above, "open") | rules(above, "met")
    assert made.content["basis"] == "điểm a khoản 3 Điều 443"
    assert "phải chịu 300.000" in made.content["fees"][0]  # NQ 326/2016 art. 38.5


def test_the_session_above_lies_within_the_month_from_the_file(world, ruling):
    case = way.accepted(world, ruling, clock.now())
    judge, at = world.viewer(steps.presiding(world, case)), clock.now() + timedelta(hours=1)
    far = steps.next_working_day(at + timedelta(days=45))
    late = hearings.TrialPlan(way.room(world).pk, far, far + timedelta(hours=1))
    with pytest.raises(Refused) as found:
        hearings.decide_trial(by=judge, case_id=case.pk, plan=late, at=at)
    assert found.value.code == "hearing.too_late" and "443" in found.value.message
    document = foreign.of_case(case)
    assert document is not None and document.issuer == "Tòa án quận Seobu"
    other = foreign.opponent_of(case)
    assert other is not None and other.case_id == case.pk


def test_who_was_there_appeals_within_fifteen_days_of_the_decision(world, ruling):
    party = ruling.case.parties.get(role="requester")
    period = ruling.periods.get(party=party)
    assert period.rule == "BLTTDS:442.1" and period.due_on >= ruling.decided_on + timedelta(days=15)
    late = moment((period.due_on + timedelta(days=1)).isoformat())
    appeal = {"decision_id": ruling.pk, "party_id": party.pk, "ground": "Không đồng ý.", "at": late}
    with pytest.raises(Refused) as found:
        course.record_appeal(by=world.viewer("nguyendon"), **appeal)
    assert found.value.code == "appeal.late"


def test_what_is_sent_back_is_taken_up_anew_about_the_same_judgment(world, ruling):
    from toaan.appeals import actions as appeals

    made = way.reviewed(world, ruling, clock.now(), "cancelled")
    below = Case.objects.get(pk=ruling.case_id)
    again = appeals.accept_again(
        by=world.viewer("thuky"),
        above_id=made.case_id,
        claims=below.claims,
        at=clock.now() + timedelta(hours=1),
    )
    assert again.request_kind == "27.5" and "BLTTDS:437.3" in rules(again, "open")
    assert foreign.of_case(again) == foreign.of_case(below)
