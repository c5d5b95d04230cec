"""Reading cases: every query takes the viewer and starts from `visible_to`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from toaan.cases import workload
from toaan.cases.models import Assignment, Case, Deadline, DeadlineNote, Party, Reminder, Representation, Tie
from toaan.cases.recusals import barred, declared_by, places_before, sitting_with
from toaan.core import absences, clock, rules_in_force, waiting
from toaan.core.again import One
from toaan.core.errors import Refused, not_found
from toaan.core.models import AuditEntry, Event, Post
from toaan.core.plans import kept
from toaan.core.roles import CASE_ROLES, JUDGES, LEADERS, Role
from toaan.core.together import Asking, answered, here, known, one
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.rules.assignment import Candidate, away_words
from toaan.rules.time_limits import soon_until
from toaan.vietnamese.numbers import search_words
from toaan.vietnamese.text import fold

Bars = dict[tuple[uuid.UUID, uuid.UUID], str]
"""(petition, post) → why."""
MORE_BARS: list[Callable[[Collection[uuid.UUID]], Asking[Bars]]] = []
"""What domains above know against judges in the matters of these petitions."""


def visible_to(viewer: Viewer) -> QuerySet[Case]:
    """Cases that the viewer may know of: one predicate, used by lists, search, export and the assistant."""
    cases = Case.objects.select_related("court", "number").prefetch_related(
        "parties__representations",
        Prefetch("assignments", Assignment.objects.select_related("post__user", "post__court")),
    )
    if viewer.system:
        return cases
    if viewer.role in CASE_ROLES or viewer.role == Role.PROCURATOR:
        return known(cases.filter(court_id=viewer.court_id), court=[viewer.court] if viewer.court else [])
    if viewer.role == Role.LAY_JUDGE:
        return cases.filter(assignments__post=viewer.post, assignments__ended_at=None).distinct()
    if viewer.role == Role.CITIZEN:
        return cases.filter(pk__in=Party.objects.filter(pk__in=spoken_for(viewer)).values("case"))
    return cases.none()


def spoken_for(viewer: Viewer) -> QuerySet[Any, Any]:
    """Keys of the parties that this person is or represents, whoever has left among them. Each is sought by its own index:
    joined to each other, every party there ever was would be looked at.
    """
    own, led = Party.everybody.order_by().values("pk"), representing(viewer).values("party")
    return own.filter(user_id=viewer.user_id).union(led) if viewer.user_id else own.none()


def representing(viewer: Viewer) -> QuerySet[Representation]:
    """In which places this person represents somebody."""
    rows = Representation.objects.order_by()
    return rows.filter(user_id=viewer.user_id) if viewer.user_id else rows.none()


def seen(viewer: Viewer, case: str = "case_id") -> Exists:
    """Whether the viewer may know of the case of a row: asked of each row that is found by its own case, day or person,
    not of every case that there is.
    """
    return Exists(visible_to(viewer).order_by().filter(pk=OuterRef(case)))


def _whole(viewer: Viewer) -> QuerySet[Case]:
    return visible_to(viewer).prefetch_related("deadlines")


def get(viewer: Viewer, case_id: uuid.UUID) -> Case:
    """One case.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    if viewer.post is None:
        found = one(_whole(viewer), case_id)
    else:  # officers open cases all day
        found = kept(viewer, "case", lambda: One(_whole(viewer))).get(case_id, court=viewer.court)
    if found is None:
        raise not_found()
    return found


OURS = workload.OURS

NEAREST, NO_JUDGE = "nearest_due", "-"
ORDERS: dict[str, tuple[Any, ...]] = {
    "so": ("kind", "register_sequence"),
    "-so": ("-kind", "-register_sequence"),
    "ngay": ("accepted_on", "register_sequence"),
    "-ngay": ("-accepted_on", "-register_sequence"),
    "han": (F(NEAREST).asc(nulls_last=True), "register_sequence"),
    "-han": (F(NEAREST).desc(nulls_last=True), "register_sequence"),
}
"""Ways to sort the register, by the word in its address."""


