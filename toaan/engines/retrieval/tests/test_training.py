"""The figures themselves, how questions are held back, and that the same lines train the same ranker."""

from __future__ import annotations

import pytest

from toaan.engines.retrieval import Index
from toaan.engines.retrieval.measure import Line, evaluate, figures, folds, folds_by_law, lines, rank_lines
from toaan.engines.retrieval.model import Ranker
from toaan.engines.retrieval.tests.test_retrieval import ASKED, entries
from toaan.engines.retrieval.train import cross_validated, train

LINES = [Line(str(n), text, (key,)) for n, (text, key) in enumerate(ASKED.items())] * 3


def test_recall_counts_articles_and_hit_counts_questions():
    asked = [Line("a", "?", ("x#1", "x#2")), Line("b", "?", ("y#1",))]
    told = figures(asked, [["z#1", "x#1"], ["z#1", "z#2"]], [10.0, 20.0])
    assert (told.recall[1], told.recall[5], told.hit[5], told.mrr) == (0.0, 0.25, 0.5, 0.25)
    assert told.told()["questions"] == 2 and told.told()["ms_p50"] == 15.0


def test_every_question_is_tested_once_and_never_trained_on_then():
    asked = [Line(str(n), "?", (f"{n % 7}/2020/QH14#1",)) for n in range(50)]
    for split in (folds, folds_by_law):
        tested = [n for _learn, test in split(asked) for n in test]
        assert sorted(tested) == list(range(50))
        assert all(not set(learn) & set(test) for learn, test in split(asked))


def test_a_law_left_out_is_in_no_answer_of_the_training():
    asked = [Line(str(n), "?", (f"{n % 7}/2020/QH14#1", f"{n % 5}/2019/QH14#1")) for n in range(60)]
    for learn, test in folds_by_law(asked):
        held = {key.split("#")[0] for n in test for key in asked[n].articles}
        assert not held & {key.split("#")[0] for n in learn for key in asked[n].articles}


def test_the_same_lines_give_the_same_ranker_and_it_survives_its_file(tmp_path):
    index = Index.build(entries())
    one, two = train(index, LINES), train(index, LINES)
    one.save(tmp_path / "one")
    two.save(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    again = Ranker.load(tmp_path / "one")
    for text in ASKED:
        assert index.rank(text, 5, ranker=one) == index.rank(text, 5, ranker=again)


def test_what_is_printed_of_an_evaluation():
    index = Index.build(entries())
    told = evaluate(index, LINES[:4]).told()
    assert {"questions", "recall@1", "recall@100", "mrr@10", "ms_p50", "ms_p95"} <= set(told)
    ranked = next(rank_lines(index, LINES[:1], 3))
    assert set(ranked) == {"id", "articles", "ms"} and len(ranked["articles"]) <= 3
    assert cross_validated(index, LINES, seeds=(0,)).questions == len(LINES)


def test_training_without_a_right_article_is_refused():
    with pytest.raises(ValueError, match="không có câu hỏi nào"):
        train(Index.build(entries()), [Line("1", "tổ ong", ("9/9999/QH1#1",))])


@pytest.mark.parametrize("bad", ["{", "[]", '{"id": 1}', "3"])
def test_a_bad_line_is_named(bad):
    with pytest.raises(ValueError, match="dòng 2"):
        list(lines(['{"question": "a", "articles": []}', bad]))
