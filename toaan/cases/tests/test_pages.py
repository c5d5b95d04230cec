"""The pages of the register and of a case: who sees what, what they say, what a form answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.cases import actions, deadlines, queries, register
from toaan.cases.models import Assignment, Deadline, Draw, Representation
from toaan.core import audit, clock, rules_in_force
from toaan.core.models import Counter
from toaan.core.roles import LEADERS
from toaan.demo import steps
from toaan.rules.calendar import ExcludedPeriod
from toaan.rules.time_limits import due_date

pytestmark = pytest.mark.django_db
TABS = ("overview", "parties", "assignment", "deadlines", "audit")


@pytest.fixture
def case(world, now):
    return steps.opened_case(world, now)


@pytest.fixture
def assigned(world, now):
    return steps.assigned_case(world, now)


def url(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


# --- who sees a case --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["chanhan", "thuky2", "kiemsat", "hoitham", "vanthu"])
@pytest.mark.parametrize("name", ["overview", "parties", "assignment", "deadlines"])
def test_court_procurator_and_seated_lay_judge_read_the_case(page, assigned, who, name):
    answer = page(who).get(url(name, assigned))
    assert answer.status_code == 200
    assert "Vũ Đức Thịnh" in answer.content.decode()


@pytest.mark.parametrize("who", ["hoitham3", "tochuc", "cntt", "nguoila"])
@pytest.mark.parametrize("name", TABS)
def test_for_others_the_case_does_not_exist(page, assigned, who, name):
    assert page(who).get(url(name, assigned)).status_code == 404


def test_a_party_reads_his_case_in_the_portal_not_on_the_desk(page, case):
    assert page("nguyendon").get(url("overview", case)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, case):
    answer = client.get(url("overview", case))
    assert answer.status_code == 302
    assert "tai-khoan" in answer["Location"]


@pytest.mark.parametrize(
    ("who", "status"), [("chanhan", 200), ("thuky", 200), ("thuky2", 403), ("kiemsat", 403)]
)
def test_audit_is_read_by_leaders_and_the_clerk_of_the_case(page, assigned, who, status):
    answer = page(who).get(url("audit", assigned))
    assert answer.status_code == status
    if status == 200:
        assert "nguyên vẹn" in answer.content.decode()


def test_procurator_has_no_buttons(page, case):
    text = page("kiemsat").get(url("assignment", case)).content.decode()
    assert "boc-tham" not in text
    assert "Chánh án hoặc Phó Chánh án bấm bốc thăm" in text


# --- overview ---------------------------------------------------------------------------------------------


def test_next_step_names_the_draw_for_the_president_and_who_is_awaited_for_others(page, case):
    assert "Đến trang bốc thăm" in page("chanhan").get(url("overview", case)).content.decode()
    text = page("thuky").get(url("overview", case)).content.decode()
    assert "Chờ Chánh án phân công Thẩm phán" in text
    assert "Đến trang bốc thăm" not in text


def test_overview_explains_the_preparation_period(page, case):
    text = page("thuky").get(url("overview", case)).content.decode()
    assert "203.1.a" in text or "Điều 203" in text
    assert "Thụ lý vụ án số 01/2026/TLST-DS" in text


def test_documents_of_the_file_open_only_for_who_sees_the_act(page, assigned, world, now):
    from toaan.core import files
    from toaan.core.acts import Document, act
    from toaan.core.viewer import SYSTEM

    kept = files.keep_made(b"%PDF draft", pages=1, at=now)
    with act("dossiers.file", by=SYSTEM, at=now) as a:
        a.allow()
        paper = Document(kept.pk, "Biên bản nghị án", "minutes", clock.local_date(now))
        a.record(
            assigned,
            court=assigned.court,
            case_id=assigned.pk,
            title="x",
            documents=[paper],
            shown_to="panel",
        )
    address = url("document", assigned, kept.pk)
    assert page(steps.presiding(world, assigned)).get(address).status_code == 200
    assert page("chanhan").get(address).status_code == (
        200 if steps.presiding(world, assigned) == "chanhan" else 404
    )
    assert page("kiemsat").get(address).status_code == 404


# --- assignment -------------------------------------------------------------------------------------------


def test_draw_by_button_shows_everything_and_checks_again(page, case):
    president = page("chanhan")
    before = president.get(url("assignment", case)).content.decode()
    assert "Bốc thăm ngẫu nhiên" in before
    assert "Đỗ Minh Khuê" in before
    assert president.post(url("draw_judge", case)).status_code == 302
    draw = Draw.objects.get(case=case)
    after = president.get(url("assignment", case) + "?kiem-tra=1").content.decode()
    for words in (draw.content["seed"], draw.seed_from, "đúng Thẩm phán đã chọn", "ghi trước khi bốc thăm"):
        assert words in after
    assert "Không khớp" not in after


def test_a_record_changed_afterwards_is_found_out(page, case, president, now):
    actions.draw_judge(by=president, case_id=case.pk, at=now)
    draw = Draw.objects.get(case=case)
    others = [c["id"] for c in draw.content["candidates"] if c["id"] != draw.content["chosen"]]
    draw.content["chosen"] = others[0]
    draw.save()
    assert "Không khớp" in page("chanhan").get(url("assignment", case) + "?kiem-tra=1").content.decode()


def test_second_press_of_the_draw_is_friendly_and_draws_nothing(page, case):
    president = page("chanhan")
    president.post(url("draw_judge", case))
    again = president.post(url("draw_judge", case), follow=True)
    assert again.status_code == 200
    assert "đã có Thẩm phán" in again.content.decode()
    assert Draw.objects.filter(case=case).count() == 1


@pytest.mark.parametrize("who", ["thuky", "thamphan", "kiemsat"])
def test_only_leaders_draw(page, case, who):
    assert page(who).post(url("draw_judge", case)).status_code == 403
    assert not Assignment.objects.filter(case=case).exists()


def test_clerk_and_lay_judges_by_form(page, case, world):
    president = page("phochanhan")
    president.post(url("assign_clerk", case), {"post": world.posts["thuky"].pk})
    seats = [world.posts["hoitham"].pk, world.posts["hoitham3"].pk]
    president.post(url("assign_lay_judges", case), {"posts": seats})
    held = Assignment.objects.filter(case=case, ended_at=None).values_list("role", "post__user__username")
    assert sorted(held) == [("clerk", "thuky"), ("lay_judge", "hoitham"), ("lay_judge", "hoitham3")]
    president.post(url("assign_clerk", case), {"post": world.posts["thuky"].pk})  # sent twice
    assert Assignment.objects.filter(case=case, role="clerk").count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("assign_clerk", {"post": ""}, "Còn 1 chỗ cần sửa"),
        ("assign_clerk", {"post": "thamphan"}, "Còn 1 chỗ cần sửa"),
        ("assign_lay_judges", {"posts": ["hoitham"]}, "02 Hội thẩm"),
    ],
)
def test_bad_choice_comes_back_with_the_reason(page, case, world, *, name, data, words):
    def pk(value):
        return world.posts[value].pk if value in world.posts else value

    sent = {k: [pk(v) for v in value] if isinstance(value, list) else pk(value) for k, value in data.items()}
    answer = page("chanhan").post(url(name, case), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


# --- parties ----------------------------------------------------------------------------------------------


def test_clerk_registers_a_lawyer_with_his_account(page, assigned, world):
    party = assigned.parties.get(role="defendant")
    told = {"party": party.pk, "kind": "lawyer", "name": "Phan Gia Định", "account": "luatsu"}
    assert page("thuky").post(url("parties", assigned), told).status_code == 302
    assert page("thuky").post(url("parties", assigned), told).status_code == 302  # sent twice
    made = Representation.objects.get(party=party)
    assert made.user == world.users["luatsu"]


def test_unknown_account_is_said_and_nothing_typed_is_lost(page, assigned):
    party = assigned.parties.get(role="defendant")
    told = {"party": party.pk, "kind": "lawyer", "name": "Phan Gia Định", "account": "khong-co"}
    answer = page("thuky").post(url("parties", assigned), told)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Không có tài khoản này" in text
    assert "Phan Gia Định" in text


def test_another_clerk_registers_nobody(page, assigned):
    party = assigned.parties.get(role="defendant")
    told = {"party": party.pk, "kind": "lawyer", "name": "Phan Gia Định"}
    assert page("thuky2").post(url("parties", assigned), told).status_code == 403
    assert not Representation.objects.exists()


# --- deadlines --------------------------------------------------------------------------------------------


def preparation(case):
    return Deadline.objects.get(case=case, rule="BLTTDS:203.1.a")


def test_extension_shows_before_and_after(page, case):
    president, deadline = page("chanhan"), preparation(case)
    address = url("extend_deadline", case, deadline.pk)
    offered = president.get(address).content.decode()
    assert "01 tháng, đến hết" in offered
    assert "02 tháng, đến hết" in offered
    answer = president.post(address, {"amount": 2, "reason": "Phải đo vẽ lại"}, follow=True).content.decode()
    after = preparation(case)
    assert f"trước hết {deadline.due_on:%d/%m/%Y}, nay hết {after.due_on:%d/%m/%Y}" in answer
    assert "Phải đo vẽ lại" in answer
    again = president.post(address, {"amount": 1, "reason": "x"})
    assert again.status_code == 422  # nothing is left to choose
    assert preparation(case).due_on == after.due_on


@pytest.mark.parametrize(
    ("data", "words"), [({"amount": 1}, "bắt buộc"), ({"amount": 9, "reason": "x"}, "9")]
)
def test_extension_without_reason_or_beyond_the_law_is_refused(page, case, data, words):
    deadline = preparation(case)
    answer = page("chanhan").post(url("extend_deadline", case, deadline.pk), data)
    assert answer.status_code == 422
    assert preparation(case).extension is None


@pytest.mark.parametrize("who", ["thuky", "thamphan", "kiemsat"])
def test_only_leaders_extend(page, case, who):
    address = url("extend_deadline", case, preparation(case).pk)
    assert page(who).get(address).status_code == 403
    assert page(who).post(address, {"amount": 1, "reason": "x"}).status_code == 403


def test_the_answer_of_a_party_is_given_more_time_by_the_judge(page, assigned, world, now):
    """199.1: the court must extend where there is a ground; the judge of the case does, nobody else, once."""
    steps.served(world, assigned, now)
    answer = Deadline.objects.get(case=assigned, rule="BLTTDS:199.1")
    judge = steps.presiding(world, assigned)
    address = url("extend_deadline", assigned, answer.pk)
    for who in {"chanhan", "phochanhan", "thamphan", "thamphan2", "thuky"} - {judge}:
        assert address not in page(who).get(url("deadlines", assigned)).content.decode()
        assert page(who).post(address, {"amount": 15, "reason": "x"}).status_code == 403, who
    assert address in page(judge).get(url("deadlines", assigned)).content.decode()
    before = answer.due_on
    sent = {"amount": 15, "reason": "Bị đơn nằm viện, có giấy xác nhận"}
    assert page(judge).post(address, sent).status_code == 302
    answer.refresh_from_db()
    assert answer.due_on > before and answer.extension["amount"] == 15
    if world.posts[judge].role not in LEADERS:  # the draw may choose the president
        own = url("extend_deadline", assigned, preparation(assigned).pk)
        assert page(judge).get(own).status_code == 403


def test_more_time_keeps_the_days_that_the_portal_was_out_of_order(assigned, world, now):
    steps.served(world, assigned, now)
    answer = Deadline.objects.get(case=assigned, rule="BLTTDS:199.1")
    plain = deadlines.recount(answer, deadlines.limit_of(answer), rules_in_force.calendar())
    first = answer.trigger_on + timedelta(days=1)
    out = [ExcludedPeriod(first, first + timedelta(days=2), "sự cố Cổng")]
    told = deadlines.recount(answer, deadlines.limit_of(answer), rules_in_force.calendar(), out)
    answer.due_on, answer.explanation = told.due_on, told.told()
    answer.save()
    judge = world.viewer(steps.presiding(world, assigned))
    after = actions.extend_deadline(by=judge, deadline_id=answer.pk, amount=15, reason="Nằm viện", at=now)
    assert told.due_on > plain.due_on
    expected = due_date(
        deadlines.limit_of(answer), answer.trigger_on, rules_in_force.calendar(), excluded=out, extended_by=15
    )
    assert after.due_on == expected.due and "sự cố Cổng" in after.explanation["explanation"]


def test_deadline_of_another_case_is_not_found_under_this_one(page, case, world, now):
    other = steps.opened_case(world, now)
    assert page("chanhan").get(url("extend_deadline", case, preparation(other).pk)).status_code == 404


def test_office_list_mine_and_all(page, case):
    address = reverse("cases:deadline_list")
    assert "Chuẩn bị xét xử" not in page("chanhan").get(address).content.decode()
    text = page("chanhan").get(address + "?pham-vi=tat-ca").content.decode()
    assert "01/2026/TLST-DS" in text
    assert page("kiemsat").get(address).status_code == 403


# --- the register -----------------------------------------------------------------------------------------


def test_register_says_that_its_numbers_are_complete(page, world, now):
    for _ in range(3):
        steps.opened_case(world, now)
    steps.opened_case(world, now, kind="LĐ")
    text = page("thuky").get(reverse("cases:register")).content.decode()
    assert "DS: Số 01–03 liên tục, không khuyết số" in text
    assert "LĐ: Số 01–01 liên tục" in text


def test_register_names_a_missing_number(page, world, now, president):
    steps.opened_case(world, now)
    Counter.objects.filter(register="acceptance:DS").update(last=2)  # as if number 2 had been lost
    steps.opened_case(world, now)
    assert [c.words for c in register.completeness(president, year=2026)] == ["Số 01–03, khuyết 1 số: 02"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=hoang thi lan chi", True), ("q=Hoàng Thị Lan Chi", True), ("q=dat coc", True), ("q=khong co ai", False),
        ("loai=DS", True), ("loai=KDTM", False), ("tinh_trang=judged", False), ("nam=2026", True),
        ("nam=abc&loai=XX&xep=la", True),
    ],
)  # fmt: skip
def test_filters_with_and_without_diacritics_and_with_nonsense(page, case, query, found):
    text = page("thuky").get(f"{reverse('cases:register')}?{query}").content.decode()
    assert ("Vũ Đức Thịnh" in text) is found


def test_register_can_be_turned_round(page, world, now):
    first, second = steps.opened_case(world, now), steps.opened_case(world, now + timedelta(days=1))
    for order, expected in (("so", [first, second]), ("-so", [second, first]), ("-ngay", [second, first])):
        text = page("thuky").get(f"{reverse('cases:register')}?xep={order}").content.decode()
        places = [text.index(f">{c.number.text}</a>") for c in expected]
        assert places == sorted(places)


@pytest.mark.parametrize("who", ["kiemsat", "hoitham", "cntt", "nguyendon"])
def test_register_is_not_for_everybody(page, who):
    assert page(who).get(reverse("cases:register")).status_code == 403


@pytest.mark.parametrize("name", ["register", "deadline_list"])
@pytest.mark.usefixtures("steady_rules")
def test_lists_stay_flat(page, world, now, name, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clerk, address = page("thuky"), reverse(f"cases:{name}") + "?pham-vi=tat-ca"
    steps.assigned_case(world, now)
    clerk.get(address)
    with CaptureQueriesContext(connection) as one:
        clerk.get(address)
    for _ in range(9):
        steps.assigned_case(world, now)
    with django_assert_num_queries(len(one)):
        clerk.get(address)


def test_search_finds_only_what_the_viewer_may_see(case, clerk, stranger, plaintiff):
    assert queries.search(clerk, "thinh dat coc") == [case]
    assert queries.search(plaintiff, "thinh") == [case]
    assert queries.search(stranger, "thinh") == []
    assert queries.search(clerk, "  ") == []
    assert audit.verify().good
