"""The index of the imported law: built when asked for, kept, built again when it no longer fits or is damaged."""

from __future__ import annotations

import gc
import json
import threading
from datetime import date

import pytest
from django.conf import settings as configured

from toaan.assistant import articles
from toaan.assistant.finding import laws
from toaan.cli.command import run
from toaan.legislation.tests.test_import import LAW, SECOND, imported, own_home, written  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = date(2100, 5, 1)


@pytest.fixture
def law(tmp_path):
    imported(written(tmp_path, LAW, SECOND))


def files():
    return sorted((configured.TOAAN_ASSISTANT / "articles").glob("*.npy"))


def test_without_any_law_it_says_so():
    with pytest.raises(articles.NoLaw):
        articles.index(DAY)


def test_the_article_with_the_words_of_the_question_comes_first(law):
    found = articles.index(DAY).rank("phạm vi của luật để thử", 2)
    assert found[0].key == "07/2099/QH20#1"


def test_an_index_is_kept_until_an_import_changes_something(law, tmp_path):
    articles.index(DAY)
    before = [path.stat().st_mtime_ns for path in files()]
    articles.index(DAY)
    assert [path.stat().st_mtime_ns for path in files()] == before
    imported(written(tmp_path, {**LAW, "text": "Lời văn mới hoàn toàn."}))
    assert articles.index(DAY).count and [path.stat().st_mtime_ns for path in files()] != before


def test_a_damaged_index_is_built_again_and_said(law):
    articles.index(DAY)
    for path in files():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    said: list[str] = []
    found = articles.index(DAY, lambda what, _done, _of: said.append(what))
    assert found.rank("phạm vi", 1) and "chỉ mục hỏng" in said[0]


def elsewhere(ask):
    """What another thread is answered."""
    told = []

    def run_it():
        told.append(ask())

    thread = threading.Thread(target=run_it)
    thread.start()
    thread.join(10)
    return told[0]


def test_while_one_thread_opens_it_another_keeps_the_older_one_or_has_none(law, monkeypatch):
    wanted = articles.stamp(DAY)
    monkeypatch.setattr(articles, "stamp", lambda _day: wanted)  # another thread of a test sees no rows
    with articles._opening:
        assert elsewhere(lambda: articles.ready(DAY)) == articles.Ready(None, "building")
    had = articles.ready(DAY)
    assert had.index is not None and had.state == ""
    articles._held.stamp, articles._held.looked = "older", -articles._TRUSTED
    with articles._opening:
        assert elsewhere(lambda: articles.ready(DAY)) == articles.Ready(had.index, "building", "older")
    assert articles.ready(DAY).stamp == wanted


def test_a_page_takes_away_no_stamp_and_the_worker_sees_the_damage(law, monkeypatch):
    articles.index(DAY)
    stamped = articles._folder().with_suffix(".stamp")
    for path in files():
        path.write_bytes(b"x")
    monkeypatch.setattr(articles, "FEW", 0)
    assert articles.ready(DAY).state == "damaged" and stamped.exists()
    articles.bring_up(DAY)
    assert articles.ready(DAY).state == "" and articles.ready(DAY).index.count


def test_an_index_that_is_saved_just_now_is_being_built(law, monkeypatch):
    articles.index(DAY)
    stamped = articles._folder().with_suffix(".stamp")

    def half(_folder):
        stamped.unlink()
        raise articles.IndexUnusable("saved meanwhile")

    monkeypatch.setattr(articles, "FEW", 0)
    monkeypatch.setattr(articles.Index, "load", half)
    assert articles.ready(DAY).state == "building"


def test_the_keys_of_a_field_are_kept_with_their_index(law, monkeypatch):
    asked = []
    monkeypatch.setattr(
        laws.queries, "keys_under", lambda *told: asked.append(told) or frozenset({str(len(asked))})
    )
    first = articles.index(DAY)
    assert laws._allowed(first, "hinh-su") == laws._allowed(first, "hinh-su") == {"1"}
    assert laws._allowed(articles.index(DAY), "hinh-su") == {"2"} and len(asked) == 2
    del first
    gc.collect()
    assert not any(keys == {"hinh-su": frozenset({"1"})} for keys in laws._allowed_of.values())


