"""Judges drawn by two leaders at the same moment: nobody twice, nobody forgotten, each draw counts the one before."""

from __future__ import annotations

import pytest

from toaan.cases import actions
from toaan.cases.models import Assignment, Draw
from toaan.core import audit
from toaan.core.errors import Refused
from toaan.core.tests.at_once import at_once
from toaan.demo import people, steps
from toaan.rules.assignment import replay


@pytest.fixture
def court(db):
    return people.standing()


@pytest.mark.django_db(transaction=True)
def test_two_leaders_draw_the_same_case_and_it_has_one_judge(court, now):
    case = steps.opened_case(court, now)
    leaders = [court.viewer("chanhan"), court.viewer("phochanhan")]
    told = at_once(*(lambda by=by: actions.draw_judge(by=by, case_id=case.pk, at=now) for by in leaders))
    assert sorted(type(one).__name__ for one in told) == ["Assignment", "Refused"]
    assert next(one for one in told if isinstance(one, Refused)).code == "draw.assigned"
    made = Assignment.objects.get(case=case, role="presiding", ended_at=None)
    assert Draw.objects.get(case=case) == made.draw and audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_draws_at_once_are_one_after_the_other(court, now):
    cases = [steps.opened_case(court, now) for _ in range(6)]
    leaders = [court.viewer("chanhan"), court.viewer("phochanhan")] * 3
    at_once(
        *(
            lambda c=c, by=by: actions.draw_judge(by=by, case_id=c.pk, at=now)
            for c, by in zip(cases, leaders, strict=True)
        )
    )
    held = Assignment.objects.filter(case__in=cases, role="presiding", ended_at=None)
    assert sorted(held.values_list("case_id", flat=True)) == sorted(c.pk for c in cases)
    records = [draw.content for draw in Draw.objects.filter(case__in=cases)]
    seen = sorted(sum(c["pending"] for c in record["candidates"]) for record in records)
    assert seen == [0, 1, 2, 3, 4, 5], "each counts what was drawn before it"
    assert all(replay(record) for record in records) and audit.verify().good
