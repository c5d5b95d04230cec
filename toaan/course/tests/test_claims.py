"""Counterclaims and independent claims: filed in time, examined, paid for, part of the case (BLTTDS 200–202)."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.cases.models import Case, Party
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.core.waiting import waiting_for
from toaan.course import actions
from toaan.course.models import OtherClaim
from toaan.course.tests.helpers import discontinued, later, moment
from toaan.delivery.models import Service
from toaan.demo import steps
from toaan.judgments import compose

pytestmark = pytest.mark.django_db
ASKED = "Buộc nguyên đơn bồi thường 60.000.000 đồng do giao nhà chậm"


@pytest.fixture
def case(world, now) -> Case:
    """ "thamphan" presides, "thuky" is the clerk; a related person without an account besides the two."""
    found = steps.assigned_case(world, now)
    found.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    Party.objects.create(case=found, order=3, role="related", name="Mai Thị Hòa", address="Xã Sông Thanh")
    return Case.objects.get(pk=found.pk)


def wish(case: Case, role: str = "defendant", **other) -> actions.ClaimWish:
    said = {
        "id": uuid.uuid4(), "party_id": case.parties.get(role=role).pk, "claims": [ASKED],
        "facts": "Nguyên đơn giao nhà chậm ba tháng.", "value": 60_000_000,
    }  # fmt: skip
    return actions.ClaimWish(**{**said, **other})


@step
def counterclaimed(world, case: Case, at, **other) -> OtherClaim:
    return actions.file_claim(by=world.viewer("bidon"), case_id=case.pk, wish=wish(case, **other), at=at)


@step
def admitted(world, claim: OtherClaim, at, **other) -> OtherClaim:
    said = {"ground": "counterclaim:200.2.c", "value": claim.value}
    return actions.admit_claim(by=world.viewer("thamphan"), claim_id=claim.pk, at=at, **{**said, **other})


@step
def paid(world, claim: OtherClaim, at, **other) -> OtherClaim:
    said = {"number": "0009876", "dated": clock.local_date(at), "amount": claim.fee_amount}
    return actions.hand_in_claim_receipt(
        by=world.viewer("thuky"), claim_id=claim.pk, at=at, **{**said, **other}
    )


def test_a_counterclaim_goes_all_the_way_into_the_case(world, case, now):
    claim = counterclaimed(world, case, now)
    assert (claim.kind, claim.channel, claim.state) == ("counterclaim", "online", "filed")
    assert [p.role for p in claim.against.all()] == ["plaintiff"]
    examine = case.deadlines.get(rule="BLTTDS:191.3#phan-to")
    assert (examine.owner, examine.due_on, examine.party) == ("judge", date(2026, 1, 10), claim.party), (
        "a Saturday worked for another day"
    )
    assert [w.act for w in waiting_for(world.viewer("thamphan")) if w.act.startswith("course.")] == [
        "course.admit_claim"
    ]
    claim = admitted(world, claim, now)
    assert claim.state == "fee_due" and claim.fee_amount and claim.fee_due_on == date(2026, 1, 12)
    events.drain()
    notice = Service.objects.get(case=case, kind="claim_fee_notice")
    assert [r.name for r in notice.recipients.all()] == [claim.party.name], "only the claimant pays"
    claim = paid(world, claim, later(now, days=2))
    case.refresh_from_db()
    assert claim.state == "accepted" and case.other_claims[0]["claims"] == [ASKED]
    events.drain()
    told = Service.objects.get(case=case, kind="claim_notice")
    assert told.number and told.recipients.count() == 4, "three parties and the procuracy"
    limits = dict(case.deadlines.filter(rule__contains="#phan-to").values_list("rule", "state"))
    assert limits == {
        "BLTTDS:191.3#phan-to": "met",
        "BLTTDS:195.2#phan-to": "met",
        "BLTTDS:196.1#phan-to": "open",
    }
    steps.served(world, case, clock.now(), kind="claim_notice")
    assert case.deadlines.get(rule="BLTTDS:196.1#phan-to").state == "met"
    reply = case.deadlines.get(rule="BLTTDS:199.1", party__role="plaintiff")
    assert reply.state == "open" and "yêu cầu phản tố" in reply.title, (
        "whom it is against answers within 15 days"
    )
    draft = compose.first_draft(case, on=clock.today())
    assert any(ASKED in line for line in draft.facts) and any(ASKED in line for line in draft.ruling)


def test_who_owes_no_advance_is_accepted_at_once(world, case, now):
    filed = counterclaimed(world, case, now)
    with pytest.raises(Refused, match="claim.no_reason"):
        admitted(world, filed, now, exemption=exemption_code(), exemption_reason=" ")
    done = admitted(world, filed, now, exemption=exemption_code(), exemption_reason="Sổ hộ nghèo")
    assert (done.state, done.fee_amount, done.accepted_on) == ("accepted", 0, date(2026, 1, 5))
    case.refresh_from_db()
    assert len(case.other_claims) == 1


def exemption_code() -> str:
    """A ground that spares the whole advance."""
    from toaan.filing import fees

    return next(
        e.code
        for e in fees.exemptions(date(2026, 1, 5))
        if fees.advance("DS", 60_000_000, date(2026, 1, 5), e.code).amount == 0
    )


def test_after_the_session_has_opened_it_is_too_late(world, now):
    case = steps.mediated_case(world, now)
    with pytest.raises(Refused, match="claim.late") as refused:
        counterclaimed(world, case, clock.now())
    assert "khoản 3 Điều 200" in refused.value.message and "vụ án khác" in refused.value.message
    opened = actions.session_opened_on(case)
    posted = actions.file_claim(
        by=world.viewer("thuky"), case_id=case.pk, at=clock.now(),
        wish=wish(case, filed_on=case.accepted_on, channel="post"),
    )  # fmt: skip
    assert opened and posted.filed_on < opened, "posted in time, it arrived later (190.2)"


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"claims": [" "]}, "claim.no_claims"),
        ({"facts": ""}, "claim.no_facts"),
        ({"value": 0}, "claim.value"),
        ({"against": [uuid.UUID(int=7)]}, "claim.against"),
        ({"party_id": uuid.UUID(int=7)}, "claim.not_yours"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(world, case, now, other, code):
    with pytest.raises(Refused, match=code):
        counterclaimed(world, case, now, **other)
    assert not OtherClaim.objects.exists() and not case.deadlines.filter(rule__contains="#phan-to").exists()


def test_a_plaintiff_has_no_counterclaim_and_a_counterclaim_no_third_person(world, case, now):
    with pytest.raises(Refused, match="claim.role"):
        actions.file_claim(
            by=world.viewer("nguyendon"), case_id=case.pk, wish=wish(case, "plaintiff"), at=now
        )
    related = case.parties.get(role="related")
    with pytest.raises(Refused, match="claim.against") as refused:
        counterclaimed(world, case, now, against=[related.pk])
    assert "khoản 1 Điều 200" in refused.value.message
    independent = actions.file_claim(
        by=world.viewer("thuky"), case_id=case.pk, wish=wish(case, "related"), at=now
    )
    assert independent.kind == "independent" and independent.against.count() == 2
    admitted(
        world, independent, now, ground="independent:201.1", exemption=exemption_code(), exemption_reason="Sổ"
    )
    against = counterclaimed(world, case, now, against=[related.pk])
    assert [p.pk for p in against.against.all()] == [related.pk], "200.1: against who claims independently"


def test_the_same_form_twice_is_one_claim(world, case, now):
    one = wish(case)
    actions.file_claim(by=world.viewer("bidon"), case_id=case.pk, wish=one, at=now)
    with pytest.raises(Refused, match="claim.filed"):
        actions.file_claim(by=world.viewer("bidon"), case_id=case.pk, wish=one, at=now)
    assert OtherClaim.objects.count() == 1


@pytest.mark.parametrize("who", ["nguoila", "thamphan", "thuky2", "kiemsat"])
def test_others_file_nothing(world, case, now, who):
    with pytest.raises(Refused, match="not_allowed|not_found"):
        actions.file_claim(by=world.viewer(who), case_id=case.pk, wish=wish(case), at=now)


@pytest.mark.parametrize("who", ["thamphan2", "thuky", "bidon", "nguyendon", "chanhan"])
def test_only_the_judge_of_the_case_examines(world, case, now, who):
    claim = counterclaimed(world, case, now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.admit_claim(by=world.viewer(who), claim_id=claim.pk, ground="counterclaim:200.2.a", at=now)
    with pytest.raises(Refused, match="not_allowed"):
        actions.refuse_claim(by=world.viewer(who), claim_id=claim.pk, reason="Không", at=now)


def test_a_receipt_must_fit_the_notice_and_is_used_once(world, case, now):
    claim = admitted(world, counterclaimed(world, case, now), now)
    for other, field in (
        ({"amount": 1}, "amount"),
        ({"number": " "}, "number"),
        ({"dated": date(2026, 1, 6)}, "dated"),
    ):
        with pytest.raises(Refused, match="claim.bad_receipt") as refused:
            paid(world, claim, now, **other)
        assert list(refused.value.fields) == [field]
    with pytest.raises(Refused, match="not_allowed"):
        actions.hand_in_claim_receipt(
            by=world.viewer("nguyendon"),
            claim_id=claim.pk,
            number="1",
            dated=date(2026, 1, 5),
            amount=claim.fee_amount,
            at=now,
        )
    paid(world, claim, now)
    second = admitted(world, counterclaimed(world, case, now, claims=["Hủy hợp đồng"]), now)
    with pytest.raises(Refused, match="claim.receipt_used"):
        paid(world, second, now)


def test_it_is_refused_for_the_fee_only_when_the_term_is_over(world, case, now):
    claim = admitted(world, counterclaimed(world, case, now), now)
    judge = world.viewer("thamphan")
    with pytest.raises(Refused, match="claim.still_time"):
        actions.refuse_claim(
            by=judge, claim_id=claim.pk, reason="Không nộp biên lai", at=moment("2026-01-12")
        )
    done = actions.refuse_claim(
        by=judge, claim_id=claim.pk, reason="Không nộp biên lai", at=moment("2026-01-13")
    )
    events.drain()
    assert done.state == "refused"
    sent = Service.objects.get(case=case, kind="claim_refusal")
    assert sent.recipients.count() == 2, "the claimant and the procuracy"
    with pytest.raises(Refused, match="wrong_state"):
        paid(world, claim, moment("2026-01-14"))


def test_the_case_is_not_discontinued_over_the_head_of_who_counterclaims(world, case, now):
    claim = paid(world, admitted(world, counterclaimed(world, case, now), now), now)
    case.refresh_from_db()
    with pytest.raises(Refused, match="course.claims_remain") as refused:
        discontinued(world, now, case)
    assert "khoản 2 Điều 217" in refused.value.message
    actions.withdraw_claim(by=world.viewer("thuky"), claim_id=claim.pk, reason="Bị đơn rút", at=now)
    case.refresh_from_db()
    assert case.other_claims == []
    assert discontinued(world, now, case).issued


def test_the_pages_of_a_claim(page, world, case, now):
    mine = reverse("course:my_claims", args=[case.pk])
    defendant = page("bidon")
    assert "Gửi yêu cầu mới" in defendant.get(mine).text
    party = case.parties.get(role="defendant")
    typed = {
        "key": str(uuid.uuid4()),
        "party": str(party.pk),
        "claims": ASKED,
        "facts": "",
        "value": "60.000.000",
    }
    assert ASKED in defendant.post(mine, typed).text, "what was typed stays"
    typed["facts"] = "Giao chậm"
    assert defendant.post(mine, typed).status_code == 302
    assert defendant.post(mine, typed).status_code == 302 and OtherClaim.objects.count() == 1
    claim = OtherClaim.objects.get()
    judge = page("thamphan")
    tab = reverse("course:claims", args=[case.pk])
    assert ASKED in judge.get(tab).text and "Xem xét, thụ lý yêu cầu" in judge.get(tab).text
    assert "Xem xét, thụ lý yêu cầu" not in page("thuky").get(tab).text
    form = reverse("course:claim_admit", args=[case.pk, claim.pk])
    assert judge.post(form, {"value": "60.000.000"}).status_code == 422
    assert judge.post(form, {"ground": "counterclaim:200.2.a", "value": "60.000.000"}).status_code == 302
    assert "Gửi biên lai" in defendant.get(mine).text
    claim.refresh_from_db()
    receipt = {"number": "0005", "dated": "05/01/2026", "amount": str(claim.fee_amount)}
    lacking = defendant.post(reverse("course:my_receipt", args=[case.pk, claim.pk]), receipt)
    assert lacking.status_code == 422 and "0005" in lacking.text, "the picture is missing"
    desk = reverse("course:claim_receipt", args=[case.pk, claim.pk])
    assert page("thuky").post(desk, receipt).status_code == 302
    assert "Được giải quyết trong vụ án" in defendant.get(mine).text
    assert page("nguoila").get(mine).status_code == 404 and page("nguoila").get(tab).status_code in {403, 404}
    assert "Nguyên đơn thay đổi, bổ sung, rút yêu cầu" in page("nguyendon").get(mine).text
    paper = {
        **typed,
        "key": str(uuid.uuid4()),
        "channel": "direct",
        "filed_on": "05/01/2026",
        "claims": "Hủy hợp đồng",
    }
    entered = page("thuky").post(reverse("course:enter_claim", args=[case.pk]), paper)
    assert entered.status_code == 302 and OtherClaim.objects.count() == 2


@step
def part_ended(world, case: Case, at, **other):
    """The plaintiff withdrew; the counterclaim stays."""
    said = {"ground": "discontinuance:217.1.c#rut", "reason": "Nguyên đơn rút toàn bộ yêu cầu khởi kiện."}
    wish = actions.PartialDiscontinuance(**{**said, **other})
    return actions.discontinue_part(by=world.viewer("thamphan"), case_id=case.pk, wish=wish, at=at)


def test_the_parties_change_places_when_only_the_counterclaim_stays(world, case, now):
    paid(world, admitted(world, counterclaimed(world, case, now), now), now)
    decision = part_ended(world, case, now)
    case = Case.objects.get(pk=case.pk)
    roles = {p.name: p.role for p in case.parties.all()}
    assert case.state == "preparing" and decision.content["other_claims"][0]["claims"] == [ASKED]
    assert roles[case.title.split(" kiện ")[0]] == "plaintiff"
    assert sorted(roles.values()) == ["defendant", "plaintiff", "related"]
    assert [p.user for p in case.parties.filter(role="plaintiff")] == [world.users["bidon"]]
    assert (case.claims, case.value, case.other_claims) == ([ASKED], 60_000_000, [])
    assert case.fee_receipt["number"] == "0009876" and "khoản 3 Điều 218" in decision.content["fee_words"]
    assert OtherClaim.objects.get().state == "main"
    assert case.deadlines.get(rule="BLTTDS:217.3").state == "open" and decision.periods.count() == 5
    assert case.deadlines.filter(rule__startswith="BLTTDS:203.1", state="open").exists(), "the case goes on"
    events.drain()
    assert Service.objects.filter(case=case, kind="discontinuance_decision").count() == 1
    assert discontinued(world, now, case).issued, "now the claim that is left may be given up too"


def test_an_independent_claim_makes_its_claimant_the_plaintiff(world, case, now):
    filed = actions.file_claim(by=world.viewer("thuky"), case_id=case.pk, wish=wish(case, "related"), at=now)
    admitted(world, filed, now, ground="independent:201.1", exemption=exemption_code(), exemption_reason="Sổ")
    part_ended(world, Case.objects.get(pk=case.pk), now)
    roles = {p.name: p.role for p in Case.objects.get(pk=case.pk).parties.all()}
    assert roles.pop("Mai Thị Hòa") == "plaintiff" and set(roles.values()) == {"defendant"}


def test_without_another_claim_there_is_no_part_to_end(world, case, now, page):
    with pytest.raises(Refused, match="course.no_other_claims"):
        part_ended(world, case, now)
    paid(world, admitted(world, counterclaimed(world, case, now), now), now)
    case.refresh_from_db()
    with pytest.raises(Refused, match="course.no_ground"):
        part_ended(world, case, now, ground="discontinuance:217.1.a")
    with pytest.raises(Refused, match="not_allowed"):
        actions.discontinue_part(
            by=world.viewer("thuky"), case_id=case.pk, at=now,
            wish=actions.PartialDiscontinuance("discontinuance:217.1.c#rut", "Rút"),
        )  # fmt: skip
    url = reverse("course:discontinue_part", args=[case.pk])
    assert page("thuky").get(url).status_code == 403
    done = page("thamphan").post(url, {"ground": "discontinuance:217.1.c#rut", "reason": "Rút đơn"})
    assert done.status_code == 302
    assert (
        "Trở thành yêu cầu khởi kiện" in page("thamphan").get(reverse("course:claims", args=[case.pk])).text
    )
