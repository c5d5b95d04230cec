"""Matters off the ordinary way stand in the demonstration: one waits for a valuation, in one the plaintiff gave up."""

from datetime import date

from toaan.cases.models import Case
from toaan.cases.states import DISCONTINUED, SUSPENDED
from toaan.core import audit
from toaan.delivery.models import Service
from toaan.demo import load, plan

TODAY = date(2026, 11, 26)


def test_one_is_suspended_and_one_discontinued_and_everybody_has_the_decision(nobody):
    turned = [course for course in plan.FEATURES if course.turns & {"suspended", "discontinued"}]
    load.slice_of({3: turned}, today=TODAY)
    assert sorted(Case.objects.values_list("state", flat=True)) == [DISCONTINUED, SUSPENDED]
    for case in Case.objects.all():
        decision = Service.objects.filter(case=case).latest("ordered_at")
        assert not decision.recipients.filter(proof="").exists()
    assert audit.verify().good
