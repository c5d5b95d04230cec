"""From a question to its answer: every source is asked, the best passages are put together, their own sentences sum them up."""

from __future__ import annotations

from collections.abc import Sequence

from toaan.assistant import articles
from toaan.assistant.finding import book, cases, laws
from toaan.assistant.finding.excerpt import Asked
from toaan.assistant.finding.model import CARD, JUDGMENT, LAW, PRECEDENT, Found, Passage, Wish
from toaan.core import clock

WEAK = 0.3
"""Below so much of the question said by the best passage, the answer says that it may be none."""
SENTENCES = 3
"""Of the summary."""
_TELLING = 2.5
"""Words of this weight or more are told when no passage has them (a word of one article in twelve)."""
_LONG = 400
"""Letters of a sentence that still sums up."""


def find(wish: Wish) -> Found:
    """The answer to a question. An empty one has none."""
    ready = articles.ready(clock.today())
    asked = laws.asked_of(ready.index, wish.text)
    if not asked.words:
        return Found((), state=ready.state)
    passages: list[Passage] = []
    named: list[Passage] = []
    left_out, order = 0, None
    if wish.wants(CARD):
        passages += book.find(wish, asked)
    if wish.wants(LAW) and ready.index is not None:
        order = articles.ranker()
        told, left_out = laws.find(ready.index, wish, asked, order.ranker)
        named = [one for one in told if one.why != "words"]
        passages = [*named, *passages, *(one for one in told if one.why == "words")]
    elif wish.wants(LAW):
        named = laws.named(wish, asked)
        passages = named if named and laws.only_named(wish.text) else [*named, *passages]
    if wish.wants(PRECEDENT):
        passages += book.find_precedents(wish, asked)
    if wish.wants(JUDGMENT) and not (passages and all(one.why != "words" for one in passages)):
        passages += cases.find(wish, asked)
    weak = max((one.said for one in passages), default=0.0) < WEAK and not any(
        one.why != "words" for one in passages
    )
    return Found(
        tuple(passages), _summary(passages) if not weak else (), _missing(asked, passages) if not named else (), weak, left_out, ready.state,
        {"index": ready.stamp, "ranker": str(order.number) if order else ""},
    )  # fmt: skip


def _summary(passages: Sequence[Passage]) -> tuple[tuple[str, int], ...]:
    """The first telling sentence of the best passages, word for word; of cards their first line."""
    found: list[tuple[str, int]] = []
    for place, one in enumerate(passages, start=1):
        if len(found) == SENTENCES:
            break
        if one.kind in {JUDGMENT} or one.standing in {"not", "no_words"} or one.said < WEAK:
            continue
        quote = next((q for q in one.quotes if q and len(q) <= _LONG), "")
        if quote and all(quote != had for had, _place in found):
            found.append((quote, place))
    return tuple(found)


def _missing(asked: Asked, passages: Sequence[Passage]) -> tuple[str, ...]:
    return (
        asked.missing((f"{one.title} {one.heading} {one.text}" for one in passages), _TELLING)
        if passages
        else ()
    )
