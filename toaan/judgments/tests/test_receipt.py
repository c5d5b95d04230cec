"""The proof of service sets the periods of absent people running, whoever confirms it and however."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.replay import step
from toaan.cases.models import Case, Party
from toaan.core import clock, events
from toaan.core.models import Event
from toaan.delivery import actions as delivery
from toaan.delivery.models import ServiceRecipient
from toaan.demo import steps
from toaan.judgments import queries
from toaan.judgments.periods import Presence
from toaan.judgments.tests.thread import pronounced

pytestmark = pytest.mark.usefixtures("quick_paper")


@step
def absent_judgment(world, now, **kwargs):
    case = steps.opened_case(world, now, **kwargs)
    case = steps.assigned_case(world, now, case=case)
    Case.objects.filter(pk=case.pk).update(state="deliberating")
    defendant = case.parties.get(role=Party.Role.DEFENDANT)
    gone = Presence(hearing=False, pronouncement=False)
    clock.move_to(now)
    judgment = pronounced(world, now, case=case, presence={defendant.pk: gone}, procurator=False)
    return judgment, defendant


def test_by_post_the_day_on_the_receipt_counts_and_only_for_whom_it_names(world, now):
    judgment, defendant = absent_judgment(world, now, with_accounts=False)
    later = now + timedelta(days=6)
    steps.served(world, judgment.case, later, kind="judgment", on=clock.local_date(later))
    found = {p.holder: (p.from_on, p.received_on) for p in judgment.periods.all()}
    received = clock.local_date(later)
    assert found[defendant.name] == (received, received)
    assert found["Viện kiểm sát cùng cấp"] == (received, received)
    assert found["Viện kiểm sát cấp trên trực tiếp"] == (received, received)
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)
    assert found[plaintiff.name] == (clock.local_date(now), None)
    assert Event.objects.filter(act="judgments.start_period").count() == 2


def test_a_copy_on_its_way_starts_nothing(world, now):
    judgment, defendant = absent_judgment(world, now, with_accounts=False)
    events.drain()
    row = ServiceRecipient.objects.get(service__kind="judgment", party=defendant)
    delivery.send(
        by=world.viewer("thuky"), service_id=row.service_id, at=now,
        sendings=[delivery.Sending(row.pk, barcode="RS000000001VN")],
    )  # fmt: skip
    assert judgment.periods.get(party=defendant).due_on is None


def test_a_party_reads_the_judgment_once_it_was_sent_to_him(world, page, now):
    from django.urls import reverse

    judgment, _ = absent_judgment(world, now)
    url = reverse("judgments:download", args=[judgment.case_id])
    answer = page("bidon").get(url)
    assert answer.status_code == 409
    assert "chưa gửi bản án" in answer.content.decode()
    events.drain()  # electronic service goes out
    assert queries.is_delivered_to(world.viewer("bidon"), judgment)
    assert b"".join(page("bidon").get(url)).startswith(b"%PDF")
    assert page("nguoila").get(url).status_code == 404
