"""Parties who agree need no judgment: what they agreed is recognised, once nobody has changed his mind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, files
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.course import actions
from toaan.course.actions import agreeing
from toaan.course.models import CourseDecision
from toaan.delivery.models import Service
from toaan.demo import steps
from toaan.dossiers import actions as dossiers
from toaan.hearings.tests.conftest import quick_papers, real_papers

__all__ = ["quick_papers", "real_papers"]
pytestmark = pytest.mark.django_db
AGREED = "Bị đơn Vũ Đức Thịnh trả nguyên đơn Hoàng Thị Lan Chi 350.000.000 đồng, chậm nhất ngày 30/06/2026."


def wish(**more) -> actions.Agreement:
    told = {
        "agreement": AGREED,
        "whole": True,
        "willing": True,
        "lawful": True,
        "bearer": "defendant",
        "value": 350_000_000,
    }
    return actions.Agreement(**{**told, **more})  # type: ignore[arg-type]


def settled(world, now) -> Case:
    """The session succeeded; the clock stands on its day."""
    return steps.mediated_case(world, now, outcome="settled")


def judge(world, case):
    return world.viewer(steps.presiding(world, case))


def ripe(case) -> None:
    """The days for second thoughts are over."""
    session = agreeing.last_session(case)
    clock.move_to(session.starts_at + timedelta(days=(agreeing.change_until(session) - session.day).days + 1))


def recognise(world, case, **more) -> CourseDecision:
    return actions.recognise(by=judge(world, case), case_id=case.pk, wish=wish(**more), at=clock.now())


def code_of(action, **told) -> str:
    with pytest.raises(Refused) as refusal:
        action(**told)
    return refusal.value.code


def test_what_the_parties_agreed_is_in_effect_at_once_and_ends_the_case(world, now):
    case = settled(world, now)
    assert Deadline.objects.get(case=case, rule="BLTTDS:212.1").state == "open"
    ripe(case)
    made = recognise(world, case)
    case.refresh_from_db()
    today = clock.today()
    assert (case.state, case.outcome, case.resolved_on) == ("effective", "settled", today)
    assert (made.effective_on, str(made)) == (today, "01/2026/QĐST-DS")
    assert made.title.startswith("Quyết định công nhận sự thỏa thuận của các đương sự số")
    assert not made.periods.exists()
    states = dict(Deadline.objects.filter(case=case).values_list("rule", "state"))
    assert (states["BLTTDS:212.1"], states["BLTTDS:203.1.a"], states["BLTTDS:212.1#gui"]) == (
        "met",
        "met",
        "open",
    )
    steps.served(world, case, clock.now(), kind="settlement_decision")
    names = set(
        Service.objects.get(case=case, kind="settlement_decision").recipients.values_list("name", flat=True)
    )
    assert {"Hoàng Thị Lan Chi", "Vũ Đức Thịnh"} < names
    assert Deadline.objects.get(case=case, rule="BLTTDS:212.1#gui").state == "met"
    assert audit.verify().good


def test_half_the_fee_is_due_and_the_advance_goes_back(world, now):
    case = settled(world, now)
    paid = int(case.fee_receipt["amount"])
    ripe(case)
    words = recognise(world, case).content["fee_words"]
    # 5 percent of 350 million, halved (NQ 326 26.7)
    assert "Án phí sơ thẩm là 8.750.000 đồng" in words
    assert "Vũ Đức Thịnh chịu 8.750.000 đồng." in words
    assert f"Trả lại cho Hoàng Thị Lan Chi {paid:,}".replace(",", ".") in words


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"whole": False}, "agreement.condition", "whole"),
        ({"willing": False}, "agreement.condition", "willing"),
        ({"lawful": False}, "agreement.condition", "lawful"),
        ({"agreement": " \n "}, "agreement.no_text", "agreement"),
        ({"bearer": ""}, "agreement.no_bearer", "bearer"),
    ],
)
def test_without_what_the_law_asks_for_nothing_is_recognised(world, now, more, code, field):
    case = settled(world, now)
    ripe(case)
    with pytest.raises(Refused) as refusal:
        recognise(world, case, **more)
    assert (refusal.value.code, list(refusal.value.fields)) == (code, [field])
    assert not CourseDecision.objects.exists()


def test_nobody_recognises_before_the_last_day_has_passed(world, now):
    case = settled(world, now)
    ripe(case)
    clock.move_to(clock.now() - timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        recognise(world, case)
    assert refusal.value.code == "agreement.too_early"
    assert "khoản 1 Điều 212" in refusal.value.message


@pytest.mark.parametrize("outcome", ["not_settled", "cannot_mediate"])
def test_what_was_not_agreed_is_not_recognised(world, now, outcome):
    case = steps.mediated_case(world, now, outcome=outcome)
    clock.move_to(clock.now() + timedelta(days=20))
    assert code_of(recognise, world=world, case=case) == "agreement.none"


@pytest.mark.parametrize("who", ["thuky", "chanhan", "nguyendon", "kiemsat", "cntt"])
def test_only_the_judge_of_the_case_recognises(world, now, who):
    case = settled(world, now)
    ripe(case)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan2"])  # whoever was drawn
    told = {"by": world.viewer(who), "case_id": case.pk, "wish": wish(), "at": clock.now()}
    assert code_of(actions.recognise, **told) == "not_allowed"


# --- who was not there ------------------------------------------------------------------------------------


def test_an_agreement_without_one_of_the_parties_says_how_it_stands_to_him(world, now):
    case = settled(world, now)
    session = agreeing.last_session(case)
    session.participations.filter(party__role="defendant").update(attendance="absent")
    ripe(case)
    with pytest.raises(Refused) as refusal:
        recognise(world, case)
    assert (refusal.value.code, list(refusal.value.fields)) == ("agreement.absent", ["absent"])
    assert "Vũ Đức Thịnh" in refusal.value.message
    made = recognise(world, case, absent="consented")
    assert made.content["absent"] == ["Vũ Đức Thịnh"]


# --- second thoughts --------------------------------------------------------------------------------------


def changed(world, case, who="bidon", role="defendant", **more) -> None:
    party = case.parties.get(role=role)
    told = {
        "by": world.viewer(who),
        "case_id": case.pk,
        "party_id": party.pk,
        "reason": "Không trả được đúng hạn.",
        "at": clock.now(),
    }
    actions.change_mind(**{**told, **more})


def test_a_party_changes_his_mind_in_the_portal_and_the_case_goes_to_trial(world, now, page):
    case = settled(world, now)
    party = case.parties.get(role="plaintiff")
    visitor = page("nguyendon")
    address = reverse("course:my_mind", args=[case.pk])
    assert address in visitor.get(reverse("portal:case", args=[case.pk])).content.decode()
    empty = visitor.post(address, {"party": str(party.pk), "reason": " "})
    assert empty.status_code == 422
    sent = visitor.post(address, {"party": str(party.pk), "reason": "Số tiền chưa đúng."})
    assert sent.status_code == 302
    assert "không được công nhận" in visitor.get(address).content.decode()
    assert agreeing.last_session(case).outcome == "revoked"
    told = Event.objects.get(act="course.change_mind")
    assert [d["kind"] for d in told.documents] == ["change_of_mind"]
    assert Deadline.objects.get(case=case, rule="BLTTDS:212.1").state == "met"
    ripe(case)
    assert code_of(recognise, world=world, case=case) == "agreement.none"
    assert steps.trial_decided_case(world, clock.now(), case=case).state == "trial_set"


def test_what_came_by_post_in_time_counts_and_what_came_late_does_not(world, now):
    case = settled(world, now)
    session = agreeing.last_session(case)
    until = agreeing.change_until(session)
    ripe(case)
    late = actions.Intake(until + timedelta(days=1))
    party = case.parties.get(role="defendant")
    told = {
        "by": world.viewer("thuky"),
        "case_id": case.pk,
        "party_id": party.pk,
        "reason": "Không đồng ý.",
        "at": clock.now(),
    }
    assert code_of(actions.change_mind, **told, intake=late) == "agreement.late"
    assert (
        code_of(actions.change_mind, **told, intake=actions.Intake(until + timedelta(days=9)))
        == "agreement.bad_day"
    )
    actions.change_mind(**told, intake=actions.Intake(until))
    assert code_of(recognise, world=world, case=case) == "agreement.none"


def test_nobody_speaks_for_the_other_side_and_nobody_speaks_twice(world, now):
    case = settled(world, now)
    assert code_of(changed, world=world, case=case, who="nguyendon") == "agreement.not_yours"
    changed(world, case)
    assert code_of(changed, world=world, case=case) == "agreement.nothing"


def test_what_is_recognised_cannot_be_taken_back(world, now):
    case = settled(world, now)
    ripe(case)
    recognise(world, case)
    assert code_of(changed, world=world, case=case) == "wrong_state"
    assert code_of(recognise, world=world, case=case) == "course.already"


# --- at the hearing ---------------------------------------------------------------------------------------


def test_the_panel_recognises_at_the_hearing_for_the_whole_fee(world, now):
    hearing = steps.opened_hearing(world, now)
    case = hearing.case
    made = actions.recognise(by=judge(world, case), case_id=case.pk, wish=wish(), at=clock.now())
    case.refresh_from_db()
    hearing.refresh_from_db()
    assert (case.state, hearing.state, made.by_panel) == ("effective", "closed", True)
    assert made.citation == "Điều 246, Điều 213"
    assert "Án phí sơ thẩm là 17.500.000 đồng" in made.content["fee_words"]


# --- what others see of it --------------------------------------------------------------------------------


def test_the_paper_says_what_was_agreed_and_that_it_is_final(world, now, real_papers):
    from toaan.dossiers.tests.test_copies import words_of

    case = settled(world, now)
    ripe(case)
    made = recognise(world, case)
    words = " ".join(words_of(files.read(made.sha256)).split())
    for told in (AGREED, "không bị kháng cáo, kháng nghị", "Điều 212 và Điều 213", "8.750.000", "Về án phí"):
        assert told in words


def test_the_file_of_an_agreed_case_is_closed_like_any_other(world, now):
    case = settled(world, now)
    ripe(case)
    recognise(world, case)
    steps.served(world, case, clock.now(), kind="settlement_decision")
    steps.published_case(world, clock.now(), case=case)
    dossiers.close(by=world.viewer("thuky"), case_id=case.pk, at=clock.now())
    case.refresh_from_db()
    assert case.state == "archived"


def test_the_pages_of_judge_clerk_and_parties_tell_the_same(world, now, page):
    case = settled(world, now)
    name = steps.presiding(world, case)
    overview = reverse("cases:overview", args=[case.pk])
    assert "thay đổi ý kiến đến hết ngày" in page(name).get(overview).content.decode()
    address = reverse("course:recognise", args=[case.pk])
    assert "Quyết định được ra từ ngày" in page(name).get(address).content.decode()
    ripe(case)
    assert "Quyết định được ra từ ngày" not in page(name).get(address).content.decode()
    assert address in page(name).get(overview).content.decode()
    assert address in page(name).get(reverse("desk:waiting")).content.decode()
    form = page(name).get(address)
    assert "350.000.000 đồng" in form.content.decode()  # from the minutes
    told = {
        "agreement": AGREED,
        "whole": "on",
        "willing": "on",
        "lawful": "on",
        "bearer": "half",
        "value": "350.000.000",
    }
    assert page(name).post(address, told).status_code == 302
    shown = page("nguyendon").get(reverse("portal:case", args=[case.pk])).content.decode()
    assert "công nhận sự thỏa thuận" in shown and "Tuyên án" not in shown
    assert "Đã tuyên án" not in page("thuky").get(overview).content.decode()


def test_a_divorce_agreed_in_a_suit_is_called_so(world, now):
    case = steps.mediated_case(
        world,
        now,
        case=steps.assigned_case(world, now, case=steps.accepted_case(world, now, kind="HNGĐ")),
        outcome="settled",
    )
    Case.objects.filter(pk=case.pk).update(legal_relation="Ly hôn, tranh chấp về nuôi con")
    ripe(case)
    made = recognise(world, case, divorce=True, bearer="half", value=None)
    assert made.title.startswith(
        "Quyết định công nhận thuận tình ly hôn và sự thỏa thuận của các đương sự số"
    )
    assert "Án phí sơ thẩm là 150.000 đồng" in made.content["fee_words"]
