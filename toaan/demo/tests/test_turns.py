"""Matters off the ordinary way stand in the demonstration: one waits for a valuation, in one the plaintiff gave up."""

from datetime import date

from toaan.cases.models import Case
from toaan.cases.states import DISCONTINUED, EFFECTIVE, PREPARING, SUSPENDED
from toaan.core import audit, clock
from toaan.core.waiting import waiting_for
from toaan.delivery.models import Service
from toaan.demo import calendar, load, people, plan

TODAY = date(2026, 11, 26)


def test_one_is_suspended_and_one_discontinued_and_everybody_has_the_decision(nobody):
    turned = [course for course in plan.FEATURES if course.turns & {"suspended", "discontinued"}]
    load.slice_of({3: turned}, today=TODAY)
    assert sorted(Case.objects.values_list("state", flat=True)) == [DISCONTINUED, SUSPENDED]
    for case in Case.objects.all():
        decision = Service.objects.filter(case=case).latest("ordered_at")
        assert not decision.recipients.filter(proof="").exists()
    assert audit.verify().good


def test_what_was_agreed_waits_for_its_days_for_the_judge_and_is_recognised(nobody):
    load.slice_of({3: [course for course in plan.FEATURES if "settled" in course.turns]}, today=TODAY)
    assert sorted(Case.objects.values_list("state", flat=True)) == [EFFECTIVE, PREPARING, PREPARING]
    assert Case.objects.get(state=EFFECTIVE).outcome == "settled"
    with clock.apart(calendar.moment(TODAY, 8)):
        waits = [
            one for one in waiting_for(people.standing().viewer("thamphan")) if one.act == "course.recognise"
        ]
    assert len(waits) == 1  # the parties of the other may still change their minds
    assert audit.verify().good
