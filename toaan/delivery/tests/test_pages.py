"""The pages of service: clerk, office, procuracy, and the inbox of a party."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from toaan.cases.models import Representation
from toaan.cases.page import next_step
from toaan.core import clock, events
from toaan.delivery import actions, queries
from toaan.delivery.models import PROCURACY, Service, ServiceRecipient
from toaan.delivery.tests.conftest import row_of
from toaan.demo import steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_post(world, now):
    """A case whose parties have no account: everything goes by hand and post."""
    case = steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
    events.drain()
    return Service.objects.get(case=case)


def pdf():
    made, target = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(target)
    return SimpleUploadedFile("bien-ban.pdf", target.getvalue(), "application/pdf")


def batch(service, **changes):
    sent = {}
    for number, row in enumerate(service.recipients.all(), start=1):
        sent |= {f"go_{row.pk}": "on", f"method_{row.pk}": row.method}
        sent[f"barcode_{row.pk}"] = f"RS{number:09d}VN" if row.method == "post" else ""
    return {**sent, **changes}


def send_url(service):
    return reverse("delivery:send", args=[service.case_id, service.pk])


# --- the clerk --------------------------------------------------------------------------------------------


def test_next_step_tells_the_clerk_how_many_to_send_to(by_post, clerk, other_clerk):
    step = next_step(clerk, by_post.case)
    assert step.title == "Gửi Thông báo về việc thụ lý vụ án số 01/2026/TB-TLVA cho 3 người nhận"
    other = next_step(other_clerk, by_post.case)
    assert other is None or other.act != "delivery.send"


def test_clerk_sends_the_batch_and_a_second_press_is_friendly(page, by_post):
    clerk = page("thuky")
    text = clerk.get(reverse("delivery:case", args=[by_post.case_id])).content.decode()
    assert "Bản phải gửi" in text
    sent = batch(by_post)
    assert clerk.post(send_url(by_post), sent).status_code == 302
    assert set(by_post.recipients.values_list("state", flat=True)) == {"sent"}
    again = clerk.post(send_url(by_post), sent, follow=True)
    assert again.status_code == 200
    assert "đã được gửi" in again.content.decode()


def test_missing_letter_number_comes_back_at_its_field_and_keeps_the_rest(page, by_post):
    row = row_of(by_post, "Vũ Đức Thịnh")
    answer = page("thuky").post(send_url(by_post), batch(by_post, **{f"barcode_{row.pk}": ""}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Nhập số hiệu bưu gửi của thư bảo đảm gửi Vũ Đức Thịnh" in text
    assert "RS000000001VN" in text
    assert set(by_post.recipients.values_list("state", flat=True)) == {"waiting"}


@pytest.mark.parametrize(
    ("who", "status"), [("thuky2", 403), ("chanhan", 403), ("kiemsat", 403), ("nguoila", 404)]
)
def test_others_do_not_send(page, by_post, who, status):
    assert page(who).post(send_url(by_post), batch(by_post)).status_code == status
    assert set(by_post.recipients.values_list("state", flat=True)) == {"waiting"}


def test_proof_with_scan_then_readable(page, by_post):
    clerk = page("thuky")
    clerk.post(send_url(by_post), batch(by_post))
    row = row_of(by_post, "Vũ Đức Thịnh")
    address = reverse("delivery:recipient", args=[row.pk])
    told = {"nhan-received_on": "05/01/2026", "nhan-received_by": "Lương Thị Hạ (vợ)", "nhan-scan": pdf()}
    assert clerk.post(address, told).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.proof, row.received_by) == ("received", "postal", "Lương Thị Hạ (vợ)")
    assert clerk.get(reverse("delivery:proof", args=[row.pk])).status_code == 200
    assert page("nguoila").get(reverse("delivery:proof", args=[row.pk])).status_code == 404
    again = clerk.post(address, {"nhan-received_on": "05/01/2026"}, follow=True)
    assert "đã được ghi nhận" in again.content.decode()


def test_failure_opens_posting_on_the_form(page, by_post):
    clerk = page("thuky")
    clerk.post(send_url(by_post), batch(by_post))
    row = row_of(by_post, "Vũ Đức Thịnh")
    assert (
        "Niêm yết công khai"
        not in clerk.get(reverse("delivery:case", args=[by_post.case_id])).content.decode()
    )
    told = {"failure": "1", "khong-failed_on": "05/01/2026", "khong-reason": "Không rõ địa chỉ"}
    assert clerk.post(reverse("delivery:recipient", args=[row.pk]), told).status_code == 302
    text = clerk.get(reverse("delivery:case", args=[by_post.case_id])).content.decode()
    assert "Niêm yết công khai" in text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"nhan-received_on": "31/02/2026"}, "Còn 1 chỗ cần sửa"),
        ({"nhan-received_on": "01/01/2026", "nhan-note": "ghi chú giữ lại"}, "trước ngày gửi"),
        ({"failure": "1", "khong-failed_on": "05/01/2026", "khong-reason": ""}, "Còn 1 chỗ cần sửa"),
    ],
)
def test_bad_results_come_back_with_the_reason(page, by_post, told, words):
    clerk = page("thuky")
    clerk.post(send_url(by_post), batch(by_post))
    row = row_of(by_post, "Vũ Đức Thịnh")
    answer = clerk.post(reverse("delivery:recipient", args=[row.pk]), told)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert told.get("nhan-note", "") in text
    row.refresh_from_db()
    assert row.state == "sent"


@pytest.mark.parametrize("paper", ["phong-bi", "bien-ban", "niem-yet"])
def test_envelope_and_delivery_record_print(page, by_post, paper):
    row = row_of(by_post, "Vũ Đức Thịnh")
    answer = page("thuky").get(reverse("delivery:print", args=[row.pk, paper]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert page("kiemsat").get(reverse("delivery:print", args=[row.pk, paper])).status_code == 404


def test_office_list_shows_mine_or_all(page, by_post):
    address = reverse("delivery:desk")
    assert "Vũ Đức Thịnh" in page("thuky").get(address).content.decode()
    assert "Vũ Đức Thịnh" not in page("thuky2").get(address).content.decode()
    assert "Vũ Đức Thịnh" in page("thuky2").get(address + "?pham-vi=tat-ca").content.decode()
    assert page("kiemsat").get(address).status_code == 403


@pytest.mark.usefixtures("steady_rules")
def test_office_list_stays_flat(page, world, now, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def one_more():
        steps.assigned_case(world, now, case=steps.opened_case(world, now, with_accounts=False))
        events.drain()

    clerk, address = page("thuky"), reverse("delivery:desk")
    one_more()
    clerk.get(address)
    with CaptureQueriesContext(connection) as few:
        clerk.get(address)
    for _ in range(5):
        one_more()
    with django_assert_num_queries(len(few)):
        clerk.get(address)


@pytest.mark.usefixtures("steady_rules")
def test_case_tab_stays_flat(page, case, bring, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clerk, address = page("thuky"), reverse("delivery:case", args=[case.pk])
    bring("hearings.adjourn", kind="adjournment_decision", content=b"0")
    events.drain()
    clerk.get(address)
    with CaptureQueriesContext(connection) as few:
        clerk.get(address)
    for number in range(1, 5):
        bring("hearings.adjourn", kind="adjournment_decision", content=str(number).encode())
    events.drain()
    with django_assert_num_queries(len(few)):
        clerk.get(address)


# --- the procuracy ----------------------------------------------------------------------------------------


def test_procurator_signs_for_what_was_handed_over_and_only_then_sees_it(page, notice, clerk, now):
    row = notice.recipients.get(key=PROCURACY)
    procurator, address = page("kiemsat"), reverse("delivery:procuracy")
    assert "01/2026/TB-TLVA" not in procurator.get(address).content.decode()
    actions.send(by=clerk, service_id=notice.pk, sendings=[actions.Sending(row.pk)], at=now)
    assert "Ký nhận" in procurator.get(address).content.decode()
    assert procurator.get(reverse("delivery:document", args=[row.pk])).status_code == 200
    for _ in range(2):
        assert procurator.post(reverse("delivery:sign_for", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    notice.refresh_from_db()
    assert (row.state, row.received_by, notice.state) == ("received", "Nghiêm Thị Bích", "served")
    assert page("thuky").get(address).status_code == 403


# --- the inbox of a party ---------------------------------------------------------------------------------


def test_party_sees_opens_and_has_received(page, notice, defendant):
    row = row_of(notice, "Vũ Đức Thịnh")
    visitor = page("bidon")
    assert queries.unread(defendant).count() == 1
    assert "Chưa mở" in visitor.get(reverse("delivery:inbox")).content.decode()
    file = reverse("delivery:paper_file", args=[row.pk])
    assert visitor.get(file).status_code == 302  # looking ahead confirms nothing
    row.refresh_from_db()
    assert row.opened_at is None
    answer = visitor.post(reverse("delivery:receive", args=[row.pk]), {"open": "1"})
    assert answer["Location"] == file
    assert visitor.get(file)["Content-Type"] == "application/pdf"
    row.refresh_from_db()
    assert row.state == "received"
    assert clock.local_date(row.opened_at) == date(2026, 1, 5)
    assert queries.unread(defendant).count() == 0
    assert visitor.post(reverse("delivery:receive", args=[row.pk])).status_code == 302  # again: friendly


def test_lawyer_opens_for_his_client(page, case, notice, world):
    party = case.parties.get(role="defendant")
    Representation.objects.create(
        party=party, kind="lawyer", name="Phan Gia Định", user=world.users["luatsu"], since=date(2026, 1, 5)
    )
    row = row_of(notice, "Vũ Đức Thịnh")
    assert page("luatsu").post(reverse("delivery:receive", args=[row.pk]), {"open": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.received_by == "Phan Gia Định"


@pytest.mark.parametrize("who", ["nguoila", "nguyendon", "luatsu"])
@pytest.mark.parametrize("name", ["paper", "paper_file", "receive"])
def test_papers_of_others_do_not_exist(page, notice, who, name):
    row = row_of(notice, "Vũ Đức Thịnh")
    visitor, address = page(who), reverse(f"delivery:{name}", args=[row.pk])
    answer = visitor.post(address) if name == "receive" else visitor.get(address)
    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.opened_at is None


def test_inbox_asks_to_sign_in(client):
    assert client.get(reverse("delivery:inbox")).status_code == 302


def test_post_rows_waiting_are_not_in_the_inbox_yet(world, by_post):
    """Not yet sent: nobody has it, not even a lawyer with an account."""
    party = by_post.case.parties.get(role="defendant")
    Representation.objects.create(
        party=party, kind="lawyer", name="Phan Gia Định", user=world.users["luatsu"], since=date(2026, 1, 5)
    )
    assert not queries.inbox(world.viewer("luatsu")).exists()
    assert ServiceRecipient.objects.filter(service=by_post, state="waiting").count() == 3
