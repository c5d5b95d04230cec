"""A party asks that somebody be replaced; whom the law names answers with reasons (BLTTDS 52–56, 80–84, 240, 368)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.cases import actions as cases
from toaan.core import clock, events
from toaan.core.errors import Refused
from toaan.core.models import Court, Post
from toaan.core.waiting import waiting_for
from toaan.course import actions
from toaan.course.tests.helpers import judge_of
from toaan.delivery.models import Service
from toaan.demo import steps
from toaan.dossiers.models import Folio
from toaan.hearings import actions as hearings
from toaan.rules.replacing import decider, grounds_for
from toaan.rules.tests.shipped import ROWS

pytestmark = pytest.mark.django_db


WHO = [
    ("judge", {}, "president", "khoản 1 Điều 56"),
    ("judge", {"opened": True}, "panel", "khoản 2 Điều 56"),
    ("judge", {"of_president": True}, "court_above", "khoản 1 Điều 56"),
    ("judge", {"opened": True, "of_president": True}, "court_above", "khoản 1 Điều 56"),
    ("clerk", {"opened": True}, "panel", "khoản 2 Điều 56"),
    ("judge", {"request": True}, "president", "khoản 1 Điều 368"),
    ("clerk", {"request": True, "opened": True}, "president", "điểm a khoản 2 Điều 368"),
    (
        "judge",
        {"request": True, "opened": True, "of_president": True},
        "court_above",
        "điểm a khoản 2 Điều 368",
    ),
    ("judge", {"request": True, "opened": True, "judges": 3}, "panel", "điểm b khoản 2 Điều 368"),
    ("expert", {"request": True}, "president", "khoản 1 Điều 84"),
    ("interpreter", {"opened": True}, "panel", "khoản 2 Điều 84"),
]


@pytest.mark.parametrize(("office", "facts", "who", "article"), WHO)
def test_who_decides(office, facts, who, article):
    usual = {"opened": False, "request": False, "judges": 1, "of_president": False}
    found = decider(office, **{**usual, **facts})
    assert (found.who, found.citation) == (who, article)


def test_each_office_has_the_grounds_of_its_own_article():
    day = date(2026, 1, 5)
    found = {
        o: [g.article for g in grounds_for(ROWS, o, day)] for o in ("judge", "clerk", "expert", "interpreter")
    }
    assert found["judge"] == ["52.1", "52.2", "52.3", "53.2", "53.3", "53.4"]
    assert found["clerk"] == ["52.1", "52.2", "52.3", "54.2", "54.3"]
    assert found["expert"] == ["80.2.a", "80.2.b", "80.2.c"]
    assert found["interpreter"] == ["82.2.a", "82.2.b", "82.2.c"]


def refused(code, act, **more):
    with pytest.raises(Refused) as found:
        act(**more)
    assert found.value.code == code
    return found.value


def ask(world, case, at, role="presiding", who="nguyendon", **more):
    said = {
        "id": uuid.uuid4(), "party_id": case.parties.get(role="plaintiff").pk, "ground": "replaced:52.1",
        "whom": f"officer:{case.assignments.get(role=role, ended_at=None).pk}", "reason": "Là em họ của bị đơn.",
    }  # fmt: skip
    asked = actions.ReplacementAsked(**(said | more))
    return actions.ask_replacement(by=world.viewer(who), case_id=case.pk, asked=asked, at=at)


def answer(world, made, at, who="chanhan", **more):
    said = {"accept": False, "opinion": "Không có quan hệ họ hàng.", "reason": "Không có căn cứ."}
    by = world.viewer(who) if isinstance(who, str) else who
    return actions.answer_replacement(by=by, replacement_id=made.pk, at=at, **(said | more))


@pytest.fixture
def case(world, now):
    found = steps.assigned_case(world, now)
    found.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    return found


def test_the_president_answers_before_the_hearing_and_the_requester_is_told(world, now, case):
    party = case.parties.get(role="plaintiff")
    other = case.parties.get(role="defendant").pk
    refused("replacement.not_yours", ask, world=world, case=case, at=now, party_id=other)
    refused("replacement.no_ground", ask, world=world, case=case, at=now, ground="replaced:54.2")
    refused("replacement.no_reason", ask, world=world, case=case, at=now, reason=" ")
    refused("replacement.whom", ask, world=world, case=case, at=now, whom="expert", ground="replaced:80.2.a")
    made = ask(world, case, now)
    assert Folio.objects.filter(dossier__case=case, kind="replacement_request").exists()
    refused("replacement.filed", ask, world=world, case=case, at=now, id=made.pk)
    refused("replacement.waiting", ask, world=world, case=case, at=now)
    assert "Giải quyết đề nghị thay đổi" in " ".join(w.title for w in waiting_for(world.viewer("chanhan")))
    refused("replacement.president_decides", answer, world=world, made=made, at=now, who="thamphan")
    refused("not_allowed", answer, world=world, made=made, at=now, who="thuky")
    refused("replacement.no_reason", answer, world=world, made=made, at=now, reason="")
    answer(world, made, now, accept=True)
    refused("replacement.decided", answer, world=world, made=made, at=now)
    events.drain()
    notice = Service.objects.get(case=case, kind="replacement_answer")
    assert {r.party_id for r in notice.recipients.all()} == {party.pk} and notice.number
    assert "Cử người thay" in " ".join(w.title for w in waiting_for(world.viewer("chanhan")))


@pytest.fixture
def of_president(world, now, case):
    """A request to replace the judge of the case, who is the president; with a court above and its president."""
    above = Court.objects.create(
        code="TREN", name="Tòa án nhân dân tỉnh trên", level=Court.Level.PROVINCE, valid_from=date(2025, 7, 1)
    )
    Court.objects.filter(pk=case.court_id).update(parent=above)
    for name, kind in (("phochanhan", "president"), ("thamphan3", "judge"), ("vanthu", "clerk")):
        Post.objects.filter(pk=world.posts[name].pk).update(court=above, kind=kind)
        world.posts[name].refresh_from_db()
    case.assignments.filter(role="presiding").update(post=world.posts["chanhan"])
    return ask(world, case, now)


def test_the_judge_who_is_the_president_is_replaced_by_the_court_above(world, now, case, of_president):
    made = of_president
    said = refused("replacement.court_above", answer, world=world, made=made, at=now)
    assert "Tòa án nhân dân tỉnh trên" in said.message
    assert "Giải quyết đề nghị" not in " ".join(w.title for w in waiting_for(world.viewer("chanhan")))
    work = [w for w in waiting_for(world.viewer("phochanhan")) if w.act == "course.answer_replacement"]
    assert [(w.matter, w.about) for w in work] == [(str(case), case.court.name)]
    refused("not_allowed", answer, world=world, made=made, at=now, who="thamphan3")
    refused("not_allowed", answer, world=world, made=made, at=now, who="vanthu")
    refused("replacement.no_reason", answer, world=world, made=made, at=now, who="phochanhan", reason="")
    answer(world, made, now, who="phochanhan", accept=True)
    refused("replacement.decided", answer, world=world, made=made, at=now, who="phochanhan")
    assert not [w for w in waiting_for(world.viewer("phochanhan")) if w.act == "course.answer_replacement"]
    assert "Cử người thay" in " ".join(w.title for w in waiting_for(world.viewer("chanhan")))
    events.drain()
    notice = Service.objects.get(case=case, kind="replacement_answer")
    assert notice.number


def test_the_court_above_decides_on_its_president_only(world, now, case, of_president):
    other = ask(world, case, now, role="clerk", ground="replaced:52.1")
    refused("not_allowed", answer, world=world, made=other, at=now, who="phochanhan")
    assert made_state(other) == made_state(of_president) == "filed"


def made_state(made):
    made.refresh_from_db()
    return made.state


def test_without_a_court_above_on_this_system_it_is_sent_on_by_hand(world, now, case):
    Court.objects.filter(pk=case.court_id).update(parent=None)
    case.assignments.filter(role="presiding").update(post=world.posts["chanhan"])
    said = refused("replacement.court_above", answer, world=world, made=ask(world, case, now), at=now)
    assert "Hãy chuyển đề nghị lên" in said.message


def test_the_court_above_sees_the_request_and_nothing_else_of_the_case(world, now, case, of_president, page):
    address = reverse("course:decide_replacement", args=[case.pk, of_president.pk])
    above = page("phochanhan")
    shown = above.get(address)
    assert shown.status_code == 200
    words = shown.content.decode()
    assert of_president.reason in words
    assert case.parties.get(role="defendant").name not in words.replace(of_president.reason, "")
    for closed in ("cases:overview", "course:case", "cases:parties", "dossiers:case"):
        assert above.get(reverse(closed, args=[case.pk])).status_code == 404, closed
    assert page("thamphan3").get(address).status_code == 404
    below = page("chanhan").get(address).content.decode()
    assert "Tòa án cấp trên quyết định" in below and "<textarea" not in below
    said = {"answer": "refuse", "opinion": "", "reason": ""}
    assert above.post(address, said).status_code == 422
    assert above.post(address, {**said, "reason": "Không có quan hệ họ hàng."}).status_code == 302
    assert above.post(address, {**said, "reason": "Không có quan hệ họ hàng."}).status_code == 302
    tab = page("thuky").get(reverse("course:case", args=[case.pk])).content.decode()
    assert "Không có quan hệ họ hàng." in tab and "Tòa án nhân dân tỉnh trên" in tab


def test_at_the_hearing_the_panel_hears_him_and_another_is_named_within_three_days(world, now, case):
    case = steps.trial_decided_case(world, now, case=steps.mediated_case(world, now, case=case))
    hearing = steps.opened_hearing(world, now, case=case)
    at = clock.now()
    made = ask(world, case, at, role="clerk", who="thuky", ground="replaced:52.3")
    refused("replacement.panel_decides", answer, world=world, made=made, at=at)
    judge = judge_of(world, case)
    refused("replacement.no_opinion", answer, world=world, made=made, at=at, who=judge, opinion="")
    answer(world, made, at, who=judge, accept=True)
    starts = steps.next_working_day(at + timedelta(days=10))
    hearings.adjourn(
        by=judge, hearing_id=hearing.pk, reason="Thay đổi Thư ký phiên tòa", room_id=hearing.room_id, starts_at=starts,
        ends_at=starts + timedelta(hours=2), at=at,
    )  # fmt: skip
    events.drain()
    limit = case.deadlines.get(rule="BLTTDS:56.4")
    assert limit.trigger_on == clock.local_date(at) and limit.owner == "leaders"
    assert not Service.objects.filter(case=case, kind="replacement_answer").exists(), (
        "it was said at the hearing"
    )


def test_an_interpreter_leaves_with_the_answer(world, now, case):
    data = cases.InterpreterData("Thạch Sa Ry", "tiếng Khmer", "Số 12 đường Lộ Mới", "court")
    speaks = cases.accept_interpreter(by=judge_of(world, case), case_id=case.pk, data=data, at=now)
    made = ask(world, case, now, whom=f"interpreter:{speaks.pk}", ground="interpreter:82.2.a")
    answer(world, made, now, accept=True)
    speaks.refresh_from_db()
    assert speaks.ended_at and "Theo đề nghị của" in speaks.reason


def test_an_interpreter_who_has_left_is_not_replaced_and_the_request_is_not_half_answered(world, now, case):
    data = cases.InterpreterData("Thạch Sa Ry", "tiếng Khmer", "Số 12 đường Lộ Mới", "court")
    speaks = cases.accept_interpreter(by=judge_of(world, case), case_id=case.pk, data=data, at=now)
    made = ask(world, case, now, whom=f"interpreter:{speaks.pk}", ground="interpreter:82.2.a")
    president = world.viewer("chanhan")
    cases.replace_interpreter(
        by=president, interpreter_id=speaks.pk, ground="interpreter:82.2.a", reason="Tự từ chối.", at=now
    )
    with pytest.raises(Refused) as refused:
        answer(world, made, now, accept=True)
    assert refused.value.code == "interpreter.ended"
    made.refresh_from_db()
    assert made.state == made.State.FILED and not made.answer


def test_the_pages(world, now, case, page):
    mine = reverse("course:my_replacements", args=[case.pk])
    held = case.assignments.get(role="presiding")
    party = case.parties.get(role="plaintiff")
    said = {
        "key": str(uuid.uuid4()), "party": str(party.pk), "whom": f"officer:{held.pk}", "expert": "", "ground": "judge/replaced:52.1",
        "reason": "",
    }  # fmt: skip
    citizen = page("nguyendon")
    assert citizen.get(mine).status_code == 200
    assert citizen.post(mine, said).status_code == 422
    assert citizen.post(mine, {**said, "reason": "Là em họ của bị đơn."}).status_code == 302
    made = case.replacements.get()
    assert "Chờ giải quyết" in citizen.get(mine).content.decode()
    decide = reverse("course:decide_replacement", args=[case.pk, made.pk])
    assert page("thuky").get(decide).status_code == 403
    tab = page("chanhan").get(reverse("course:case", args=[case.pk])).content.decode()
    assert decide in tab
    assert str(made) in page("chanhan").get(decide).content.decode(), "whom it is about"
    assert page("chanhan").post(decide, {"answer": "accept", "opinion": "", "reason": ""}).status_code == 422
    good = {"answer": "accept", "opinion": "", "reason": "Có giấy khai sinh."}
    assert page("chanhan").post(decide, good).status_code == 302
    tab = page("chanhan").get(reverse("course:case", args=[case.pk])).content.decode()
    assert reverse("cases:handover_choose", args=[held.post_id]) in tab
    enter = reverse("course:enter_replacement", args=[case.pk])
    assert page("thuky").get(enter).status_code == 200 and page("thamphan").get(enter).status_code == 403
