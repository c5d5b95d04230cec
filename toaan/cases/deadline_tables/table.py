"""What a row of a deadline table says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toaan.cases.models import Deadline

O = Deadline.Owner  # noqa: E741  (read as a column of the tables)


@dataclass(frozen=True)
class Start:
    """One limit that an act sets running."""

    rule: str
    owner: Deadline.Owner
    trigger: str = ""
    """Key of the event's data that holds the trigger day (ISO); empty: the day of the act."""
    extended: str = ""
    """Key of the event's data that, when it holds a reason, gives the limit its whole extension (203.4)."""
    fixed: str = ""
    """Key of the event's data that holds the last day the judge fixed, within the rule's limit (193.1)."""
    anew: str = ""
    """Why it is counted anew: "resumed" after a suspension, from the day on which the resumption took effect (203.1, last
    paragraph); "ordinary" after simplified procedure, from the day of the decision (317.4)."""


@dataclass(frozen=True)
class Follows:
    """What one act does to the deadlines of its petition or case."""

    start: tuple[Start, ...] = ()
    meet: tuple[str, ...] = ()
    cancel: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    """It stands still: a suspension; what follows begins anew."""
    meet_of_author: tuple[str, ...] = ()
    """Met only for the party who handed in the event's documents."""


Table = Mapping[str, Follows]
"""Act → what it starts and meets. Acts are named by their policy key, so a domain above may be named without being imported."""
