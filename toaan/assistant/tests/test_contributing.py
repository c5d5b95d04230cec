"""Contributed answers: written by anybody of a court, approved by others, answered with, taken out."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.assistant import actions, contributions
from toaan.assistant.contribution_forms import article_keys, citations
from toaan.assistant.models import Contribution
from toaan.assistant.naming import named
from toaan.assistant.states import APPROVED, RETURNED, WAITING, WITHDRAWN
from toaan.assistant.tests.learning import (
    ANSWER,
    REVIEWER,
    SECOND,
    SITUATION,
    approved,
    asked,
    contributed,
    returned,
    told,
    written,
)
from toaan.core import audit, clock, news, policy, waiting
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.tests.at_once import at_once
from toaan.demo import people, steps


@pytest.fixture
def world(world):
    """With the provincial court, whose judges review: it is the highest here."""
    return people.staff_province(world)


def approve(world, row, who=REVIEWER, revision=1):
    return actions.approve(by=world.viewer(who), contribution_id=row.pk, revision=revision, at=clock.now())


def test_what_is_approved_is_answered_with_at_once_and_no_more_once_withdrawn(world, now):
    row = contributed(world, now)
    assert row.state == WAITING
    assert "answer" not in [one["kind"] for one in asked(world).passages]
    approve(world, row)
    assert [one["key"] for one in asked(world).passages if one["kind"] == "answer"] == [str(row.pk)]
    actions.withdraw(by=world.viewer("thamphan"), contribution_id=row.pk, at=clock.now())
    assert "answer" not in [one["kind"] for one in asked(world).passages]
    assert Contribution.objects.get().state == WITHDRAWN
    assert audit.verify().good


def test_one_sent_back_answers_no_more_and_its_writer_is_told(world, now):
    row = approve(world, contributed(world, now))
    actions.give_back(by=world.viewer(REVIEWER), contribution_id=row.pk, reason="Luật đã sửa.", at=clock.now())  # fmt: skip
    assert "answer" not in [one["kind"] for one in asked(world).passages]
    judge = world.viewer("thamphan")
    assert [one.act for one in waiting.waiting_for(judge) if one.url.endswith(f"{row.pk}/")] == ["assistant.revise"]  # fmt: skip
    assert {"assistant.return", "assistant.approve"} <= set(news.visible_to(judge).values_list("act", flat=True))  # fmt: skip
    other = news.visible_to(world.viewer("thamphan2")).values_list("act", flat=True)
    assert "assistant.return" not in other


@pytest.mark.parametrize("who", ["thamphan", "thamphan2", "chanhan", "cntt", "thuky.tinh", "cntt.tinh", "thuky"])  # fmt: skip
def test_who_may_not_approve(world, now, who):
    row = contributed(world, now)
    with pytest.raises(Refused) as refused:
        approve(world, row, who)
    assert refused.value.code == "not_allowed" and Contribution.objects.get().state == WAITING


def test_nobody_approves_his_own_not_even_a_reviewer(world, now, page):
    row = contributed(world, now, REVIEWER)
    with pytest.raises(Refused, match="không ai xét của chính mình"):
        approve(world, row)
    assert not [one for one in waiting.waiting_for(world.viewer(REVIEWER)) if one.act == "assistant.approve"]
    assert "Duyệt khi câu trả lời đúng" not in page(REVIEWER).get(reverse("assistant:contribution", args=[row.pk])).content.decode()  # fmt: skip
    assert approve(world, row, SECOND).state == APPROVED


@pytest.mark.parametrize("who", ["nguyendon", "luatsu", "kiemsat", "hoagiai"])
def test_people_outside_the_court_contribute_nothing(world, page, who):
    with pytest.raises(Refused) as refused:
        actions.contribute(by=world.viewer(who), written=written(), at=clock.now())
    assert refused.value.code == "not_allowed"
    assert page(who).get(reverse("assistant:contributions")).status_code in {302, 403}


@pytest.mark.parametrize("who", ["thamphan", "thuky", "vanthu", "hoitham", "cntt"])
def test_everybody_of_a_court_contributes(world, who):
    assert actions.contribute(by=world.viewer(who), written=written(), at=clock.now()).state == WAITING


@pytest.mark.parametrize(
    ("question", "answer", "articles", "code", "field"),
    [
        ("?!", ANSWER, ["a#1"], "assistant.incomplete", "tinh_huong"),
        (SITUATION, "  ", ["a#1"], "assistant.incomplete", "tra_loi"),
        (SITUATION, "x" * 9000, ["a#1"], "assistant.incomplete", "tra_loi"),
        (SITUATION, ANSWER, [], "assistant.no_article", "can_cu"),
        ("Ông Nguyễn Văn Hùng vắng mặt thì sao?", ANSWER, ["a#1"], "assistant.names_somebody", "khong_neu_ten"),
        (SITUATION, "Như vụ 12/2025/TLST-DS.", ["a#1"], "assistant.names_somebody", "khong_neu_ten"),
        (SITUATION, "Gọi số 0912 345 678 để hỏi.", ["a#1"], "assistant.names_somebody", "khong_neu_ten"),
    ],
)  # fmt: skip
def test_what_is_not_whole_or_names_somebody_is_refused(  # noqa: PLR0917
    world, question, answer, articles, code, field
):  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.contribute(
            by=world.viewer("thamphan"), written=written(question, answer, articles), at=clock.now()
        )
    assert (refused.value.code, list(refused.value.fields)) == (code, [field])
    assert not Contribution.objects.exists()


def test_law_and_roles_name_nobody():
    assert named("Bị đơn vắng mặt lần thứ hai thì sao? Khoản 2 Điều 227 BLTTDS; Nghị định 21/2021/NĐ-CP; 04/2016/NQ-HĐTP") == ()  # fmt: skip


def test_words_that_only_look_like_a_name_are_confirmed_on_the_page(world, page):
    judge = page("thamphan")
    told = {"tinh_huong": "Chị Hoa nộp đơn qua bưu điện thì ngày nộp là ngày nào?", "tra_loi": ANSWER, "can_cu": "Điều 190 BLTTDS", "tu_ngay": "01/07/2016"}  # fmt: skip
    first = judge.post(reverse("assistant:contribute"), told)
    text = first.content.decode()
    assert first.status_code == 422 and "“Chị Hoa”" in text and 'name="khong_neu_ten"' in text
    assert "Tạm ngừng phiên tòa" in text and "01/07/2016" in text
    assert 'name="khong_neu_ten"' not in judge.get(reverse("assistant:contribute")).content.decode()
    assert judge.post(reverse("assistant:contribute"), {**told, "khong_neu_ten": "on"}).status_code == 302
    row = Contribution.objects.get()
    assert row.articles == ["92/2015/QH13#190"] and str(row.since) == "2016-07-01"
    shown = page(REVIEWER).get(reverse("assistant:contribution", args=[row.pk])).content.decode()
    assert "Hãy xem lại trước khi duyệt" in shown and "Chị Hoa" in shown


def test_a_stale_edit_is_refused_and_nothing_typed_is_lost(world, now, page):
    row = returned(world, now)
    judge = page("thamphan")
    address = reverse("assistant:revise", args=[row.pk])
    begun = judge.get(address).content.decode()
    assert "Cần nêu khoản." in begun and 'value="Điều 259 BLTTDS"' in begun
    told = {"tinh_huong": SITUATION, "tra_loi": "Lời mới.", "can_cu": "Điều 259 BLTTDS", "ban": "1"}
    assert judge.post(address, told).status_code == 302
    assert (Contribution.objects.get().state, Contribution.objects.get().revision) == (WAITING, 2)
    late = judge.post(address, {**told, "tra_loi": "Lời viết ở máy khác."})
    assert late.status_code == 422 and "Lời viết ở máy khác." in late.content.decode()
    assert Contribution.objects.get().answer == "Lời mới."


def test_a_reviewer_approves_what_he_read(world, now, page):
    row = contributed(world, now)
    actions.revise(by=world.viewer("thamphan"), contribution_id=row.pk, revision=1, written=written(answer="Khác."), at=clock.now())  # fmt: skip
    with pytest.raises(Refused) as refused:
        approve(world, row)
    assert refused.value.code == "assistant.stale"
    sent = page(REVIEWER).post(reverse("assistant:approve", args=[row.pk]), {"ban": "1"}, follow=True)
    assert "vừa được sửa ở nơi khác" in sent.content.decode() and Contribution.objects.get().state == WAITING


def test_what_is_in_use_is_not_rewritten_under_its_approval(world, now):
    row = approved(world, now)
    with pytest.raises(Refused) as refused:
        actions.revise(by=world.viewer("thamphan"), contribution_id=row.pk, revision=1, written=written(), at=clock.now())  # fmt: skip
    assert refused.value.code == "wrong_state"


def test_a_reason_is_asked_where_somebody_else_must_understand(world, now, page):
    row = contributed(world, now)
    judge = page(REVIEWER)
    for name, word in (("give_back", "chỗ cần sửa"), ("withdraw", "vì sao rút")):
        sent = judge.post(reverse(f"assistant:{name}", args=[row.pk]), {"ly_do": " ", "ban": "1"})
        assert sent.status_code == 422 and word in sent.content.decode(), name
        assert "(không bắt buộc)" not in sent.content.decode()
    judge.post(reverse("assistant:give_back", args=[row.pk]), {"ly_do": "Nêu rõ khoản.", "ban": "1"})
    assert (Contribution.objects.get().state, Contribution.objects.get().reason) == (
        RETURNED,
        "Nêu rõ khoản.",
    )
    assert "Nêu rõ khoản." in page("thamphan").get(reverse("assistant:contribution", args=[row.pk])).content.decode()  # fmt: skip


def test_who_reads_what(world, now, page):
    row = contributed(world, now)
    address = reverse("assistant:contribution", args=[row.pk])
    assert page("thamphan").get(address).status_code == page(REVIEWER).get(address).status_code == 200
    for who in ("thamphan2", "chanhan", "cntt", "cntt.tinh"):
        assert page(who).get(address).status_code == 404, who
        assert page(who).post(reverse("assistant:approve", args=[row.pk]), {"ban": "1"}).status_code in {403, 404}  # fmt: skip
        assert page(who).post(reverse("assistant:revise", args=[row.pk])).status_code == 404
    approve(world, row)
    assert page("thuky").get(address).status_code == 200
    assert page("thuky").post(reverse("assistant:withdraw", args=[row.pk]), {"ly_do": "x"}).status_code == 403


def test_lists_by_part_and_words(world, now, page):
    contributed(world, now)
    approved(world, now)
    reviewer, judge = page(REVIEWER), page("thamphan")
    address = reverse("assistant:contributions")
    waits = reviewer.get(f"{address}?muc=cho-duyet&q=may+chieu").content.decode()
    assert waits.count("Máy chiếu hỏng") == 1 and "Chờ duyệt" in waits
    assert (
        "Không có tình huống nào như vậy"
        in reviewer.get(f"{address}?muc=cho-duyet&q=khongcogi").content.decode()
    )
    assert judge.get(address).content.decode().count("Máy chiếu hỏng") == 2
    assert judge.get(f"{address}?muc=cho-duyet").content.decode().count("Máy chiếu hỏng") == 2  # his own
    assert page("thuky").get(f"{address}?muc=dang-dung").content.decode().count("Máy chiếu hỏng") == 1


def test_it_begins_with_a_question_of_ones_own_but_never_with_one_of_a_case(world, now, page):
    mine = asked(world)
    told(world, mine)
    shown = page("thamphan").get(f"{reverse('assistant:contribute')}?cau-hoi={mine.pk}").content.decode()
    assert SITUATION in shown and "Điều 259 BLTTDS" in shown
    case = steps.assigned_case(world, now)
    sits = steps.presiding(world, case)
    secret = asked(world, "Câu hỏi nghị án bí mật?", sits, case_id=case.pk)
    for who in (sits, "chanhan", "cntt", REVIEWER):
        for key in (secret.pk, "khong-phai-khoa"):
            assert page(who).get(f"{reverse('assistant:contribute')}?cau-hoi={key}").status_code == 404
    assert page("thamphan2").get(f"{reverse('assistant:contribute')}?cau-hoi={mine.pk}").status_code == 404


def test_articles_survive_the_way_to_the_form_and_back():
    keys = ["92/2015/QH13#203", "21/2021/NĐ-CP#12", "24/2004/QH11#5", "04/2016/NQ-HĐTP#9", "01/2020/TT-BTP#3"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toaan.legislation.queries.any_document", lambda: False)
        patch.setattr("toaan.legislation.queries.by_citation", _key)
        assert article_keys(citations(keys), None) == keys
        for day in (date(2006, 1, 1), date(2020, 1, 1)):
            assert article_keys(citations(keys, day), day) == keys


@pytest.mark.parametrize(
    ("since", "number"),
    [("", "31/2024/QH15"), ("01/09/2014", "45/2013/QH13"), ("01/08/2024", "31/2024/QH15")],
)
def test_a_law_is_meant_as_it_was_on_the_day_from_which_the_answer_holds(world, now, page, since, number):
    judge = page("thamphan")
    told = {"tinh_huong": SITUATION, "tra_loi": ANSWER, "can_cu": "Điều 100 Luật Đất đai", "tu_ngay": since}
    assert judge.post(reverse("assistant:contribute"), told).status_code == 302
    row = Contribution.objects.get()
    assert row.articles == [f"{number}#100"]
    again = judge.get(reverse("assistant:revise", args=[row.pk])).content.decode()
    assert 'value="Điều 100 LĐĐ"' in again


def test_grounds_are_not_read_by_a_day_that_is_none(page):
    told = {"tinh_huong": SITUATION, "tra_loi": ANSWER, "can_cu": "Điều 100 Luật Đất đai", "tu_ngay": "45/45/2014"}  # fmt: skip
    sent = page("thamphan").post(reverse("assistant:contribute"), told)
    assert sent.status_code == 422 and "Điều 100 Luật Đất đai" in sent.content.decode()
    wrong = page("thamphan").post(
        reverse("assistant:contribute"), {**told, "can_cu": "Điều 5", "tu_ngay": ""}
    )
    assert wrong.status_code == 422 and "chưa rõ của luật nào" in wrong.content.decode()


def test_who_decided_stands_only_beside_what_he_decided(world, now, page):
    row = returned(world, now)
    address = reverse("assistant:contribution", args=[row.pk])
    decided = f"Trả lại để sửa: {world.users[REVIEWER].full_name}"
    assert decided in page("thamphan").get(address).content.decode()
    actions.revise(by=world.viewer("thamphan"), contribution_id=row.pk, revision=1, written=written(), at=clock.now())  # fmt: skip
    waits = page("thamphan").get(address).content.decode()
    assert f"Chờ duyệt: {world.users[REVIEWER].full_name}" not in waits and decided not in waits


def test_a_colleagues_answer_in_use_is_not_written_anew(world, now, page):
    row = approved(world, now)
    assert page("thamphan2").get(reverse("assistant:contribution", args=[row.pk])).status_code == 200
    assert page("thamphan2").get(reverse("assistant:revise", args=[row.pk])).status_code == 403


def _key(one, day):
    from toaan.legislation.names import number_of

    number = number_of(one.law, day) or one.law
    return f"{number}#{one.article}"


def test_no_trace_holds_what_was_written(world, now):
    returned(world, now)
    trace = json.dumps(list(Event.objects.values("title", "detail", "data")), default=str, ensure_ascii=False)
    assert "Máy chiếu" not in trace and "Cần nêu khoản" not in trace and "đóng góp" in trace


def test_reviewers_are_told_and_others_not(world, now):
    contributed(world, now)
    for who in (REVIEWER, SECOND, "chanhan.tinh"):
        assert [
            one.who for one in waiting.waiting_for(world.viewer(who)) if one.act == "assistant.approve"
        ], who
    for who in ("thamphan2", "chanhan", "thuky.tinh", "thamphan"):
        assert not [
            one for one in waiting.waiting_for(world.viewer(who)) if one.act == "assistant.approve"
        ], who
        assert not contributions.reviews(world.viewer(who))
    assert policy.TABLE["assistant.approve"].hint


def test_pages_ask_the_database_no_more_than_twelve_times(world, now, page):
    rows = [approved(world, now), contributed(world, now), returned(world, now)]
    for who in ("thamphan", REVIEWER):
        visitor = page(who)
        addresses = [f"{reverse('assistant:contributions')}?muc={part}" for part in ("cua-toi", "cho-duyet", "dang-dung")]  # fmt: skip
        addresses += [reverse("assistant:contribution", args=[row.pk]) for row in rows]
        addresses += [reverse("assistant:contribute")]
        for address in addresses:
            visitor.get(address)
            with CaptureQueriesContext(connection) as counted:
                assert visitor.get(address).status_code == 200
            assert len(counted) <= 12, (who, address, len(counted))


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once(db):
    world = people.staff_province(people.standing())
    row = contributed(world, clock.now())
    results = at_once(*(lambda who=who: approve(world, row, who) for who in (REVIEWER, SECOND)))
    assert [one.code for one in results if isinstance(one, Refused)] == ["wrong_state"]
    assert Contribution.objects.get().state == APPROVED and audit.verify().good
