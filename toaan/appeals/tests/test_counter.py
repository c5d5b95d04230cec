"""The counter takes in appeals on paper, in time and late, against judgments and decisions (BLTTDS 272–275)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from toaan.appeals.models import FileTransfer
from toaan.core import actions as core
from toaan.core import clock, news
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM
from toaan.course import actions as course
from toaan.course.models import Challenge
from toaan.course.tests.helpers import discontinued
from toaan.demo import decision_appeals as way
from toaan.judgments import actions, duties
from toaan.judgments.models import Appeal, LateAppeal
from toaan.judgments.tests.test_late import proof
from toaan.judgments.tests.thread import pronounced, signed

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


@pytest.mark.parametrize("who", ["thuky", "vanthu"])
def test_the_ordinary_page_leads_to_the_late_one_and_nothing_typed_is_lost(page, judgment, typed, who):
    ordinary, late = pages(judgment)
    officer = page(who)
    refused = officer.post(ordinary, typed)
    assert refused.status_code == 422 and not Appeal.objects.exists()
    assert f'formaction="{late}"' in refused.content.decode()
    moved = officer.post(late, typed)  # what that button sends
    shown = moved.content.decode()
    assert moved.status_code == 422 and "Ghi lý do mà người kháng cáo tường trình" in shown
    assert "Sai phần phạt cọc." in shown and typed["received_on"] in shown and "checked" in shown
    assert officer.post(late, {**typed, "reason": "Nằm viện."}).status_code == 302


@pytest.mark.parametrize("who", ["thuky", "vanthu"])
def test_in_time_the_late_page_says_so_and_leads_to_the_ordinary_one(page, world, judgment, typed, who):
    ordinary, late = pages(judgment)
    officer = page(who)
    early = {**typed, "reason": "Nằm viện.", "received_on": f"{judgment.pronounced_on:%d/%m/%Y}"}
    assert "formaction" not in officer.get(late).content.decode()
    refused = officer.post(late, early)
    shown = refused.content.decode()
    assert refused.status_code == 422 and "chưa hết" in shown and "Nằm viện." in shown
    assert f'formaction="{ordinary}"' in shown
    assert officer.post(ordinary, early).status_code == 302  # what that button sends
    made = Appeal.objects.get()
    assert (made.channel, made.post.user.username) == ("post", who) and not LateAppeal.objects.exists()
    told = Event.objects.get(act="judgments.record_appeal")
    assert (told in news.visible_to(world.viewer("thuky"))) == (who == "vanthu")  # his own act is no news
    assert told not in news.visible_to(world.viewer("thuky2"))


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


@pytest.mark.parametrize("who", ["thuky", "vanthu"])
def test_posted_in_time_but_known_only_after_it_took_effect_is_no_late_appeal(page, judgment, typed, who):
    """Neither page sends the officer to the other one for ever: the president is told."""
    clock.move_to(clock.now() + timedelta(days=30))
    duties.settle_effect(clock.today(), clock.now())
    officer = page(who)
    early = {**typed, "reason": "Thư đi chậm.", "received_on": f"{judgment.pronounced_on:%d/%m/%Y}"}
    for address in pages(judgment):
        answer = officer.post(address, early)
        assert answer.status_code == 422 and "báo cáo Chánh án" in answer.content.decode()
    assert "formaction" not in answer.content.decode()
    assert not Appeal.objects.exists() and not LateAppeal.objects.exists()


def test_a_proof_that_cannot_be_read_is_refused_with_what_was_typed(page, judgment, typed):
    broken = SimpleUploadedFile("Hộ chiếu.pdf", b"", "application/pdf")
    answer = page("thuky").post(pages(judgment)[1], {**typed, "reason": "Ở nước ngoài.", "proofs": broken})
    assert answer.status_code == 422 and "Ở nước ngoài." in answer.content.decode()
    assert not LateAppeal.objects.exists()


def test_a_paper_that_cannot_be_read_is_refused_and_nothing_is_written(page, world, now):
    made = pronounced(world, now)
    party, part = made.case.parties.get(role="plaintiff"), made.parts.first()
    sent = {
        "party": str(party.pk), "channel": "direct", "received_on": f"{clock.today():%d/%m/%Y}", "parts": [str(part.pk)],
        "ground": "Sai.", "paper": SimpleUploadedFile("Đơn.pdf", b"khong phai", "application/pdf"),
    }  # fmt: skip
    answer = page("vanthu").post(pages(made)[0], sent)
    assert answer.status_code == 422 and "Sai." in answer.content.decode()
    assert not Appeal.objects.exists() and not Event.objects.filter(act="judgments.record_appeal").exists()


def clerk_elsewhere(world, now) -> str:
    """A document clerk of the court above, which has nothing to do with the case."""
    if "nguoila" not in world.posts:
        user = world.users["nguoila"]
        world.posts["nguoila"] = core.appoint(
            by=SYSTEM, user=user, court=world.province, kind=Role.DOCUMENT_CLERK, since=now, at=now
        )
    return "nguoila"


def test_others_find_no_counter(page, judgment, world, now):
    for address in pages(judgment):
        for who in ("thamphan", "thuky2", "kiemsat", "chanhan", "luutru"):
            assert page(who).get(address).status_code == 403
        for who in ("nguyendon", "cntt", clerk_elsewhere(world, now)):
            assert page(who).get(address).status_code in (403, 404)
        assert (
            address
            not in page("thamphan").get(reverse("judgments:case", args=[judgment.case_id])).content.decode()
        )


def test_who_takes_in_papers_reads_neither_the_file_nor_the_draft_for_that(page, judgment):
    officer = page("vanthu")
    assert officer.get(reverse("dossiers:case", args=[judgment.case_id])).status_code in (403, 404)
    assert officer.get(reverse("judgments:draft", args=[judgment.case_id])).status_code in (403, 404)


def test_nothing_is_offered_while_the_period_runs(page, world, now):
    made = pronounced(world, now)
    assert (
        pages(made)[1]
        not in page("thuky").get(reverse("judgments:case", args=[made.case_id])).content.decode()
    )


@pytest.fixture
def decision(world, now):
    """Everybody has it; the last day for appeal was yesterday, and its effect is not settled yet."""
    made = discontinued(world, now)
    days = {p.pk: clock.local_date(now) for p in made.periods.filter(due_on=None)}
    course.start_periods(by=SYSTEM, decision_id=made.pk, days=days, at=now)
    clock.move_to(
        now + timedelta(days=1 + max((p.due_on - clock.local_date(now)).days for p in made.periods.all()))
    )
    return made


def decision_pages(decision) -> tuple[str, str]:
    """The ordinary page and the one for late appeals."""
    args = [decision.case_id, decision.pk]
    return reverse("course:record_appeal", args=args), reverse("appeals:take_late_decision", args=args)


@pytest.fixture
def sent(decision):
    return {
        "party": str(decision.case.parties.get(role="plaintiff").pk), "channel": "post", "ground": "Không rút đơn.",
        "received_on": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["thuky", "vanthu"])
def test_both_pages_of_a_decision_lead_to_each_other_too(page, world, decision, sent, who):
    ordinary, late = decision_pages(decision)
    officer = page(who)
    tab = officer.get(reverse("course:case", args=[decision.case_id])).content.decode()
    assert ordinary in tab and late in tab
    refused = officer.post(ordinary, sent)
    assert refused.status_code == 422 and f'formaction="{late}"' in refused.content.decode()
    assert "Không rút đơn." in officer.post(late, sent).content.decode()
    early = {**sent, "reason": "Ốm.", "received_on": f"{decision.decided_on:%d/%m/%Y}"}
    assert f'formaction="{ordinary}"' in officer.post(late, early).content.decode()
    assert officer.post(ordinary, early).status_code == 302
    made = Challenge.objects.get()
    assert (made.channel, made.post.user.username, made.received_on) == ("post", who, decision.decided_on)
    told = Event.objects.get(act="course.record_appeal") in news.visible_to(world.viewer("thuky"))
    assert told == (who == "vanthu")


def test_a_document_clerk_takes_in_what_comes_late_against_a_decision(page, world, decision, sent):
    way.missed(world, decision, clock.now())
    late, officer = decision_pages(decision)[1], page("vanthu")
    assert officer.post(late, {**sent, "reason": "Ốm.", "proofs": proof()}).status_code == 302
    made = LateAppeal.objects.get()
    assert (made.decision, made.post.user.username, made.evidence) == (decision, "vanthu", 1)
    assert made.party.name in page("thuky").get(reverse("desk:home")).content.decode()
    early = {**sent, "reason": "Ốm.", "party": str(decision.case.parties.get(role="defendant").pk)}
    early["received_on"] = f"{decision.decided_on:%d/%m/%Y}"
    shown = officer.post(late, early).content.decode()
    assert "báo cáo Chánh án" in shown and "formaction" not in shown


def test_a_day_before_the_decision_is_refused_on_both_pages(page, decision, sent):
    before = {**sent, "reason": "Ốm.", "received_on": f"{decision.decided_on - timedelta(days=1):%d/%m/%Y}"}
    for address in decision_pages(decision):
        shown = page("vanthu").post(address, before).content.decode()
        assert "Ngày nhận phải từ ngày ra quyết định đến hôm nay." in shown and "formaction" not in shown
    assert not Challenge.objects.exists() and not LateAppeal.objects.exists()


def test_others_find_no_counter_for_a_decision(page, decision, world, now):
    for address in decision_pages(decision):
        for who in ("thamphan", "thuky2", "kiemsat", "chanhan"):
            assert page(who).get(address).status_code == 403
        for who in ("nguyendon", "cntt", clerk_elsewhere(world, now)):
            assert page(who).get(address).status_code in (403, 404)


COUNTER = reverse("appeals:counter")


def found(visitor, words: str) -> str:
    return visitor.get(COUNTER, {"q": words}).content.decode()


def test_the_counter_finds_a_judgment_by_its_number_its_case_or_a_party(page, judgment):
    officer, case = page("vanthu"), judgment.case
    assert COUNTER in officer.get(reverse("desk:home")).content.decode()
    number = str(judgment.number)
    for words in (number, f"Số {number.lower()}", str(case), case.parties.get(role="plaintiff").name.upper()):
        shown = found(officer, words)
        assert pages(judgment)[0] in shown and pages(judgment)[1] in shown, words
    for words in ("999/2026/DS-ST", number.replace("DS", "HNGĐ"), "không có ai"):
        assert "Không thấy bản án, quyết định nào" in found(officer, words), words
    assert "Không thấy" not in found(officer, "") and pages(judgment)[0] not in found(officer, "")


def test_the_counter_finds_a_decision_too(page, decision):
    shown = found(page("vanthu"), str(decision.number))
    assert all(address in shown for address in decision_pages(decision))


def test_a_clerk_of_another_case_is_told_who_takes_it_in(page, judgment):
    shown = found(page("thuky2"), str(judgment.number))
    assert "Thư ký vụ án hoặc Văn thư nhận đơn." in shown and pages(judgment)[0] not in shown


def test_the_counter_shows_nothing_of_another_court(page, judgment, world, now):
    assert "Không thấy" in found(page(clerk_elsewhere(world, now)), str(judgment.number))


def test_a_judgment_that_is_not_pronounced_is_found_by_nobody(page, world, now):
    made = signed(world, now)
    for words in (str(made.number), str(made.case)):
        assert "Không thấy" in found(page("vanthu"), words)


def test_others_have_no_counter_in_their_menu(page, judgment):
    for who in ("thamphan", "cntt", "chanhan", "kiemsat", "nguyendon"):
        assert page(who).get(COUNTER).status_code == 403
    assert COUNTER not in page("thamphan").get(reverse("desk:home")).content.decode()


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
