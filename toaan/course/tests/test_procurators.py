"""The procurator of a case: named by a letter, asked to be replaced, replaced by whom the law says (BLTTDS 57–62, 232, 296, 368.3)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.core import audit, clock, events, files
from toaan.core.errors import Refused
from toaan.core.waiting import waiting_for
from toaan.course import actions
from toaan.course.tests.helpers import judge_of
from toaan.delivery.models import PROCURACY, Service
from toaan.demo import steps
from toaan.dossiers.models import Folio
from toaan.dossiers.tests.test_copies import words_of
from toaan.hearings import actions as hearings
from toaan.hearings import people
from toaan.hearings.models import TrialDecision
from toaan.rules import recusal
from toaan.rules.attendance import without_procurator
from toaan.rules.replacing import decider, grounds_for
from toaan.rules.tests.shipped import ROWS

pytestmark = pytest.mark.django_db

NAME, OTHER = "Ông Văn Thắng", "Kiều Thị Sen"


def refused(code, act, *args, **more):
    with pytest.raises(Refused) as found:
        act(*args, **more)
    assert found.value.code == code
    return found.value


# --- the rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "who", "article"),
    [
        ({}, "procuracy", "khoản 1 Điều 62"),
        ({"of_president": True}, "procuracy_above", "khoản 1 Điều 62"),
        ({"opened": True}, "panel", "khoản 2 Điều 62"),
        ({"opened": True, "of_president": True}, "panel", "khoản 2 Điều 62"),
        ({"request": True}, "procuracy", "khoản 3 Điều 368"),
        ({"request": True, "of_president": True}, "procuracy_above", "khoản 3 Điều 368"),
        ({"request": True, "opened": True, "judges": 1}, "panel", "khoản 3 Điều 368"),
        ({"request": True, "opened": True, "judges": 3}, "panel", "khoản 3 Điều 368"),
    ],
)
def test_who_decides_on_a_procurator(facts, who, article):
    usual = {"opened": False, "request": False, "judges": 1, "of_president": False}
    found = decider("procurator", **{**usual, **facts})
    assert (found.who, found.citation) == (who, article)


def test_his_grounds_are_those_of_52_and_60():
    found = [g.article for g in grounds_for(ROWS, "procurator", date(2026, 1, 5))]
    assert found == ["52.1", "52.2", "52.3", "60.2"]


@pytest.mark.parametrize(
    ("facts", "article"),
    [
        ({"relatives": frozenset({"party"})}, "BLTTDS 52.1"),
        ({"id": "party"}, "BLTTDS 52.1"),
        ({"earlier_roles": frozenset({"interpreter"})}, "BLTTDS 52.2"),
        ({"earlier_offices": frozenset({"clerk"})}, "BLTTDS 60.2"),
        ({"earlier_offices": frozenset({"procurator_before"})}, "BLTTDS 60.2"),
        ({"earlier_offices": frozenset({"procurator"})}, ""),
    ],
)
def test_what_bars_a_procurator(facts, article):
    person = recusal.PersonFacts(**{"id": "him", "role": "procurator", **facts})
    found = recusal.barred(person, recusal.CaseFacts(parties=frozenset({"party"})))
    assert [r.article for r in found] == ([article] if article else [])


@pytest.mark.parametrize(
    ("facts", "article"),
    [
        ({"came": False, "protested": False}, ""),
        ({"came": True, "protested": True}, ""),
        ({"came": False, "protested": True}, "BLTTDS 296.1"),
        ({"came": False, "protested": True, "simplified": True}, "BLTTDS 324.2"),
    ],
)
def test_an_appeal_waits_for_the_procurator_only_where_the_procuracy_protested(facts, article):
    assert [o.article for o in without_procurator(**facts)] == ([article] if article else [])


# --- named ------------------------------------------------------------------------------------------------


def letter(at, **more):
    said = {
        "name": NAME, "office": "procurator", "procuracy": "Viện kiểm sát nhân dân khu vực 1", "letter": "15/QĐ-VKS",
        "letter_on": clock.local_date(at),
    }  # fmt: skip
    return cases.ProcuratorData(**(said | more))


@step
def named(world, case, at, who="thuky", **more):
    return cases.name_procurator(by=world.viewer(who), case_id=case.pk, data=letter(at, **more), at=at)


@pytest.fixture
def case(world, now):
    found = steps.assigned_case(world, now)
    found.assignments.filter(role="presiding").update(
        post=world.posts["thamphan"]
    )  # the draw may choose the president
    return found


def test_the_clerk_records_whom_the_letter_names(world, now, case):
    refused("not_allowed", named, world, case, now, who="chanhan")
    refused("not_allowed", named, world, case, now, who="nguyendon")
    for code, wrong in (
        ("procurator.no_name", {"name": " "}), ("procurator.no_name", {"office": "judge"}),
        ("procurator.no_procuracy", {"procuracy": ""}), ("procurator.no_letter", {"letter": ""}),
        ("procurator.letter_day", {"letter_on": clock.local_date(now) + timedelta(days=1)}),
        ("procurator.letter_day", {"letter_on": case.accepted_on - timedelta(days=1)}),
        ("procurator.ended", {"instead_of": uuid.uuid4()}),
    ):  # fmt: skip
        refused(code, named, world, case, now, **wrong)
    first = named(world, case, now)
    refused("procurator.exists", named, world, case, now)
    refused("procurator.taken", named, world, case, now, name=OTHER)
    reserve = named(world, case, now, name=OTHER, reserve=True)
    second = named(world, case, now, name="Lý Văn Phúc", instead_of=first.pk)
    first.refresh_from_db()
    assert first.citation == "điểm c khoản 1 Điều 57" and first.ended_at and not first.ground
    promoted = named(world, case, now, name=OTHER, instead_of=second.pk)
    reserve.refresh_from_db()
    assert reserve.ended_at and not promoted.reserve
    assert [p.name for p in case.procurators.filter(ended_at=None)] == [OTHER]
    assert audit.verify().good


def test_who_is_barred_is_not_recorded(world, now, case):
    """60: kin of a party, the party himself, an officer of the case; told apart by the number."""
    party = case.parties.get(role="defendant")
    clerk = case.assignments.get(role="clerk").post.user
    said = refused("procurator.barred", named, world, case, now, kin_of=party.pk)
    assert "khoản 1 Điều 52" in said.message
    refused("procurator.barred", named, world, case, now, name=party.name)
    said = refused("procurator.barred", named, world, case, now, name=clerk.full_name)
    assert "khoản 2 Điều 60" in said.message
    type(clerk).objects.filter(pk=clerk.pk).update(personal_id="079085000001")
    assert named(world, case, now, name=clerk.full_name, personal_id="079085000099")


def test_the_procurator_of_the_instance_before_is_barred_from_the_next(world, now, case):
    later = steps.opened_case(world, now)
    steps.assigned_case(world, now, case=later)
    Case.objects.filter(pk=later.pk).update(origin=case)
    named(world, case, now)
    said = refused("procurator.barred", named, world, later, now)
    assert "khoản 2 Điều 60" in said.message


def test_the_decision_and_the_hearing_name_him_and_his_reserve(world, now, case):
    case = steps.mediated_case(world, now, case=case)
    at = clock.now()
    first = named(world, case, at)
    named(world, case, at, name=OTHER, reserve=True)
    case = steps.trial_decided_case(world, now, case=case)
    content = TrialDecision.objects.get(case=case).content
    assert (content["procurator"], content["reserve_procurator"]) == (NAME, OTHER)
    hearing = case.hearings.get(kind="trial")
    rows = hearing.participations.filter(role="procurator").values_list("title", "name")
    assert sorted(rows) == [("Kiểm sát viên", NAME), ("Kiểm sát viên dự khuyết", OTHER)]
    named(world, case, clock.now(), name="Lý Văn Phúc", instead_of=first.pk)
    assert set(hearing.participations.filter(role="procurator").values_list("name", flat=True)) == {
        "Lý Văn Phúc", OTHER,
    }  # fmt: skip


# --- before the hearing the procuracy decides -------------------------------------------------------------


@step
def asked(world, case, at, made, who="nguyendon", **more):
    said = {
        "id": uuid.uuid4(), "party_id": case.parties.get(role="plaintiff").pk, "ground": "replaced:52.1",
        "whom": f"procurator:{made.pk}", "reason": "Là em họ của bị đơn.",
    }  # fmt: skip
    wish = actions.ReplacementAsked(**(said | more))
    return actions.ask_replacement(by=world.viewer(who), case_id=case.pk, asked=wish, at=at)


def pass_on(world, made, at, who="thuky"):
    return actions.pass_on_replacement(by=world.viewer(who), replacement_id=made.pk, at=at)


def reply(world, made, at, who="thuky", **more):
    said = {"accept": True, "letter": "22/VKS", "letter_on": clock.local_date(at), "reason": "Có căn cứ."}
    return actions.record_procuracy_answer(
        by=world.viewer(who), replacement_id=made.pk, said=actions.ProcuracyAnswer(**(said | more)), at=at
    )


def titles(world, who):
    return " ".join(w.title for w in waiting_for(world.viewer(who)))


def test_a_request_goes_to_the_procuracy_and_its_answer_comes_back(world, now, case):
    him = named(world, case, now)
    refused("replacement.no_ground", asked, world, case, now, him, ground="replaced:54.2")
    refused("replacement.no_reason", asked, world, case, now, him, reason=" ")
    elsewhere = named(world, steps.assigned_case(world, now), now, name=OTHER)
    refused("replacement.whom", asked, world, case, now, elsewhere)
    made = asked(world, case, now, him)
    refused("replacement.waiting", asked, world, case, now, him)
    president = world.viewer("chanhan")
    assert "Kiểm sát viên" not in titles(world, "chanhan")
    refused(
        "replacement.procuracy_decides", actions.answer_replacement,
        by=president, replacement_id=made.pk, accept=True, opinion="", reason="Có căn cứ.", at=now,
    )  # fmt: skip
    assert "Chuyển đề nghị thay đổi Kiểm sát viên" in titles(world, "thuky")
    refused("replacement.not_passed_on", reply, world=world, made=made, at=now)
    refused("not_allowed", pass_on, world=world, made=made, at=now, who="chanhan")
    pass_on(world, made, now)
    refused("replacement.passed_on", pass_on, world=world, made=made, at=now)
    assert "Chờ Viện kiểm sát trả lời" in titles(world, "thuky")
    events.drain()
    sent = Service.objects.get(case=case, kind="replacement_to_procuracy")
    assert sent.number and sent.state != "preparing" and [r.key for r in sent.recipients.all()] == [PROCURACY]
    for code, wrong in (
        ("replacement.no_letter", {"letter": " "}), ("replacement.letter_day", {"letter_on": None}),
        ("replacement.letter_day", {"letter_on": clock.local_date(now) - timedelta(days=1)}),
        ("replacement.no_reason", {"reason": ""}), ("procurator.barred", {"name": case.parties.get(role="plaintiff").name}),
        ("procurator.barred", {"name": NAME}),
    ):  # fmt: skip
        refused(code, reply, world=world, made=made, at=now, **wrong)
    him.refresh_from_db()
    assert him.ended_at is None, "nothing half-written"
    reply(world, made, now, name=OTHER)
    refused("replacement.decided", reply, world=world, made=made, at=now)
    him.refresh_from_db()
    assert him.ended_at and him.ground == "replaced:52.1" and not him.at_hearing
    assert [p.name for p in case.procurators.filter(ended_at=None)] == [OTHER]
    events.drain()
    notice = Service.objects.get(case=case, kind="replacement_answer")
    assert {r.party_id for r in notice.recipients.all()} == {made.party_id}
    refused("replacement.whom", asked, world, case, now, him)
    refused("procurator.barred", named, world, case, now, reserve=True)
    assert audit.verify().good


def test_the_letters_are_signed_by_an_office_and_a_name(world, now, case, real_papers):
    made = asked(world, case, now, named(world, case, now))
    pass_on(world, made, now)
    reply(world, made, now)
    events.drain()
    clerk = world.viewer("thuky").name
    for kind in ("replacement_to_procuracy", "replacement_answer"):
        paper = Folio.objects.get(dossier__case=case, kind=kind).file
        words = words_of(files.read(paper.sha256))
        assert "THƯ KÝ TÒA ÁN" in words and clerk in words and len(words.splitlines()) < 40, kind


def test_refused_or_replaced_without_a_name(world, now, case):
    him = named(world, case, now)
    made = asked(world, case, now, him)
    pass_on(world, made, now)
    reply(world, made, now, accept=False, reason="Không có căn cứ.")
    him.refresh_from_db()
    assert him.ended_at is None and "Viện kiểm sát" not in titles(world, "thuky")
    again = asked(world, case, now, him, ground="replaced:52.3")
    pass_on(world, again, now)
    reply(world, again, now)
    assert "Chờ Viện kiểm sát cử người thay" in titles(world, "thuky")
    named(world, case, now, name=OTHER)
    assert "Chờ Viện kiểm sát cử" not in titles(world, "thuky")


def test_a_request_about_a_judge_does_not_go_to_the_procuracy(world, now, case):
    held = case.assignments.get(role="clerk")
    made = asked(world, case, now, held, whom=f"officer:{held.pk}")
    refused("replacement.court_decides", pass_on, world=world, made=made, at=now)


def test_without_the_name_of_the_procuracy_nothing_is_sent(world, now, case):
    him = named(world, case, now)
    made = asked(world, case, now, him)
    type(case.court).objects.filter(pk=case.court_id).update(procuracy_name="")
    refused("replacement.no_procuracy", pass_on, world=world, made=made, at=now)


def test_who_left_meanwhile_is_answered_about_all_the_same(world, now, case):
    him = named(world, case, now)
    made = asked(world, case, now, him)
    pass_on(world, made, now)
    named(world, case, now, name=OTHER, instead_of=him.pk)
    made = reply(world, made, now)
    assert made.state == made.State.ACCEPTED


# --- at the hearing the panel decides ---------------------------------------------------------------------


@step
def heard(world, now, *, reserve=False):
    """A hearing that was opened with a procurator, and with one in reserve; gives the case."""
    case = steps.mediated_case(world, now)
    named(world, case, clock.now())
    if reserve:
        named(world, case, clock.now(), name=OTHER, reserve=True)
    case = steps.trial_decided_case(world, now, case=case)
    steps.opened_hearing(world, now, case=case)
    return case


def panel(world, made, case, at, **more):
    said = {"accept": True, "opinion": "Không có quan hệ họ hàng.", "reason": "Có căn cứ."}
    return actions.answer_replacement(
        by=judge_of(world, case), replacement_id=made.pk, at=at, **(said | more)
    )


def adjourned(world, case, hearing, at):
    starts = steps.next_working_day(at + timedelta(days=10))
    return hearings.adjourn(
        by=judge_of(world, case), hearing_id=hearing.pk, reason="Thay đổi Kiểm sát viên", room_id=hearing.room_id,
        starts_at=starts, ends_at=starts + timedelta(hours=2), at=at,
    )  # fmt: skip


def test_without_a_reserve_the_hearing_is_put_off_and_another_named_in_three_days(world, now):
    case = heard(world, now)
    case.refresh_from_db()
    him, hearing, at = case.procurators.get(), case.hearings.get(kind="trial"), clock.now()
    refused("procurator.hearing_open", named, world, case, at, name=OTHER)
    made = asked(world, case, at, him, who="thuky", ground="replaced:52.3")
    refused("replacement.panel_decides", pass_on, world=world, made=made, at=at)
    refused("replacement.no_opinion", panel, world=world, made=made, case=case, at=at, opinion="")
    panel(world, made, case, at)
    him.refresh_from_db()
    assert him.at_hearing and him.ended_at
    said = refused(
        "hearing.procurator_replaced", hearings.close_debate,
        by=judge_of(world, case), hearing_id=hearing.pk, at=at,
    )  # fmt: skip
    assert "khoản 2 Điều 62" in said.message
    following = adjourned(world, case, hearing, at).next_hearing
    assert not following.participations.filter(role="procurator").exists()
    limit = case.deadlines.get(rule="BLTTDS:62.4")
    assert (limit.owner, limit.trigger_on) == ("procuracy", clock.local_date(at))
    assert "Chờ Viện kiểm sát cử người thay" in titles(world, "thuky")
    named(world, case, at, name=OTHER)
    limit.refresh_from_db()
    assert limit.state == "met"
    assert following.participations.get(role="procurator").name == OTHER
    events.drain()
    assert not Service.objects.filter(case=case, kind="replacement_answer").exists(), (
        "it was said at the hearing"
    )


def test_a_reserve_who_was_there_from_the_beginning_goes_on(world, now):
    case = heard(world, now, reserve=True)
    case.refresh_from_db()
    him, hearing, at = case.procurators.get(name=NAME), case.hearings.get(kind="trial"), clock.now()
    rows = list(hearing.participations.select_related("procurator"))
    assert people.procurator_of(rows) == NAME
    panel(world, asked(world, case, at, him, who="thuky"), case, at)
    assert [p.name for p in case.procurators.filter(ended_at=None, reserve=False)] == [OTHER]
    rows = list(hearing.participations.select_related("procurator"))
    assert people.procurator_of(rows) == OTHER
    hearings.close_debate(by=judge_of(world, case), hearing_id=hearing.pk, at=at)
    case.refresh_from_db()
    now_holds = case.procurators.get(name=OTHER)
    refused("wrong_state", asked, world, case, at, now_holds, who="thuky")
    assert audit.verify().good


def test_a_reserve_who_came_later_does_not_take_the_place(world, now):
    case = steps.mediated_case(world, now)
    him = named(world, case, clock.now())
    named(world, case, clock.now(), name=OTHER, reserve=True)
    hearing = steps.trial_decided_case(world, now, case=case).hearings.get(kind="trial")
    at = hearing.starts_at + timedelta(minutes=5)
    clock.move_to(at)
    steps.everybody_present(world, hearing, at)
    row = hearing.participations.get(name=OTHER)
    mark(world, row, at, hearings.Mark("absent", reason="Chưa đến"))
    hearings.open_hearing(by=judge_of(world, case), hearing_id=hearing.pk, at=at)
    mark(world, row, at, hearings.Mark("present"))
    assert people.reserve_there(case, him.pk) is None


def mark(world, row, at, said):
    hearings.record_attendance(
        by=world.viewer("thuky"), hearing_id=row.hearing_id, marks={row.pk: said}, at=at
    )


def test_a_refused_request_leaves_him_in_his_place(world, now):
    case = heard(world, now)
    case.refresh_from_db()
    him, at = case.procurators.get(), clock.now()
    panel(world, asked(world, case, at, him, who="thuky"), case, at, accept=False, reason="Không có căn cứ.")
    hearings.close_debate(by=judge_of(world, case), hearing_id=case.hearings.get(kind="trial").pk, at=at)
    him.refresh_from_db()
    assert him.ended_at is None


# --- the pages --------------------------------------------------------------------------------------------


def test_the_pages(world, now, case, page):
    clerk, citizen = page("thuky"), page("nguyendon")
    name, parties = (reverse(f"cases:{n}", args=[case.pk]) for n in ("name_procurator", "parties"))
    assert name in clerk.get(parties).content.decode()
    assert page("chanhan").get(name).status_code == 403
    said = {
        "name": NAME, "office": "chief", "procuracy": "Viện kiểm sát nhân dân khu vực 1", "letter": "15/QĐ-VKS",
        "letter_on": f"{clock.today():%d/%m/%Y}", "kin_of": "", "personal_id": "",
    }  # fmt: skip
    assert clerk.post(name, {**said, "letter": ""}).status_code == 422
    assert clerk.post(name, said).status_code == 302
    assert clerk.post(name, said).status_code == 302, "pressed twice"
    assert NAME in clerk.get(parties).content.decode()
    him = case.procurators.get()
    mine = reverse("course:my_replacements", args=[case.pk])
    assert f"procurator:{him.pk}" in citizen.get(mine).content.decode()
    wish = {
        "key": str(uuid.uuid4()), "party": str(case.parties.get(role="plaintiff").pk), "whom": f"procurator:{him.pk}",
        "expert": "", "ground": "procurator/replaced:60.2", "reason": "Đã là Thư ký của vụ án này.",
    }  # fmt: skip
    assert citizen.post(mine, wish).status_code == 302
    made = case.replacements.get()
    decide = reverse("course:decide_replacement", args=[case.pk, made.pk])
    assert page("chanhan").get(decide).status_code == 403
    shown = clerk.get(decide).content.decode()
    assert "cấp trên trực tiếp quyết định" in shown and "<textarea" not in shown
    assert decide in clerk.get(reverse("course:case", args=[case.pk])).content.decode()
    assert decide in clerk.get(reverse("cases:overview", args=[case.pk])).content.decode()
    assert clerk.post(decide).status_code == 302
    answer = {"answer": "accept", "letter": "22/VKS", "letter_on": f"{clock.today():%d/%m/%Y}", "reason": "Có căn cứ.",
              "name": OTHER, "office": "procurator"}  # fmt: skip
    assert clerk.post(decide, {**answer, "letter_on": ""}).status_code == 422
    assert clerk.post(decide, answer).status_code == 302
    shown = clerk.get(parties).content.decode()
    assert OTHER in shown and "Theo đề nghị của" in shown
    assert "22/VKS" in citizen.get(mine).content.decode()
