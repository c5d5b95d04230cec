"""What is asked and what is found, as values that can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from toaan.assistant.finding.excerpt import Piece

LAW, PRECEDENT, JUDGMENT, CARD, ANSWER = "law", "precedent", "judgment", "card", "answer"
"""Articles, precedents, published judgments, cards of the bench book, answers that people of the courts contributed."""
KINDS = (LAW, PRECEDENT, JUDGMENT, CARD)
"""What a question can be narrowed to; contributed answers go with the bench book."""


@dataclass(frozen=True)
class Wish:
    """A question with its conditions. Empty conditions narrow nothing."""

    text: str
    facts_on: date
    kind: str = ""
    field: str = ""
    court: str = ""
    """Code of a court, for judgments."""
    year: int | None = None
    """Of judgments."""

    def wants(self, kind: str) -> bool:
        """Whether sources of this kind are looked in."""
        return self.kind in {"", kind}


@dataclass(frozen=True)
class Passage:
    """One passage that was found."""

    kind: str
    key: str
    title: str
    pieces: tuple[Piece, ...]
    heading: str = ""
    """What stands under the title: the article's own heading, the court of a judgment."""
    clause: str = ""
    standing: str = ""
    """Validity on the day of the facts: "holds", "not", "unknown", "no_words"; empty where it is no question."""
    days: str = ""
    """From when these words hold, in words."""
    why: str = ""
    """ "citation", "document", "words"."""
    phrases: tuple[str, ...] = ()
    """Words of the question that stand in it."""
    grounds: tuple[tuple[str, str], ...] = ()
    """Of a card: label and key of its articles."""
    said: float = 0.0
    """How much of the question it says, 0 to 1."""
    quotes: tuple[str, ...] = ()
    sha256: str = ""
    """Of the words it was cut from: which version it was."""

    @property
    def text(self) -> str:
        """Its words without marks."""
        return "".join(piece.text for piece in self.pieces)

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Passage:
        """What `as_json` gave."""
        pieces = tuple(Piece(one["text"], one["marked"]) for one in told["pieces"])
        grounds = tuple((label, key) for label, key in told["grounds"])
        rest = {k: v for k, v in told.items() if k not in {"pieces", "grounds", "phrases", "quotes"}}
        return cls(**rest, pieces=pieces, grounds=grounds, phrases=tuple(told["phrases"]), quotes=tuple(told["quotes"]))  # fmt: skip


@dataclass(frozen=True)
class Found:
    """The answer: passages, the best first, and what is said about them."""

    passages: tuple[Passage, ...]
    summary: tuple[tuple[str, int], ...] = ()
    """Sentences as they stand in the passages, each with the place of its passage, from 1."""
    missing: tuple[str, ...] = ()
    """Words of the question that no passage has."""
    weak: bool = False
    """Nothing found says much of the question."""
    left_out: int = 0
    """Articles that answer but do not hold on the day of the facts."""
    state: str = ""
    """Of the index of articles: "", "none" (no law imported), "building", "damaged"."""
    versions: Mapping[str, str] = field(default_factory=dict)
