"""What waits for an officer beside deadlines: each domain names the acts of its own that are his to do now."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from toaan.core import clock
from toaan.core.again import Put
from toaan.core.plans import kept
from toaan.core.together import Asking, Side, answered, finding, load
from toaan.core.viewer import Viewer

SIGN, DECIDE, PREPARE = 0, 1, 2
"""What comes first: a signature that others wait for, a decision, the preparing of one."""


@dataclass(frozen=True)
class Waiting:
    """One thing that only waits for this person."""

    title: str
    url: str
    matter: str
    """Number of the case or code of the petition."""
    about: str = ""
    """Whom or what it is about."""
    who: str = ""
    """From whom it came: "Lâm Thu Hà, Thư ký"."""
    since: date | datetime | None = None
    rank: int = DECIDE
    act: str = ""
    """The act it leads to, a key of the policy table."""

    @property
    def day(self) -> date:
        """The day since which it waits, for sorting; what has no day comes last."""
        if isinstance(self.since, datetime):
            return clock.local_date(self.since)
        return self.since or date.max


Found = Asking[list[Waiting]]
"""What a finder gives: it yields the rows it needs, which are fetched with those of all others, and then tells."""
Finder = Callable[[Viewer], Found | list[Waiting]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Register a domain's answer; it yields its querysets, so that all finders ask the database at once."""
    _finders.append(function)
    return function


Seats = Callable[[Viewer], QuerySet[Any]]
_seats: list[Seats] = []


def seats(function: Seats) -> Seats:
    """Register what finders ask before anything else: in which matters this officer has a place."""
    _seats.append(function)
    return function


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Everything that waits for this officer: signatures first, then the longest wait."""
    return in_order(answered(asking(viewer)))


def asking(viewer: Viewer) -> list[Found]:
    """The finders that have something to tell, at their question, to be answered together with what else a page asks.

    Of forty finders a few have. Whether there is any row is asked of all at once, in words that stay while the officer's
    places do.
    """
    places = [function(viewer) for function in _seats]
    load(*places)
    having = tuple(tuple(sorted(rows)) for rows in places)
    plan = kept(viewer, "waiting", lambda: _planned(viewer, places), tuple(_finders), having)
    return [plan.asking(n, viewer, places) for n in plan.having_rows()]


@dataclass(frozen=True)
class Plan:
    """Which finders may have something to tell an officer with these places, and how to see whether they have."""

    side: Side
    of: tuple[tuple[int, int, int], ...]
    """Of a finder its number and where its questions stand."""
    always: tuple[int, ...]
    """Those that go on asking where their first question finds nothing."""
    put: dict[int, Put] = field(default_factory=dict)
    """The first questions of a finder in SQL, from the first time that they are asked."""

    def having_rows(self) -> list[int]:
        found = self.side.ask()
        return sorted([*self.always, *(n for n, start, end in self.of if any(found[start:end]))])

    def asking(self, n: int, viewer: Viewer, places: Sequence[Any]) -> Found:
        """This finder at its first question, which is not put into SQL anew."""
        run = _as_asking(_finders[n](viewer))
        asked, told = _first(run, places)
        if told is not None:
            return told
        if n not in self.put:
            self.put[n] = Put(asked)
        self.put[n].lend(asked)
        yield asked
        return (yield from run)


def _planned(viewer: Viewer, places: Sequence[QuerySet[Any]]) -> Plan:
    questions: list[QuerySet[Any]] = []
    of, always = [], []
    for n, function in enumerate(_finders):
        run = _as_asking(function(viewer))
        asked, told = _first(run, places)
        if not asked:
            always += [n] if told != [] else []
        elif _tells_nothing(run, asked):
            of.append((n, len(questions), len(questions) + len(asked)))
            questions += asked
        else:
            always.append(n)
    return Plan(finding(questions), tuple(of), tuple(always))


def _first(run: Found, places: Sequence[Any]) -> tuple[list[QuerySet[Any]], list[Waiting] | None]:
    """What a finder asks first but for its places, which are here; or, when it asks nothing, what it tells."""
    try:
        while True:
            wanted = next(run)
            asked = [wanted] if isinstance(wanted, QuerySet) else list(wanted)
            if (place := _place(asked, places)) is None:
                return asked, None
            asked[0]._result_cache = list(place)
    except StopIteration as end:
        return [], end.value


def _place(asked: Sequence[Any], places: Sequence[Any]) -> Any:
    if len(asked) != 1:
        return None
    same = (p for p in places if p.model is asked[0].model and str(p.query) == str(asked[0].query))
    return next(same, None)


def _tells_nothing(run: Found, asked: Sequence[Any]) -> bool:
    """Whether the finder is at its end when none of this has a row."""
    for one in asked:
        one._result_cache = []
    try:
        next(run)
    except StopIteration as end:
        return end.value == []
    return False


def in_order(told: list[list[Waiting]]) -> list[Waiting]:
    """What the finders have told, as one list."""
    found = [item for items in told for item in items]
    return sorted(found, key=lambda item: (item.rank, item.day, item.matter))


def _as_asking(told: Found | list[Waiting]) -> Found:
    if isinstance(told, Generator):
        return told
    return _told(told)


def _told(items: list[Waiting]) -> Found:
    yield from ()
    return items