NEWEST = ("-register_year", "-accepted_on", "-register_sequence")
"""The newest first, in the order of an index: whoever wants twenty reads twenty."""


def search(viewer: Viewer, words: str, limit: int = 20) -> list[Case]:
    """Cases for the search box of the desk, newest first; nothing for an empty question."""
    if not words.strip():
        return []
    return list(matching(visible_to(viewer), words).order_by(*NEWEST)[:limit])


def milestones(case_ids: Iterable[uuid.UUID], acts: Iterable[str]) -> dict[tuple[uuid.UUID, str], Event]:
    """The newest event of each of these acts in each of these cases: one query for a whole page of a register."""
    events = Event.objects.filter(case_id__in=list(case_ids), act__in=list(acts)).order_by("at")
    return {(e.case_id, e.act): e for e in events if e.case_id}


def told_in(case_ids: Iterable[uuid.UUID], acts: Iterable[str]) -> dict[uuid.UUID, list[Event]]:
    """Every event of these acts in each of these cases, oldest first: one query for a whole page of a register."""
    found: dict[uuid.UUID, list[Event]] = {}
    for event in Event.objects.filter(case_id__in=list(case_ids), act__in=list(acts)).order_by(
        "at", "sequence"
    ):
        if event.case_id:
            found.setdefault(event.case_id, []).append(event)
    return found


def audit_of(case: Case) -> QuerySet[AuditEntry]:
    """The audit entries of a case and of the petition it came from, newest first."""
    of_case = Q(case_id=case.pk)
    if case.petition_id is not None:
        of_case |= Q(subject_type="filing.petition", subject_id=str(case.petition_id))
    return AuditEntry.objects.filter(of_case).order_by("-at", "-sequence")


def open_deadlines(viewer: Viewer) -> QuerySet[Deadline]:
    """The court's own open deadlines that the viewer may see, most urgent first."""
    return (
        deadlines_visible_to(viewer)
        .filter(state=Deadline.State.OPEN, owner__in=OURS)
        .order_by("due_on", "pk")
    )


