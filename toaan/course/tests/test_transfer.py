"""A case of another court's jurisdiction reaches that court, unless a complaint keeps it here (BLTTDS 41.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.cases.actions import assign_clerk
from toaan.cases.models import Case, Deadline
from toaan.core import clock, daily, events
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Court, IssuedNumber
from toaan.core.viewer import Viewer
from toaan.core.waiting import waiting_for
from toaan.course import actions
from toaan.course.models import CourseDecision, Sending, TransferComplaint
from toaan.course.tests.helpers import judge_of, later, suspension
from toaan.demo import people, steps, turns
from toaan.dossiers import actions as dossiers
from toaan.dossiers.models import Folio

pytestmark = pytest.mark.django_db
REASON = "Bị đơn cư trú tại xã Mỹ Lý, thuộc lãnh thổ của Tòa án nhân dân khu vực 2."


@pytest.fixture
def neighbour(world, now) -> tuple[Court, Viewer]:
    """The court that has jurisdiction, and its clerk."""
    clerk = turns.neighbour(world, now, hashed="!")
    return clerk.post.court, clerk


@step
def transferred(world, at, court: Court | None = None, **other) -> CourseDecision:
    case = steps.assigned_case(world, at)
    wish = actions.Transfer(**({"reason": REASON, "court_id": court.pk if court else None} | other))
    made = actions.transfer(by=judge_of(world, case), case_id=case.pk, wish=wish, at=at)
    events.drain()
    steps.served(world, Case.objects.get(pk=case.pk), at, kind="transfer_decision")
    return CourseDecision.objects.get(pk=made.pk)


def plaintiff_period(decision: CourseDecision):
    return decision.periods.get(party__role="plaintiff")


@step
def complained(world, decision, at, **other) -> TransferComplaint:
    said = {"ground": "Bị đơn đã chuyển về khu vực 3 trước ngày thụ lý."} | other
    return actions.complain_of_transfer(
        by=world.viewer("nguyendon"), decision_id=decision.pk, period_id=plaintiff_period(decision).pk, at=at, **said
    )  # fmt: skip


def test_the_file_goes_after_three_working_days_and_is_accepted_with_everything_kept(world, now, neighbour):
    court, clerk = neighbour
    decision = transferred(world, now, court)
    old = decision.case
    ours = world.viewer("thuky")
    with pytest.raises(Refused, match="sending.too_early"):
        actions.send_file(by=ours, decision_id=decision.pk, letter="", at=clock.now())
    at = later(now, days=6)
    daily.run(clock.today(), clock.now())
    decision.refresh_from_db()
    assert decision.effective_on is not None and decision.effective_on <= clock.local_date(at)
    assert any("Gửi hồ sơ" in w.title for w in waiting_for(ours))
    actions.send_file(by=ours, decision_id=decision.pk, letter="", at=at)
    with pytest.raises(Refused, match="sending.sent"):
        actions.send_file(by=ours, decision_id=decision.pk, letter="", at=at)
    sent = Sending.objects.get()
    assert [w.act for w in waiting_for(clerk)] == ["course.receive_file"]
    with pytest.raises(Refused):
        actions.receive_file(by=ours, sending_id=sent.pk, at=at)
    case = actions.receive_file(by=clerk, sending_id=sent.pk, at=at)
    with pytest.raises(Refused, match="sending.received"):
        actions.receive_file(by=clerk, sending_id=sent.pk, at=at)
    events.drain()
    assert (case.court, case.origin, case.petitioned_on) == (court, old, old.petitioned_on)
    assert case.fee_receipt == old.fee_receipt and case.claims == old.claims and case.state == "preparing"
    assert str(case) == "01/2026/TLST-DS" and case.accepted_on == clock.local_date(at)
    assert [p.name for p in case.parties.all()] == [p.name for p in old.parties.all()]
    files = {f.file_id for f in Folio.objects.filter(dossier__case=old)}
    assert decision.sha256 in {f.file_id for f in Folio.objects.filter(dossier__case=case)}
    assert {f.file_id for f in Folio.objects.filter(dossier__case=case)} <= files | {
        f.file_id for f in Folio.objects.filter(dossier__case=case, kind="acceptance_notice")
    }
    rules = set(Deadline.objects.filter(case=case, state="open").values_list("rule", flat=True))
    assert {"BLTTDS:203.1.a", "BLTTDS:197.2", "BLTTDS:196.1"} <= rules
    dossiers.close(by=ours, case_id=old.pk, at=at)
    assert Case.objects.get(pk=old.pk).state == "archived"


def test_a_court_outside_needs_a_letter(world, now):
    decision = transferred(world, now, name="Tòa án nhân dân khu vực 9 - tỉnh Vàm Đông")
    at = later(now, days=6)
    daily.run(clock.today(), clock.now())
    with pytest.raises(Refused, match="sending.no_letter"):
        actions.send_file(by=world.viewer("thuky"), decision_id=decision.pk, letter=" ", at=at)
    sent = actions.send_file(
        by=world.viewer("vanthu"), decision_id=decision.pk, letter="Công văn 12/CV-TA ngày 12/01/2026", at=at
    )
    assert sent.case is None


def test_the_president_keeps_the_case_here(world, now, neighbour):
    decision = transferred(world, now, neighbour[0])
    case = decision.case
    running = set(case.deadlines.filter(rule="BLTTDS:203.1.a").values_list("due_on", "state"))
    assert {state for _day, state in running} == {"cancelled"}
    at = later(clock.now(), hours=2)
    complained(world, decision, at)
    president = world.viewer("chanhan")
    assert "course.uphold_transfer" in [w.act for w in waiting_for(president)]
    answer = actions.Answer(decision.pk, annuls=True, reason="Bị đơn đăng ký thường trú tại khu vực 3.")
    with pytest.raises(Refused):
        actions.answer(by=world.viewer("thuky"), case_id=case.pk, wish=answer, at=at)
    made = actions.answer(by=president, case_id=case.pk, wish=answer, at=at)
    case = Case.objects.get(pk=case.pk)
    assert case.state == "preparing" and made.number and "QĐ-CA" in str(made)
    assert set(case.deadlines.filter(rule="BLTTDS:203.1.a").values_list("due_on", "state")) == {
        (day, "open") for day, _state in running
    }
    assert TransferComplaint.objects.get().answer == made
    later(at, days=10)
    daily.run(clock.today(), clock.now())
    decision.refresh_from_db()
    assert decision.effective_on is None, "an annulled transfer never takes effect"
    with pytest.raises(Refused, match="wrong_state"):
        actions.send_file(by=world.viewer("thuky"), decision_id=decision.pk, letter="", at=clock.now())


def test_a_rejected_complaint_lets_the_file_go(world, now, neighbour):
    decision = transferred(world, now, neighbour[0])
    at = later(clock.now(), hours=1)
    complained(world, decision, at)
    at = later(at, days=7)
    daily.run(clock.today(), clock.now())
    decision.refresh_from_db()
    assert decision.effective_on is None, "while the president has not answered, nothing is certain"
    wish = actions.Answer(decision.pk, annuls=False, reason="Bị đơn cư trú tại xã Mỹ Lý.")
    actions.answer(by=world.viewer("phochanhan"), case_id=decision.case_id, wish=wish, at=at)
    daily.run(clock.today() + timedelta(days=1), clock.now())
    decision.refresh_from_db()
    assert decision.effective_on == clock.local_date(at)


@pytest.mark.parametrize(
    "refused",
    [
        ("bidon", {}, "complaint.not_yours"),
        ("nguoila", {}, "complaint.not_yours"),
        ("nguyendon", {"ground": " "}, "complaint.no_ground"),
    ],
)
def test_a_complaint_is_refused_with_the_reason(world, now, neighbour, refused):
    who, said, code = refused
    decision = transferred(world, now, neighbour[0])
    with pytest.raises(Refused, match=code):
        actions.complain_of_transfer(
            by=world.viewer(who), decision_id=decision.pk, period_id=plaintiff_period(decision).pk, at=clock.now(),
            **({"ground": "Không đồng ý"} | said),
        )  # fmt: skip


def test_a_complaint_comes_once_and_not_after_its_period(world, now, neighbour):
    decision = transferred(world, now, neighbour[0])
    period = plaintiff_period(decision)
    complained(world, decision, clock.now())
    with pytest.raises(Refused, match="complaint.already"):
        complained(world, decision, clock.now())
    other = decision.periods.get(party__role="defendant")
    late = later(clock.now(), days=8)
    intake = actions.ComplaintIntake(clock.local_date(late), clock.local_date(late))
    with pytest.raises(Refused, match="complaint.late"):
        actions.complain_of_transfer(
            by=world.viewer("thuky"), decision_id=decision.pk, period_id=other.pk, ground="Không đồng ý", intake=intake, at=late
        )  # fmt: skip
    assert (
        period.due_on is not None
        and AuditEntry.objects.filter(act="course.complain_of_transfer").count() == 1
    )


def test_the_way_on_the_pages(page, world, now, neighbour):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    judge, party, clerk = page("thamphan"), page("nguyendon"), page("thuky")
    assert "Chuyển Tòa án khác" in judge.get(reverse("course:case", args=[case.pk])).text
    url = reverse("course:transfer", args=[case.pk])
    same = judge.post(url, {"court": "", "name": "", "reason": REASON})
    assert same.status_code == 422 and "Hãy chọn Tòa án có thẩm quyền" in same.text and REASON in same.text
    assert judge.post(url, {"court": str(neighbour[0].pk), "reason": REASON}).status_code == 302
    events.drain()
    decision = CourseDecision.objects.get()
    steps.served(world, Case.objects.get(pk=case.pk), clock.now(), kind="transfer_decision")
    told = party.get(reverse("portal:case", args=[case.pk])).text
    complain = reverse("course:my_transfer_complaint", args=[case.pk, decision.pk])
    assert complain in told
    period = str(plaintiff_period(decision).pk)
    assert party.post(complain, {"period": period, "ground": ""}).status_code == 422
    assert party.post(complain, {"period": period, "ground": "Không đồng ý chuyển"}).status_code == 302
    assert "Chánh án giải quyết" in party.get(complain).text
    answer = reverse("course:answer", args=[case.pk, decision.pk])
    assert "Không đồng ý chuyển" in page("chanhan").get(answer).text
    done = page("chanhan").post(answer, {"annuls": "no", "reason": "Bị đơn cư trú tại xã Mỹ Lý."})
    assert done.status_code == 302
    later(clock.now(), days=6)
    daily.run(clock.today(), clock.now())
    assert (
        clerk.post(reverse("course:send_file", args=[case.pk, decision.pk]), {"letter": ""}).status_code
        == 302
    )
    assert "Đã gửi ngày" in clerk.get(reverse("course:case", args=[case.pk])).text
    assert "Không chấp nhận" in party.get(complain).text or "không chấp nhận" in party.get(complain).text


def test_the_files_of_a_court_that_is_no_more_still_go_to_the_court_after_it(world, now, neighbour):
    court, _clerk = neighbour
    case = steps.assigned_case(world, now)
    Court.objects.filter(pk=world.court.pk).update(valid_to=clock.local_date(now))
    world = people.standing()
    with pytest.raises(Refused) as refused:
        assign_clerk(by=world.viewer("chanhan"), case_id=case.pk, post_id=world.posts["thuky2"].pk, at=now)
    assert refused.value.code == "court.closed"
    spent = IssuedNumber.objects.count()
    with pytest.raises(Refused, match=r"court\.closed"):
        actions.suspend(by=judge_of(world, case), case_id=case.pk, wish=suspension(), at=now)
    assert IssuedNumber.objects.count() == spent and not CourseDecision.objects.exists(), (
        "a number for nothing"
    )
    wish = actions.Transfer(reason=REASON, court_id=court.pk)
    actions.transfer(by=judge_of(world, case), case_id=case.pk, wish=wish, at=now)
    events.drain()
    steps.served(world, Case.objects.get(pk=case.pk), now, kind="transfer_decision")
    decision = CourseDecision.objects.get()
    complained(world, decision, now)  # whoever is against it may still say so (41.1)
    answer = actions.Answer(decision.pk, annuls=False, reason="Bị đơn cư trú tại khu vực 2.")
    actions.answer(by=world.viewer("chanhan"), case_id=case.pk, wish=answer, at=now)
    at = later(now, days=6)
    daily.run(clock.today(), clock.now())
    ours = world.viewer("thuky")
    actions.send_file(by=ours, decision_id=decision.pk, letter="", at=at)
    assert Sending.objects.get().case is None, "the other court takes it in as any other"
    dossiers.close(by=ours, case_id=case.pk, at=at)
    assert Case.objects.get(pk=case.pk).state == "archived"
