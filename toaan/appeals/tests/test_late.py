"""A late appeal before three judges of the court above (BLTTDS 275): accepted it goes on, refused it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.appeals import actions
from toaan.appeals.models import LateReview
from toaan.appeals.tests.thread import accepted, day, settled
from toaan.cases.models import Case
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.delivery.models import ServiceRecipient
from toaan.judgments import actions as judgments
from toaan.judgments.tests.thread import pronounced

pytestmark = pytest.mark.usefixtures("quick_paper")
LATE = date(2026, 3, 2)
MEETING = day(date(2026, 3, 10), 8)


def refused(call, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        call(**kwargs)
    return found.value.code


@step
def late_review(world, judgment, who="nguyendon", role="plaintiff", parts=(2,)):
    """Filed after the period, sent on by the clerk: it is at the court above."""
    late = judgments.file_late_appeal(
        by=world.viewer(who), judgment_id=judgment.pk, party_id=judgment.case.parties.get(role=role).pk,
        part_ids=[judgment.parts.get(order=n).pk for n in parts], ground="Sửa phần phạt cọc.", reason="Nằm viện.", at=day(LATE),
    )  # fmt: skip
    judgments.forward_late_appeal(by=world.viewer("thuky"), late_id=late.pk, sent_on=LATE, at=day(LATE, 10))
    return LateReview.objects.get(late=late)


@step
def panel(world, *names, **change):
    names = names or ("thamphan.tinh", "thamphan2.tinh", "thamphan3.tinh")
    ids = [world.posts[n].pk for n in names]
    values = {
        "presiding": ids[0],
        "others": ids[1:],
        "session_at": MEETING,
        "place": "Phòng họp số 2",
        **change,
    }
    return actions.LatePanel(**values)


@step
def formed(world, review):
    return actions.form_late_panel(
        by=world.viewer("chanhan.tinh"), review_id=review.pk, panel=panel(world), at=day(LATE, 14)
    )


@step
def decide(world, review, accepted, **change):
    values = {
        "by": world.viewer("thamphan.tinh"), "heard": "Người kháng cáo có mặt.", "reason": "Giấy ra viện chứng minh.",
        "at": MEETING + timedelta(hours=1), **change,
    }  # fmt: skip
    return actions.decide_late(review_id=review.pk, accepted=accepted, **values)


@pytest.fixture
def judgment(world, now):
    made = pronounced(world, now)
    settled(made)
    return made


@pytest.fixture
def review(world, judgment):
    return late_review(world, judgment)


def test_accepted_it_is_an_appeal_as_if_in_time_and_its_part_is_no_longer_in_effect(world, judgment, review):
    assert review.due_on == date(2026, 3, 12)
    judgment.case.refresh_from_db()
    assert judgment.case.state == "effective"
    made = decide(world, formed(world, review), True)
    events.drain()
    assert str(made) == "01/2026/QĐPT-DS"
    appeal = judgment.appeals.get()
    judgment.case.refresh_from_db()
    assert judgment.case.state == "judged" and appeal.dropped_on is None
    effects = {e.part.order: e.effective_on for e in judgment.effect.parts.select_related("part")}
    assert effects[2] is None and effects[1] is not None
    names = set(
        ServiceRecipient.objects.filter(service__kind="late_appeal_decision").values_list("name", flat=True)
    )
    assert (
        names == {"Nguyễn Thị Hoa", world.province.procuracy_name} or world.province.procuracy_name in names
    )
    assert not any(r.party_id and r.party_id != appeal.party_id for r in ServiceRecipient.objects.filter(
        service__kind__in=["late_appeal_decision", "late_session_notice"]))  # fmt: skip
    after = MEETING + timedelta(days=1)
    advance = actions.accept_appeal(by=world.viewer("thamphan"), appeal_id=appeal.pk, at=after)
    actions.hand_in_receipt(
        by=world.viewer("thuky"), advance_id=advance.pk, number="AA/26-0011", dated=clock.local_date(after), amount=300_000,
        at=after + timedelta(hours=1),
    )  # fmt: skip
    actions.send_up(by=world.viewer("thuky"), judgment_id=judgment.pk, at=after + timedelta(hours=2))
    audit.verify()


def test_returned_for_the_fee_after_all_the_part_is_in_effect_again(world, judgment, review):
    decide(world, formed(world, review), True)
    appeal = judgment.appeals.get()
    actions.return_appeal(
        by=world.viewer("thamphan"), appeal_id=appeal.pk, ground="no_right", reason="Không phải đương sự.",
        at=MEETING + timedelta(days=1),
    )  # fmt: skip
    judgment.case.refresh_from_db()
    assert judgment.case.state == "effective"


def test_refused_it_challenges_nothing_and_the_appellant_reads_why(page, world, judgment, review):
    decide(world, formed(world, review), False, reason="Không có giấy tờ chứng minh.")
    judgment.case.refresh_from_db()
    assert judgment.case.state == "effective" and not judgment.appeals.exists()
    seen = page("nguyendon").get(reverse("appeals:mine", args=[judgment.case_id])).content.decode()
    assert "Không có giấy tờ chứng minh." in seen
    assert Event.objects.filter(act="appeals.refuse_late", case_id=judgment.case_id).exists()
    assert refused(decide, world=world, review=review, accepted=True) == "late.decided"
    audit.verify()


def test_who_may_not_and_what_is_missing(world, judgment, review):
    form = {"review_id": review.pk, "at": day(LATE, 14)}
    president = world.viewer("chanhan.tinh")
    call = actions.form_late_panel
    assert refused(call, **form, by=world.viewer("chanhan"), panel=panel(world)) == "not_allowed"
    two = panel(world, "thamphan.tinh", "thamphan2.tinh")
    assert refused(call, **form, by=president, panel=two) == "panel.judges"
    assert refused(call, **form, by=president, panel=panel(world, session_at=day(LATE, 8))) == "late.bad_time"
    assert refused(call, **form, by=president, panel=panel(world, place=" ")) == "late.no_place"
    moved = world.posts["thamphan"]
    moved.court = world.province  # who tried the case below now sits above
    moved.save(update_fields=["court"])
    barred = panel(world, "thamphan", "thamphan2.tinh", "thamphan3.tinh")
    assert refused(call, **form, by=president, panel=barred) == "panel.barred"
    assert refused(decide, world=world, review=review, accepted=True) == "not_allowed"
    formed(world, review)
    assert refused(decide, world=world, review=review, accepted=True, at=day(LATE, 15)) == "late.too_early"
    assert refused(decide, world=world, review=review, accepted=True, reason="") == "late.no_reason"
    assert refused(decide, world=world, review=review, accepted=True, heard="") == "late.no_heard"
    second = world.viewer("thamphan2.tinh")
    assert refused(decide, world=world, review=review, accepted=True, by=second) == "not_allowed"


def test_accepted_after_the_file_went_up_it_joins_the_case_above(world, now):
    above = accepted(world, now)
    judgment = above.origin.judgment
    review = late_review(world, judgment, who="bidon", role="defendant", parts=(1,))
    decide(world, formed(world, review), True)
    appeal = judgment.appeals.get(party__role="defendant")
    assert len(Case.objects.get(pk=above.pk).challenge["appellants"]) == 1  # its fee is not settled yet
    after = MEETING + timedelta(days=1)
    advance = actions.accept_appeal(by=world.viewer("thamphan"), appeal_id=appeal.pk, at=after)
    actions.hand_in_receipt(
        by=world.viewer("thuky"), advance_id=advance.pk, number="AA/26-0012", dated=clock.local_date(after), amount=300_000,
        at=after + timedelta(hours=1),
    )  # fmt: skip
    rows = Case.objects.get(pk=above.pk).challenge["appellants"]
    assert [(r["name"], r["parts"]) for r in rows][1] == (appeal.party.name, [1])
    audit.verify()


def test_the_pages_of_both_courts_show_it_to_whom_it_concerns(page, world, judgment, review):
    clock.move_to(day(LATE, 14))
    president, judge = page("chanhan.tinh"), page("thamphan.tinh")
    here = reverse("appeals:late", args=[review.pk])
    assert here in president.get(reverse("appeals:transfers")).content.decode()
    assert "Nằm viện." in president.get(here).content.decode()
    assert president.get(reverse("appeals:late_document", args=[review.pk, 1])).status_code == 200
    assert president.get(reverse("appeals:late_document", args=[review.pk, 9])).status_code == 404
    assert page("thuky").get(here).status_code == 200  # the court that sent it
    assert page("nguyendon").get(here).status_code in (302, 403, 404)
    form = reverse("appeals:late_panel", args=[review.pk])
    assert judge.get(form).status_code == 403
    ids = [str(world.posts[n].pk) for n in ("thamphan.tinh", "thamphan2.tinh", "thamphan3.tinh")]
    typed = {
        "presiding": ids[0],
        "others": ids[1:],
        "day": "10/03/2026",
        "starts_at": "8h",
        "place": "Phòng họp số 2",
    }
    assert president.post(form, {**typed, "others": ids[1:2]}).status_code == 422
    assert president.post(form, typed).status_code == 302
    events.drain()
    told = page("nguyendon").get(reverse("judgments:late_appeal", args=[judgment.case_id])).content.decode()
    assert "Phòng họp số 2" in told
    clock.move_to(MEETING + timedelta(hours=1))
    decision = reverse("appeals:late_decide", args=[review.pk])
    assert judge.get(decision).status_code == 200
    said = {"heard": "Cả hai có mặt.", "accepted": "yes", "reason": ""}
    assert judge.post(decision, said).status_code == 422
    assert judge.post(decision, {**said, "reason": "Có lý do chính đáng."}).status_code == 302
    assert judge.get(reverse("appeals:late_paper", args=[review.pk])).status_code == 200
    assert page("thamphan").get(reverse("appeals:case", args=[judgment.case_id])).status_code == 200
    assert page("thuky").get(reverse("judgments:late_appeals", args=[judgment.case_id])).status_code == 200
