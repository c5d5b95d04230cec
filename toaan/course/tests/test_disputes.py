"""Two regional courts of a province each hold that a case is the other's: the president of the provincial court decides (BLTTDS 41.2)."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.replay import step
from toaan.books.told import learn
from toaan.cases import actions as cases
from toaan.cases.models import Case, Deadline
from toaan.cases.recusals import earlier_places
from toaan.core import actions as core
from toaan.core import audit, clock, events, integrity
from toaan.core.errors import Refused
from toaan.core.models import Court, Event, IssuedNumber, Post, StoredFile
from toaan.core.roles import Role
from toaan.core.viewer import ANONYMOUS, SYSTEM, Viewer
from toaan.core.waiting import waiting_for
from toaan.course import actions
from toaan.course.models import JurisdictionDispute, Sending
from toaan.course.tests.helpers import judge_of, later
from toaan.delivery.models import Service
from toaan.demo import people, steps, turns
from toaan.dossiers import actions as dossiers
from toaan.dossiers.models import Folio

pytestmark = pytest.mark.django_db
REASON = "Bị đơn đã chuyển về xã Sông Thanh, thuộc khu vực 3, trước ngày nộp đơn."
FINDING = "Bị đơn đăng ký thường trú tại xã Mỹ Lý từ trước ngày nộp đơn."


@step
def sent(world, at) -> Sending:
    """Court 3 sent the case to court 2; nobody complained. Both courts and the province have their people."""
    people.staff_province(world)
    court = turns.neighbour_president(world, at, hashed="!").post.court
    for name in ("thamphankv2", "thamphankv2b"):
        user = core.register(
            by=ANONYMOUS,
            username=name,
            full_name="Ninh Bá Lộc",
            email=f"{name}@toaan.example",
            at=at,
            hashed="!",
        )
        core.appoint(by=SYSTEM, user=user, court=court, kind=Role.JUDGE, since=at, at=at)
    return turns.sent_case(world, at, court, case=steps.assigned_case(world, at))


def officer(name: str) -> Viewer:
    post = Post.objects.select_related("user", "court").get(user__username=name)
    return Viewer(user=post.user, post=post, address="127.0.0.1")


def asked(sending: Sending, **other) -> JurisdictionDispute:
    said = {"by": officer("chanhankv2"), "reason": REASON} | other
    return actions.ask_settlement(sending_id=sending.pk, at=clock.now(), **said)


def settled(made: JurisdictionDispute, court: Court, **other) -> JurisdictionDispute:
    said = {"by": officer("chanhan.tinh"), "finding": FINDING} | other
    return actions.settle_dispute(
        dispute_id=made.pk, court_id=court.pk, at=later(clock.now(), days=1), **said
    )


def accepted(sending: Sending) -> Case:
    """Court 2 took the file in and drew a judge before it asked."""
    case = actions.receive_file(by=officer("thukykv2"), sending_id=sending.pk, at=clock.now())
    events.drain()
    return Case.objects.get(pk=case.pk)


def acts_of(viewer: Viewer) -> list[str]:
    return [w.act for w in waiting_for(viewer)]


def code(call, **said) -> str:
    with pytest.raises(Refused) as told:
        call(**said)
    return told.value.code


def test_the_file_waits_and_goes_back_to_the_court_that_sent_it(world, now):
    sending = sent(world, now)
    old, court3 = sending.decision.case, world.court
    assert "course.receive_file" in acts_of(officer("thukykv2"))
    made = asked(sending)
    assert (made.decider, made.citation) == (world.province, "khoản 2 Điều 41") and made.request_sha256
    assert "course.receive_file" not in acts_of(officer("thukykv2")), "nobody takes it in meanwhile"
    with pytest.raises(Refused, match="dispute.pending"):
        actions.receive_file(by=officer("thukykv2"), sending_id=sending.pk, at=clock.now())
    assert "course.settle_dispute" in acts_of(officer("chanhan.tinh"))
    with pytest.raises(Refused, match="dossier"):
        dossiers.close(by=world.viewer("thuky"), case_id=old.pk, at=clock.now())
    made = settled(made, court3)
    events.drain()
    assert made.moves and made.title.endswith("QĐ-CA") and made.signer == officer("chanhan.tinh").post
    assert made.number.court == world.province and "course.settle_dispute" not in acts_of(
        officer("chanhan.tinh")
    )
    assert Service.objects.filter(case=old, kind="dispute_decision").count() == 1, "the parties get it"
    assert made.sha256 in set(Folio.objects.filter(dossier__case=old).values_list("file_id", flat=True))
    clerk = world.viewer("thuky")
    assert "course.take_over" in acts_of(clerk) and "course.receive_file" not in acts_of(officer("thukykv2"))
    assert (
        code(actions.receive_file, by=officer("thukykv2"), sending_id=sending.pk, at=clock.now())
        == "dispute.elsewhere"
    )
    assert (
        code(actions.take_over, by=officer("thukykv2"), dispute_id=made.pk, at=clock.now()) == "not_allowed"
    )
    case = actions.take_over(by=clerk, dispute_id=made.pk, at=clock.now())
    assert code(actions.take_over, by=clerk, dispute_id=made.pk, at=clock.now()) == "dispute.taken"
    events.drain()
    assert (case.court, case.origin, case.petitioned_on) == (court3, old, old.petitioned_on)
    assert (
        case.fee_receipt == old.fee_receipt
        and case.number != old.number
        and case.accepted_on == clock.today()
    )
    starts = Deadline.objects.filter(case=case, state="open").values_list("rule", "trigger_on")
    assert ("BLTTDS:203.1.a", clock.today()) in set(starts), "its terms run from the new acceptance"
    line = learn(clerk, [old.number]).noted(old)
    assert "xác định" not in line and made.title in line and "Đã xóa tên trong sổ" in line
    assert audit.verify().good


def test_the_court_that_got_the_file_keeps_it(world, now):
    sending = sent(world, now)
    made = settled(asked(sending), sending.decision.to_court)
    assert not made.moves and "course.take_over" not in acts_of(world.viewer("thuky"))
    assert "course.receive_file" in acts_of(officer("thukykv2"))
    case = accepted(sending)
    assert case.court == sending.decision.to_court
    assert code(actions.ask_settlement, by=officer("chanhankv2"), sending_id=sending.pk, reason=REASON, at=clock.now()) == "dispute.decided"  # fmt: skip


def test_an_accepted_case_leaves_by_the_decision_and_its_limits_end(world, now):
    sending = sent(world, now)
    case = accepted(sending)
    made = asked(sending)
    assert Deadline.objects.filter(case=case, state="open", rule="BLTTDS:203.1.a").exists(), (
        "nothing stands still"
    )
    made = settled(made, world.court)
    events.drain()
    case.refresh_from_db()
    assert case.state == "transferred" and case.outcome == "transferred"
    assert not Deadline.objects.filter(
        case=case, state="open", rule__in=["BLTTDS:203.1.a", "BLTTDS:197.2"]
    ).exists()
    assert "Đã xóa tên trong sổ" in learn(officer("thukykv2"), [case.number]).noted(case)
    assert made.sha256 in set(Folio.objects.filter(dossier__case=case).values_list("file_id", flat=True))
    again = actions.take_over(by=world.viewer("chanhan"), dispute_id=made.pk, at=clock.now())
    assert again.origin == case and again.court == world.court
    assert [p.name for p in again.parties.all()] == [p.name for p in case.parties.all()]


def test_who_judged_nothing_may_judge_it_again(world, now):
    """A transfer is none of the decisions of 53.3: the judge of before may draw the case once more."""
    sending = sent(world, now)
    made = settled(asked(sending), world.court)
    case = actions.take_over(by=world.viewer("thuky"), dispute_id=made.pk, at=clock.now())
    assert earlier_places([case.pk]) == {}


def test_another_court_of_the_province_may_be_named(world, now):
    sending = sent(world, now)
    third = core.found_court(
        by=SYSTEM, code="TAND-ST-KV1", name="Tòa án nhân dân khu vực 1 - tỉnh Sông Thanh", level=Court.Level.REGION,
        parent=world.province, valid_from=clock.today(), at=clock.now(), place="Sông Thanh",
    )  # fmt: skip
    far = core.found_court(
        by=SYSTEM, code="TAND-VD-KV1", name="Tòa án nhân dân khu vực 1 - tỉnh Vàm Đông", level=Court.Level.REGION,
        valid_from=clock.today(), at=clock.now(), place="Vàm Đông",
    )  # fmt: skip
    made = asked(sending)
    assert code(settled, made=made, court=far) == "dispute.no_court"
    assert settled(made, third).named == third


def test_the_refusals(world, now):
    sending = sent(world, now)
    ask, ours = actions.ask_settlement, {"sending_id": sending.pk, "reason": REASON, "at": clock.now()}
    assert code(ask, by=world.viewer("chanhan"), **ours) == "not_allowed", (
        "the court that sent it does not ask"
    )
    assert code(ask, by=officer("thukykv2"), **ours) == "not_allowed"
    assert code(ask, by=officer("chanhankv2"), **{**ours, "reason": " "}) == "dispute.no_reason"
    made = asked(sending)
    assert code(ask, by=officer("chanhankv2"), **ours) == "dispute.pending"
    assert code(settled, made=made, court=world.court, by=world.viewer("chanhan")) == "not_allowed"
    assert code(settled, made=made, court=world.court, finding=" ") == "dispute.no_finding"
    assert JurisdictionDispute.objects.get().number is None, "a refusal takes no number"
    outcome = actions.DisputeOutcome("1/QĐ", clock.today(), world.court.pk, "", FINDING)
    assert code(actions.record_settlement, by=officer("thukykv2"), dispute_id=made.pk, said=outcome, at=clock.now()) == "dispute.settled_here"  # fmt: skip
    settled(made, world.court)
    assert code(settled, made=made, court=world.court) == "dispute.settled"


def test_a_case_is_not_sent_back_by_another_transfer(world, now):
    sending = sent(world, now)
    case = accepted(sending)
    cases.draw_judge(by=officer("chanhankv2"), case_id=case.pk, at=clock.now())
    viewer = officer(case.assignments.get(role="presiding").post.user.username)
    wish = actions.Transfer(reason="Bị đơn cư trú tại khu vực 3.", court_id=world.court.pk)
    assert (
        code(actions.transfer, by=viewer, case_id=case.pk, wish=wish, at=clock.now())
        == "course.came_from_there"
    )
    made = asked(sending)
    away = actions.Transfer(
        reason="Bị đơn cư trú tại tỉnh khác.", name="Tòa án nhân dân khu vực 9 - tỉnh Vàm Đông"
    )
    assert code(actions.transfer, by=viewer, case_id=case.pk, wish=away, at=clock.now()) == "dispute.pending"
    settled(made, case.court)
    assert code(actions.transfer, by=viewer, case_id=case.pk, wish=wish, at=clock.now()) == "dispute.decided"


def test_a_case_that_was_never_sent_has_no_dispute(world, now):
    case = steps.assigned_case(world, now)
    assert not Sending.objects.filter(case=case).exists()
    far = {"sending_id": case.pk, "reason": REASON, "at": clock.now()}
    assert code(actions.ask_settlement, by=world.viewer("chanhan"), **far) == "not_found"
    assert code(actions.ask_settlement, by=judge_of(world, case), **far) == "not_found"


def test_between_provinces_the_decision_comes_on_paper(world, now):
    sending = sent(world, now)
    far = core.found_court(
        by=SYSTEM, code="TAND-VD", name="Tòa án nhân dân tỉnh Vàm Đông", level=Court.Level.PROVINCE,
        valid_from=clock.today(), at=clock.now(), place="Vàm Đông",
    )  # fmt: skip
    Court.objects.filter(pk=sending.decision.to_court_id).update(parent=far)
    sending = Sending.objects.get()
    assert code(asked, sending=sending) == "dispute.no_letter"
    made = asked(sending, letter="Công văn 03/CV-TA")
    assert made.decider is None and made.citation == "khoản 3 Điều 41"
    assert "course.record_settlement" in acts_of(officer("thukykv2"))
    said = {"by": officer("thukykv2"), "dispute_id": made.pk, "at": later(clock.now(), days=2)}
    outcome = actions.DisputeOutcome("05/QĐ-TANDTC", clock.today(), world.court.pk, "", FINDING)
    assert code(actions.record_settlement, said=outcome, **said) == "dispute.no_paper"
    scan = StoredFile.objects.get(pk=made.request_sha256)
    outcome = actions.DisputeOutcome("05/QĐ-TANDTC", clock.today(), world.court.pk, "", FINDING, scan)
    made = actions.record_settlement(said=outcome, **said)
    assert made.moves and "course.take_over" in acts_of(world.viewer("thuky"))


def test_what_nobody_decides_or_takes_over_is_found_at_night(world, now):
    sending = sent(world, now)
    made = asked(sending)
    court2 = sending.decision.to_court

    def keys(court):
        return [c.key for c, _f in integrity.run(court, clock.today(), clock.now())]

    assert "course.dispute" not in keys(court2)
    later(clock.now(), days=40)
    assert "course.dispute" in keys(court2)
    settled(made, world.court)
    later(clock.now(), days=10)
    assert "course.dispute" in keys(world.court) and "course.dispute" not in keys(court2)


def test_the_way_on_the_pages(page, world, now):
    sending = sent(world, now)
    Post.objects.get(user__username="chanhankv2")
    world.users |= {p.user.username: p.user for p in Post.objects.select_related("user")}
    world.posts |= {p.user.username: p for p in Post.objects.select_related("user", "court")}
    asks = page("chanhankv2")
    shown = asks.get(reverse("course:receive_file", args=[sending.pk])).text
    url = reverse("course:ask_settlement", args=[sending.pk])
    assert url in shown and "khoản 2 Điều 41" in asks.get(url).text
    assert asks.post(url, {"reason": "", "letter": "12/CV"}).status_code == 422
    assert asks.post(url, {"reason": REASON}).status_code == 302
    made = JurisdictionDispute.objects.get()
    one = reverse("course:dispute", args=[made.pk])
    assert page("thukykv2").get(reverse("course:receive_file", args=[sending.pk])).url == one
    assert "Chờ Chánh án cấp trên" in page("thuky").get(one).text
    assert page("thuky").post(one, {}).status_code == 403
    old = reverse("cases:overview", args=[sending.decision.case_id])
    assert "Chờ giải quyết tranh chấp về thẩm quyền" in page("thuky").get(old).text
    president = page("chanhan.tinh")
    assert REASON in president.get(one).text
    assert president.post(one, {"court": "", "finding": FINDING}).status_code == 422
    assert president.post(one, {"court": str(world.court.pk), "finding": FINDING}).status_code == 302
    assert president.get(reverse("course:dispute_paper", args=[made.pk, "quyet-dinh"])).status_code == 200
    events.drain()
    tab = page("thuky").get(reverse("course:case", args=[sending.decision.case_id])).text
    assert "vụ việc thuộc thẩm quyền của Tòa án nhân dân khu vực 3" in tab
    assert page("thuky").post(one, {}).status_code == 302
    assert Case.objects.filter(origin=sending.decision.case_id, court=world.court).count() == 1
    told = page("nguyendon").get(reverse("portal:case", args=[sending.decision.case_id])).text
    assert "giải quyết tranh chấp về thẩm quyền" in told
    assert page("nguoila").get(one).status_code in {302, 403, 404}
    assert IssuedNumber.objects.filter(court=world.province).count() == 1
    assert Event.objects.filter(act="course.settle_dispute").count() == 1


def test_the_decision_names_both_courts_and_what_each_holds(world, now):
    sending = sent(world, now)
    made = settled(asked(sending), world.court)
    text = " ".join(render_to_string("course/forms/dispute_decision.html", made.content).split())
    for said in (
        "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH SÔNG THANH", "khoản 2 Điều 41", REASON, FINDING, "thuộc thẩm quyền của Tòa án nhân dân khu vực 3",
        "Tòa án nhân dân khu vực 2 - tỉnh Sông Thanh chuyển hồ sơ cho", "Doãn Thị Minh Hằng",
    ):  # fmt: skip
        assert said in text
