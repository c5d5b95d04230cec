"""Who is away, when: read for lists of people, the draw and the calendar. One query for many posts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toaan.core import rules_in_force
from toaan.core.models import Absence, Post
from toaan.core.together import Asking, answered
from toaan.rules.handover import LEAVE
from toaan.rules.model import of_kind
from toaan.vietnamese.names import sort_key

Away = dict[uuid.UUID, Absence]
"""Post → its absence."""


@dataclass(frozen=True)
class LeaveGround:
    """One reason for an absence."""

    key: str
    title: str


def grounds(day: date) -> list[LeaveGround]:
    """Reasons for an absence that may be chosen on a day."""
    rows = of_kind(rules_in_force.rows("setting"), "setting", day)
    return [LeaveGround(r.key, str(r.value["title"])) for r in rows if r.key.startswith(LEAVE)]


def of(posts: Iterable[Post | uuid.UUID], first: date, last: date | None = None) -> Away:
    """Post → the absence that covers the day (or some day up to `last`); posts that are there are left out."""
    return answered([among(posts, first, last)])[0]


def among(posts: Iterable[Post | uuid.UUID], first: date, last: date | None = None) -> Asking[Away]:
    """The same, asked beside other questions."""
    keys = {p.pk if isinstance(p, Post) else p for p in posts}
    rows = Absence.objects.between(first, last or first).filter(post__in=keys)
    yield (rows := rows.select_related("deputy__user").order_by("-first_day"))
    return {a.post_id: a for a in rows}


def of_court(court_id: uuid.UUID, first: date, last: date) -> list[Absence]:
    """Everybody of a court who is away some day from `first` to `last`, sorted by given name."""
    rows = Absence.objects.between(first, last).filter(post__court_id=court_id).select_related("post__user")
    return sorted(rows, key=lambda a: (sort_key(a.post.user.full_name), a.first_day))


def words(absence: Absence | None) -> str:
    """ "nghỉ hằng năm đến 16/01/2026", for the place beside a name; empty when the person is there."""
    if absence is None:
        return ""
    return f"{absence.title[0].lower()}{absence.title[1:]} đến {absence.last_day:%d/%m/%Y}"
