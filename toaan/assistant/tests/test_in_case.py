"""The assistant in a case: for its panel and its clerk, with what the case says by itself; nobody else learns even that it was asked."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from toaan.assistant import actions, articles, case_context, queries
from toaan.assistant.finding import laws
from toaan.assistant.finding.model import Wish
from toaan.assistant.models import Feedback, Question
from toaan.cases import queries as cases
from toaan.cases.models import Assignment
from toaan.core import audit, clock, policy
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, Event
from toaan.demo import steps
from toaan.desk.tests.cost import dear
from toaan.legislation.models import Source
from toaan.legislation.reading.records import ArticleRecord
from toaan.legislation.tests.test_import import LAW, SECOND, imported, own_home, written  # noqa: F401
from toaan.legislation.writing import write

WORDS = "Bên vay không trả nợ gốc thì tính lãi thế nào?"
OFFICE = (
    "chanhan",
    "phochanhan",
    "cntt",
    "vanthu",
    "luutru",
    "thamphan",
    "thamphan2",
    "thamphan3",
    "thuky",
    "thuky2",
)


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.TOAAN_INDEX = tmp_path / "index"


@pytest.fixture
def case(world, now):
    clock.move_to(now)
    return steps.mediated_case(world, now)


@pytest.fixture
def judge(world, case):
    return steps.presiding(world, case)


def others(world, case):
    """People of the court who do not sit on the case, its leaders first."""
    sitting = {
        a.post.user.username for a in case.assignments.filter(ended_at=None).select_related("post__user")
    }
    return [who for who in OFFICE if who in world.users and who not in sitting]


def put(world, case, who, text=WORDS):
    wish = Wish(text, clock.today())
    return actions.ask(by=world.viewer(who), wish=wish, at=clock.now(), case_id=case.pk)


def pages_of(case, asked=None):
    found = [
        reverse(f"assistant:{name}", args=[case.pk])
        for name in ("case", "case_asked", "case_articles", "plan", "plan_print")
    ]
    return found + ([reverse("assistant:case_question", args=[case.pk, asked.pk])] if asked else [])


def test_the_panel_and_the_clerk_ask_and_read_together(world, page, case, judge):
    sent = page(judge).post(reverse("assistant:case", args=[case.pk]), {"cau_hoi": WORDS})
    asked = Question.objects.get()
    assert (
        sent["Location"] == reverse("assistant:case_question", args=[case.pk, asked.pk])
        and asked.case_id == case.pk
    )
    for who in (judge, "thuky", "hoitham"):
        if not any(
            a.post.user.username == who and a.ended_at is None
            for a in case.assignments.select_related("post__user")
        ):
            continue
        for address in pages_of(case, asked):
            assert page(who).get(address).status_code == 200, (who, address)
    text = page("thuky").get(reverse("assistant:case", args=[case.pk])).content.decode()
    assert WORDS in text and world.users[judge].full_name in text


def test_a_lay_judge_of_the_panel_asks_and_reads(world, page, now):
    case = steps.trial_decided_case(world, now)
    who = Assignment.objects.filter(case=case, role="lay_judge", ended_at=None).first().post.user.username
    asked = put(world, case, who)
    for address in pages_of(case, asked):
        assert page(who).get(address).status_code == 200, address
    assert WORDS in page(steps.presiding(world, case)).get(pages_of(case)[0]).content.decode()


def test_nobody_else_of_the_court_sees_page_tab_or_trace(world, page, case, judge):
    asked = put(world, case, judge)
    for who in others(world, case):
        for address in pages_of(case, asked):
            assert page(who).get(address).status_code in {403, 404}, (who, address)
        assert page(who).post(reverse("assistant:case", args=[case.pk]), {"cau_hoi": WORDS}).status_code in {
            403,
            404,
        }
        overview = page(who).get(reverse("cases:overview", args=[case.pk]))
        assert reverse("assistant:case", args=[case.pk]) not in overview.content.decode(), who
        assert not queries.of_case(world.viewer(who), case).exists()
        with pytest.raises(Refused):
            put(world, case, who)
    assert Question.objects.count() == 1


@pytest.mark.parametrize("who", ["nguyendon", "bidon", "luatsu", "kiemsat", "nguoila"])
def test_parties_and_the_procurator_have_none_of_it(world, page, case, judge, who):
    asked = put(world, case, judge)
    for address in pages_of(case, asked):
        assert page(who).get(address).status_code in {302, 403, 404}, address
        assert WORDS not in page(who).get(address, follow=True).content.decode()


def test_a_general_address_of_the_question_leads_to_the_case(world, page, case, judge):
    asked = put(world, case, judge)
    general = reverse("assistant:question", args=[asked.pk])
    assert page("thuky").get(general)["Location"] == reverse(
        "assistant:case_question", args=[case.pk, asked.pk]
    )
    assert page(others(world, case)[0]).get(general).status_code == 404


def test_a_question_of_another_case_or_of_none_is_not_found_here(world, page, case, judge, now):
    own = actions.ask(by=world.viewer(judge), wish=Wish(WORDS, clock.today()), at=clock.now())
    other = steps.assigned_case(world, now + timedelta(minutes=9))
    theirs = put(world, other, steps.presiding(world, other))
    for one in (own.pk, theirs.pk, uuid.uuid4()):
        assert page(judge).get(reverse("assistant:case_question", args=[case.pk, one])).status_code == 404
    assert page(judge).get(reverse("assistant:case", args=[uuid.uuid4()])).status_code == 404


def test_who_left_the_panel_reads_no_more_who_came_reads_all(world, page, case, judge):
    asked = put(world, case, judge)
    came = next(who for who in others(world, case) if who.startswith("thamphan"))
    seat = Assignment.objects.get(case=case, role="presiding", ended_at=None)
    Assignment.objects.filter(pk=seat.pk).update(ended_at=clock.now())
    Assignment.objects.create(case=case, post=world.posts[came], role="presiding", assigned_at=clock.now())
    clock.move_to(clock.now() + timedelta(seconds=30))
    for address in pages_of(case, asked):
        assert page(judge).get(address).status_code in {403, 404}, address
        assert page(came).get(address).status_code == 200, address
    with pytest.raises(Refused):
        actions.rate(by=world.viewer(judge), question_id=asked.pk, place=1, verdict="right", at=clock.now())


def test_no_record_of_the_case_holds_or_counts_questions(world, page, case, judge):
    leader = others(world, case)[0]
    before = page(leader).get(reverse("cases:audit", args=[case.pk])).content.decode()
    asked = put(world, case, judge, "Bà Bí Ẩn có lỗi gì?")
    actions.rate(
        by=world.viewer(judge), question_id=asked.pk, place=0, comment="Ghi chú Bí Ẩn", at=clock.now()
    )
    told = json.dumps(list(Event.objects.values("title", "detail", "data")), default=str, ensure_ascii=False)
    assert "Bí Ẩn" not in told and not any("Bí Ẩn" in one.summary for one in AuditEntry.objects.all())
    assert page(leader).get(reverse("cases:audit", args=[case.pk])).content.decode().count(
        "trợ lý"
    ) == before.count("trợ lý")
    assert not cases.timeline(world.viewer(leader), case).filter(act__startswith="assistant.").exists()
    sent = page(judge).get(reverse("assistant:export")).content.decode()
    assert "Bí Ẩn" not in sent
    for name in ("home", "asked"):
        assert "Bí Ẩn" not in page(judge).get(reverse(f"assistant:{name}")).content.decode()
    for who in (leader, judge):
        found = page(who).get(reverse("desk:search"), {"q": "Bí Ẩn"}).content.decode()
        assert str(asked.pk) not in found
    audit.verify()


def test_a_word_on_an_answer_stays_in_the_case_and_teaches_nothing(world, page, case, judge):
    asked = put(world, case, judge)
    sent = page("thuky").post(
        reverse("assistant:rate", args=[asked.pk]), {"doan": "0", "gop_y": "Thiếu án lệ."}
    )
    assert sent["Location"] == f"{reverse('assistant:case_question', args=[case.pk, asked.pk])}#doan-0"
    assert Feedback.objects.get().review == ""
    wrong = page(judge).post(
        reverse("assistant:rate", args=[asked.pk]),
        {"doan": "0", "gop_y": "Lời dài.", "dieu_dung": "không có"},
    )
    assert (
        wrong.status_code == 422
        and "Lời dài." in wrong.content.decode()
        and "Đã hỏi trong vụ này" in wrong.content.decode()
    )
    assert (
        page(others(world, case)[0])
        .post(reverse("assistant:rate", args=[asked.pk]), {"doan": "1", "danh_gia": "right"})
        .status_code
        == 404
    )


@pytest.mark.parametrize("words", ["", "   ?!", "x" * 6000])
def test_what_asks_nothing_is_sent_back_with_its_words(page, case, judge, words):
    answer = page(judge).post(
        reverse("assistant:case", args=[case.pk]), {"cau_hoi": words, "ngay": "31/02/2020"}
    )
    assert (
        answer.status_code == 422
        and "31/02/2020" in answer.content.decode()
        and not Question.objects.exists()
    )


def test_after_the_judgment_the_questions_stay_with_those_who_sat(world, page, now):
    case = steps.pronounced_case(world, now)
    judge = steps.presiding(world, case)
    asked = put(world, case, judge)
    for address in pages_of(case, asked):
        assert page(judge).get(address).status_code == 200 and page("thuky").get(address).status_code == 200
        assert page(others(world, case)[0]).get(address).status_code == 403


def test_the_case_fills_in_the_day_of_the_facts(world, page, now):
    """Of a petition that says: "Ngày 12/9/2025 bị đơn vay tôi tiền, hẹn trả ngày 12/11/2025"."""
    clock.move_to(now)
    case = steps.assigned_case(world, now, case=steps.accepted_case(world, now))
    text = page(steps.presiding(world, case)).get(reverse("assistant:case", args=[case.pk])).content.decode()
    assert (
        'value="12/09/2025"' in text and "12/11/2025" in text and "Luật nội dung tại ngày 12/09/2025" in text
    )


@pytest.mark.parametrize(
    ("text", "day", "event"),
    [
        ("Ngày 12/9/2025 bị đơn vay tôi tiền, hẹn trả ngày 12/11/2025.", date(2025, 9, 12), True),
        ("Bị đơn hẹn trả ngày 12/11/2025.", date(2025, 11, 12), False),
        ("Hai bên ký hợp đồng ngày 01 tháng 3 năm 2020.", date(2020, 3, 1), True),
        ("Cụ Sáu chết ngày 5/6/2010 không để lại di chúc.", date(2010, 6, 5), True),
        ("Sẽ giao nhà ngày 01/01/2100.", date(2100, 1, 1), False),
    ],
)  # fmt: skip
def test_a_day_is_read_by_the_words_around_it(text, day, event):
    found = next(one for one in case_context.named_days(text, date(2026, 1, 1)) if one.day == day)
    assert found.is_event == event and str(day.year) in found.words


@pytest.mark.parametrize(
    "text", ["", "31/02/2020", "ngày ngày ngày", "1/1/1", "x" * 50_000, "12/9/2025 " * 500]
)
def test_any_text_can_be_read_for_days(text):
    list(case_context.named_days(text, date(2026, 1, 1)))


def test_a_passage_leads_the_presiding_judge_to_his_draft(world, page, now):
    case = steps.debated_case(world, now)
    judge = steps.presiding(world, case)
    asked = put(world, case, judge, "Thời hạn chuẩn bị xét xử sơ thẩm là bao lâu?")
    address = reverse("judgments:section", args=[case.pk, "reasoning"])
    shown = reverse("assistant:case_question", args=[case.pk, asked.pk])
    assert asked.passages and address in page(judge).get(shown).content.decode()
    assert address not in page("thuky").get(shown).content.decode()


def article(number, label, title, text):
    return Source.PHAPDIEN, ArticleRecord(number, label, title, text, effective=date(2017, 1, 1))


def test_articles_are_found_by_the_words_of_the_claims_once(page, case, judge, monkeypatch):
    address = reverse("assistant:case_articles", args=[case.pk])
    assert "Chưa nạp văn bản pháp luật nào" in page(judge).get(address).content.decode()
    words = f"{case.legal_relation} được Tòa án giải quyết như sau."
    write(
        [
            article("91/2015/QH13", "328", "Đặt cọc", words),
            article("91/2015/QH13", "1", "Phạm vi", "Bộ luật này quy định địa vị pháp lý."),
        ]
    )
    assert (
        f"{reverse('legislation:article', args=['91/2015/QH13', '328'])}?ngay="
        in page(judge).get(address).content.decode()
    )
    asked = []
    find = laws.find
    monkeypatch.setattr(laws, "find", lambda *told: asked.append(told) or find(*told))
    assert "Điều 328" in page("thuky").get(address).content.decode() and not asked
    order = articles.Ordering(articles.shipped(), 7)
    monkeypatch.setattr(articles, "ranker", lambda: order)
    assert "Điều 328" in page("thuky").get(address).content.decode()
    assert [told[-1] for told in asked] == [order.ranker]


def test_suggestions_say_whether_an_article_is_here_and_holds(page, case, judge):
    address = reverse("assistant:case", args=[case.pk])
    text = page(judge).get(address).content.decode()
    assert (
        "Đặt cọc" in text and "Điều 328 BLDS" in text and "Chưa nạp văn bản này" in text and "47-DS" in text
    )
    write([article("91/2015/QH13", "328", "Đặt cọc", "1. Đặt cọc là việc giao tiền.")])
    text = page(judge).get(address).content.decode()
    assert (
        f"{reverse('legislation:article', args=['91/2015/QH13', '328'])}?ngay=" in text
        and "Chưa rõ còn hiệu lực" in text
    )


def test_the_figure_of_a_court_names_no_case(world, case, judge):
    put(world, case, judge)
    actions.ask(by=world.viewer(judge), wish=Wish(WORDS, clock.today()), at=clock.now())
    told = queries.counts_in_cases(case.court, 3)
    assert [n for _day, n in told] == [0, 0, 1] and told[-1][0] == clock.today().replace(day=1)
    assert queries.counts_in_cases(case.court, 0) == []


@pytest.mark.usefixtures("steady_rules")
@pytest.mark.parametrize(
    "step", [steps.assigned_case, steps.mediated_case, steps.trial_decided_case, steps.debated_case, steps.pronounced_case],
    ids=lambda step: step.__name__,
)  # fmt: skip
def test_twelve_statements_a_page_at_every_stage(world, page, now, tmp_path, step):
    case = step(world, now)
    judge = steps.presiding(world, case)
    imported(written(tmp_path, LAW, SECOND))
    for n in range(15):
        asked = put(world, case, judge, f"{WORDS} {n}")
    addresses = (*pages_of(case, asked), reverse("cases:overview", args=[case.pk]))
    assert dear(page, [(who, address) for who in (judge, "thuky") for address in addresses]) == {}


def test_every_role_of_the_panel_may_ask():
    assert set(policy.TABLE["assistant.ask_in_case"].who) == set(policy.TABLE["page.assistant"].who)
