"""What goes into the index, what is asked of it, and what comes out with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

CLAIMS, FACTS, REASONING, ORDERS = "claims", "facts", "reasoning", "orders"
"""Parts: what is asked (yêu cầu), the facts (nội dung vụ án), the court's reasons (nhận định), what it orders (quyết định)."""
PARTS = (CLAIMS, FACTS, REASONING, ORDERS)
OUTCOMES = ("", "accepted", "partly", "rejected", "discontinued", "agreed")
"""What the orders say of the claims: chấp nhận, chấp nhận một phần, không chấp nhận, đình chỉ, công nhận thỏa thuận; empty: unknown."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """One published, encoded judgment, or a card of the bench book: anything with a text that is looked up by likeness.

    Offsets of what is found are places in ``text`` as it was given (composed letters, NFC, as the system stores them).
    """

    key: str
    number: str = ""
    title: str = ""
    kind: str = ""
    """DS, HNGĐ, KDTM, LĐ …, or a kind of one's own ("card")."""
    level: str = ""
    court: str = ""
    day: date | None = None
    relation: str = ""
    """Quan hệ pháp luật: "Tranh chấp hợp đồng tín dụng"."""
    text: str = ""
    articles: tuple[str, ...] = ()
    """Cited articles, "91/2015/QH13#463"; empty when they are not known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case to which like ones are sought. ``text`` may be a whole judgment: its sections are then read as such.

    What is not known stays empty; ``key`` names the judgment itself when it is in the index, so that it is not found.
    """

    text: str = ""
    claims: str = ""
    relation: str = ""
    kind: str = ""
    level: str = ""
    articles: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Only:
    """Which judgments may be found; an empty field allows all."""

    courts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    """First and last day; a judgment without a day is left out when either is given."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a judgment's text. ``words``: the words asked for that stand there, those that say most first."""

    key: str
    start: int
    end: int
    part: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """What the case asked about and the judgment found have in common."""

    relation: float = 0.0
    """How much of the legal relation's words is shared, 0 to 1."""
    articles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Decisive shared words and pairs of words, as they stand in the question, the rarest first."""
    parts: tuple[str, ...] = ()
    """Parts of the judgment in which the shared words stand, the part with most of them first."""


@dataclass(frozen=True, slots=True)
class Differs:
    """What sets them apart; a pair is (asked, found) and empty when they agree or one is not known."""

    articles_asked: tuple[str, ...] = ()
    articles_found: tuple[str, ...] = ()
    kind: tuple[str, str] | tuple[()] = ()
    level: tuple[str, str] | tuple[()] = ()
    relation: tuple[str, str] | tuple[()] = ()
    amount: tuple[int, int] | tuple[()] = ()
    """Largest sums in đồng, when one is ten times the other or more."""
    claims_asked: tuple[str, ...] = ()
    """Words of the claims asked about that do not mark the judgment found."""
    claims_found: tuple[str, ...] = ()
    """Words of the judgment's claims that do not stand in what was asked."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A judgment found. ``score`` is comparable within one answer only."""

    key: str
    score: float
    number: str = ""
    title: str = ""
    kind: str = ""
    level: str = ""
    court: str = ""
    day: date | None = None
    relation: str = ""
    outcome: str = ""
    """One of OUTCOMES."""
    articles: tuple[str, ...] = ()
    alike: Alike = field(default_factory=Alike)
    differs: Differs = field(default_factory=Differs)
    passages: tuple[Passage, ...] = ()
    """Where it is most like what was asked (or where the article is cited), best first."""
