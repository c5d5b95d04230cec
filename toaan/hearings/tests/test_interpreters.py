"""Whoever interprets is chosen, pledges, is called to every sitting, and is replaced by whom the law says (81–84, 231)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.cases import actions as cases
from toaan.core import audit, clock
from toaan.demo import steps
from toaan.hearings import actions, queries
from toaan.rules.attendance import InterpreterFacts, without_interpreter

from .helpers import judge_of, session
from .test_acts import refused

pytestmark = pytest.mark.django_db


def data(case, **more):
    said = {
        "name": "Thạch Sa Ry", "language": "tiếng Khmer", "address": "Số 12 đường Lộ Mới", "chosen": "agreed",
        "party_id": case.parties.get(role="defendant").pk,
    }  # fmt: skip
    return cases.InterpreterData(**{**said, **more})


@step
def accepted(world, case, at, **more):
    return cases.accept_interpreter(by=judge_of(world, case), case_id=case.pk, data=data(case, **more), at=at)


def called(hearing):
    return [p.name for p in hearing.participations.filter(role="interpreter")]


def test_the_judge_accepts_him_the_clerk_notes_his_pledge_and_sittings_call_him(world, now):
    case = steps.assigned_case(world, now)
    planned = session(world, case, at=now, starts=steps.next_working_day(now + timedelta(days=8)))
    clerk = world.viewer("thuky")
    refused("not_allowed", cases.accept_interpreter, by=clerk, case_id=case.pk, data=data(case), at=now)
    made = accepted(world, case, now)
    assert called(planned) == ["Thạch Sa Ry"]
    assert planned.participations.get(role="interpreter").title == "Người phiên dịch tiếng Khmer"
    refused("interpreter.exists", accepted, world, case, now)
    refused(
        "interpreter.pledge_day",
        cases.record_pledge,
        by=clerk,
        interpreter_id=made.pk,
        on=clock.today() + timedelta(days=1),
        at=now,
    )
    cases.record_pledge(by=clerk, interpreter_id=made.pk, on=clock.today(), at=now)
    refused(
        "interpreter.pledged", cases.record_pledge, by=clerk, interpreter_id=made.pk, on=clock.today(), at=now
    )
    assert audit.verify().good


def test_whom_82_bars_is_refused_with_the_point(world, now):
    case = steps.assigned_case(world, now)
    plaintiff, defendant = case.parties.get(role="plaintiff"), case.parties.get(role="defendant")
    clerk = world.viewer("thuky")
    for kind, name in (("lawyer", "Đinh Thế Vinh"), ("authorised", "Mai Kim Yến")):
        cases.register_protector(
            by=clerk, case_id=case.pk, party_id=defendant.pk, kind=kind, name=name, at=now
        )
    for name, point in (
        (plaintiff.name, "điểm a"), ("Đinh Thế Vinh", "điểm b"), ("Mai Kim Yến", "khoản 2 Điều 81"),
        (world.users["thuky"].full_name, "điểm c"),
    ):  # fmt: skip
        assert point in refused("interpreter.barred", accepted, world, case, now, name=name).message
    # He alone knows the signs of the disabled party he represents (81.2).
    assert accepted(world, case, now, name="Mai Kim Yến", only_one=True, language="ngôn ngữ ký hiệu")
    for wrong, code in (
        ({"name": " "}, "no_name"), ({"language": ""}, "no_language"), ({"address": ""}, "no_address"),
        ({"party_id": None, "chosen": "party"}, "no_party"),
    ):  # fmt: skip
        refused(f"interpreter.{code}", accepted, world, case, now, **wrong)


def test_the_president_replaces_him_before_the_hearing_the_panel_at_it(world, now):
    case = steps.assigned_case(world, now)
    case.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    case = steps.trial_decided_case(world, now, case=steps.mediated_case(world, now, case=case))
    judge, president = world.viewer("thamphan"), world.viewer("chanhan")
    at = clock.now()
    first = accepted(world, case, at)
    why = {"ground": "interpreter:82.2.a", "reason": "Là cháu ruột của bị đơn.", "at": at}
    refused(
        "interpreter.president_decides", cases.replace_interpreter, by=judge, interpreter_id=first.pk, **why
    )
    refused(
        "interpreter.no_ground",
        cases.replace_interpreter,
        by=president,
        interpreter_id=first.pk,
        **{**why, "ground": ""},
    )
    refused(
        "interpreter.no_reason",
        cases.replace_interpreter,
        by=president,
        interpreter_id=first.pk,
        **{**why, "reason": ""},
    )
    cases.replace_interpreter(by=president, interpreter_id=first.pk, **why)
    refused("interpreter.ended", cases.replace_interpreter, by=president, interpreter_id=first.pk, **why)
    hearing = queries.current_trial(case)
    assert called(hearing) == []
    second = accepted(world, case, at, name="Sơn Thị Ngà")
    assert called(hearing) == ["Sơn Thị Ngà"]
    # Without the interpreter the hearing does not open (231.2).
    moment = hearing.starts_at + timedelta(minutes=5)
    clock.move_to(moment)
    marks = {p.pk: actions.Mark("present") for p in hearing.participations.all()}
    row = hearing.participations.get(role="interpreter")
    marks[row.pk] = actions.Mark("absent", reason="Ốm")
    actions.record_attendance(by=world.viewer("thuky"), hearing_id=hearing.pk, marks=marks, at=moment)
    said = refused("hearing.must_adjourn", actions.open_hearing, by=judge, hearing_id=hearing.pk, at=moment)
    assert "231.2" in said.message
    marks = {row.pk: actions.Mark("present")}
    actions.record_attendance(by=world.viewer("thuky"), hearing_id=hearing.pk, marks=marks, at=moment)
    actions.open_hearing(by=judge, hearing_id=hearing.pk, at=moment)
    why["at"] = moment
    refused(
        "interpreter.panel_decides", cases.replace_interpreter, by=president, interpreter_id=second.pk, **why
    )
    cases.replace_interpreter(by=judge, interpreter_id=second.pk, **why)


def test_another_one_of_the_same_language_takes_his_place():
    absent, there = InterpreterFacts("A", "Tiếng Khmer", False), InterpreterFacts("B", "tiếng Khmer", True)
    assert not without_interpreter([absent, there])
    assert [o.article for o in without_interpreter([absent])] == ["BLTTDS 231.2"]
    assert without_interpreter([absent, InterpreterFacts("C", "tiếng Chăm", True)])


def test_the_pages_take_him_in_and_let_him_go(world, now, page):
    case = steps.assigned_case(world, now)
    judge = page(steps.presiding(world, case))
    address = reverse("cases:accept_interpreter", args=[case.pk])
    assert judge.get(address).status_code == 200 and page("thuky").get(address).status_code == 403
    said = {"name": "Thạch Sa Ry", "language": "tiếng Khmer", "address": "", "chosen": "court", "party": ""}
    bad = judge.post(address, said)
    assert bad.status_code == 422 and "Thạch Sa Ry" in bad.content.decode()
    assert judge.post(address, {**said, "address": "Số 12 đường Lộ Mới"}).status_code == 302
    made = case.interpreters.get()
    pledge, replace = (
        reverse(f"cases:{name}", args=[case.pk, made.pk]) for name in ("record_pledge", "replace_interpreter")
    )
    assert page("thuky").get(pledge).status_code == 200
    assert page("thuky").post(pledge, {"on": f"{clock.today():%d/%m/%Y}"}).status_code == 302
    shown = page("chanhan").get(reverse("cases:parties", args=[case.pk])).content.decode()
    assert "tiếng Khmer" in shown and replace in shown
    assert page("chanhan").get(replace).status_code == 200
    why = {"ground": "interpreter:82.2.a", "reason": "Là em vợ của nguyên đơn, đề nghị ngày 07/01/2026."}
    assert page("chanhan").post(replace, why).status_code == 302
    assert "Đã thay đổi" in page("thuky").get(reverse("cases:parties", args=[case.pk])).content.decode()