def matching(cases: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Cases in whose number, parties or legal relation every word occurs, with or without diacritics.

    A number is understood in any spelling: "7/2026" finds 07/2026/TLST-DS, not 17/2026.
    """
    for word in search_words(words):
        if word.sequence is None or word.year is None:
            cases = cases.filter(summary_folded__contains=word.text)
        else:
            cases = cases.filter(register_sequence=word.sequence, register_year=word.year)
            cases = cases.filter(summary_folded__contains=word.kind) if word.kind else cases
    return cases


def timeline(viewer: Viewer, case: Case) -> QuerySet[Event]:
    """What happened in the case, newest first, as far as this viewer may read it."""
    of_case = Q(case_id=case.pk)
    if case.petition_id is not None:
        of_case |= Q(petition_id=case.petition_id, case_id=None)
    events = Event.objects.filter(of_case)
    relations = case.relations(viewer)
    shown = {"parties"}
    if viewer.system or relations & {"same_court", "supervising"}:
        shown.add("court")
    if viewer.system or relations & {"panel", "case_clerk"}:
        shown.add("panel")
    return events.filter(shown_to__in=shown).order_by("-at", "-sequence")


def recent_acts(viewer: Viewer, limit: int = 40) -> QuerySet[Event]:
    """The newest acts of this person in this post, newest first: the way back to where one has just been."""
    if viewer.post is None:
        return Event.objects.none()
    mine = Event.objects.filter(actor=viewer.user, court_id=viewer.court_id, role=viewer.role.value)
    in_a_matter = mine.filter(Q(case_id__isnull=False) | Q(petition_id__isnull=False))
    return in_a_matter.order_by("-at", "-sequence")[:limit]


def deadlines_visible_to(viewer: Viewer) -> QuerySet[Deadline]:
    """Deadlines of the viewer's court; a party sees those of his cases."""
    rows = Deadline.objects.select_related("case__number", "post__user", "party")
    if viewer.system:
        return rows
    if viewer.is_staff and (viewer.role in CASE_ROLES or viewer.role == Role.LAY_JUDGE):
        return rows.filter(court_id=viewer.court_id)
    if viewer.role == Role.PROCURATOR:
        return rows.filter(case__court_id=viewer.court_id)
    return rows.filter(case__in=visible_to(viewer).values("pk"))


def overdue(viewer: Viewer) -> QuerySet[Deadline]:
    """The court's own time limits that have passed, the oldest first, with what was told and said of them; a head of
    chamber sees those of the own chamber.
    """
    rows = open_deadlines(viewer).filter(due_on__lt=clock.today())
    if viewer.role == Role.CHAMBER_HEAD:
        chamber = viewer.post.chamber if viewer.post else ""
        rows = rows.filter(post__chamber=chamber).exclude(post__chamber="")
    notes = DeadlineNote.objects.select_related("post__user").order_by("-at")
    return rows.prefetch_related("reminders", Prefetch("notes", notes))


def deadline(viewer: Viewer, deadline_id: uuid.UUID) -> Deadline:
    """One time limit with everything told and said of it.

    Raises:
        Refused: "not_found".
    """
    rows = deadlines_visible_to(viewer).select_related("case__number", "post__user", "party", "court")
    told = Reminder.objects.select_related("post__user")
    said = DeadlineNote.objects.select_related("post__user")
    found = (
        rows.prefetch_related(Prefetch("reminders", told), Prefetch("notes", said))
        .filter(pk=deadline_id)
        .first()
    )
    if found is None:
        raise not_found()
    return found


Rows = TypeVar("Rows", bound=QuerySet[Any])


def at_level(rows: Rows, level: str, field: str = "due_on") -> Rows:
    """Rows of one level of urgency ("sap": today and soon); all of them when the level is unknown."""
    today = clock.today()
    soon = soon_until(today, rules_in_force.calendar())
    by_level = {
        "qua": {"lt": today}, "nay": {"exact": today}, "gan": {"gt": today, "lte": soon}, "con": {"gt": soon},
        "sap": {"gte": today, "lte": soon},
    }  # fmt: skip
    return rows.filter(**{f"{field}__{name}": day for name, day in by_level.get(level, {}).items()})


def about(rows: QuerySet[Deadline], words: str) -> QuerySet[Deadline]:
    """Deadlines in whose case (with or without diacritics), petition or duty every word occurs."""
    numbers = [word for word in search_words(words) if word.sequence is not None]
    for number in numbers:
        found = Case.objects.filter(register_sequence=number.sequence or 0, register_year=number.year or 0)
        rows = rows.filter(case__in=found.order_by().values("pk"))
    for word in words.split():
        if numbers and (fold(word) in {"so", "so:", "/"} or any(ch.isdigit() for ch in word)):
            continue
        rows = rows.filter(
            Q(case__summary_folded__contains=fold(word))
            | Q(matter__icontains=word)
            | Q(title__icontains=word)
        )
    return rows


def loaded(viewer: Viewer) -> QuerySet[Post]:
    """Judges and clerks whose load this viewer may read: leaders those of the court, a head of chamber those of the own
    chamber, everybody the own.
    """
    held = Post.objects.held_at(clock.now()).filter(
        court_id=viewer.court_id, kind__in=[*(r.value for r in JUDGES), Role.CLERK.value]
    )
    if viewer.role not in LEADERS:
        mine = Q(pk=viewer.post.pk if viewer.post else None)
        if viewer.role == Role.CHAMBER_HEAD and viewer.post and viewer.post.chamber:
            mine |= Q(chamber=viewer.post.chamber)
        held = held.filter(mine)
    return held.select_related("user")


def in_hand(viewer: Viewer, post: Post, *, kind: str = "", how: str = "", words: str = "") -> QuerySet[Case]:
    """The cases that the load of this officer counts, the most urgent first: of one type, standing in one way."""
    rows = workload.seats(viewer.court_id, clock.today()).filter(post=post)
    rows = workload.standing(workload.of_type(rows, kind), how)
    own = Deadline.objects.filter(case=OuterRef("pk"), state=Deadline.State.OPEN, owner__in=OURS)
    cases = visible_to(viewer).filter(pk__in=rows.values("case")).prefetch_related("deadlines")
    cases = cases.annotate(**{NEAREST: Subquery(own.order_by("due_on").values("due_on")[:1])})
    return matching(cases, words)


def officers(viewer: Viewer) -> QuerySet[Post]:
    """Who works with cases in the viewer's court now, or still has a duty open: the choices of a filter."""
    held = Post.objects.held_at(clock.now()).filter(kind__in=[r.value for r in CASE_ROLES]).values("pk")
    owing = open_deadlines(viewer).exclude(post=None).order_by().values("post")
    return Post.objects.filter(Q(pk__in=held) | Q(pk__in=owing), court_id=viewer.court_id).select_related(
        "user"
    )


@waiting.seats
def seats(viewer: Viewer) -> QuerySet[Any]:
    """The places that this officer has in cases in which something may still wait: an archived case is at rest.

    What waits is sought from here: an officer has dozens of cases under way, and thousands behind him.
    """
    under_way = workload.not_at_rest(court_id=viewer.court_id)
    held = Assignment.objects.filter(post=viewer.post, ended_at=None, case__in=under_way)
    return held.order_by().values_list("case_id", "role")


def held(viewer: Viewer, role: Assignment.Role) -> Asking[list[uuid.UUID]]:
    """Cases in which this officer has such a seat. Every finder asks the same, so that it is asked once."""
    yield (found := seats(viewer))
    return [case_id for case_id, its in found if its == role]


def my_deadlines(viewer: Viewer) -> QuerySet[Deadline]:
    """Open deadlines that are this officer's to keep, most urgent first."""
    mine = Q(post=viewer.post) if viewer.post else Q(pk__in=[])
    if viewer.role in LEADERS:  # theirs, and those of officers who have left, until somebody takes them over
        mine |= Q(owner=Deadline.Owner.LEADERS)
        left = Post.objects.filter(court_id=viewer.court_id, valid_to__lt=clock.tomorrow())
        mine |= Q(owner__in=OURS, post__in=left.order_by().values("pk"))
    if viewer.role == Role.CLERK:
        mine |= Q(owner=Deadline.Owner.CLERK, post=None)
    return deadlines_visible_to(viewer).filter(mine, state=Deadline.State.OPEN).order_by("due_on", "pk")


def judges_of(court_id: uuid.UUID, moment: object) -> QuerySet[Post]:
    """Posts of judges held in a court at a moment."""
    return (
        Post.objects.held_at(moment)  # type: ignore[arg-type]
        .filter(court_id=court_id, kind__in=[r.value for r in JUDGES])
        .select_related("user", "court")
    )


def ties_seen(viewer: Viewer) -> QuerySet[Tie]:
    """Declarations that stand: one's own, and for leaders those of everybody who holds a post in the court."""
    standing = Tie.objects.filter(ended_at=None).select_related("officer")
    mine = Q(officer_id=viewer.user_id)
    if viewer.role in LEADERS:
        held = Post.objects.held_at(clock.now()).filter(court_id=viewer.court_id)
        mine |= Q(officer__in=held.values("user"))
    return standing.filter(mine)


def judges_seen(viewer: Viewer) -> QuerySet[Post, tuple[uuid.UUID, str]]:
    """Judges of the viewer's court now, and whoever presided over one of its cases: the choices of a filter, with
    their names."""
    presided = Assignment.objects.filter(post=OuterRef("pk"), role=Assignment.Role.PRESIDING)
    kept = Q(pk__in=judges_of(viewer.court_id, clock.now()).values("pk")) | Exists(presided)
    judges = Post.objects.filter(court_id=viewer.court_id, kind__in=[r.value for r in JUDGES])
    return judges.filter(kept).values_list("pk", "user__full_name")


def candidates(
    case: Case,
    posts: Iterable[Post],
    today: date,
    *,
    loads: workload.Loads | None = None,
    away: absences.Away | None = None,
) -> list[Candidate]:
    """The judges of a draw with their present load and what bars them (BLTTDS 52–53; TT 01/2022 art. 7).

    Args:
        loads: of the court's judges, and `away`, where the caller has them already.
    """
    parties, posts = list(case.parties.all()), list(posts)
    others = sitting_with(case, without=[Assignment.Role.PRESIDING])
    asking: list[Asking[Any]] = [
        workload.loads(case.court_id, today) if loads is None else here(loads),
        absences.among(posts, today) if away is None else here(away),
        places_before([case.pk]),
        declared_by({*(p.user_id for p in posts), *(u.pk for u in others)}),
        workload.reversed_of([p.user_id for p in posts], today),
        *(bar([case.petition_id]) for bar in MORE_BARS if case.petition_id),
    ]
    counted, absent, earlier, ties, changed, *more = answered(asking)

    def reasons(post: Post) -> tuple[str, ...]:
        places = earlier.get((case.pk, post.user_id), frozenset())
        why = list(barred(post, parties, places, others=others, ties=ties))
        why += [told[case.petition_id, post.pk] for told in more if (case.petition_id, post.pk) in told]
        if post.pk in absent:
            why.append(away_words(absent[post.pk].words))
        return tuple(why)

    def candidate(post: Post) -> Candidate:
        load = counted.get((post.pk, Assignment.Role.PRESIDING.value), workload.Load())
        return Candidate(
            id=str(post.pk),
            name=post.user.full_name,
            pending=load.pending,
            suspended=load.suspended,
            overdue=load.overdue,
            reversed=changed[post.user_id],
            barred_reasons=reasons(post),
        )

    return [candidate(post) for post in posts]


def line_of(case: Case) -> list[uuid.UUID]:
    """The case and those it came from at other instances: at the court below, or the trial that was quashed."""
    found, origin = [case.pk], case.origin_id
    while origin is not None and origin not in found:
        found.append(origin)
        origin = Case.objects.filter(pk=origin).values_list("origin_id", flat=True).first()
    return found


def decided_before(line: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """People who sat on the panel of one of these cases when it was decided (BLTTDS 53.3)."""
    sat = [Assignment.Role.PRESIDING, Assignment.Role.JUDGE, Assignment.Role.LAY_JUDGE]
    rows = Assignment.objects.filter(case__in=list(line), role__in=sat, ended_at=None)
    return frozenset(rows.values_list("post__user_id", flat=True))


def moved_on(viewer: Viewer, case: Case) -> Refused | None:
    """The refusal for somebody who had a place on this case and has it no more: who has it now, since when."""
    if viewer.post is None:
        return None
    mine = [a for a in case.assignments.all() if a.post_id == viewer.post.pk]
    if not mine or any(a.ended_at is None for a in mine):
        return None
    last = max(mine, key=lambda a: a.assigned_at)
    now = next((a for a in case.assignments.all() if a.role == last.role and a.ended_at is None), None)
    when = timezone.localtime(last.ended_at)
    facts = {
        "case": case,
        "to": now.post.user if now else "",
        "hour": f"{when:%H:%M}",
        "day": f"{when:%d/%m/%Y}",
        "role": Assignment.Role(last.role).label,
    }
    if now:
        said = _(
            "Vụ án %(case)s đã được giao cho %(to)s lúc %(hour)s ngày %(day)s; bạn không còn là %(role)s của "
            "vụ án nên không xem, sửa được nữa."
        )
    else:
        said = _(
            "Vụ án %(case)s đã được giao lại lúc %(hour)s ngày %(day)s; bạn không còn là %(role)s của vụ án "
            "nên không xem, sửa được nữa."
        )
    return Refused("case.moved_on", said % facts, status=403)
