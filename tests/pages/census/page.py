"""A line of the census."""

from __future__ import annotations

from dataclasses import dataclass

from tests.pages.finders import Finder, nothing


@dataclass(frozen=True)
class Page:
    """One page to look at: the name of its URL pattern, who looks, and where the parts of the address come from."""

    url: str
    who: str = ""
    """User name, "" for a visitor, or "@judge" … for whoever holds the matter."""
    where: Finder = nothing
    label: str = ""
    """Tells rows of the same pattern apart."""
    query: str = ""
    path: str = ""
    """An address that belongs to no pattern (the pages of errors)."""
    status: int = 200
    weighed: bool = True
    sheet: bool = False
    """A sheet to be printed: no frame of a face, no letters of the screen."""

    @property
    def key(self) -> str:
        """Name of the row, of its picture and of its line in the table."""
        return self.url.replace(":", "-") + (f"-{self.label}" if self.label else "")
