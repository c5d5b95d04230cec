"""What a Word file of a draft holds, before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Style = Literal["body", "plain", "center", "heading", "person"]


@dataclass(frozen=True)
class PaperLine:
    """One paragraph: stretches of text, each bold or not."""

    runs: tuple[tuple[str, bool], ...]
    style: Style = "body"

    @classmethod
    def of(cls, text: str, style: Style = "body", *, bold: bool = False) -> PaperLine:
        return cls(((text, bold),), style)


@dataclass(frozen=True)
class PaperTable:
    """A table with lines around its cells; each row has as many."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PaperPart:
    """One part: fixed lines above it (its heading first), then the text that may be edited."""

    name: str
    lines: Sequence[PaperLine | PaperTable]
    heading: list[PaperLine] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[PaperLine]:
        """Its text without tables."""
        return [line for line in self.lines if isinstance(line, PaperLine)]


@dataclass(frozen=True)
class Paper:
    """The whole document. `head` and `foot`: left and right of a table without lines."""

    copy: str
    title: str
    head: tuple[list[PaperLine], list[PaperLine]]
    about: PaperPart
    """Paragraphs only: it stands in a cell of the head."""
    parts: list[PaperPart]
    foot: tuple[list[PaperLine], list[PaperLine]]
    mark: str = ""
    """Stands at the head of every page, as of a practice court."""
