"""The defendant's term to answer the petition (BLTTDS 199.1) has no meaning once there is a judgment."""

from __future__ import annotations

import pytest

from toaan.cases.models import Case, Deadline
from toaan.core import clock, events
from toaan.delivery import actions as delivery
from toaan.delivery.models import ServiceRecipient
from toaan.demo import steps

pytestmark = pytest.mark.django_db
ANSWER = "BLTTDS:199.1"


def not_served_in_time(world, now) -> tuple[Case, ServiceRecipient]:
    """A case whose notice of acceptance lies with the post and has not come back from the defendant."""
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    row = ServiceRecipient.objects.get(
        case=case, service__kind="acceptance_notice", party__role="defendant", representation=None
    )
    sending = delivery.Sending(row.pk, ServiceRecipient.Method.HAND)
    delivery.send(by=world.viewer("thuky"), service_id=row.service_id, sendings=[sending], at=now)
    return case, row


def received(world, row, at) -> None:
    day = clock.local_date(at)
    delivery.record_proof(by=world.viewer("thuky"), recipient_id=row.pk, received_on=day, at=at)


def answers(case) -> list[str]:
    return list(Deadline.objects.filter(case=case, rule=ANSWER).values_list("state", flat=True))


def test_a_term_that_began_before_the_hearing_ends_with_the_judgment(world, now):
    case, row = not_served_in_time(world, now)
    case = steps.trial_decided_case(world, now, case=steps.mediated_case(world, now, case=case))
    received(world, row, clock.now())
    assert answers(case) == ["open"], "served late, the defendant may still answer before the hearing"
    case = steps.pronounced_case(world, now, case=steps.debated_case(world, now, case=case))
    assert answers(case) == ["cancelled"]


def test_a_proof_that_comes_after_the_judgment_starts_no_term(world, now):
    case, row = not_served_in_time(world, now)
    case = steps.trial_decided_case(world, now, case=steps.mediated_case(world, now, case=case))
    case = steps.pronounced_case(world, now, case=steps.debated_case(world, now, case=case))
    received(world, row, clock.now())
    assert answers(case) == []
