"""News (thông báo): what others did in the matters of this officer, since he last looked.

Each domain says by `scope` which events concern an officer; nobody is told what he may not read on the timeline.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet

from toaan.core import clock
from toaan.core.models import Event, NewsMark
from toaan.core.remembered import MARK
from toaan.core.roles import Role
from toaan.core.viewer import Viewer

Scope = Callable[[Viewer], Q | None]
_scopes: list[Scope] = []
KEPT = timedelta(days=60)
"""How far back the list goes; the timeline of the case keeps everything."""
MANY = 99
LISTED = 500
"""How many pieces of news the list shows: nobody turns to the eleventh page, and to know how many there are in all one would have to
look at every act of a large court in sixty days.
"""

NO_CASE = ~Q(case_id__isnull=False)
"""Events of a petition alone. With `case_id=None` SQLite goes through what was done with the petitions of every court in sixty days
instead of beginning with the petitions or the act that are meant.
"""


def scope(function: Scope) -> Scope:
    """Register which events of a domain concern a viewer (a condition on `Event`), None for none."""
    _scopes.append(function)
    return function


def visible_to(viewer: Viewer) -> QuerySet[Event]:
    """Events for this officer, newest first: done by others, in the own court, not the system's own errands."""
    ways = _ways(viewer)
    if not ways:
        return Event.objects.none()
    return _here(viewer).filter(reduce(or_, ways)).order_by("-sequence")


def _here(viewer: Viewer) -> QuerySet[Event]:
    """What others did lately in the court of this officer."""
    if viewer.post is None or viewer.user is None:
        return Event.objects.none()
    since = max(viewer.post.valid_from, clock.tomorrow() - KEPT)
    return (
        Event.objects.filter(court_id=viewer.court_id, at__gte=since)
        .exclude(actor=viewer.user)
        .exclude(role=Role.SYSTEM.value, act__startswith="delivery.")
    )


def _ways(viewer: Viewer) -> list[Q]:
    """In which ways an event may concern this officer; any one is enough."""
    if viewer.post is None or viewer.user is None:
        return []
    return [way for function in _scopes if (found := function(viewer)) is not None for way in _apart(found)]


def _apart(condition: Q) -> list[Q]:
    """The conditions of which one is enough."""
    if condition.negated or condition.connector != Q.OR:
        return [condition]
    return [
        way for child in condition.children for way in _apart(child if isinstance(child, Q) else Q(child))
    ]


def listed(viewer: Viewer, since: int = 0) -> list[uuid.UUID]:
    """The keys of what the list of news shows, the newest first, after this number: sought once for its count and its pages.

    Each way to be concerned is a question with an index of its own (the cases of a judge, the acts of a kind). As one question,
    a large court would be gone through act by act; so it would be if the order stood in an index (hence the sum).
    """
    here = _here(viewer).order_by()
    if since:  # else SQLite walks all numbers of the court
        here = here.filter(sequence__gt=since)
    here = here.annotate(place=F("sequence") + 0)
    found = [here.filter(way).values_list("pk", "place") for way in _ways(viewer)]
    if not found:
        return []
    rows = found[0].union(*found[1:]).order_by("-place")[:LISTED]
    return [pk for pk, _ in rows]


def of(viewer: Viewer, keys: Iterable[uuid.UUID]) -> QuerySet[Event]:
    """These pieces of the officer's news, the newest first."""
    return Event.objects.filter(pk__in=list(keys), court_id=viewer.court_id).order_by("-sequence")


def seen(viewer: Viewer) -> int:
    """Number of the newest event that this officer has marked as read."""
    if viewer.post is None:
        return 0
    if (here := getattr(viewer.post, MARK, None)) is not None:
        return int(here)
    return NewsMark.objects.filter(pk=viewer.post.pk).values_list("sequence", flat=True).first() or 0


def fresh(viewer: Viewer) -> QuerySet[Event]:
    """Events newer than the mark, a hundred at most.

    The mark stands in the question as a number: PostgreSQL, which knows how few events lie behind a number but not behind
    another question, else goes through the sixty days.
    """
    return visible_to(viewer).filter(sequence__gt=seen(viewer))[: MANY + 1]


def unread(viewer: Viewer) -> int:
    """How many events are newer than the mark; counting stops at a hundred."""
    return fresh(viewer).count()
