"""Who used the assistant how much, as counts of a month: per court and sort of post, never per person but for oneself.

"Used seriously" (sử dụng thực chất) means that somebody came back and said what the answers were worth, not that he asked much: the
directive wants every judge to use it; a quota of questions would buy noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from toaan.assistant.models import Contribution, Feedback, Question
from toaan.core.models import Post
from toaan.core.roles import COURT_ROLES, JUDGES, Role
from toaan.core.viewer import Viewer

SERIOUS_DAYS = 2
"""On so many different days of the month somebody asked who used it seriously: one day may be that of a course, on the second he came
back by himself. Besides he rated an answer or contributed one. How many questions he asked says nothing of it."""
FEW = 3
"""A sort of post with fewer holders in a court is counted with the others: a figure of one person would be that person's."""
JUDGE, OTHER = "judge", "other"


@dataclass
class Counts:
    """Figures of a month."""

    people: int = 0
    asked: int = 0
    """How many of them asked at all."""
    serious: int = 0
    questions: int = 0
    rated: int = 0
    """Questions on which something was said."""
    ratings: int = 0
    right: int = 0
    """Ratings that called an answer right."""
    contributed: int = 0
    approved: int = 0

    @property
    def few(self) -> bool:
        """Whether these are figures of one or two people, which no page tells."""
        return 0 < self.people < FEW

    def add(self, other: Counts) -> None:
        """Put another's figures to these."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


@dataclass(frozen=True)
class OfCourt:
    """One court: its judges, and all its staff by sort of post."""

    court_id: Any
    name: str
    judges: Counts
    everybody: Counts
    by_kind: tuple[tuple[str, Counts], ...]
    """Sort of post ("judge", a role, "other") and figures; few holders stand under "other", with the next smallest sort where even
    these are few. Nothing where that leaves the judges alone."""


def of_posts(begin: datetime, end: datetime) -> QuerySet[Post]:
    """Every post held in the month with what its holder did: one statement, each figure by an index.

    Questions in cases are counted with the others, by number alone: which case, and that it was one, is not told.
    """
    asked = Question.objects.filter(by=OuterRef("pk"), asked_at__gte=begin, asked_at__lt=end)
    said = Feedback.objects.filter(by=OuterRef("pk"), at__gte=begin, at__lt=end)
    judged = said.exclude(verdict="")
    gave = Contribution.objects.filter(by=OuterRef("pk"))
    anything = Exists(Feedback.objects.filter(question=OuterRef("pk")))
    held = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=begin), valid_from__lt=end)
    return held.filter(kind__in=[role.value for role in COURT_ROLES]).select_related("court").annotate(
        questions=_number(asked, Count("pk")), days=_number(asked, Count(TruncDate("asked_at"), distinct=True)),
        rated=_number(asked.filter(anything), Count("pk")), ratings=_number(judged, Count("pk")),
        right=_number(judged.filter(verdict=Feedback.Verdict.RIGHT), Count("pk")), spoke=_number(said, Count("pk")),
        contributed=_number(gave.filter(sent_at__gte=begin, sent_at__lt=end), Count("pk")),
        approved=_number(gave.filter(state="approved", decided_at__gte=begin, decided_at__lt=end), Count("pk")),
    ).order_by()  # fmt: skip


def _number(rows: QuerySet[Any], figure: Count) -> Coalesce:
    """A figure of the rows that belong to a post."""
    one = rows.order_by().values("by").annotate(n=figure).values("n")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def counts_of(post: Any) -> Counts:
    """The figures of one annotated post."""
    serious = post.days >= SERIOUS_DAYS and bool(post.spoke or post.contributed)
    return Counts(
        1, int(post.questions > 0), int(serious), post.questions, post.rated, post.ratings, post.right, post.contributed,
        post.approved,
    )  # fmt: skip


def _together(posts: Iterable[Any]) -> Counts:
    """Several posts of one person count as one person."""
    whole = Counts()
    people: dict[Any, tuple[bool, bool]] = {}
    for post in posts:
        one = counts_of(post)
        had = people.get(post.user_id, (False, False))
        people[post.user_id] = (had[0] or bool(one.asked), had[1] or bool(one.serious))
        whole.add(one)
    whole.people = len(people)
    whole.asked = sum(asked for asked, _serious in people.values())
    whole.serious = sum(serious for _asked, serious in people.values())
    return whole


def by_court(posts: Iterable[Any]) -> list[OfCourt]:
    """The figures of each court, by its name."""
    of_court: dict[Any, list[Any]] = {}
    for post in posts:
        of_court.setdefault(post.court_id, []).append(post)
    found = [_of_court(rows) for rows in of_court.values()]
    return sorted(found, key=lambda one: one.name)


def _of_court(rows: list[Any]) -> OfCourt:
    kinds: dict[str, list[Any]] = {}
    for post in rows:
        kinds.setdefault(JUDGE if post.role in JUDGES else str(post.kind), []).append(post)
    _put_few_together(kinds)
    order = dict.fromkeys([JUDGE, *(role.value for role in Role), OTHER])
    return OfCourt(
        rows[0].court_id, rows[0].court.name, _together(post for post in rows if post.role in JUDGES), _together(rows),
        tuple((kind, _together(kinds[kind])) for kind in order if kind in kinds),
    )  # fmt: skip


def _put_few_together(kinds: dict[str, list[Any]]) -> None:
    """Sorts of post with few holders under "other"; where even these are few, with the next smallest sort.

    What the sorts leave of the court's sum must not be the figure of one or two. Judges stay by themselves, because the table of
    courts tells theirs: beside no other sort, nothing is told by sort.
    """
    few = [kind for kind, held in kinds.items() if _people(held) < FEW]
    other = [post for kind in few for post in kinds.pop(kind)]
    while 0 < _people(other) < FEW and (left := [kind for kind in kinds if kind != JUDGE]):
        other += kinds.pop(min(left, key=lambda kind: _people(kinds[kind])))
    if 0 < _people(other) < FEW:
        kinds.clear()
    elif other:
        kinds[OTHER] = other


def _people(held: Iterable[Any]) -> int:
    return len({post.user_id for post in held})


def whole(courts: Sequence[OfCourt]) -> tuple[Counts, Counts]:
    """Judges, and everybody, of all courts."""
    return _sum([one.judges for one in courts]), _sum([one.everybody for one in courts])


def _sum(parts: Sequence[Counts]) -> Counts:
    """Those together whose figures are told, and the others unless these are few themselves: the sum would tell theirs."""
    told, untold = Counts(), Counts()
    for one in parts:
        (untold if one.few else told).add(one)
    if not untold.few:
        told.add(untold)
    return told


def own(viewer: Viewer, posts: Iterable[Any]) -> Counts:
    """What the viewer himself did, in all his posts."""
    return _together(post for post in posts if post.user_id == viewer.user_id)
