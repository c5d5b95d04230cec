"""What higher domains show beside a petition, on the desk and in the portal: each adds a finder of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toaan.core.together import Asking, answered
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition


@dataclass(frozen=True)
class Line:
    """One thing with where it stands."""

    text: str
    state: str = ""
    colour: str = "yellow"


@dataclass(frozen=True)
class Panel:
    """A card beside the petition: what there is, and the way to its own page."""

    id: str
    title: str
    url: str
    link: str
    """Words of the way there."""
    lines: tuple[Line, ...] = ()
    text: str = ""


Finder = Callable[[Viewer, Petition], Asking["Panel | None"]]
_finders: list[Finder] = []


def panel(function: Finder) -> Finder:
    """Register a domain's card; the finder yields its querysets, so that all are fetched at once."""
    _finders.append(function)
    return function


def panels(viewer: Viewer, petition: Petition) -> Sequence[Panel]:
    """The cards of all domains that have something to show to this viewer."""
    found = answered([finder(viewer, petition) for finder in _finders])
    return [one for one in found if one is not None]
