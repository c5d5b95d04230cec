"""The committee of judges sits, decides, and its decision does its work on the judgment (BLTTDS 337–350, 356)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.books import told
from toaan.cases.models import Case
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.demo import reviews
from toaan.judgments.models import Judgment
from toaan.review import actions
from toaan.review.models import Letter, Proceeding
from toaan.rules import review as rule

LATER = timedelta(days=14)


def code_of(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


@pytest.fixture
def preparing(world, judgment, at) -> Proceeding:
    return reviews.of_procuracy(world, judgment, at)


@step
def sitting(world, at, **change):
    posts = [
        p.pk
        for name, p in world.posts.items()
        if name.endswith(".tinh") and name.startswith(("thamphan", "chanhan"))
    ]
    values = {
        "session_at": at + LATER, "place": "Phòng xử án số 1", "members": posts, "presiding": world.posts["chanhan.tinh"].pk,
        "reporter": world.posts["thamphan2.tinh"].pk, "procurator": "Ông Văn Thắng", **change,
    }  # fmt: skip
    return actions.Sitting(**values)


@pytest.fixture
def heard(world, preparing, at) -> Proceeding:
    """The session took place with all members."""
    return reviews.heard(world, preparing, at)


def wish(made, outcome, **change):
    parts = made.judgment.parts.values_list("order", flat=True)
    return actions.Wish(
        **{"outcomes": dict.fromkeys(parts, outcome), "votes": 6, "reason": "Kháng nghị có căn cứ.", **change}
    )


@pytest.mark.parametrize(
    ("total", "present", "quorate"),
    [(6, 4, True), (6, 3, False), (7, 5, True), (7, 4, False), (3, 0, False), (3, 4, False)],
)
def test_two_thirds_of_all_members_take_part(total, present, quorate):
    assert rule.is_quorate(total, present) is quorate


@pytest.mark.parametrize(
    ("total", "votes", "carried"), [(6, 4, True), (6, 3, False), (7, 4, True), (5, 6, False)]
)
def test_more_than_half_of_all_members_carry_a_decision(total, votes, carried):
    assert rule.is_carried(total, votes) is carried


def test_what_may_be_decided_depends_on_the_way_and_on_the_instance():
    assert set(rule.outcomes("reopening", second_instance=True)) == {"kept", "retry", "ended"}
    assert set(rule.outcomes("cassation", second_instance=False)) == {"kept", "retry", "ended", "amended"}
    assert "restored" in rule.outcomes("cassation", second_instance=True)


def test_the_session_is_set_within_four_months_by_members_who_did_not_sit(world, preparing, at):
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": preparing.pk, "at": at}
    for change, code in (
        ({"session_at": at}, "review.bad_time"), ({"session_at": at + timedelta(days=130)}, "review.too_late"),
        ({"place": " "}, "review.no_place"), ({"members": [world.posts["thamphan"].pk]}, "review.members"),
        ({"presiding": world.posts["thamphan2.tinh"].pk}, "review.presiding"),
        ({"reporter": world.posts["thamphan"].pk}, "review.reporter"),
    ):  # fmt: skip
        assert code_of(actions.set_session, **own, plan=sitting(world, at, **change)) == code
    made = actions.set_session(**own, plan=sitting(world, at))
    assert (made.state, made.members.count()) == ("session_set", 6)
    told = Event.objects.get(act="review.set_session")
    assert told.data["serve_parties"] == [] and told.documents[0]["kind"] == "cassation_notice"
    assert actions.set_session(**own, plan=sitting(world, at, summons=True)).summons


def test_no_minutes_without_presentation_quorum_and_procurator(world, preparing, at):
    actions.set_session(
        by=world.viewer("chanhan.tinh"), proceeding_id=preparing.pk, plan=sitting(world, at), at=at
    )
    clerk = {"by": world.viewer("thuky.tinh"), "proceeding_id": preparing.pk}
    everybody = [p.pk for p in preparing.members.all()]
    good = {"present": everybody, "procurator": "Ông Văn Thắng", "heard": "Các bên phát biểu."}
    then = at + LATER
    assert code_of(actions.keep_minutes, **clerk, **good, at=at) == "review.too_early"
    clock.move_to(then)
    assert code_of(actions.keep_minutes, **clerk, **good, at=then) == "review.no_presentation"
    report = {"proceeding_id": preparing.pk, "text": "Tóm tắt vụ án.", "at": then}
    assert code_of(actions.send_report, by=world.viewer("thamphan3.tinh"), **report) == "not_allowed"
    assert actions.is_late(actions.send_report(by=world.viewer("thamphan2.tinh"), **report))
    for change, code in (
        ({"present": everybody[:3]}, "review.quorum"), ({"procurator": ""}, "review.no_procurator"),
        ({"present": [p for p in everybody if p != world.posts["chanhan.tinh"].pk]}, "review.presiding_absent"),
    ):  # fmt: skip
        assert code_of(actions.keep_minutes, **clerk, **{**good, **change}, at=then) == code


def test_quashed_for_a_new_trial_the_case_is_taken_up_with_fresh_terms(world, page, heard, at):
    then = clock.now()
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": heard.pk, "at": then}
    for change, code in (
        ({"votes": 3}, "review.not_carried"), ({"votes": 7}, "review.more_votes"), ({"outcomes": {1: "retry"}}, "review.parts"),
        ({"reason": " "}, "review.no_text"),
    ):  # fmt: skip
        assert code_of(actions.decide, **own, wish=wish(heard, "retry", **change)) == code
    assert code_of(actions.decide, **own, wish=wish(heard, "retry_above")) == "review.outcome"
    assert code_of(actions.decide, **own, wish=wish(heard, "amended")) == "review.incomplete"
    assert code_of(actions.decide, **own, wish=wish(heard, "ended")) == "review.no_consequences"
    again = {"by": world.viewer("thuky"), "proceeding_id": heard.pk, "claims": ["Trả tiền."], "at": then}
    assert code_of(actions.accept_again, **again) == "again.none"
    letter = actions.decide(**own, wish=wish(heard, "retry"))
    assert "-GĐT" in str(letter) or "/DS-GĐT" in str(letter)
    one = Judgment.objects.select_related("case", "effect").get(pk=heard.judgment_id)
    assert (one.case.state, one.effective_on) == ("quashed", None)
    assert all(p.effective_on is None and "không còn" in p.lifted for p in one.effect.parts.all())
    assert one.case.deadlines.filter(rule="BLTTDS:350.1").exists()
    made = actions.accept_again(**again)
    assert (
        made.accepted_on == clock.local_date(then)
        and made.deadlines.filter(rule__startswith="BLTTDS:203").exists()
    )
    assert code_of(actions.accept_again, **again) == "again.done"
    book = page("chanhan").get(reverse("books:book", args=["ban-an"])).content.decode()
    assert "Bị hủy theo quyết định giám đốc thẩm" in book
    assert page("chanhan").get(reverse("cases:overview", args=[one.case_id])).status_code == 200
    audit.verify()


def test_kept_or_amended_the_judgment_stays_in_effect(world, heard):
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": heard.pk, "at": clock.now()}
    before = heard.judgment.effective_on
    first = heard.judgment.parts.first().order
    outcomes = {p.order: "amended" if p.order == first else "kept" for p in heard.judgment.parts.all()}
    mixed = {
        "outcomes": outcomes,
        "amended": "Trả 90.000.000 đồng.",
        "complete": True,
        "consequences": "Chưa thi hành.",
    }
    assert actions.decide(**own, wish=wish(heard, "kept", **mixed)).issued
    one = Judgment.objects.select_related("case", "effect").get(pk=heard.judgment_id)
    assert (one.case.state, one.effective_on) == (
        "effective",
        None,
    )  # what is in effect of it stands in the decision
    amended, *kept = one.effect.parts.all()
    assert (amended.outcome, amended.effective_on) == (
        "Sửa",
        None,
    ) and "nội dung ghi trong" in amended.explanation
    assert kept and all(p.effective_on == before for p in kept)


def test_quashed_in_part_the_case_says_so_and_its_file_may_be_closed_again(world, page, heard):
    first = heard.judgment.parts.first().order
    outcomes = {p.order: "retry" if p.order == first else "kept" for p in heard.judgment.parts.all()}
    assert len(outcomes) > 1
    before = heard.judgment.effective_on
    Case.objects.filter(pk=heard.case_id).update(state="archived")  # the decision reaches a closed file too
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": heard.pk, "at": clock.now()}
    actions.decide(**own, wish=wish(heard, "kept", outcomes=outcomes))
    case = Case.objects.get(pk=heard.case_id)
    assert (case.state, case.stage) == ("part_quashed", "Bản án bị hủy một phần, phần còn lại có hiệu lực")
    gone, *kept = Judgment.objects.get(pk=heard.judgment_id).effect.parts.all()
    assert gone.effective_on is None and "hủy" in gone.explanation
    assert kept and all(p.effective_on == before for p in kept)
    assert case.can("dossiers.close") and case.deadlines.filter(rule="BLTTDS:350.1").exists()
    shown = page("chanhan").get(reverse("cases:overview", args=[case.pk])).content.decode()
    assert "Bản án bị hủy một phần" in shown
    known = told.learn(world.viewer("chanhan"), [heard.judgment.number])
    assert "phần còn lại có hiệu lực" in known.reviewed(heard.judgment.number)
    mine = page("nguyendon").get(reverse("portal:case", args=[case.pk])).content.decode()
    assert "Một phần bị hủy theo quyết định giám đốc thẩm, tái thẩm" in mine
    heard.refresh_from_db()
    assert heard.to_retry
    audit.verify()


@pytest.mark.parametrize(
    ("outcome", "state"), [("retry", "quashed"), ("kept", "archived"), ("amended", "archived")]
)
def test_the_decision_on_a_case_whose_file_is_closed(world, heard, outcome, state):
    Case.objects.filter(pk=heard.case_id).update(state="archived")
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": heard.pk, "at": clock.now()}
    more = {"amended": "Trả 90.000.000 đồng.", "complete": True, "consequences": "Chưa thi hành."}
    actions.decide(**own, wish=wish(heard, outcome, **more))
    assert Case.objects.get(pk=heard.case_id).state == state


def test_on_the_pages_from_the_session_to_the_new_case(world, page, preparing, at):
    president, clerk, judge, below = (
        page("chanhan.tinh"),
        page("thuky.tinh"),
        page("thamphan2.tinh"),
        page("thuky"),
    )
    one = reverse("review:protest", args=[preparing.pk])

    def step(slug):
        return reverse("review:session_step", args=[preparing.pk, slug])

    plan = sitting(world, at)
    day = clock.local_date(plan.session_at)
    data = {
        "day": f"{day:%d/%m/%Y}", "starts_at": "09:00", "place": "Phòng 1", "members": [str(p) for p in plan.members],
        "presiding": str(plan.presiding), "reporter": str(plan.reporter), "procurator": "",
    }  # fmt: skip
    assert president.get(step("an-dinh-phien-toa")).status_code == 200
    assert president.post(step("an-dinh-phien-toa"), {**data, "place": ""}).status_code == 422
    assert president.post(step("an-dinh-phien-toa"), data).status_code == 302
    assert step("thuyet-trinh") in judge.get(one).content.decode()
    assert judge.post(step("thuyet-trinh"), {"text": "Tóm tắt."}).status_code == 302
    clock.move_to(plan.session_at + timedelta(hours=1))
    kept = {"present": data["members"], "procurator": "Ông Văn Thắng", "heard": "Phát biểu."}
    assert clerk.get(step("bien-ban")).status_code == 200
    assert clerk.post(step("bien-ban"), kept).status_code == 302
    assert clerk.get(reverse("review:minutes", args=[preparing.pk])).status_code == 200
    parts = {f"part{p.order}": "retry" for p in preparing.judgment.parts.all()}
    assert president.get(step("quyet-dinh")).status_code == 200
    assert president.post(step("quyet-dinh"), {**parts, "reason": "", "votes": "6"}).status_code == 422
    assert (
        president.post(step("quyet-dinh"), {**parts, "reason": "Có căn cứ.", "votes": "6"}).status_code == 302
    )
    letter = Letter.objects.get(kind="decision")
    party = page("nguyendon")
    mine = party.get(reverse("review:mine", args=[preparing.judgment.case_id])).content.decode()
    assert reverse("review:my_letter", args=[letter.pk]) in mine
    assert party.get(reverse("review:my_letter", args=[letter.pk])).status_code == 200
    again = reverse("review:again", args=[preparing.pk])
    assert again in below.get(one).content.decode() and below.get(again).status_code == 200
    assert clerk.get(again).status_code == 403
    assert below.post(again, {"claims": "Trả tiền."}).status_code == 302
    assert below.get(one).status_code == 200 and below.get(again).status_code == 302


def what_waits(page, who) -> str:
    return page(who).get(reverse("desk:waiting")).content.decode()


def test_each_finds_his_step_among_what_waits(world, page, preparing, at):
    session, report = "Ấn định phiên tòa của Ủy ban Thẩm phán", "Làm bản thuyết trình"
    decide, minutes = "Ra quyết định của Ủy ban Thẩm phán", "Lập biên bản phiên tòa của Ủy ban Thẩm phán"
    clock.move_to(at)
    assert session in what_waits(page, "chanhan.tinh")
    assert session not in what_waits(page, "thamphan.tinh")
    made = actions.set_session(
        by=world.viewer("chanhan.tinh"), proceeding_id=preparing.pk, plan=sitting(world, at), at=at
    )
    clock.move_to(at + timedelta(hours=1))
    assert session not in what_waits(page, "chanhan.tinh")
    assert report in what_waits(page, "thamphan2.tinh") and report not in what_waits(page, "thamphan.tinh")
    assert minutes not in what_waits(page, "thuky.tinh")  # not before the session
    actions.send_report(
        by=world.viewer("thamphan2.tinh"), proceeding_id=made.pk, text="Tóm tắt.", at=clock.now()
    )
    assert report not in what_waits(page, "thamphan2.tinh")
    clock.move_to(at + LATER + timedelta(hours=1))
    assert minutes in what_waits(page, "thuky.tinh")
    reviews.heard(world, Proceeding.objects.get(pk=made.pk), at)
    assert decide in what_waits(page, "chanhan.tinh")
