"""Lists of papers are read from the court and day of the rows themselves, and from what the database knows as unproved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.core import clock, events
from toaan.core.models import Court
from toaan.core.viewer import SYSTEM
from toaan.delivery import actions, queries
from toaan.delivery.models import PROCURACY, Service, ServiceRecipient
from toaan.delivery.tests.conftest import row_of
from toaan.demo import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_post(world, now) -> Service:
    """The notice of a case whose parties have no account: everything goes by hand and post."""
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    return Service.objects.get(case=case)


def send(by, service, row, at):
    sending = actions.Sending(row.pk, barcode=f"RS{row.order:09d}VN" if row.method == "post" else "")
    actions.send(by=by, service_id=service.pk, sendings=[sending], at=at)


def without_proof():
    return set(ServiceRecipient.objects.filter(unproved_since__isnull=False).values_list("name", flat=True))


def listed(viewer):
    return [row.name for row in queries.open_rows(viewer)]


def test_paper_and_copies_carry_the_court_and_the_day_of_their_case(case, notice):
    assert notice.court_id == case.court_id
    rows = notice.recipients.all()
    assert {(row.court_id, row.ordered_at) for row in rows} == {(case.court_id, notice.ordered_at)}


def test_a_copy_waits_until_its_proof_and_waits_on_after_a_failure(clerk, by_post, now):
    names = {row.name for row in by_post.recipients.all()}
    assert without_proof() == names
    assert {row.unproved_since for row in by_post.recipients.all()} == {by_post.ordered_at}
    rows = {row.name: row for row in by_post.recipients.exclude(key=PROCURACY)}
    for row in rows.values():
        send(clerk, by_post, row, now)
    assert without_proof() == names  # sent by post is not yet served
    vain = row_of(by_post, "Vũ Đức Thịnh")
    actions.record_failure(
        by=clerk, recipient_id=vain.pk, failed_on=clock.local_date(now), reason="Đi vắng", at=now
    )
    came = next(row for name, row in rows.items() if name != vain.name)
    actions.record_proof(by=clerk, recipient_id=came.pk, received_on=clock.local_date(now), at=now)
    assert without_proof() == names - {came.name}
    assert set(listed(clerk)) == names - {came.name}


def test_sending_through_the_portal_is_proof_and_reading_it_later_changes_nothing(world, notice, clerk, now):
    """NQ 04/2016 art. 8: the confirmed sending counts, so nothing waits for the click of the recipient."""
    procuracy = notice.recipients.get(key=PROCURACY).name
    assert without_proof() == {procuracy} == set(listed(clerk))
    read = row_of(notice, "Vũ Đức Thịnh")
    actions.confirm_receipt(by=world.viewer("bidon"), recipient_id=read.pk, at=now + timedelta(hours=1))
    assert without_proof() == {procuracy}


def test_after_the_last_proof_no_list_shows_the_paper(world, by_post, clerk, now):
    steps.served(world, by_post.case, now)
    assert without_proof() == set()
    assert listed(clerk) == listed(world.viewer("chanhan")) == []


def test_the_copies_that_wait_longest_come_first(world, now, clerk):
    for n in range(2):
        steps.assigned_case(
            world, now + timedelta(minutes=n), case=steps.opened_case(world, now + timedelta(minutes=n))
        )
    events.drain()
    days = [row.service.ordered_at for row in queries.open_rows(SYSTEM)]
    assert len(set(days)) == 2
    assert days == sorted(days)


def test_a_paper_of_another_court_stands_in_no_list_of_this_one(world, by_post, clerk):
    """Court staff see the papers of their own court only; a stranger to the court sees none."""
    assert by_post in queries.services_visible_to(clerk)
    assert set(listed(clerk)) == {row.name for row in by_post.recipients.all()}
    other = Court.objects.exclude(pk=by_post.court_id).first() or world.province
    Service.objects.update(court=other)
    ServiceRecipient.objects.update(court=other)
    assert not queries.services_visible_to(clerk).exists()
    assert listed(clerk) == []
    assert not queries.sent(clerk).exists()
    assert not queries.services_visible_to(world.viewer("nguoila")).exists()


def test_the_procuracy_reads_its_papers_and_nobody_elses(world, by_post, clerk, now):
    send(clerk, by_post, by_post.recipients.get(key=PROCURACY), now)
    procurator = world.viewer("kiemsat")
    assert {row.key for row in queries.inbox(procurator)} == {PROCURACY}
    assert [row.key for row in queries.unread(procurator)] == [PROCURACY]
    actions.confirm_receipt(by=procurator, recipient_id=queries.unread(procurator).get().pk, at=now)
    assert not queries.unread(procurator).exists()
    assert queries.inbox(procurator).count() == 1
