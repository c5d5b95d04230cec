"""A copy for somebody who speaks for the party no more is neither served nor missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.books import queries as books
from toaan.books.shape import Wanted
from toaan.cases import actions as cases
from toaan.cases.models import Representation
from toaan.core import audit, clock, events, integrity
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.delivery import actions, bulk, queries
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.tests.conftest import row_of
from toaan.demo import steps
from toaan.hearings import actions as hearings
from toaan.rules.postal import check_digit

pytestmark = pytest.mark.django_db
NAME = "Phan Gia Định"


def code(number: int) -> str:
    return f"RR{number:08d}{check_digit(f'{number:08d}')}VN"


@step
def noticed(world, now, *, account: str = "") -> Representation:
    """A lawyer of the defendant; the notice of a session waits to go to both parties and to him, by post."""
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    party = case.parties.get(role="defendant")
    made = cases.register_protector(
        by=world.viewer("thuky"), case_id=case.pk, party_id=party.pk, kind="lawyer", name=NAME, at=now,
        user=world.users[account] if account else None,
    )  # fmt: skip
    starts = steps.next_working_day(now + timedelta(days=7))
    hearings.schedule_session(
        by=world.viewer(steps.presiding(world, case)), case_id=case.pk, room_id=steps.court_room(world).pk,
        starts_at=starts, ends_at=starts + timedelta(hours=2), at=now,
    )  # fmt: skip
    return made


@pytest.fixture
def lawyer(world, now) -> Representation:
    made = noticed(world, now)
    events.drain()
    return made


@pytest.fixture
def notice(lawyer) -> Service:
    return Service.objects.get(kind="session_notice")


def ended(world, one: Representation, at) -> None:
    cases.end_representation(
        by=world.viewer("thuky"), case_id=one.party.case_id, representation_id=one.pk, ended_on=clock.local_date(at),
        reason="Văn bản thôi bảo vệ", at=at,
    )  # fmt: skip


def sent(by: Viewer, rows, at, first=1) -> None:
    for number, row in enumerate(rows, start=first):
        sending = actions.Sending(row.pk, barcode=code(number) if row.method == "post" else "")
        actions.send(by=by, service_id=row.service_id, sendings=[sending], at=at)


def proved(by: Viewer, rows, at) -> None:
    for row in rows:
        actions.record_proof(by=by, recipient_id=row.pk, received_on=clock.local_date(at), at=at)


def came_back(by: Viewer, row, at) -> ServiceRecipient:
    day = clock.local_date(at)
    return actions.record_failure(by=by, recipient_id=row.pk, failed_on=day, reason="Chuyển văn phòng", at=at)


def test_the_last_copy_that_waits_for_him_no_longer_keeps_the_service_open(world, clerk, now, lawyer, notice):
    others = list(notice.recipients.filter(representation=None))
    sent(clerk, others, now)
    proved(clerk, others, now)
    assert Service.objects.get(pk=notice.pk).state == "ready"
    ended(world, lawyer, now)
    row, service = row_of(notice, NAME), Service.objects.get(pk=notice.pk)
    assert (row.state, row.get_state_display(), row.unproved_since) == (
        "dropped", "Không còn phải tống đạt", None,
    )  # fmt: skip
    assert not row.is_proved and row.is_settled and row.received_at is None
    assert (service.state, service.served_at) == ("served", now)
    told = Event.objects.get(act="delivery.drop_copies")
    assert (told.because.act, told.case_id, told.shown_to) == (
        "cases.end_representation", lawyer.party.case_id, "court",
    )  # fmt: skip
    assert (
        told.title == f"Không còn phải tống đạt 1 văn bản cho luật sư {NAME}" and str(notice) in told.detail
    )
    assert row not in queries.open_rows(clerk) and not queries.to_send(clerk).filter(service=notice).exists()
    assert queries.chosen(clerk, [str(row.pk)]) == []
    with pytest.raises(Refused, match="wrong_state"):
        sent(clerk, [row], now, 9)
    with pytest.raises(Refused, match="wrong_state"):
        proved(clerk, [row], now)
    audit.verify()


def test_the_proof_of_the_others_finishes_it_afterwards(world, clerk, now, lawyer, notice):
    ended(world, lawyer, now)
    assert Service.objects.get(pk=notice.pk).state == "ready"
    others = list(notice.recipients.filter(representation=None))
    sent(clerk, others, now)
    proved(clerk, others[:1], now)
    assert Service.objects.get(pk=notice.pk).state == "ready"
    proved(clerk, others[1:], now)
    assert Service.objects.get(pk=notice.pk).state == "served"


def test_one_that_came_back_in_vain_is_dropped_and_posted_nowhere(world, clerk, now, lawyer, notice):
    rows = list(notice.recipients.all())
    sent(clerk, rows, now)
    proved(clerk, [r for r in rows if r.name != NAME], now)
    assert came_back(clerk, row_of(notice, NAME), now).state == "failed"
    ended(world, lawyer, now)
    row = row_of(notice, NAME)
    assert (row.state, len(row.failures)) == ("dropped", 1)
    assert Service.objects.get(pk=notice.pk).state == "served"
    with pytest.raises(Refused, match="wrong_state"):
        actions.send(by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk, "posting")], at=now)


def test_one_under_way_is_dropped_when_it_comes_back(world, page, now, lawyer, notice):
    clerk = world.viewer("thuky")
    rows = list(notice.recipients.all())
    sent(clerk, rows, now)
    proved(clerk, [r for r in rows if r.name != NAME], now)
    ended(world, lawyer, now)
    assert row_of(notice, NAME).state == "sent" and Service.objects.get(pk=notice.pk).state == "ready"
    assert not Event.objects.filter(act="delivery.drop_copies").exists(), "nothing to be dropped yet"
    row = row_of(notice, NAME)
    told = {
        "failure": "1",
        "khong-failed_on": f"{clock.local_date(now):%d/%m/%Y}",
        "khong-reason": "Chuyển văn phòng",
    }
    answer = page("thuky").post(reverse("delivery:recipient", args=[row.pk]), told, follow=True)
    assert "đã thôi tham gia cho đương sự nên không phải gửi lại" in answer.text
    row = row_of(notice, NAME)
    assert (row.state, row.unproved_since, len(row.failures)) == ("dropped", None, 1)
    assert Service.objects.get(pk=notice.pk).state == "served"
    assert [r for r in queries.sent(clerk) if r.state == "dropped"] == [row], "the book keeps that it went"


def test_one_under_way_that_reached_him_is_received(world, clerk, now, lawyer, notice):
    rows = list(notice.recipients.all())
    sent(clerk, rows, now)
    ended(world, lawyer, now)
    proved(clerk, rows, now)
    assert row_of(notice, NAME).state == "received" and Service.objects.get(pk=notice.pk).state == "served"


def test_a_paper_that_is_still_being_made_is_served_when_nobody_is_left(world, now, lawyer, notice):
    Service.objects.filter(pk=notice.pk).update(state="preparing")
    notice.recipients.filter(representation=None).delete()
    ended(world, lawyer, now)
    assert Service.objects.get(pk=notice.pk).state == "preparing"
    actions.make_ready(by=Viewer(system=True), service_id=notice.pk, sha256=notice.sha256, at=now)
    assert Service.objects.get(pk=notice.pk).state == "served"


def test_what_waits_for_the_portal_is_dropped_before_it_leaves(world, now):
    made = noticed(world, now, account="luatsu")
    events.drain()
    row = ServiceRecipient.objects.get(representation=made)
    assert row.is_proved, "sending through the portal is proof: it stays so"
    ServiceRecipient.objects.filter(pk=row.pk).update(state="waiting", proof="", sent_at=None)
    ended(world, made, now)
    row.refresh_from_db()
    assert row.state == "dropped"
    assert not queries.inbox(world.viewer("luatsu")).exists()
    assert "recipient" not in ServiceRecipient.objects.get(pk=row.pk).relations(world.viewer("luatsu"))


def test_who_has_no_copy_brings_nothing(world, now):
    made = noticed(world, now)
    ended(world, made, now)
    assert actions.drop_copies(
        by=Viewer(system=True), case_id=made.party.case_id, representation_id=made.pk, at=now
    ) == 0  # fmt: skip
    assert not Event.objects.filter(act="delivery.drop_copies").exists()


@pytest.mark.parametrize("who", ["thuky", "vanthu", "chanhan", "luatsu"])
def test_nobody_drops_a_copy_by_hand(world, now, lawyer, who):
    with pytest.raises(Refused, match="not_allowed"):
        actions.drop_copies(
            by=world.viewer(who), case_id=lawyer.party.case_id, representation_id=lawyer.pk, at=now
        )


def test_bar_codes_read_late_say_why(world, clerk, now, lawyer, notice):
    waiting = row_of(notice, NAME)
    ended(world, lawyer, now)
    [refused] = bulk.post(by=clerk, pairs=[bulk.Pair(waiting, code(1), 1)], at=now).refused
    assert "đã thôi tham gia" in refused.why


def test_a_receipt_scanned_twice_says_that_nothing_is_sent_again(world, clerk, now, lawyer, notice):
    row = row_of(notice, NAME)
    sent(clerk, [row], now)
    ended(world, lawyer, now)
    result = bulk.Result(received=False, on=clock.local_date(now), reason="Chuyển văn phòng")
    assert not bulk.take_receipts(by=clerk, text=code(1), result=result, at=now).refused
    [refused] = bulk.take_receipts(by=clerk, text=code(1), result=result, at=now).refused
    assert "không phải gửi lại" in refused.why


def test_pages_book_and_nightly_check_know_it(world, page, now, lawyer, notice):
    clerk = world.viewer("thuky")
    others = list(notice.recipients.filter(representation=None))
    sent(clerk, others, now)
    proved(clerk, others[:1], now)
    ended(world, lawyer, now)
    case = lawyer.party.case
    tab = page("thuky").get(reverse("delivery:case", args=[case.pk])).text
    assert "Không còn phải tống đạt" in tab and f"Đã có bằng chứng 1/{len(others)}" in tab
    one = page("thuky").get(reverse("delivery:recipient", args=[row_of(notice, NAME).pk])).text
    assert "đã thôi tham gia cho" in one and "Phong bì" not in one
    book = books.get(clerk, "tong-dat")
    lines = {
        line.cells["document"]: line.cells
        for line in books.all_lines(clerk, book, books.rows(clerk, book, Wanted()))
    }
    assert (lines[str(notice)]["people"], lines[str(notice)]["done"]) == (len(others), 1)
    proved(clerk, others[1:], now)
    later = now + timedelta(days=60)
    stuck = [
        c.key for c, f in integrity.run(case.court, clock.local_date(later), later) if str(notice) in f.text
    ]
    assert "delivery.unsent" not in stuck
