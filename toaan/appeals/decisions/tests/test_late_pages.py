"""The pages of a late appeal against a decision: the portal, the counter, the court above."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from toaan.appeals.models import LateReview
from toaan.core import clock, events
from toaan.course.tests.helpers import discontinued, moment
from toaan.demo import decision_appeals as way
from toaan.demo.people import World
from toaan.judgments.models import LateAppeal
from toaan.judgments.tests.test_late import proof

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


def url(name: str, *parts: object) -> str:
    return reverse(f"appeals:{name}", args=[getattr(p, "pk", p) for p in parts])


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def decision(world: World, now):
    """In effect: nobody appealed within the seven days."""
    return way.missed(world, discontinued(world, now), now)


def test_a_party_finds_the_late_way_sends_it_and_reads_what_became_of_it(page, world, decision):
    case, party = decision.case, page("nguyendon")
    late = url("my_late_decision", case, decision)
    assert late in text(party, reverse("portal:case", args=[case.pk]))
    assert late in text(party, reverse("course:appeal", args=[case.pk, decision.pk]))
    asked = text(party, late)
    due = decision.periods.get(party__user__username="nguyendon").due_on
    assert "Vì sao bạn kháng cáo chậm?" in asked and f"{due:%d/%m/%Y}" in asked
    mine = str(case.parties.get(user__username="nguyendon").pk)
    typed = {"party": mine, "reason": "", "ground": "Tôi không rút đơn."}
    answer = party.post(late, typed)
    assert answer.status_code == 422 and "Tôi không rút đơn." in answer.content.decode()
    assert party.post(late, {**typed, "reason": "Nằm viện."}).status_code == 302
    assert party.post(late, {**typed, "reason": "Nằm viện."}).status_code == 302  # pressed twice
    made = LateAppeal.objects.get()
    assert (made.channel, made.reason) == ("online", "Nằm viện.")
    assert world.province.name in text(party, late)
    assert "Kháng cáo quá hạn của" in text(party, url("my_decisions", case))
    assert page("thamphan").get(late).status_code == 404  # the portal is for parties
    review = way.forwarded(world, made, clock.now() + timedelta(hours=1))
    way.decided_late(world, review, accepted=False)
    assert "Không có giấy tờ chứng minh." in text(party, late)


def test_the_clerk_takes_it_in_at_the_counter_and_sends_it_on(page, world, decision):
    case, clerk = decision.case, page("thuky")
    take, sent = url("take_late_decision", case, decision), url("late_decisions", case)
    assert take in text(clerk, reverse("course:case", args=[case.pk]))
    text(clerk, take)
    assert page("thamphan").get(take).status_code in (403, 404)
    party = case.parties.get(user__username="bidon")
    typed = {
        "party": str(party.pk), "channel": "post", "received_on": f"{clock.today():%d/%m/%Y}", "reason": "Ở nước ngoài.",
        "ground": "Sai.",
    }  # fmt: skip
    early = {**typed, "received_on": f"{decision.decided_on:%d/%m/%Y}"}
    answer = clerk.post(take, early)
    assert answer.status_code == 422 and "báo cáo Chánh án" in answer.content.decode()
    broken = clerk.post(take, {**typed, "proofs": SimpleUploadedFile("Hộ chiếu.pdf", b"", "application/pdf")})
    assert broken.status_code == 422 and "Ở nước ngoài." in broken.content.decode()
    assert clerk.post(take, {**typed, "proofs": proof()}).status_code == 302
    made = LateAppeal.objects.get()
    assert (made.party, made.channel, made.evidence) == (party, "post", 1)
    assert "Ở nước ngoài." in text(clerk, sent)
    assert sent in text(clerk, url("decisions", case))
    wrong = clerk.post(sent, {"late": str(made.pk), "sent_on": "01/01/2020"})
    assert wrong.status_code == 422
    gone = clerk.post(sent, {"late": str(made.pk), "sent_on": f"{clock.today():%d/%m/%Y}"})
    assert gone.status_code == 302
    events.drain()
    review = LateReview.objects.get()
    president = page("chanhan.tinh")
    listed, shown = text(president, url("transfers")), text(president, url("late", review))
    assert decision.title in listed and url("late", review) in listed
    assert decision.title in shown and "Phần bị kháng cáo" not in shown
    assert president.get(url("late_document", review, 1)).status_code == 200
    text(president, url("late_panel", review))
    assert url("decisions", case) in text(clerk, url("late", review))  # the court that sent it


def test_a_late_receipt_is_handed_in_with_its_reason_in_the_portal(page, world, now):
    advance = way.checked(world, discontinued(world, now), now)
    advance.refresh_from_db()
    moment((advance.due_on + timedelta(days=1)).isoformat())
    party, one = page("nguyendon"), advance.challenge
    here = url("my_decision_receipt", one.case, one)
    assert "Hạn nộp đã hết" in text(party, here)
    typed = {"number": "AB/26", "dated": f"{clock.today():%d/%m/%Y}", "amount": "300.000"}
    answer = party.post(here, {**typed, "file": proof()})
    assert answer.status_code == 422 and "AB/26" in answer.content.decode()
    assert party.post(here, {**typed, "late_reason": "Nằm viện.", "file": proof()}).status_code == 302
    assert "Kháng cáo quá hạn của" in text(party, url("my_decisions", one.case))
    clerk = page("thuky")
    assert "nộp biên lai sau hạn" in text(clerk, url("late_decisions", one.case))
    review = way.forwarded(world, LateAppeal.objects.get(), clock.now() + timedelta(hours=1))
    shown = text(page("chanhan.tinh"), url("late", review))
    assert "Ngày nộp biên lai" in shown and "Biên lai tạm ứng án phí phúc thẩm số AB/26" in shown
