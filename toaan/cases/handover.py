"""What hangs on an officer, and who could take it: read by the pages and by the acts of handing over.

Domains above add what they know without being imported here: kinds of work of their own (`add_kind`), how a case
stands (`adds_standing`), other figures to be shown (`adds_figure`). Everything is read for many pieces at once.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from toaan.cases import queries, recusals, workload
from toaan.cases.models import Assignment, Case, Deadline, HandoverItem
from toaan.core import clock, rules_in_force, together
from toaan.core.models import Post
from toaan.core.roles import JUDGES, Role
from toaan.core.together import Asking
from toaan.rules.handover import GROUND, IN_CHARGE, SETTLING, Ground, Standing
from toaan.rules.model import of_kind

ROLE_LABELS = {
    **dict(Assignment.Role.choices),
    "examiner": "Thẩm phán xem xét đơn",
    IN_CHARGE: "Thẩm phán phụ trách hòa giải",
    SETTLING: "Thẩm phán giải quyết khiếu nại về việc trả lại đơn",
}


@dataclass(frozen=True)
class Work:
    """One piece of work of an officer, as the table shows it."""

    kind: str
    subject_id: uuid.UUID
    role: str
    label: str
    title: str
    url: str
    stage: str
    standing: Standing
    due: Deadline | None = None
    holder_id: uuid.UUID | None = None

    @property
    def key(self) -> str:
        """Its name in the form."""
        return f"{self.kind}:{self.role}:{self.subject_id}"

    @property
    def role_label(self) -> str:
        return str(ROLE_LABELS[self.role])


@dataclass(frozen=True)
class Kind:
    """One kind of work that can be handed over, with the functions of the domain that owns it."""

    name: str
    page: str
    """Where one piece of it is looked at: a named address with its key."""
    of_posts: Callable[[Sequence[uuid.UUID]], Asking[list[Work]]]
    """Everything of this kind that hangs on these posts, asked beside the others."""
    barred: Callable[[Sequence[uuid.UUID], Sequence[Post]], dict[tuple[uuid.UUID, uuid.UUID], str]]
    """(subject, post) → why this post may not take this subject."""
    perform: Callable[..., Any]
    """The act: `perform(by=, item_id=, at=)`."""
    held: Callable[[uuid.UUID, date], QuerySet[Any]]
    """How much of it hangs on each post of a court, and how much of that is late: rows (post, pieces, late)."""


@dataclass(frozen=True)
class Load:
    """How much hangs on one post, where nothing but the sum is asked for."""

    pieces: dict[str, int]
    """Kind of work → pieces."""
    late: int

    @property
    def total(self) -> int:
        """Pieces of every kind."""
        return sum(self.pieces.values())


@dataclass(frozen=True)
class Figure:
    """Something else that goes with the cases: counted, never listed where it is secret."""

    label: str
    rows: QuerySet[Any]
    note: str = ""
    count: int = 0


NOTHING = Load({}, 0)
StandingFinder = Callable[[Sequence[uuid.UUID]], Asking[Mapping[uuid.UUID, Mapping[str, Any]]]]
FigureFinder = Callable[[Post], Figure]
KINDS: dict[str, Kind] = {}
_standings: list[StandingFinder] = []
_figures: list[FigureFinder] = []


def add_kind(kind: Kind) -> None:
    """Called when a domain's app is ready."""
    KINDS[kind.name] = kind


def adds_standing(finder: StandingFinder) -> StandingFinder:
    """Register what a domain knows of cases: case → fields of `toaan.rules.handover.Standing`."""
    _standings.append(finder)
    return finder


def adds_figure(finder: FigureFinder) -> FigureFinder:
    """Register a figure of the page of one person."""
    _figures.append(finder)
    return finder


def figures(post: Post) -> list[Figure]:
    """What else goes with the cases of this post."""
    found = [finder(post) for finder in _figures]
    counts = together.counts(*(figure.rows for figure in found))
    return [replace(figure, count=n) for figure, n in zip(found, counts, strict=True) if n]


def standings(cases: Iterable[Case]) -> Asking[dict[uuid.UUID, Standing]]:
    """How these cases stand, in one statement however many they are."""
    found = {case.pk: Standing(stage=case.state) for case in cases}
    for told in (yield from together.side_by_side([finder(list(found)) for finder in _standings])):
        for case_id, known in told.items():
            found[case_id] = replace(found[case_id], **known)
    return found


def grounds(day: date) -> list[Ground]:
    """Grounds for handing over in force on a day."""
    rows = of_kind(rules_in_force.rows("setting"), "setting", day)
    return [Ground.from_row(r) for r in rows if r.key.startswith(GROUND)]


def work_of(posts: Sequence[uuid.UUID]) -> list[Work]:
    """Everything that hangs on these posts, most urgent first within a kind."""
    return together.answered([work_asked(posts)])[0]


def work_asked(posts: Sequence[uuid.UUID]) -> Asking[list[Work]]:
    """The same, asked beside other questions."""
    found = yield from together.side_by_side([kind.of_posts(posts) for kind in KINDS.values()])
    return [work for works in found for work in works]


def loads(court_id: uuid.UUID) -> dict[uuid.UUID, Load]:
    """How much is open in a court, by the post it hangs on; counted by the database in one statement."""
    return together.answered([loads_asked(court_id)])[0]


def loads_asked(court_id: uuid.UUID) -> Asking[dict[uuid.UUID, Load]]:
    """The same, asked beside other questions."""
    asked = {name: kind.held(court_id, clock.today()) for name, kind in KINDS.items()}
    yield asked.values()
    pieces: dict[uuid.UUID, dict[str, int]] = {}
    late: Counter[uuid.UUID] = Counter()
    for name, rows in asked.items():
        for post, count, over in rows:
            pieces.setdefault(post, {})[name] = count
            late[post] += over
    return {post: Load(held, late[post]) for post, held in pieces.items()}


