"""What a Word file of a draft holds, before it is made."""

from __future__ import annotations

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
class PaperPart:
    """One part: fixed lines above it (its heading first), then the text that may be edited."""

    name: str
    lines: list[PaperLine]
    heading: list[PaperLine] = field(default_factory=list)


@dataclass(frozen=True)
class Paper:
    """The whole document. `head` and `foot`: left and right of a table without lines."""

    copy: str
    title: str
    head: tuple[list[PaperLine], list[PaperLine]]
    about: PaperPart
    parts: list[PaperPart]
    foot: tuple[list[PaperLine], list[PaperLine]]
    mark: str = ""
    """Stands at the head of every page, as of a practice court."""
