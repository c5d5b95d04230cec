"""Cases become one, and one becomes two (BLTTDS 42): nobody and no paper is lost."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.cases import actions as cases
from toaan.cases import queries
from toaan.cases.models import Case
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.course import actions
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import judge_of
from toaan.demo import steps
from toaan.dossiers.models import Folio

pytestmark = pytest.mark.django_db
WHY = "Hai vụ án có cùng bị đơn, cùng hợp đồng; giải quyết chung bảo đảm đúng pháp luật."


@pytest.fixture
def case(world, now) -> Case:
    return steps.assigned_case(world, now)


@pytest.fixture
def other(world, now) -> Case:
    found = steps.assigned_case(world, now)
    Case.objects.filter(pk=found.pk).update(claims=["Buộc bị đơn trả lãi 20.000.000 đồng"], value=20_000_000)
    events.drain()
    return Case.objects.get(pk=found.pk)


@step
def joined(world, case, other, at, **more) -> CourseDecision:
    wish = actions.Joinder(**({"reason": WHY, "case_ids": (other.pk,)} | more))
    return actions.join(by=judge_of(world, case), case_id=case.pk, wish=wish, at=at)


def test_the_joined_case_is_struck_out_and_its_claims_and_papers_are_here(world, now, case, other):
    before = list(case.claims)
    value = case.value
    decision = joined(world, case, other, now)
    events.drain()
    case, other = Case.objects.get(pk=case.pk), Case.objects.get(pk=other.pk)
    assert other.state == "joined" and case.state == "preparing"
    assert (
        case.claims == [*before, "Buộc bị đơn trả lãi 20.000.000 đồng"] and case.value == value + 20_000_000
    )
    assert case.parties.count() == other.parties.count(), "the same people are one party here"
    assert case.fee_receipt["amount"] == 20_000_000 and ";" in case.fee_receipt["number"]
    theirs = set(Folio.objects.filter(dossier__case=other).values_list("file_id", flat=True))
    ours = set(Folio.objects.filter(dossier__case=case).values_list("file_id", flat=True))
    assert theirs <= ours and decision.sha256 in theirs
    assert not other.deadlines.filter(state="open", rule__startswith="BLTTDS:203").exists()
    assert decision.content["joined"][0]["number"] == str(other)
    with pytest.raises(Refused, match="wrong_state"):
        actions.suspend(
            by=judge_of(world, other), case_id=other.pk, at=now,
            wish=actions.Suspension("suspension:214.1.đ", "Chờ", "Chờ định giá"),
        )  # fmt: skip


def test_somebody_who_was_a_party_only_there_is_a_party_here(world, now, case, other):
    data = cases.PartyData("related", "Triệu Thị Hạ", address="Thôn Thượng")
    cases.add_party(
        by=world.viewer("thuky"), case_id=other.pk, data=data, reason="Có quyền lợi liên quan", at=now
    )
    joined(world, case, other, now)
    assert "Triệu Thị Hạ" in [p.name for p in case.parties.all()]
    orders = list(case.parties.values_list("order", flat=True))
    assert len(orders) == len(set(orders))


@pytest.mark.parametrize("what", ["itself", "nothing", "reason", "kind", "late"])
def test_what_cannot_be_joined_is_refused(world, now, case, other, what):
    said, code = {
        "itself": ({"case_ids": (case.pk,)}, "course.joins_itself"),
        "nothing": ({"case_ids": ()}, "course.nothing_to_join"),
        "reason": ({"reason": " "}, "course.no_reason"),
        "kind": ({}, "course.joins_other_kind"),
        "late": ({}, "course.joins_too_late"),
    }[what]
    if what == "kind":
        Case.objects.filter(pk=other.pk).update(kind="KDTM")
    if what == "late":
        Case.objects.filter(pk=other.pk).update(state="trial_set")
    with pytest.raises(Refused, match=code):
        joined(world, case, other, now, **said)
    assert not CourseDecision.objects.exists(), "no number is used up by what is refused"


def test_kin_of_the_judge_among_the_parties_there_bars_the_joinder(world, now, case, other):
    data = cases.PartyData("related", "Triệu Thị Hạ", birth_year=1970, address="Thôn Thượng")
    cases.add_party(by=world.viewer("thuky"), case_id=other.pk, data=data, reason="Có quyền lợi", at=now)
    judge = judge_of(world, case)
    cases.declare_tie(by=judge, kind="kin", name="Triệu Thị Hạ", birth_year=1970, relation="chị ruột", at=now)
    with pytest.raises(Refused, match=r"party\.bars.*khoản 1 Điều 52"):
        joined(world, case, other, now)
    assert not CourseDecision.objects.exists()


def test_a_claim_becomes_a_case_of_its_own(world, now, case):
    events.drain()
    taken, left = case.claims[0], list(case.claims[1:])
    parties = tuple(case.parties.values_list("pk", flat=True))
    wish = actions.Separation(WHY, (taken,), parties, "Tranh chấp hợp đồng đặt cọc (phạt cọc)", 50_000_000, 0)
    decision = actions.separate(by=judge_of(world, case), case_id=case.pk, wish=wish, at=now)
    events.drain()
    new = Case.objects.get(origin=case)
    old = Case.objects.get(pk=case.pk)
    assert new.claims == [taken] and old.claims == left and old.value == case.value - 50_000_000
    assert new.value == 50_000_000 and new.petitioned_on == old.petitioned_on and new.pk != old.pk
    assert str(new) == "02/2026/TLST-DS" and not new.assignments.exists(), "its judge is drawn anew (197)"
    ours = set(Folio.objects.filter(dossier__case=case).values_list("file_id", flat=True))
    assert set(Folio.objects.filter(dossier__case=new).values_list("file_id", flat=True)) <= ours | set(
        Folio.objects.filter(dossier__case=new, kind="acceptance_notice").values_list("file_id", flat=True)
    )
    assert decision.content["separated"]["claims"] == [taken]


@pytest.mark.parametrize("what", ["all", "none", "sides", "value"])
def test_what_cannot_be_separated_is_refused(world, now, case, what):
    parties = tuple(case.parties.values_list("pk", flat=True))
    plaintiff = (case.parties.get(role="plaintiff").pk,)
    claims, people, value, code = {
        "all": (tuple(case.claims), parties, None, "course.nothing_stays"),
        "none": (("khác",), parties, None, "course.nothing_to_separate"),
        "sides": ((case.claims[0],), plaintiff, None, "course.no_sides"),
        "value": ((case.claims[0],), parties, 10**12, "course.too_much_value"),
    }[what]
    with pytest.raises(Refused, match=code):
        wish = actions.Separation(WHY, claims, people, "", value)
        actions.separate(by=judge_of(world, case), case_id=case.pk, wish=wish, at=now)
    assert not Case.objects.filter(origin=case).exists()


def test_the_pages_of_the_judge(page, world, now, case, other):
    for one in (case, other):
        one.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    judge = page("thamphan")
    url = reverse("course:join", args=[case.pk])
    assert str(other) in judge.get(url).text
    assert judge.post(url, {"reason": WHY}).status_code == 422
    assert judge.post(url, {"reason": WHY, "cases": str(uuid.uuid4())}).status_code == 422
    assert judge.post(url, {"reason": WHY, "cases": str(other.pk)}).status_code == 302
    events.drain()
    assert "Đã nhập vào vụ án khác" in judge.get(reverse("cases:overview", args=[other.pk])).text
    there = judge.get(reverse("course:case", args=[other.pk])).text
    assert f"Nhập vào vụ án số {case}" in there and "Chưa có quyết định nào" not in there
    assert f"Nhập vào vụ án số {case}" in judge.get(reverse("cases:overview", args=[other.pk])).text
    told = page("nguyendon").get(reverse("portal:case", args=[other.pk])).text
    assert f"Nhập vào vụ án số {case}" in told
    separate = reverse("course:separate", args=[case.pk])
    people = [str(p.pk) for p in case.parties.all()]
    sent = {
        "claims": case.claims[0],
        "parties": people,
        "legal_relation": "Phạt cọc",
        "reason": WHY,
        "value": "50.000.000",
        "advance": "1.000.000",
    }
    assert "Đã nộp 20.000.000 đồng" in judge.get(separate).text
    assert judge.post(separate, {**sent, "parties": people[:1]}).status_code == 422
    assert judge.post(separate, {**sent, "advance": ""}).status_code == 422
    assert judge.post(separate, {**sent, "advance": "20.000.001"}).status_code == 422
    assert judge.post(separate, sent).status_code == 302
    assert clock.today() == Case.objects.get(origin=case).accepted_on


def test_a_lawyer_dismissed_after_the_joinder_sees_neither_file(world, now, case, other):
    for one in (case, other):
        party = one.parties.get(role="defendant")
        cases.register_protector(
            by=world.viewer("thuky"), case_id=one.pk, party_id=party.pk, kind="lawyer", name="Phan Gia Định",
            user=world.users["luatsu"], at=now,
        )  # fmt: skip
    lawyer = case.parties.get(role="defendant").representations.get()
    joined(world, case, other, now)
    assert set(queries.visible_to(world.viewer("luatsu"))) == {case, other}
    cases.end_representation(
        by=world.viewer("thuky"), case_id=case.pk, representation_id=lawyer.pk, ended_on=lawyer.since, reason="Thôi bảo vệ",
        at=clock.now(),
    )  # fmt: skip
    assert not queries.visible_to(world.viewer("luatsu")).exists()
