"""The language model's answer: shown where every sentence stands in a passage, else the extracts alone; never without them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from toaan.assistant import actions, tasks
from toaan.assistant.finding import generated
from toaan.assistant.finding.model import Passage, Wish
from toaan.core import clock
from toaan.engines.language import ABSTENTION, choice
from toaan.engines.language.tests.stub import Stub, chat, says

PERIOD = "Thời hạn chuẩn bị xét xử sơ thẩm là bao lâu?"


@pytest.fixture
def stub(settings):
    server = Stub()
    choice._rests.clear()  # ports come again
    settings.TOAAN_LLM_URL, settings.TOAAN_LLM_MODEL, settings.TOAAN_LLM_TIMEOUT = server.url, "thu", 1.0
    yield server
    server.close()


def put(world):
    asked = actions.ask(by=world.viewer("thamphan"), wish=Wish(PERIOD, clock.today()), at=clock.now())
    assert asked.generated == {"state": "waiting"}
    return asked


def written(world, stub, text):
    stub.behave = says(chat(text))
    asked = put(world)
    actions.generate(asked.pk)
    asked.refresh_from_db()
    return asked


def shown(page, asked):
    return page("thamphan").get(reverse("assistant:question", args=[asked.pk])).content.decode()


def test_a_sentence_that_stands_in_the_source_is_shown_with_it(world, page, stub):
    line = "Có quyết định đưa ra xét xử thì mở phiên tòa trong 01 tháng, có lý do chính đáng thì 02 tháng"
    assert line in Passage.from_json(put(world).passages[0]).text
    asked = written(world, stub, f"{line}. [1]")
    text = shown(page, asked)
    assert asked.generated["state"] == "shown", asked.generated
    assert "Câu trả lời do máy viết" in text and 'href="#doan-1">[1]' in text and 'id="doan-1"' in text


@pytest.mark.parametrize(
    "text",
    [
        "Thời hạn chuẩn bị xét xử là 09 tháng. [1]",
        "Án phí là 5.000.000 đồng theo Điều 999. [1]",
        "Bị đơn thắng kiện.",
    ],
)
def test_an_invented_sentence_is_not_shown_and_it_says_so(world, page, stub, text):
    asked = written(world, stub, text)
    page_text = shown(page, asked)
    assert asked.generated["state"] == "refused" and asked.generated["text"] == text
    assert "đã bị loại" in page_text and text.split(" [")[0] not in page_text and 'id="doan-1"' in page_text


def test_a_model_that_finds_no_answer_says_so(world, page, stub):
    assert "chưa đủ căn cứ" in shown(page, written(world, stub, ABSTENTION))


def test_an_endpoint_that_hangs_or_shows_a_page_leaves_the_extracts(world, page, stub):
    for behave in (says(b"<html>502</html>", 502), says(b"<html>ok</html>"), stub.hang):
        stub.behave = behave
        asked = put(world)
        actions.generate(asked.pk)
        asked.refresh_from_db()
        assert asked.generated["state"] == "unusable"
        assert "không trả lời được" in shown(page, asked) and 'id="doan-1"' in shown(page, asked)


def test_a_model_that_hangs_holds_the_worker_up_once(world, page, stub):
    stub.behave = stub.hang
    three = [put(world) for _n in range(3)]
    for asked in three:
        actions.generate(asked.pk)
        asked.refresh_from_db()
        assert asked.generated["state"] == "unusable"
    assert len(stub.asked) == 1 and "chưa hỏi lại" in shown(page, three[2])


def test_more_than_ten_answers_that_wait_are_too_many(world, stub):
    for n in range(generated.MOST_WAITING + 1):
        assert not generated.busy(), n
        tasks.write_answer.enqueue(str(n))
    tasks.build_index.enqueue()
    assert generated.busy()
    one = DBTaskResult.objects.filter(task_path=tasks.write_answer.module_path).first()
    DBTaskResult.objects.filter(pk=one.pk).update(status="RUNNING")
    assert not generated.busy()


def test_while_it_writes_the_passages_are_there_and_the_page_asks_again(world, page, stub):
    asked = put(world)
    assert "đang viết" in shown(page, asked)
    part = (
        page("thamphan")
        .get(reverse("assistant:worded", args=[asked.pk]), headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "hx-get" in part and "<html" not in part
    assert (
        page("thamphan2")
        .get(reverse("assistant:worded", args=[asked.pk]), headers={"HX-Request": "true"})
        .status_code
        == 404
    )


def test_written_once_it_is_not_written_again(world, stub):
    asked = written(world, stub, ABSTENTION)
    calls = len(stub.asked)
    actions.generate(asked.pk)
    assert len(stub.asked) == calls


def test_without_a_model_nothing_is_asked(world, stub, settings):
    settings.TOAAN_LLM_URL = ""
    asked = actions.ask(by=world.viewer("thamphan"), wish=Wish(PERIOD, clock.today()), at=clock.now())
    assert asked.generated == {} and not stub.asked


def test_a_task_run_twice_writes_once_and_what_never_comes_is_not_waited_for(world, page, stub, monkeypatch):
    asked = written(world, stub, ABSTENTION)
    monkeypatch.setattr(
        "toaan.assistant.actions.asking.generated.write", lambda _q: {"state": "shown", "text": "muộn"}
    )
    asked.generated = {"state": "waiting"}
    asked.save()
    assert "đang viết" in shown(page, asked)
    asked.asked_at -= timedelta(minutes=6)
    asked.save()
    assert "không trả lời được" in shown(page, asked)


def test_what_the_check_refused_is_not_in_the_export_either(world, page, stub):
    written(world, stub, "Thời hạn chuẩn bị xét xử là 09 tháng. [1]")
    told = page("thamphan").get(reverse("assistant:export")).content.decode()
    assert "09 tháng" not in told and "refused" in told


def test_letters_that_no_database_keeps_do_no_harm(world, stub):
    assert written(world, stub, "a\x00b. [1]").generated["state"] in {"refused", "unusable"}


def test_while_too_many_wait_for_the_model_no_more_are_queued(world, page, stub, monkeypatch):
    monkeypatch.setattr("toaan.assistant.finding.generated.busy", lambda: True)
    asked = actions.ask(by=world.viewer("thamphan"), wish=Wish(PERIOD, clock.today()), at=clock.now())
    assert asked.generated["state"] == "unusable" and "không trả lời được" in shown(page, asked)