def receivers(post: Post, moment: datetime) -> QuerySet[Post]:
    """Who could take over from this post: those of the same court in the same calling."""
    kinds = [r.value for r in JUDGES] if post.role in JUDGES else [post.role.value]
    held = Post.objects.held_at(moment).filter(court_id=post.court_id, kind__in=kinds).exclude(pk=post.pk)
    return held.select_related("user", "court")


def may_take(role: str, post: Post) -> bool:
    """Whether a post of this kind may fill this place."""
    wanted = {
        "presiding": JUDGES, "judge": JUDGES, "examiner": JUDGES, IN_CHARGE: JUDGES, SETTLING: JUDGES, "clerk": {Role.CLERK}, "lay_judge": {Role.LAY_JUDGE},
    }  # fmt: skip
    return post.role in wanted[role]


# --- places on cases --------------------------------------------------------------------------------------


def _cases_of(posts: Sequence[uuid.UUID]) -> Asking[list[Work]]:
    courts = Post.objects.filter(pk__in=posts).order_by().values("court")
    rows = (
        Assignment.objects.filter(
            post__in=posts, ended_at=None, case__in=workload.not_at_rest(court__in=courts)
        )
        .select_related("case__number", "case__court")
        .prefetch_related("case__parties", "case__deadlines")
    )
    yield rows
    known = yield from standings({row.case.pk: row.case for row in rows}.values())
    found = [_case_work(row, known[row.case_id]) for row in rows]
    return sorted(found, key=lambda w: (w.due is None, w.due.due_on if w.due else date.max, w.label))


def _held_cases(court_id: uuid.UUID, today: date) -> QuerySet[Any]:
    rows = Assignment.objects.filter(
        post__court_id=court_id, ended_at=None, case__court_id=court_id, case__state__in=workload.NOT_AT_REST
    )
    return held_by(rows, "post", Q(case__in=workload.with_own(court_id, due_on__lt=today)))


def held_by(rows: QuerySet[Any], post: str, late: Q) -> QuerySet[Any]:
    """For `Kind.held`: pieces of work by the column of their post, and how many of them are late."""
    counted = {"n": Count("*"), "late": Count(post, filter=late)}
    return rows.order_by().values(post).annotate(**counted).values_list(post, "n", "late")


def _case_work(row: Assignment, standing: Standing) -> Work:
    case = row.case
    open_ones = [
        d for d in case.deadlines.all() if d.state == Deadline.State.OPEN and d.owner in queries.OURS
    ]
    return Work(
        kind="case",
        subject_id=case.pk,
        role=row.role,
        label=str(case),
        title=case.described,
        url=reverse("cases:overview", args=[case.pk]),
        stage=case.stage,
        standing=standing,
        due=min(open_ones, key=lambda d: d.due_on, default=None),
        holder_id=row.post_id,
    )


def _barred_from_cases(
    cases: Sequence[uuid.UUID], posts: Sequence[Post]
) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    found = Case.objects.filter(pk__in=cases).prefetch_related("parties__representations")
    earlier = recusals.earlier_places(cases)
    on_cases: dict[uuid.UUID, list[Assignment]] = {}
    for row in Assignment.objects.filter(case__in=cases, ended_at=None).select_related("post__user"):
        on_cases.setdefault(row.case_id, []).append(row)
    ties = recusals.ties_of(
        {p.user_id for p in posts} | {r.post.user_id for rows in on_cases.values() for r in rows}
    )
    sitting = set(
        Assignment.objects.filter(case__in=cases, ended_at=None).values_list("case_id", "post__user_id")
    )
    told = {}
    for case in found:
        for post in posts:
            others = [r.post.user for r in on_cases.get(case.pk, []) if not may_take(r.role, post)]
            places = earlier.get((case.pk, post.user_id), frozenset())
            reasons = list(recusals.barred(post, case.parties.all(), places, others=others, ties=ties))
            if (case.pk, post.user_id) in sitting:
                reasons.append("Đang có tên trong vụ án này.")
            if reasons:
                told[case.pk, post.pk] = " ".join(reasons)
    return told


def register_cases(perform: Callable[..., Any]) -> None:
    """Called when the app is ready, with the act."""
    add_kind(Kind("case", "cases:overview", _cases_of, _barred_from_cases, perform, _held_cases))


# --- what was handed over before --------------------------------------------------------------------------


def given_for_a_time(person: Post) -> Asking[list[HandoverItem]]:
    """Pieces of this officer handed over for a time and not come back, as far as the receiver still has them."""
    rows = (
        HandoverItem.objects.filter(
            giver=person, state=HandoverItem.State.DONE, handover__temporary=True, handover__comes_back=False
        )
        .exclude(returned_by__state=HandoverItem.State.DONE)
        .select_related("receiver__user", "handover")
        .order_by("handover__decided_at", "order")
    )
    yield rows
    if not rows:
        return []
    now = yield from work_asked([r.receiver_id for r in rows if r.receiver_id])
    holders = {w.key: w.holder_id for w in now}
    return [r for r in rows if holders.get(f"{r.kind}:{r.role}:{r.subject_id}") == r.receiver_id]


def handed_to(post: Post, since: datetime) -> QuerySet[HandoverItem]:
    """What came to this officer by handover lately, newest first."""
    rows = HandoverItem.objects.filter(receiver=post, state=HandoverItem.State.DONE, done_at__gte=since)
    return rows.select_related("giver__user", "handover").order_by("-done_at", "order")[:50]
