"""The bench book and the answers that people of the courts contributed; precedents. All of them short, held in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from toaan.assistant import bench_book
from toaan.assistant.bench_book import Card
from toaan.assistant.finding.excerpt import Asked, Piece, excerpt
from toaan.assistant.finding.model import ANSWER, CARD, PRECEDENT, Passage, Wish
from toaan.assistant.finding.short import ShortTexts
from toaan.assistant.models import Contribution
from toaan.assistant.states import APPROVED
from toaan.legislation import names, queries
from toaan.legislation.models import Precedent
from toaan.rules.model import vi_date

NEAR = 0.42
"""A card or an answer is shown from here on: below it asks something else."""
PRECEDENT_SAYS = 0.3
MOST = 2
_LOOKED_AT = 8


@cache
def cards() -> ShortTexts[Card]:
    """The cards that ship."""
    return ShortTexts.build((one, (one.question, *one.also), one.answer) for one in bench_book.cards())


@dataclass
class _Kept:
    stamp: tuple[object, ...] = ()
    texts: ShortTexts[object] | None = None


_kept: dict[str, _Kept] = {"answers": _Kept(), "precedents": _Kept()}


def answers() -> ShortTexts[Contribution]:
    """Approved answers, at once from their approval."""
    rows = Contribution.objects.filter(state=APPROVED).order_by("decided_at", "pk")
    last = rows.order_by("-decided_at", "-pk").values_list("pk", "revision", "decided_at").first()
    stamp = (rows.count(), last)
    kept = _kept["answers"]
    if kept.stamp != stamp or kept.texts is None:
        kept.stamp, kept.texts = stamp, ShortTexts.build((one, (one.question,), one.answer) for one in rows)
    return kept.texts  # type: ignore[return-value]


def precedents() -> ShortTexts[Precedent]:
    """Every precedent that was imported."""
    rows = queries.precedents()
    stamp = (queries.stamp(), rows.count())
    kept = _kept["precedents"]
    if kept.stamp != stamp or kept.texts is None:
        kept.stamp = stamp
        kept.texts = ShortTexts.build((one, (one.title,), f"{one.situation}\n{one.holding}") for one in rows)
    return kept.texts  # type: ignore[return-value]


def find(wish: Wish, asked: Asked) -> list[Passage]:
    """Cards and contributed answers that ask the same, the nearest first. Those of later law than the facts are left out."""
    near = [
        (one.near, _card(one.item, asked))
        for one in cards().nearest(wish.text, _LOOKED_AT)
        if one.item.since <= wish.facts_on
    ]
    near += [
        (one.near, _answer(one.item, asked)) for one in answers().nearest(wish.text, _LOOKED_AT)
        if one.item.since is None or one.item.since <= wish.facts_on
    ]  # fmt: skip
    found = [passage for score, passage in sorted(near, key=lambda one: -one[0]) if score >= NEAR][:MOST]
    return _held_against_the_law(found, wish.facts_on)


def _held_against_the_law(found: list[Passage], day: date) -> list[Passage]:
    """An answer of which a ground does not hold on the day is marked so: its law came to an end after it was written."""
    numbers = {key.partition("#")[0] for one in found for _label, key in one.grounds}
    gone = queries.not_in_force(numbers, day) if numbers else frozenset()
    return [
        replace(one, standing="not")
        if any(key.partition("#")[0] in gone for _label, key in one.grounds)
        else one
        for one in found
    ]


def find_precedents(wish: Wish, asked: Asked) -> list[Passage]:
    """Precedents of that day which say enough of the question."""
    found = [
        _precedent(one.item, asked) for one in precedents().nearest(wish.text, MOST)
        if one.item.adopted_on is None or one.item.adopted_on <= wish.facts_on
    ]  # fmt: skip
    return [passage for passage in found if passage.said >= PRECEDENT_SAYS]


def _card(card: Card, asked: Asked) -> Passage:
    return Passage(
        CARD, card.id, card.question, (Piece(card.answer),), days=vi_date(card.since), why="words",
        phrases=asked.phrases(f"{card.question} {card.answer}"), said=round(asked.said(f"{card.question}\n{card.answer}"), 3),
        grounds=tuple((label(ground.label, ground.document), ground.key) for ground in card.articles),
        quotes=_first(card.answer), standing="unchecked" if card.unchecked else "",
    )  # fmt: skip


def _answer(one: Contribution, asked: Asked) -> Passage:
    keys = [str(key) for key in one.articles]
    return Passage(
        ANSWER, str(one.pk), one.question, (Piece(one.answer),), why="words",
        phrases=asked.phrases(f"{one.question} {one.answer}"), said=round(asked.said(f"{one.question}\n{one.answer}"), 3),
        grounds=tuple((label(f"Điều {key.partition('#')[2]}", key.partition("#")[0]), key) for key in keys),
        quotes=_first(one.answer),
    )  # fmt: skip


def _first(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")[:1])


def _precedent(one: Precedent, asked: Asked) -> Passage:
    cut = excerpt(one.holding, asked)
    return Passage(
        PRECEDENT, one.number, str(one), cut.pieces, heading=one.title, why="words", phrases=cut.phrases,
        days=vi_date(one.adopted_on) if one.adopted_on else "", said=round(asked.said(f"{one.title}\n{one.situation}\n{one.holding}"), 3),
        quotes=cut.quotes,
    )  # fmt: skip


def label(words: str, document: str) -> str:
    """ "khoản 4 Điều 189 BLTTDS": with the law's short name where it has one, else its number."""
    return f"{words} {names.short_for(document) or document}"
