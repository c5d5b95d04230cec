"""The bench book: every card whole, enough of them on every subject, and each held against the words of the law."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from toaan.assistant.bench_book import BookError, Ground, card, cards
from toaan.legislation.reading import ArticleRecord, consolidated, phapdien, plain
from toaan.vietnamese.statutes import unit
from toaan.vietnamese.text import clean, fold

TOPICS = {
    "filing": 12, "jurisdiction": 12, "fees": 10, "deadlines": 10, "evidence": 12, "mediation": 12, "hearings": 12, "judgments": 10,
    "appeals": 10, "publication": 5, "e_filing": 8, "online_hearings": 5, "family": 10, "civil": 10,
}  # fmt: skip
WHOLE = {
    "id": "thu", "topic": "filing", "question": "Hỏi gì?", "also": ["Hỏi khác?"], "answer": "Đáp.", "articles": ["92/2015/QH13#189.4.a"],
    "proof": [{"article": "92/2015/QH13#189.4", "words": "đơn khởi kiện"}], "from": date(2025, 7, 1),
    "audience": ["judge"],
}  # fmt: skip


def test_there_are_enough_cards_on_every_subject():
    found = Counter(one.topic for one in cards())
    assert sum(found.values()) >= 200
    assert {topic: n for topic, n in TOPICS.items() if found[topic] < n} == {}


@pytest.mark.parametrize("one", cards(), ids=lambda one: one.id)
def test_a_card_is_whole_and_of_a_length_to_read(one):
    assert re.fullmatch(r"[a-z0-9-]+", one.id)
    assert 1 <= len(one.articles) <= 6 and 1 <= len(one.also) <= 4
    assert 50 <= len(one.answer.split()) <= 190
    questions = [fold(q) for q in (one.question, *one.also)]
    assert len(set(questions)) == len(questions)
    assert one.proof or one.unchecked, "nothing holds it against the law"


def test_nobody_asks_the_same_question_in_two_cards():
    asked = Counter(fold(one.question) for one in cards())
    assert [question for question, n in asked.items() if n > 1] == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"articles": []}, "căn cứ"), ({"articles": ["BLTTDS 189"]}, "dạng"), ({"audience": ["ai đó"]}, "audience"),
        ({"from": "01/07/2025"}, "ngày"),
    ],
)  # fmt: skip
def test_a_card_that_is_not_whole_is_refused(change, why):
    with pytest.raises(BookError, match=why):
        card({**WHOLE, **change})


def test_a_ground_is_told_as_officers_write_it():
    assert Ground.read("92/2015/QH13#189.4.a").label == "điểm a khoản 4 Điều 189"
    assert Ground.read("92/2015/QH13#189").key == "92/2015/QH13#189"


@cache
def texts() -> dict[str, str]:
    """The words of every article on hand, the consolidated ones first."""
    law, pdf = Path(os.environ["TOAAN_DATA"]) / "law", Path(os.environ["TOAAN_DATA"]) / "law" / "pdf"
    sources = (
        consolidated.read(sorted(pdf.glob("99-2025-*.pdf"))), consolidated.read([pdf / "13-2026-vbhn-vpqh.pdf"]),
        consolidated.read([pdf / "121-2025-vbhn-vpqh.pdf"]), phapdien.read(law / "phapdien.jsonl.xz"),
        plain.read(law / "extra_articles.jsonl.xz"),
    )  # fmt: skip
    found: dict[str, str] = {}
    for source in sources:
        for one in source:
            if isinstance(one, ArticleRecord) and one.text:
                found.setdefault(one.key, f"{one.title}\n{one.text}")
    return found


@pytest.mark.data
def test_every_proof_stands_in_the_article_and_clause_that_it_names():
    wrong = []
    for one in cards():
        for ground, words in one.proof:
            text = texts().get(ground.key, "")
            part = unit(text, ground.clause, ground.point) if ground.clause else None
            told = text[part.start : part.end] if part else text
            if flat(words) not in flat(told):
                wrong.append(f"{one.id}: {ground.key} “{words}”")
    assert wrong == []


@pytest.mark.data
def test_every_article_of_a_checked_card_is_on_hand_and_has_the_clause():
    missing = []
    for one in cards():
        for ground in one.articles if not one.unchecked else ():
            text = texts().get(ground.key)
            if text is None or (ground.clause and unit(text, ground.clause, ground.point) is None):
                missing.append(f"{one.id}: {ground.key} {ground.label}")
    assert missing == []


def flat(text: str) -> str:
    return " ".join(clean(text).lower().split())
