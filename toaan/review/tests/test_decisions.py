"""Decisions in effect before the committee of judges: which, on what grounds, and what becomes of their cases (213, 325, 343)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.books import told
from toaan.cases.models import Case
from toaan.core import audit, clock, events
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.course.models import CourseDecision
from toaan.course.tests.helpers import discontinued, moment, resumed, suspended
from toaan.course.tests.test_agreement import recognise, ripe, settled
from toaan.demo import decision_appeals, people, request_steps, reviews
from toaan.review import actions, queries
from toaan.review.models import Application, Proceeding
from toaan.review.next_steps import taken_up_anew
from toaan.review.rulings import Ruling
from toaan.rules import review as rule

DAY = "2026-01-05"


def code_of(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


@step
def ended(world) -> CourseDecision:
    """The plaintiff gave the claim up; the discontinuance is in effect."""
    people.staff_province(world)
    return reviews.in_effect(world, discontinued(world, moment(DAY)), clock.now())


@step
def at_rest(world) -> CourseDecision:
    """A suspension in effect."""
    people.staff_province(world)
    return reviews.in_effect(world, suspended(world, moment(DAY)), clock.now())


@step
def divorced(world) -> CourseDecision:
    """A divorce by consent, in effect at once."""
    people.staff_province(world)
    return CourseDecision.objects.get(case=request_steps.divorced(world, moment(DAY)), kind="consent")


def decided(world, decision, outcome="retry", **more) -> Proceeding:
    made = reviews.of_decision(world, decision, clock.now(), **more)
    return reviews.decided(world, made, clock.now(), outcome)


def asking(world, decision, **change):
    party = decision.case.parties.filter(user__username="nguyendon").get()
    return {
        "by": world.viewer("nguyendon"), "decision_id": decision.pk, "party_id": party.pk, "kind": "cassation",
        "ground": "326.1.b", "reason": "Tôi không rút đơn.", "at": clock.now(), **change,
    }  # fmt: skip


def test_the_law_says_which_decisions_and_on_what_grounds():
    assert (
        "217" not in rule.DECISIONS
        and {"suspension", "discontinuance", "ruling", "consent"} <= rule.DECISIONS
    )
    assert rule.grounds("resumption") == {} and rule.grounds("transfer") == {}
    assert rule.grounds("discontinuance") == rule.GROUNDS == rule.grounds(rule.JUDGMENT)
    assert list(rule.grounds("consent")) == ["cassation"]  # 213.2: by cassation alone
    assert {rule.citation(key) for key in rule.grounds("consent")["cassation"]} == {"khoản 2 Điều 213"}
    assert rule.competent_level("region") == "province"
    assert rule.competent_level("region", decided_above=True) == rule.competent_level("province") == "supreme"


def test_a_party_asks_and_the_president_protests_a_discontinuance(world):
    decision = ended(world)
    made = actions.file(**asking(world, decision))
    assert (made.case, made.judgment, made.ruling.noun) == (decision.case, None, "quyết định")
    assert made.due_on is not None and made.due_on.year == decision.effective_on.year + 1
    assert code_of(actions.file, **asking(world, decision)) == "review.open"
    president = world.viewer("chanhan.tinh")
    judge = world.posts["thamphan2.tinh"].pk
    at = clock.now()
    actions.request_file(by=president, application_id=made.pk, text="Gửi trong tuần.", at=at)
    actions.assign_examiner(by=president, application_id=made.pk, post_id=judge, at=at)
    actions.report(
        by=world.viewer("thamphan2.tinh"), application_id=made.pk, text="Có căn cứ.", protest=True, at=at
    )
    letter = actions.protest(
        by=president, application_id=made.pk, text="Nguyên đơn không rút đơn.", ground="326.1.b",
        scope="toàn bộ quyết định", proposal="Hủy quyết định.", stay=True, at=at,
    )  # fmt: skip
    protest = Proceeding.objects.get(application=made)
    assert letter.content["ruling"].startswith("Quyết định đình chỉ giải quyết vụ án số")
    assert "217" in letter.content["parts"][0] and protest.decision == decision
    assert code_of(reviews.of_decision, world, decision, at) == "review.under_protest"
    audit.verify()


def test_what_is_not_in_effect_or_only_moves_the_case_on_is_not_looked_at_again(world):
    decision = suspended(world, moment(DAY))
    assert code_of(actions.file, **asking(world, decision)) == "review.not_effective"
    later = moment("2026-01-20")
    on = resumed(world, decision.case, later)
    assert code_of(actions.file, **asking(world, on)) == "review.not_reviewed"


def test_an_agreement_is_looked_at_again_only_for_a_fault_of_the_agreement(world):
    decision = divorced(world)
    assert code_of(actions.file, **asking(world, decision)) == "review.ground"
    reopening = {"kind": "reopening", "ground": "352.1"}
    assert code_of(actions.file, **asking(world, decision, **reopening)) == "review.ground"
    made = actions.file(**asking(world, decision, ground="213.2#loi-y-chi", reason="Tôi bị đe dọa."))
    assert made.ruling.sort == "consent"


def test_what_the_province_upheld_is_the_supreme_courts(world):
    decision = discontinued(world, moment(DAY))
    decision_appeals.reviewed(world, decision, clock.now(), "upheld")
    decision = CourseDecision.objects.select_related("case__court").get(pk=decision.pk)
    assert decision.effective_on is not None
    assert queries.competent_court(Ruling(decision.case, decision=decision)) is None
    assert code_of(actions.file, **asking(world, decision)) == "review.elsewhere"
    assert code_of(reviews.of_decision, world, decision, clock.now()) == "review.elsewhere"


def test_a_quashed_discontinuance_is_decided_anew_by_another_judge_and_the_fee_is_owed_again(world, page):
    decision = ended(world)
    before = {a.post_id for a in decision.case.assignments.filter(role="presiding")}
    made = decided(world, decision)
    decision.refresh_from_db()
    case = Case.objects.get(pk=decision.case_id)
    assert (case.state, case.stage) == ("ending_quashed", "Quyết định đình chỉ bị hủy")
    assert decision.effective_on is None and decision.cancelled_on == made.decided_on
    assert "xét xử sơ thẩm lại" in decision.reviewed
    assert case.deadlines.filter(rule="BLTTDS:350.1").exists()
    event = Event.objects.get(act="review.come_back_undone")
    assert (event.data["outcome"], event.data["decision"]) == ("retry", str(decision.pk))
    clerk = page("thuky")
    again = reverse("review:again", args=[made.pk])
    assert again in clerk.get(reverse("desk:home")).content.decode()
    assert clerk.get(reverse("cases:overview", args=[case.pk])).status_code == 200
    assert taken_up_anew(world.viewer("thuky"), case).url == again
    assert clerk.post(again, {"claims": "Trả tiền."}).status_code == 302
    anew = Case.objects.get(origin=case)
    assert (anew.state, anew.nature, anew.fee_receipt) == (
        "preparing",
        "suit",
        {},
    )  # it was given back (218.3)
    events.drain()
    assert before.isdisjoint(a.post_id for a in anew.assignments.filter(role="presiding"))  # 53.3
    known = told.learn(world.viewer("chanhan"), [decision.number])
    assert known.reviewed(decision.number) == "Bị hủy theo quyết định giám đốc thẩm, tái thẩm; giải quyết lại"
    assert "Quyết định đình chỉ" in known.noted(case)
    assert page("nguyendon").get(reverse("portal:case", args=[case.pk])).status_code == 200
    assert taken_up_anew(world.viewer("thuky"), case) is None
    audit.verify()


def test_a_quashed_suspension_lets_the_case_go_on_with_a_new_term(world):
    decision = at_rest(world)
    made = decided(world, decision)
    case = Case.objects.get(pk=decision.case_id)
    assert case.state == "preparing" and not made.to_retry and not actions.can_try_again(made)
    assert case.deadlines.filter(rule="BLTTDS:203.1.a", state="open", trigger_on=made.decided_on).exists()
    assert (
        code_of(
            actions.accept_again,
            by=world.viewer("thuky"),
            proceeding_id=made.pk,
            claims=["x"],
            at=clock.now(),
        )
        == "again.none"
    )


def test_a_suspension_that_ended_meanwhile_has_nothing_left_to_let_go_on(world):
    decision = at_rest(world)
    made = reviews.of_decision(world, decision, clock.now())
    resumed(world, decision.case, clock.now())
    reviews.decided(world, made, clock.now())
    assert Event.objects.filter(act="review.come_back", data__decision=str(decision.pk)).exists()
    assert Case.objects.get(pk=decision.case_id).state == "preparing"


def test_a_suspension_may_be_quashed_and_the_case_ended(world):
    decision = at_rest(world)
    decided(world, decision, "ended")
    case = Case.objects.get(pk=decision.case_id)
    assert case.state == "discontinued"
    assert not case.deadlines.filter(state="open", rule__startswith="BLTTDS:203").exists()


@pytest.mark.parametrize("outcome", ["kept", "amended"])
def test_kept_or_amended_a_decision_stays_in_effect(world, outcome):
    decision = ended(world)
    first = decision.effective_on
    made = decided(world, decision, outcome)
    decision.refresh_from_db()
    assert decision.effective_on == (first if outcome == "kept" else made.decided_on)
    assert decision.cancelled_on is None and Case.objects.get(pk=decision.case_id).state == "discontinued"
    assert ("sửa" in decision.reviewed) is (outcome == "amended")


def test_a_divorce_by_consent_is_quashed_and_the_request_taken_up_anew(world):
    decision = divorced(world)
    made = decided(world, decision, ground="213.2#trai-luat")
    case = Case.objects.get(pk=decision.case_id)
    assert (case.state, case.stage) == ("quashed", "Quyết định sơ thẩm bị hủy")
    anew = actions.accept_again(
        by=world.viewer("thuky"), proceeding_id=made.pk, claims=actions.claims_of(made), at=clock.now()
    )
    assert (anew.nature, anew.request_kind, anew.state) == ("request", "29.2", "preparing")
    assert [p.role for p in anew.parties.all()] == ["requester", "requester"]


@step
def agreed(world) -> CourseDecision:
    """What the parties agreed at the session, in effect at once."""
    people.staff_province(world)
    case = settled(world, moment(DAY))
    ripe(case)
    return recognise(world, case)


def test_an_agreement_is_quashed_on_its_own_grounds_and_the_case_taken_up_anew(world):
    decision = agreed(world)
    assert {"agreement"} <= rule.DECISIONS & rule.AGREED
    made = decided(world, decision, ground="213.2#loi-y-chi")
    case = Case.objects.get(pk=decision.case_id)
    assert case.state == "quashed"
    anew = actions.accept_again(
        by=world.viewer("thuky"), proceeding_id=made.pk, claims=actions.claims_of(made), at=clock.now()
    )
    assert (anew.nature, anew.state, anew.claims) == ("suit", "preparing", case.claims)


def test_a_closed_file_is_opened_again_by_the_decision_above(world):
    decision = ended(world)
    Case.objects.filter(pk=decision.case_id).update(state="archived")
    decided(world, decision)
    assert Case.objects.get(pk=decision.case_id).state == "ending_quashed"


def test_on_the_pages_a_number_of_several_courts_is_chosen_and_a_party_asks(world, page):
    decision = ended(world)
    clerk, mine = page("thuky.tinh"), page("nguyendon")
    found = clerk.get(reverse("review:receive"), {"so": str(decision)}).content.decode()
    assert decision.title in found and "326" in found and "352" in found
    party = reverse("review:mine", args=[decision.case_id])
    assert party in mine.get(reverse("portal:case", args=[decision.case_id])).content.decode()
    shown = mine.get(party).content.decode()
    assert decision.title in shown and "Gửi đơn đề nghị" in shown
    person = decision.case.parties.get(user__username="nguyendon").pk
    data = {"ground": "326.1.c", "reason": "Áp dụng sai luật.", "party": str(person)}
    assert mine.post(party, {**data, "reason": ""}).status_code == 422
    assert mine.post(party, data).status_code == 302
    made = Application.objects.get()
    assert made.decision == decision
    assert decision.title in clerk.get(reverse("review:one", args=[made.pk])).content.decode()
    assert str(decision) in clerk.get(reverse("review:list")).content.decode()
    protest = reviews.of_decision(world, decision, clock.now())
    assert decision.title in page("thuky").get(reverse("review:protest", args=[protest.pk])).content.decode()
    shown = page("thuky").get(reverse("review:case", args=[decision.case_id])).content.decode()
    assert protest.protest_number in shown
    reviews.decided(world, protest, clock.now())
    assert (
        "giám đốc thẩm" in page("thuky").get(reverse("course:case", args=[decision.case_id])).content.decode()
    )


def test_two_decisions_of_one_number_are_told_apart(world, page, monkeypatch):
    decision = ended(world)
    other = Ruling(
        decision.case,
        decision=CourseDecision(
            pk=decision.case_id, case=decision.case, kind="ruling", content={}, decided_on=decision.decided_on
        ),
    )
    mine = Ruling(decision.case, decision=decision)
    monkeypatch.setattr(queries, "named", lambda _viewer, _number: [mine, other])
    clerk = page("thuky.tinh")
    asked = clerk.get(reverse("review:receive"), {"so": str(decision)}).content.decode()
    assert f"chon={decision.pk}" in asked and 'name="reason"' not in asked
    chosen = clerk.get(reverse("review:receive"), {"so": str(decision), "chon": str(decision.pk)})
    assert 'name="reason"' in chosen.content.decode()


def test_after_the_year_no_application_comes_through_the_portal(world):
    decision = ended(world)
    late = clock.now() + timedelta(days=400)
    clock.move_to(late)
    assert code_of(actions.file, **asking(world, decision, at=late)) == "review.late"
