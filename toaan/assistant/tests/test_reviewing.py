"""Words on answers before reviewers: outside cases only, decided once, learnt from when accepted."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.assistant import actions
from toaan.assistant.models import Feedback
from toaan.assistant.shown import word_address
from toaan.assistant.tests.learning import (
    ARTICLES,
    PERIOD,
    REVIEWER,
    SECOND,
    SITUATION,
    approved,
    asked,
    told,
)
from toaan.assistant.training import sources
from toaan.core import audit, clock, news, waiting
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.tests.at_once import at_once
from toaan.demo import people, steps


@pytest.fixture
def world(world):
    """With the provincial court, whose judges review."""
    return people.staff_province(world)


def accept(world, row, who=REVIEWER):
    return actions.accept_feedback(by=world.viewer(who), feedback_id=row.pk, said_at=row.at, at=clock.now())


@pytest.fixture
def said(world):
    return told(world, asked(world))


@pytest.fixture
def secret(world, now):
    """A question of a case, and the judge who asked it and said something of its answer."""
    case = steps.assigned_case(world, now)
    judge = steps.presiding(world, case)
    question = asked(world, "Câu hỏi nghị án bí mật về bị đơn?", judge, case_id=case.pk)
    return judge, told(world, question, judge)


def test_a_reviewer_reads_it_accepts_it_and_the_writer_hears(world, said, page):
    reviewer = page(REVIEWER)
    listed = reviewer.get(reverse("assistant:feedback")).content.decode()
    assert SITUATION in listed and "Chờ xét" in listed
    address = word_address(said.question_id, 0)
    shown = reviewer.get(address).content.decode()
    assert SITUATION in shown and "Thiếu Điều 259." in shown and "Điều 259 BLTTDS" in shown
    sent = reviewer.post(
        reverse("assistant:accept_feedback", args=[said.question_id]),
        {"doan": "0", "luc": said.at.isoformat()},
    )
    assert sent["Location"] == reverse("assistant:feedback")
    assert Feedback.objects.get().review == "approved"
    assert "assistant.accept_feedback" in news.visible_to(world.viewer("thamphan")).values_list("act", flat=True)  # fmt: skip
    assert address in page("thamphan").get(reverse("desk:notifications")).content.decode()
    assert audit.verify().good


def test_declined_with_a_reason_that_its_writer_reads(world, said, page):
    reviewer = page(REVIEWER)
    address = reverse("assistant:decline_feedback", args=[said.question_id])
    empty = reviewer.post(address, {"doan": "0", "luc": said.at.isoformat(), "ly_do": " "})
    assert empty.status_code == 422 and "người góp ý đọc được lý do" in empty.content.decode()
    reviewer.post(address, {"doan": "0", "luc": said.at.isoformat(), "ly_do": "Điều ấy nói về thủ tục khác."})
    own = page("thamphan").get(word_address(said.question_id, 0)).content.decode()
    assert "Điều ấy nói về thủ tục khác." in own and not list(sources.of_feedback())


def test_the_accepted_teach_their_articles(world, said):
    accept(world, said)
    again = asked(world, "Hỏi câu khác hẳn về án phí?")
    accept(world, told(world, again))
    told(world, asked(world, "Câu chưa ai xét?"))
    approved(world, clock.now())
    lines = {line.question: line for line in sources.own()}
    assert set(lines) == {SITUATION, "Hỏi câu khác hẳn về án phí?"}
    assert all(line.articles == tuple(ARTICLES) for line in lines.values())


def test_right_of_an_article_teaches_it_and_mismatch_teaches_nothing(world):
    question = asked(world, PERIOD)
    passage = {**question.passages[0], "kind": "law", "key": "92/2015/QH13#203"}
    question.passages = [passage, {**passage, "key": "92/2015/QH13#1"}]
    question.save()
    for place, verdict in ((1, "right"), (2, "mismatch")):
        accept(world, told(world, question, place=place, verdict=verdict))
    assert [line.articles for line in sources.of_feedback()] == [("92/2015/QH13#203",)]


def test_only_of_what_is_learnt_is_it_said_that_it_is_learnt(world, page):
    question = asked(world, PERIOD)
    passage = {**question.passages[0], "kind": "law", "key": "92/2015/QH13#203"}
    question.passages = [passage, {**passage, "key": "92/2015/QH13#1"}]
    question.save()
    reviewer = page(REVIEWER)
    for place, said, learnt in (
        (0, {"comment": "Nên nêu ngắn hơn."}, False), (1, {"verdict": "right"}, True), (2, {"verdict": "mismatch"}, False),
    ):  # fmt: skip
        row = told(world, question, place=place, **said)
        shown = reviewer.get(word_address(question.pk, place)).content.decode()
        assert ("học điều luật ấy" in shown) is learnt and (
            "không học thêm điều luật nào" in shown
        ) is not learnt
        sent = reviewer.post(
            reverse("assistant:accept_feedback", args=[question.pk]), {"doan": place, "luc": row.at.isoformat()}, follow=True,
        )  # fmt: skip
        text = sent.content.decode()
        assert "Đã chấp nhận góp ý" in text and ("lần huấn luyện tới sẽ học" in text) is learnt
    assert [line.articles for line in sources.of_feedback()] == [("92/2015/QH13#203",)]


def test_what_is_said_in_a_case_is_nowhere_here(world, secret, said, page):
    judge, row = secret
    assert row.review == ""
    Feedback.objects.filter(pk=row.pk).update(review="waiting")  # even if a mistake put it there
    for who in (REVIEWER, "chanhan.tinh", "chanhan", "cntt", "cntt.tinh", judge):
        visitor = page(who)
        for part in ("cho-duyet", "da-xet", "cua-toi"):
            text = visitor.get(f"{reverse('assistant:feedback')}?muc={part}").content.decode()
            assert "bí mật" not in text, (who, part)
        assert visitor.get(word_address(row.question_id, 0)).status_code == 404
        for name in ("accept_feedback", "decline_feedback"):
            sent = visitor.post(reverse(f"assistant:{name}", args=[row.question_id]), {"doan": "0", "luc": row.at.isoformat(), "ly_do": "x"})  # fmt: skip
            assert sent.status_code in {403, 404}
    with pytest.raises(Refused) as refused:
        accept(world, row)
    assert refused.value.code == "not_found"
    Feedback.objects.filter(pk=row.pk).update(review="approved", reviewed_at=clock.now())
    accept(world, said)
    lines = b"".join(page(REVIEWER).get(reverse("assistant:training_lines")).streaming_content).decode()
    assert "bí mật" not in lines and json.loads(lines)["articles"] == ARTICLES


@pytest.mark.parametrize("who", ["thamphan", "thamphan2", "chanhan", "cntt.tinh", "thuky.tinh"])
def test_who_may_not_decide(world, said, page, who):
    with pytest.raises(Refused) as refused:
        accept(world, said, who)
    assert refused.value.code == "not_allowed"
    assert page(who).get(reverse("assistant:training_lines")).status_code == 403
    address = word_address(said.question_id, 0)
    assert page(who).get(address).status_code == (200 if who == "thamphan" else 404)


def test_a_reviewer_does_not_decide_on_his_own(world, page):
    row = told(world, asked(world, who=REVIEWER), REVIEWER)
    with pytest.raises(Refused):
        accept(world, row)
    assert SITUATION not in page(REVIEWER).get(reverse("assistant:feedback")).content.decode()
    assert accept(world, row, SECOND).review == "approved"


def test_a_word_said_anew_is_not_decided_as_the_old_one(world, said, page):
    told(world, said.question, comment="Nghĩ lại: Điều 260.")
    sent = page(REVIEWER).post(
        reverse("assistant:accept_feedback", args=[said.question_id]),
        {"doan": "0", "luc": said.at.isoformat()},
        follow=True,
    )
    assert "vừa đổi ý kiến" in sent.content.decode() and Feedback.objects.get().review == "waiting"
    assert page(REVIEWER).post(reverse("assistant:accept_feedback", args=[said.question_id]), {"doan": "0", "luc": "hôm nay"}).status_code == 302  # fmt: skip
    assert Feedback.objects.get().review == "waiting"


def test_reviewers_have_one_line_for_all_that_waits(world, said):
    told(world, asked(world, "Câu thứ hai?"))
    lines = [
        one for one in waiting.waiting_for(world.viewer(REVIEWER)) if one.act == "assistant.accept_feedback"
    ]
    assert [one.matter for one in lines] == ["2 góp ý"]
    for who in ("thamphan", "chanhan", "thuky.tinh"):
        assert not [
            one for one in waiting.waiting_for(world.viewer(who)) if one.act == "assistant.accept_feedback"
        ]


def test_no_trace_holds_the_words(world, said):
    accept(world, said)
    trace = json.dumps(list(Event.objects.values("title", "detail", "data")), default=str, ensure_ascii=False)
    assert "Thiếu Điều" not in trace and "Máy chiếu" not in trace and "Chấp nhận góp ý" in trace


def test_pages_ask_the_database_no_more_than_twelve_times(world, said, page):
    for n in range(8):
        told(world, asked(world, f"{SITUATION} {n}"))
    for who in (REVIEWER, "thamphan"):
        visitor = page(who)
        for address in (reverse("assistant:feedback"), word_address(said.question_id, 0)):
            visitor.get(address)
            with CaptureQueriesContext(connection) as counted:
                assert visitor.get(address).status_code == 200
            assert len(counted) <= 12, (who, address, len(counted))


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once(db):
    world = people.staff_province(people.standing())
    row = told(world, asked(world))
    results = at_once(*(lambda who=who: accept(world, row, who) for who in (REVIEWER, SECOND)))
    assert [one.code for one in results if isinstance(one, Refused)] == ["wrong_state"]
    assert audit.verify().good


def test_words_on_a_colleagues_answer_are_listed_in_as_few_questions(world, page, now):
    """Each may have been taken back since: they are looked up together."""
    approved(world, now)
    visitor = page(REVIEWER)

    def asks(more: int) -> int:
        for n in range(more):
            one = asked(world, f"{SITUATION} {n}")
            assert one.passages[0]["kind"] == "answer"
            told(world, one, place=1, comment="Nên nêu khoản.")
        visitor.get(reverse("assistant:feedback"))
        with CaptureQueriesContext(connection) as counted:
            assert SITUATION in visitor.get(reverse("assistant:feedback")).content.decode()
        return len(counted)

    assert asks(5) == asks(1) <= 12
