"""The counter takes in an appeal against a judgment that comes on paper after the period (BLTTDS 275.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from toaan.appeals.models import FileTransfer
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.course import actions as course
from toaan.course.tests.helpers import discontinued
from toaan.demo import decision_appeals as way
from toaan.judgments import actions
from toaan.judgments.models import Appeal, LateAppeal
from toaan.judgments.tests.test_late import proof
from toaan.judgments.tests.thread import pronounced

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_paper")]


@pytest.fixture
def judgment(world, now):
    """Two days after the last day for appeal."""
    made = pronounced(world, now)
    clock.move_to(now + timedelta(days=17))
    return made


@pytest.fixture
def typed(judgment):
    return {
        "party": str(judgment.case.parties.get(role="plaintiff").pk), "channel": "post",
        "received_on": f"{clock.today():%d/%m/%Y}", "parts": [str(judgment.parts.first().pk)], "ground": "Sai phần phạt cọc.",
    }  # fmt: skip


def pages(judgment) -> tuple[str, str]:
    """The ordinary page and the one for late appeals."""
    case = [judgment.case_id]
    return reverse("judgments:record_appeal", args=case), reverse("appeals:take_late", args=case)


@pytest.mark.parametrize("who", ["thuky", "vanthu"])
def test_appeal_reason_and_proofs_are_taken_in_and_wait_for_the_clerk(page, judgment, typed, who):
    _, late = pages(judgment)
    officer = page(who)
    assert late in officer.get(reverse("judgments:case", args=[judgment.case_id])).content.decode()
    assert "Lý do kháng cáo quá hạn" in officer.get(late).content.decode()
    full = {**typed, "reason": "Ở nước ngoài.", "proofs": proof()}
    listed = reverse("judgments:late_appeals", args=[judgment.case_id])
    assert officer.post(late, full).url == listed
    made = LateAppeal.objects.get()
    assert (made.channel, made.received_on, made.evidence) == ("post", clock.today(), 1)
    assert (made.post.user.username, made.user) == (who, None)
    assert [d["kind"] for d in Event.objects.get(act="judgments.file_late_appeal").documents] == ["evidence"]
    assert officer.post(late, {**typed, "reason": "Ở nước ngoài."}).url == listed  # pressed twice
    assert LateAppeal.objects.count() == 1 and not Appeal.objects.exists()
    assert "Ở nước ngoài." in page("thuky").get(listed).content.decode()


def test_the_ordinary_page_leads_to_the_late_one_and_nothing_typed_is_lost(page, judgment, typed):
    ordinary, late = pages(judgment)
    clerk = page("thuky")
    refused = clerk.post(ordinary, typed)
    assert refused.status_code == 422 and not Appeal.objects.exists()
    assert f'formaction="{late}"' in refused.content.decode()
    moved = clerk.post(late, typed)  # what that button sends
    shown = moved.content.decode()
    assert moved.status_code == 422 and "Ghi lý do mà người kháng cáo tường trình" in shown
    assert "Sai phần phạt cọc." in shown and typed["received_on"] in shown and "checked" in shown
    assert clerk.post(late, {**typed, "reason": "Nằm viện."}).status_code == 302


def test_in_time_the_late_page_says_so_and_leads_to_the_ordinary_one(page, judgment, typed):
    ordinary, late = pages(judgment)
    clerk = page("thuky")
    early = {**typed, "reason": "Nằm viện.", "received_on": f"{judgment.pronounced_on:%d/%m/%Y}"}
    assert "formaction" not in clerk.get(late).content.decode()
    refused = clerk.post(late, early)
    shown = refused.content.decode()
    assert refused.status_code == 422 and "chưa hết" in shown and "Nằm viện." in shown
    assert f'formaction="{ordinary}"' in shown
    assert clerk.post(ordinary, early).status_code == 302  # what that button sends
    assert Appeal.objects.get().channel == "post" and not LateAppeal.objects.exists()


def test_a_day_before_the_judgment_is_no_day_in_time(page, judgment, typed):
    """Who mistyped the year is told so, and not sent to the page of appeals in time."""
    before = {
        **typed,
        "reason": "Nằm viện.",
        "received_on": f"{judgment.pronounced_on - timedelta(days=1):%d/%m/%Y}",
    }
    shown = page("thuky").post(pages(judgment)[1], before).content.decode()
    assert "Ngày nhận phải từ ngày tuyên án đến hôm nay." in shown
    assert "chưa hết" not in shown and "formaction" not in shown


def test_a_document_clerk_leaves_what_is_in_time_to_the_clerk_of_the_case(page, judgment, typed):
    ordinary, late = pages(judgment)
    officer = page("vanthu")
    assert officer.get(ordinary).status_code == 403
    shown = officer.get(late).content.decode()
    assert ordinary not in shown and "chuyển Thư ký vụ án nhận" in shown
    early = {**typed, "reason": "Nằm viện.", "received_on": f"{judgment.pronounced_on:%d/%m/%Y}"}
    refused = officer.post(late, early)
    assert refused.status_code == 422 and "formaction" not in refused.content.decode()


def test_a_proof_that_cannot_be_read_is_refused_with_what_was_typed(page, judgment, typed):
    broken = SimpleUploadedFile("Hộ chiếu.pdf", b"", "application/pdf")
    answer = page("thuky").post(pages(judgment)[1], {**typed, "reason": "Ở nước ngoài.", "proofs": broken})
    assert answer.status_code == 422 and "Ở nước ngoài." in answer.content.decode()
    assert not LateAppeal.objects.exists()


def test_others_find_no_counter(page, judgment):
    late = pages(judgment)[1]
    for who in ("thamphan", "thuky2", "kiemsat"):
        assert page(who).get(late).status_code == 403
    assert page("nguyendon").get(late).status_code in (403, 404)
    assert (
        late not in page("thamphan").get(reverse("judgments:case", args=[judgment.case_id])).content.decode()
    )


def test_nothing_is_offered_while_the_period_runs(page, world, now):
    made = pronounced(world, now)
    assert (
        pages(made)[1]
        not in page("thuky").get(reverse("judgments:case", args=[made.case_id])).content.decode()
    )


def test_both_pages_of_a_decision_lead_to_each_other_too(page, world, now):
    decision = way.missed(world, discontinued(world, now), now)
    case, clerk = decision.case, page("thuky")
    ordinary = reverse("course:record_appeal", args=[case.pk, decision.pk])
    late = reverse("appeals:take_late_decision", args=[case.pk, decision.pk])
    typed = {
        "party": str(case.parties.get(role="plaintiff").pk), "channel": "post", "ground": "Không rút đơn.",
        "received_on": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip
    refused = clerk.post(ordinary, typed)
    assert refused.status_code == 422 and f'formaction="{late}"' in refused.content.decode()
    assert "Không rút đơn." in clerk.post(late, typed).content.decode()
    early = {**typed, "reason": "Ốm.", "received_on": f"{decision.decided_on:%d/%m/%Y}"}
    assert f'formaction="{ordinary}"' in clerk.post(late, early).content.decode()


def test_once_the_court_above_has_decided_or_without_a_period_nobody_comes_late(world, judgment):
    at, clerk = clock.now(), world.viewer("thuky")
    late = {
        "by": clerk, "judgment_id": judgment.pk, "party_id": judgment.case.parties.get(role="plaintiff").pk,
        "part_ids": [judgment.parts.first().pk], "ground": "Sai.", "reason": "Ốm.", "at": at,
        "intake": course.Intake(clock.today(), "post"),
    }  # fmt: skip
    FileTransfer.objects.create(
        judgment=judgment, case=judgment.case, to_court=world.province, sent_on=clock.today(), sent_at=at, sent_by=clerk.post,
        returned_on=clock.today(),
    )  # fmt: skip
    with pytest.raises(Refused, match=r"late_appeal\.past"):
        actions.file_late_appeal(**late)
    judgment.periods.all().delete()  # as of a judgment of second instance
    with pytest.raises(Refused, match=r"appeal\.not_open"):
        actions.file_late_appeal(**late)
