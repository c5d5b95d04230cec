"""What a citizen opens: twelve statements at most, and no more for much than for little."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.appeals.tests import thread
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.course.tests import helpers as course
from toaan.demo import people, steps
from toaan.desk.tests.cost import MOST, costs
from toaan.filing import actions as filing
from toaan.hearings.tests.conftest import quick_papers, real_papers
from toaan.judgments import actions as judgments
from toaan.judgments.tests.conftest import quick_paper

__all__ = ["quick_paper", "quick_papers", "real_papers"]
pytestmark = pytest.mark.usefixtures("steady_rules", "quick_paper")
BOTH = ("nguyendon", "bidon")


def told(page, *names: str, case: Case | None = None) -> list[int]:
    args = [case.pk] if case else []
    events.drain()
    return list(costs(page, [(who, reverse(name, args=args)) for name in names for who in BOTH]).values())


def test_a_case_with_more_sittings_decisions_and_papers(world, page, now):
    case = steps.mediated_case(world, now)
    few = told(page, "portal:case", case=case)
    course.suspended(world, clock.now(), case)
    at = course.later(clock.now(), days=2)
    course.resumed(world, Case.objects.get(pk=case.pk), at)
    steps.trial_decided_case(world, at, case=Case.objects.get(pk=case.pk))
    assert max(few) <= MOST
    assert told(page, "portal:case", case=case) == few


def test_a_case_and_its_appeals_when_both_sides_have_appealed(world, page, now):
    judgment = thread.appealed(world, now)
    pages = "portal:case", "appeals:mine"
    few = told(page, *pages, case=judgment.case)
    judgments.record_appeal(
        by=world.viewer("bidon"), judgment_id=judgment.pk, party_id=judgment.case.parties.get(role="defendant").pk,
        part_ids=[judgment.parts.get(order=1).pk], ground="Đề nghị bác yêu cầu.", at=now + timedelta(days=2),
    )  # fmt: skip
    assert max(few) <= MOST
    assert told(page, *pages, case=judgment.case) == few


def test_both_cases_of_an_appeal(world, page, now):
    people.staff_province(world)
    above = thread.judged(world, now, {2: "amended"}).case
    for case in (above, above.origin):
        assert max(told(page, "portal:case", "appeals:mine", case=case)) <= MOST


def test_the_own_page_with_more_cases_papers_and_petitions(world, page, now):
    found = []
    for n in range(2):
        at = max(clock.now(), now) + timedelta(hours=n)
        steps.trial_decided_case(world, at)
        for _ in range(n + 1):
            petition = steps.examined_petition(world, clock.now() + timedelta(minutes=5))
            filing.take_jurisdiction(
                by=world.viewer("thamphan"), petition_id=petition.pk, at=clock.now() + timedelta(minutes=9)
            )
        found.append(told(page, "portal:mine"))
    assert max(found[0]) <= MOST
    assert found[0] == found[1]
