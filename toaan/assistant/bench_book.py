"""The bench book (sổ tay xét xử): questions that judges, clerks and citizens ask, answered in our own words with the articles.

It ships with the software, so that the assistant answers before any corpus of laws is brought in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from toaan.vietnamese.text import clean

FOLDER = Path(__file__).resolve().parent / "data" / "bench_book"
AUDIENCES = frozenset({"citizen", "clerk", "judge"})
_ARTICLE = re.compile(
    r"(?P<document>[^#\s]+)#(?P<article>\d+[a-zđ]?)(?:\.(?P<clause>\d+[a-zđ]?))?(?:\.(?P<point>[a-zđ]\d?))?"
)


class BookError(ValueError):
    """A card that is not whole: which one, and what it lacks."""


@dataclass(frozen=True)
class Ground:
    """An article that a card rests on, to the clause and point: "92/2015/QH13#189.4.a"."""

    document: str
    article: str
    clause: str = ""
    point: str = ""

    @property
    def key(self) -> str:
        """The article alone: "92/2015/QH13#189"."""
        return f"{self.document}#{self.article}"

    @property
    def label(self) -> str:
        """ "điểm a khoản 4 Điều 189"."""
        parts = [f"điểm {self.point}"] if self.point else []
        parts += [f"khoản {self.clause}"] if self.clause else []
        return " ".join([*parts, f"Điều {self.article}"])

    @classmethod
    def read(cls, text: str) -> Ground:
        """Raises BookError for anything else than document#article[.clause[.point]]."""
        found = _ARTICLE.fullmatch(text)
        if found is None:
            raise BookError(f"“{text}” không phải dạng 92/2015/QH13#189.4.a")
        return cls(found["document"], found["article"], found["clause"] or "", found["point"] or "")


@dataclass(frozen=True)
class Card:
    """One question with its answer."""

    id: str
    topic: str
    question: str
    also: tuple[str, ...]
    """Other ways in which people ask it."""
    answer: str
    articles: tuple[Ground, ...]
    """The deciding one first."""
    proof: tuple[tuple[Ground, str], ...]
    """A few words that stand in an article's text, for the test that holds the card against the law."""
    since: date
    """From when the answer holds, as far as our sources tell."""
    audience: frozenset[str]
    unchecked: bool = False
    """A source was not on hand: the answer says what to compare."""


@cache
def cards() -> tuple[Card, ...]:
    """Every card, by topic and in the order of its file.

    Raises:
        BookError: a card is not whole, or two have one id.
    """
    found = tuple(card for path in sorted(FOLDER.glob("*.yaml")) for card in _of(path))
    ids = [card.id for card in found]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise BookError(f"trùng mã thẻ: {', '.join(twice)}")
    return found


def _of(path: Path) -> Iterator[Card]:
    for n, told in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], start=1):
        try:
            yield card(told)
        except (KeyError, TypeError, ValueError) as error:
            raise BookError(f"{path.name}, thẻ thứ {n}: {error}") from error


def card(told: Mapping[str, Any]) -> Card:
    """One card as its file has it. Raises KeyError, TypeError, BookError where it is not whole."""
    audience = frozenset(told["audience"])
    if not audience or audience - AUDIENCES:
        raise BookError(f"audience phải gồm {', '.join(sorted(AUDIENCES))}")
    grounds = tuple(Ground.read(one) for one in told["articles"])
    if not grounds:
        raise BookError("thẻ không có căn cứ")
    if not isinstance(told["from"], date):
        raise BookError("from phải là ngày, dạng 2025-07-01")
    return Card(
        id=told["id"], topic=told["topic"], question=clean(told["question"]), also=tuple(clean(one) for one in told["also"]),
        answer=clean(told["answer"]).strip(), articles=grounds, since=told["from"], audience=audience,
        proof=tuple((Ground.read(one["article"]), clean(one["words"])) for one in told.get("proof") or ()),
        unchecked=bool(told.get("unchecked")),
    )  # fmt: skip
