"""Late appeals: only after the period, with reasons, sent on by the clerk (BLTTDS 275)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from toaan.cases.models import Party
from toaan.core import audit, clock, files
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.together import answered
from toaan.demo.steps import small_pdf
from toaan.judgments import actions
from toaan.judgments.models import Appeal, LateAppeal
from toaan.judgments.tests.thread import pronounced
from toaan.judgments.waiting import late_appeals

pytestmark = pytest.mark.usefixtures("quick_paper")


def url(name, case):
    return reverse(f"judgments:{name}", args=[case.pk])


@pytest.fixture
def judgment(world, now):
    return pronounced(world, now)


@pytest.fixture
def after(now):
    """Two days after the last day."""
    return now + timedelta(days=17)


@pytest.fixture
def late(world, judgment, after):
    """Call with what differs from a good late appeal by the plaintiff."""
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)

    def call(who="nguyendon", **change):
        values = {
            "party_id": plaintiff.pk, "part_ids": [judgment.parts.get(order=2).pk], "ground": "Sửa phần phạt cọc.",
            "reason": "Tôi nằm viện từ ngày 10/01 đến ngày 21/01.", "at": after, **change,
        }  # fmt: skip
        return actions.file_late_appeal(by=world.viewer(who), judgment_id=judgment.pk, **values)

    return call


def proof():
    return SimpleUploadedFile(
        "giay-ra-vien.pdf", small_pdf("Giấy ra viện").getvalue(), content_type="application/pdf"
    )


def test_appeal_statement_and_proof_enter_the_file_and_the_judgment_is_not_stopped(late, judgment):
    made = late(uploads=[proof()])
    assert (made.evidence, made.sent_on) == (1, None)
    event = Event.objects.get(act="judgments.file_late_appeal")
    assert [d["kind"] for d in event.documents] == ["appeal", "appeal", "evidence"]
    assert all(files.read(d["sha256"]).startswith(b"%PDF") for d in event.documents)
    assert not Appeal.objects.exists()
    assert not any(part.appeals.exists() for part in judgment.parts.all())
    audit.verify()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "  "}, "late_appeal.no_reason"),
        ({"ground": ""}, "appeal.no_ground"),
        ({"part_ids": []}, "appeal.no_parts"),
        ({"who": "bidon"}, "appeal.not_yours"),
        ({"who": "nguoila"}, "not_allowed"),
        ({"who": "thuky2"}, "not_allowed"),
    ],
)
def test_what_is_wrong_with_a_late_appeal_is_said(late, change, code):
    with pytest.raises(Refused) as refused:
        late(**change)
    assert refused.value.code == code
    assert not LateAppeal.objects.exists()


def test_within_the_period_the_ordinary_way_is_named(late, now):
    with pytest.raises(Refused, match=r"late_appeal\.in_time"):
        late(at=now + timedelta(days=2))


def test_a_second_one_of_the_same_party_is_refused(late):
    late()
    with pytest.raises(Refused, match=r"late_appeal\.already"):
        late()


def test_the_clerk_sends_it_on_once_and_the_work_is_gone(late, world, judgment, after):
    made, clerk = late(), world.viewer("thuky")
    assert [w.title for w in answered([late_appeals(clerk)])[0]] == ["Gửi kháng cáo quá hạn"]
    day = clock.local_date(after)
    for who, on, code in (
        ("thamphan", day, "not_allowed"),
        ("thuky", day - timedelta(days=1), "late_appeal.bad_day"),
        ("thuky", day + timedelta(days=1), "late_appeal.bad_day"),
    ):
        with pytest.raises(Refused, match=code):
            actions.forward_late_appeal(by=world.viewer(who), late_id=made.pk, sent_on=on, at=after)
    actions.forward_late_appeal(by=clerk, late_id=made.pk, sent_on=day, at=after)
    assert answered([late_appeals(clerk)]) == [[]]
    assert "bản tường trình" in Event.objects.get(act="judgments.forward_late_appeal").detail
    with pytest.raises(Refused, match=r"late_appeal\.sent_already"):
        actions.forward_late_appeal(by=clerk, late_id=made.pk, sent_on=day, at=after)


def test_after_the_period_the_page_offers_only_the_late_way(page, judgment, after):
    clock.move_to(after)
    shown = page("nguyendon").get(url("appeal", judgment.case)).content.decode()
    assert "Thời hạn kháng cáo đã hết ngày 20/01/2026" in shown
    assert url("late_appeal", judgment.case) in shown
    assert 'name="ground"' not in shown


def test_within_the_period_the_late_page_leads_to_the_ordinary_way(page, judgment, now):
    clock.move_to(now + timedelta(days=2))
    shown = page("nguyendon").get(url("late_appeal", judgment.case)).content.decode()
    assert url("appeal", judgment.case) in shown
    assert 'name="reason"' not in shown


def test_a_party_sends_it_in_the_portal_and_the_clerk_notes_the_day(page, judgment, after):
    clock.move_to(after)
    plaintiff = judgment.case.parties.get(role=Party.Role.PLAINTIFF)
    words = {"party": str(plaintiff.pk), "parts": [str(judgment.parts.first().pk)], "ground": "Không đồng ý."}
    party, address = page("nguyendon"), url("late_appeal", judgment.case)
    empty = party.post(address, words)
    assert empty.status_code == 422
    assert "Không đồng ý." in empty.content.decode()
    assert "Nói rõ vì sao bạn kháng cáo chậm" in empty.content.decode()
    full = {**words, "reason": "Tôi nằm viện.", "proofs": proof()}
    assert party.post(address, full).status_code == 302
    assert (
        party.post(address, {**words, "reason": "Tôi nằm viện."}).status_code == 302
    )  # the same press twice
    made = LateAppeal.objects.get()
    assert "đã gửi đơn kháng cáo quá hạn ngày" in party.get(address).content.decode()
    clerk, desk = page("thuky"), url("late_appeals", judgment.case)
    assert "Tôi nằm viện." in clerk.get(desk).content.decode()
    assert clerk.post(desk, {"late": str(made.pk), "sent_on": "1/1/2020"}).status_code == 422
    assert clerk.post(desk, {"late": str(made.pk), "sent_on": f"{clock.today():%d/%m/%Y}"}).status_code == 302
    assert "Tòa án đã gửi đơn cho" in party.get(address).content.decode()
    assert page("nguoila").get(address).status_code == 404