def test_the_commands_rank_and_measure(law, tmp_path, capsys):
    asked = tmp_path / "asked.jsonl"
    asked.write_text(
        json.dumps({"id": "a", "question": "phạm vi của luật", "articles": ["07/2099/QH20#1"]}) + "\n",
        encoding="utf-8",
    )
    assert run(["assistant", "rank", str(asked), "--k", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["id"] == "a" and told["articles"][0] == "07/2099/QH20#1" and told["ms"] > 0
    assert run(["assistant", "evaluate", str(asked), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["questions"] == 1 and told["recall@1"] == 1.0 and told["mrr@10"] == 1.0


@pytest.mark.parametrize(
    ("content", "words"),
    [("{", "dòng 1"), ('{"id": 1}', "dòng 1"), ("", "không có câu hỏi"), ('{"question": "gì?"}', "không có câu hỏi")],
)  # fmt: skip
def test_a_file_that_asks_nothing_is_refused_in_one_line(law, tmp_path, capsys, content, words):
    asked = tmp_path / "asked.jsonl"
    asked.write_text(content, encoding="utf-8")
    assert run(["assistant", "evaluate", str(asked)]) == 2
    told = capsys.readouterr().err
    assert words in told and told.count("\n") == 1
    assert run(["assistant", "rank", str(tmp_path / "none.jsonl")]) == 2


def test_without_law_the_command_says_how_to_get_it(tmp_path, capsys):
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"question": "gì?", "articles": ["1#1"]}', encoding="utf-8")
    assert run(["assistant", "evaluate", str(asked)]) == 2
    assert "toaan laws import" in capsys.readouterr().err


def test_a_model_that_does_not_answer_changes_nothing_and_is_said(law, settings, tmp_path, capsys):
    asked = tmp_path / "asked.jsonl"
    asked.write_text(json.dumps({"id": "a", "question": "phạm vi của luật"}) + "\n", encoding="utf-8")
    assert run(["assistant", "rank", str(asked)]) == 0
    own = json.loads(capsys.readouterr().out)
    settings.TOAAN_RERANK_URL = "http://127.0.0.1:9/rerank"
    assert run(["assistant", "rank", str(asked)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["articles"] == own["articles"] and "127.0.0.1:9" in told["model"] and "model" not in own


def test_a_model_that_does_not_answer_is_logged(law, settings, caplog):
    settings.TOAAN_EMBED_URL = "http://127.0.0.1:9/v1/embeddings"
    ordered = articles.find(articles.index(DAY), "phạm vi của luật", 2, DAY)
    assert ordered.hits and ordered.failed and "127.0.0.1:9" in caplog.text


def test_a_model_is_given_the_document_the_title_and_the_words(law, settings):
    read = articles._texts(["07/2099/QH20#1", "không có"], DAY)
    assert "Điều 1" in read[0] and "\n" in read[0] and read[1] == "không có"


@pytest.mark.parametrize(
    "url", ["may-chu:8080", "http://may-chu:99999/v1/embeddings", "http://[::1/", "ftp://may-chu/"]
)
def test_a_wrong_address_is_named_once_in_the_log_and_our_order_stands(law, settings, caplog, url):
    own = articles.find(articles.index(DAY), "phạm vi", 2, DAY)
    settings.TOAAN_EMBED_URL = url
    articles._scorer.cache_clear()
    for _again in range(2):
        assert articles.find(articles.index(DAY), "phạm vi", 2, DAY) == own
    assert caplog.text.count("TOAAN_EMBED_URL") == 1 and url not in caplog.text


def test_a_reranker_that_is_right_needs_nothing_of_the_other_address(settings):
    settings.TOAAN_RERANK_URL, settings.TOAAN_EMBED_URL = "http://127.0.0.1:9/rerank", "may-chu"
    assert articles.own_model().describe() == "http://127.0.0.1:9/rerank"
    settings.TOAAN_RERANK_URL = "http://127.0.0.1:port/"
    with pytest.raises(ValueError, match="TOAAN_RERANK_URL"):
        articles.own_model()
