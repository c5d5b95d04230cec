"""Two workers take up the same event at the same moment: one number, one service, one row per recipient."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from toaan.core import audit, rules_in_force
from toaan.core.errors import Refused
from toaan.core.models import Event, IssuedNumber
from toaan.delivery import actions, bulk, consequences, queries
from toaan.delivery.models import PROCURACY, Service, ServiceRecipient
from toaan.demo import people, steps

NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def together(*jobs):
    """Run the jobs at the same moment; the exceptions they ended with, in order."""
    start, faults = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        try:
            start.wait()
            job()
        except Exception as fault:
            faults[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return faults


@pytest.fixture
def founded(transactional_db):
    rules_in_force.forget()
    return people.standing()


@pytest.mark.django_db(transaction=True)
def test_two_workers_serve_once_and_two_clicks_send_once(founded):
    case = steps.assigned_case(founded, NOW, case=steps.opened_case(founded, NOW))
    opened = Event.objects.get(act="cases.open", case_id=case.pk)
    faults = together(*[lambda: consequences.notify_acceptance(opened)] * 3)
    assert faults == [None, None, None]
    service = Service.objects.get(case=case)
    assert service.recipients.count() == 3
    assert IssuedNumber.objects.filter(register="notice").count() == 1

    made = Event.objects.get(act="delivery.make_ready")
    faults = together(*[lambda: consequences.send_electronically(made)] * 2)
    assert faults == [None, None]
    assert Event.objects.filter(act="delivery.send").count() == 1

    row = ServiceRecipient.objects.get(service=service, key=PROCURACY)
    clerk = founded.viewer("thuky")
    send = [actions.Sending(row.pk)]
    faults = together(*[lambda: actions.send(by=clerk, service_id=service.pk, sendings=send, at=NOW)] * 2)
    assert sorted(isinstance(f, Refused) for f in faults) == [False, True]
    assert audit.verify().good


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_scan_the_same_receipt_record_it_once(founded):
    case = steps.opened_case(founded, NOW, with_accounts=False)
    steps.assigned_case(founded, NOW, case=case)
    consequences.notify_acceptance(Event.objects.get(act="cases.open", case_id=case.pk))
    clerk, document_clerk = founded.viewer("thuky"), founded.viewer("vanthu")
    row = queries.to_post(document_clerk).first()
    assert not bulk.post(by=clerk, pairs=[bulk.Pair(row, "RR123456785VN", 1)], at=NOW).refused
    outcomes = []
    result = bulk.Result(True, NOW.date())

    def scan(who):
        outcomes.append(bulk.take_receipts(by=who, text="RR 123 456 785 VN", result=result, at=NOW))

    assert together(lambda: scan(clerk), lambda: scan(document_clerk)) == [None, None]
    assert sorted(len(o.done) for o in outcomes) == [0, 1]
    (late,) = [line for o in outcomes for line in o.refused]
    assert "vừa được người khác ghi" in late.why or "đã ghi nhận" in late.why
    assert Event.objects.filter(act="delivery.record_proof").count() == 1
    assert audit.verify().good
