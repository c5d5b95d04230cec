"""Two leaders press the button at the same moment: one change, one signature more, the other is told."""

from __future__ import annotations

from datetime import date

import pytest

from toaan.cases.models import Deadline
from toaan.core import audit, rules_in_force
from toaan.core.errors import Refused
from toaan.core.models import Event, RuleVersion
from toaan.core.tests.at_once import at_once
from toaan.demo import people, steps
from toaan.rulebook import actions
from toaan.rulebook.models import RuleProposal
from toaan.rulebook.states import APPLIED
from toaan.rulebook.tests.support import EXAMINE, PREPARE, REASON, version, year


@pytest.fixture
def court(db):
    return people.standing()


@pytest.mark.django_db(transaction=True)
def test_two_approve_the_same_change(court, now):
    case = steps.accepted_case(court, now)
    made = actions.propose(
        by=court.viewer("cntt"), row=version(PREPARE, now.date(), amount=6), reason=REASON, at=now
    )
    leaders = [court.viewer("chanhan"), court.viewer("phochanhan")]
    results = at_once(*(lambda by=by: actions.approve(by=by, proposal_id=made.pk, at=now) for by in leaders))
    refusals = [r for r in results if isinstance(r, Refused)]
    assert [r.code for r in refusals] == ["wrong_state"]
    assert RuleVersion.objects.filter(key=PREPARE).count() == 2
    assert Event.objects.filter(act="rulebook.recount", case_id=case.pk).count() == 1
    assert audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_two_propose_the_same_rule(court, now):
    row = version(EXAMINE, date(2026, 7, 1), amount=7)
    results = at_once(
        *(
            lambda who=who: actions.propose(by=court.viewer(who), row=row, reason=REASON, at=now)
            for who in ("cntt", "chanhan")
        )
    )
    assert [r.code for r in results if isinstance(r, Refused)] == ["rule.waiting"]
    assert RuleProposal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_rules_at_once_leave_every_deadline_as_both_say(court, now):
    """The length of the limit and the calendar change together: whoever comes second counts with both."""
    case = steps.accepted_case(court, now)
    probe = Deadline.objects.get(case=case, rule=PREPARE)
    kept = rules_in_force.rule("holiday", "holiday:2026", date(2026, 1, 1)).value
    days = {**kept["days"], "2026-07-06": "Nghỉ theo quyết định mới"}
    rows = [
        version(PREPARE, now.date(), amount=6),
        year(2026, days, extra=dict(kept["extra_working_days"])),
    ]
    made = [actions.propose(by=court.viewer("cntt"), row=row, reason=REASON, at=now) for row in rows]
    leaders = [court.viewer("chanhan"), court.viewer("phochanhan")]
    at_once(
        *(
            lambda p=p, by=by: actions.approve(by=by, proposal_id=p.pk, at=now)
            for p, by in zip(made, leaders, strict=True)
        )
    )
    assert {p.state for p in RuleProposal.objects.all()} == {APPLIED}
    probe.refresh_from_db()
    assert probe.due_on == date(2026, 7, 7)
    assert audit.verify().good
