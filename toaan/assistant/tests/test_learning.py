"""Training from labels and from what people said: what is held back, when a version answers, what happens to a damaged file."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from toaan.assistant import actions, articles
from toaan.assistant.finding.model import Wish
from toaan.assistant.models import RankerVersion
from toaan.assistant.training import course, entering, files, sources
from toaan.cli.command import run
from toaan.core import audit, clock
from toaan.core.errors import Refused
from toaan.core.viewer import SYSTEM
from toaan.demo import people
from toaan.engines.retrieval import Index
from toaan.engines.retrieval.measure import Line, digest, held_back
from toaan.engines.retrieval.model import Ranker, shipped, shipped_learnt_from
from toaan.engines.retrieval.tests.test_retrieval import ASKED, entries
from toaan.engines.retrieval.train import SEEDS, train
from toaan.legislation.tests.test_import import LAW, SECOND, imported, written

TEXTS = list(ASKED.items())


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.TOAAN_HOME = tmp_path / "home"
    settings.TOAAN_INDEX = tmp_path / "index"
    settings.TOAAN_INCOMING = tmp_path / "home" / "incoming"
    articles._rankers.clear()


@pytest.fixture
def world(world):
    """With the provincial court, whose IT officer may change what answers."""
    return people.staff_province(world)


@pytest.fixture(scope="module")
def index():
    return Index.build(entries())


@pytest.fixture(scope="module")
def small(index):
    """A ranker that is trained in no time."""
    lines = [Line(str(n), text, (key,)) for n, (text, key) in enumerate(TEXTS)]
    return train(index, lines * 2)


def labels(count, *, of=TEXTS, source=""):
    """Questions, each another one for the digest."""
    return [
        Line(str(n), f"{text} lần {n}", (key,), source)
        for n, (text, key) in zip(range(count), itertools.cycle(of))
    ]


def outcome(ranker, *, better=True, **counts):
    told = {"labels": 8, "feedback": 1, "contributions": 1, "held_back": 60, "compared": 60, **counts}
    figures = {
        name: {"recall@1": 0.7, "recall@10": 0.9, "mrr@10": 0.8}
        for name in ("new", "current", "fair_new", "fair_current")
    }
    return course.Outcome(ranker, told, figures, better, "không kém hơn.")


def test_a_fifth_is_held_back_for_good_however_a_question_is_spelt(index):
    given = course.lines(labels(400), [], index)
    share = len(given.hold) / (len(given.hold) + len(given.teach))
    assert 0.14 < share < 0.26
    assert not {digest(line.question) for line in given.hold} & {
        digest(line.question) for line in given.teach
    }
    for line in given.hold[:5]:
        assert held_back(line.question.upper() + "?!") and held_back(f"  {line.question} ")


def test_one_line_a_question_the_last_word_counts_and_unknown_articles_teach_nothing(index):
    text, key = next((one, key) for one, key in TEXTS if not held_back(one))
    other = next(other for _text, other in TEXTS if other != key)
    given = course.lines([Line("1", text, (other,)), Line("2", "không có điều này", ("9/9999/QH1#1",))],
                         [Line("3", text.upper(), (key,), sources.FEEDBACK)], index)  # fmt: skip
    assert [(line.id, line.articles) for line in given.teach] == [("3", (key,))]
    assert given.counts == {"labels": 0, "feedback": 1, "contributions": 0}


def test_the_shipped_order_is_no_rival_on_what_it_was_trained_on(index, small, monkeypatch):
    assert len(shipped_learnt_from()) > 600
    given = course.lines(labels(100), [], index)
    monkeypatch.setattr(course, "train", lambda *_: small)
    monkeypatch.setattr(
        course, "shipped_learnt_from", lambda: frozenset(digest(one.question) for one in given.hold)
    )
    told = course.run(index, given, small, 0)
    assert not told.better and told.counts["compared"] == 0 and "chưa đủ để kết luận" in told.note
    assert "fair_new" not in told.figures and told.figures["new"]["questions"] == len(given.hold)


class Backwards(Ranker):
    """Puts the best last."""

    def score(self, features):
        return -super().score(features)


@pytest.mark.parametrize("worse", [False, True])
def test_a_new_order_answers_only_if_it_is_not_worse(index, small, monkeypatch, worse):
    monkeypatch.setattr(course, "LEAST", 10)
    made = Backwards(small._nets) if worse else small
    monkeypatch.setattr(course, "train", lambda *_: made)
    told = course.run(index, course.lines(labels(100), [], index), small, 1)
    assert told.better is not worse and ("kém hơn, giữ" in told.note) is worse


def test_it_is_kept_and_answers(world, small):
    row = entering.enter(outcome(small), 0, promote=True)
    assert (row.number, row.promoted) == (1, True) and files.path(1).exists()
    found = articles.ranker()
    assert (found.number, found.fault) == (1, "") and len(found.ranker._nets) == len(SEEDS)
    second = entering.enter(outcome(small, better=False), 1, promote=True)
    third = entering.enter(outcome(small), 1, promote=False)
    assert not second.promoted and not third.promoted and articles.ranker().number == 1
    assert audit.verify().good


def test_another_thread_may_forget_the_order_at_any_time(world, small, monkeypatch):
    entering.enter(outcome(small), 0, promote=True)

    class Forgetful(dict):
        def __contains__(self, key):
            found = super().__contains__(key)
            self.clear()
            return found

        def get(self, key, default=None):
            found = super().get(key, default)
            self.clear()
            return found

        def __setitem__(self, key, value):
            """Cleared at once."""

    monkeypatch.setattr(articles, "_rankers", Forgetful())
    assert articles.ranker().number == articles.ranker().number == 1


def test_a_training_that_compared_with_what_answers_no_more_changes_nothing(world, small):
    entering.enter(outcome(small), 0, promote=True)
    row = entering.enter(outcome(small), 0, promote=True)
    assert (row.number, row.promoted) == (2, False) and articles.ranker().number == 1


def test_what_was_asked_says_which_order_answered(world, small, tmp_path):
    imported(written(tmp_path, LAW, SECOND))
    judge = world.viewer("thamphan")
    wish = Wish("phạm vi của luật để thử", date(2100, 5, 1))
    assert actions.ask(by=judge, wish=wish, at=clock.now()).versions["ranker"] == "0"
    entering.enter(outcome(small), 0, promote=True)
    assert actions.ask(by=judge, wish=wish, at=clock.now()).versions["ranker"] == "1"


@pytest.mark.parametrize("harm", ["cut", "gone", "other"])
def test_a_damaged_file_answers_nobody_and_the_page_says_so(world, small, page, monkeypatch, harm):
    entering.enter(outcome(small), 0, promote=True)
    if harm == "cut":
        files.path(1).write_bytes(files.path(1).read_bytes()[:-9])
    elif harm == "gone":
        files.path(1).unlink()
    else:
        monkeypatch.setattr(Ranker, "width", property(lambda self: 3 if self is shipped() else 4))
    found = articles.ranker()
    assert found.number == 0 and found.ranker is shipped()
    assert found.fault == {"cut": "damaged", "gone": "missing", "other": "other"}[harm]
    text = page("thamphan").get(reverse("assistant:scores")).content.decode()
    assert "trợ lý dùng bản đi kèm phần mềm" in text and "bản xếp hạng đi kèm phần mềm." in text


def test_the_it_officer_goes_back_with_a_reason(world, small, page):
    for _n in range(2):
        entering.enter(outcome(small), 0, promote=False)
    actions.promote(by=SYSTEM, number=2, reason="không kém hơn", at=clock.now())
    officer, address = page("cntt.tinh"), reverse("assistant:scores")
    shown = officer.get(address).content.decode()
    assert "Đang trả lời: bản xếp hạng 2." in shown and "Đổi bản" in shown
    empty = officer.post(address, {"so": "1", "ly_do": "", "dang_dung": "2"})
    assert empty.status_code == 422 and "Hãy ghi vì sao" in empty.content.decode()
    assert (
        officer.post(address, {"so": "1", "ly_do": "Bản 2 trả lời sai án phí.", "dang_dung": "2"}).status_code
        == 302
    )
    assert articles.ranker().number == 1
    stale = officer.post(address, {"so": "0", "ly_do": "Về bản đầu.", "dang_dung": "2"})
    assert stale.status_code == 422 and articles.ranker().number == 1
    assert officer.post(address, {"so": "0", "ly_do": "Về bản đầu.", "dang_dung": "1"}).status_code == 302
    assert articles.ranker().number == 0 and not RankerVersion.objects.filter(promoted=True).exists()
    assert audit.verify().good


@pytest.mark.parametrize("who", ["cntt", "chanhan.tinh", "thamphan", "thamphan.tinh"])
def test_others_read_the_figures_and_change_nothing(world, small, page, who):
    entering.enter(outcome(small), 0, promote=False)
    visitor, address = page(who), reverse("assistant:scores")
    shown = visitor.get(address).content.decode()
    assert "0,900" in shown and "Đổi bản" not in shown
    assert visitor.post(address, {"so": "1", "ly_do": "x", "dang_dung": "0"}).status_code == 403
    with pytest.raises(Refused):
        actions.promote(by=world.viewer(who), number=1, reason="x", at=clock.now())
    assert articles.ranker().number == 0


def test_a_page_of_versions_asks_no_more_than_twelve_times(world, small, page):
    for n in range(3):
        entering.enter(outcome(small), n, promote=True)
    visitor = page("cntt.tinh")
    visitor.get(reverse("assistant:scores"))
    with CaptureQueriesContext(connection) as counted:
        assert visitor.get(reverse("assistant:scores")).status_code == 200
    assert len(counted) <= 12


def test_the_command_trains_measures_and_says(world, index, small, monkeypatch, tmp_path, capsys):  # noqa: PLR0917
    monkeypatch.setattr("toaan.assistant.cli._index", lambda **_: index)
    monkeypatch.setattr(course, "train", lambda *_: small)
    assert run(["assistant", "train"]) == 2
    assert "chưa có câu hỏi nào" in capsys.readouterr().err
    file = tmp_path / "labels.jsonl"
    file.write_text(
        "\n".join(
            json.dumps({"id": one.id, "question": one.question, "articles": one.articles})
            for one in labels(60)
        )
    )
    assert run(["assistant", "train", "--labels", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["number"], told["promoted"]) == (1, False) and "chưa đủ để kết luận" in told["note"]
    monkeypatch.setattr(course, "LEAST", 5)
    assert run(["assistant", "train", "--labels", str(file), "--promote", "never"]) == 0
    assert "Chưa đưa vào dùng." in capsys.readouterr().out
    assert run(["assistant", "train", "--labels", str(file)]) == 0
    assert "Đã đưa vào dùng." in capsys.readouterr().out
    assert run(["assistant", "evaluate", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ranker"] == 3


def test_a_label_file_that_cannot_be_read_trains_nothing(world, index, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("toaan.assistant.cli._index", lambda **_: index)
    assert run(["assistant", "train", "--labels", str(tmp_path / "no.jsonl")]) == 2
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{hỏng")
    assert run(["assistant", "train", "--labels", str(bad)]) == 2
    assert not RankerVersion.objects.exists() and "dòng 1" in capsys.readouterr().err
