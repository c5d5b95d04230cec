"""What the data show against an officer on a case (BLTTDS 52–54): who he is, what he declared, what he did before in it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping

from django.db.models import F

from toaan.cases.models import Assignment, Case, Party, Tie
from toaan.core import clock
from toaan.core.models import Post, User
from toaan.core.roles import Role
from toaan.core.together import Asking, answered
from toaan.rules import recusal
from toaan.vietnamese.text import fold

Ties = Mapping[uuid.UUID, list[Tie]]
Places = dict[tuple[uuid.UUID, uuid.UUID], frozenset[str]]
_OFFICES = {"presiding": "judge", "judge": "judge", "lay_judge": "lay_judge", "clerk": "clerk"}
BEFORE = "before:"
"""Marks a place held in an earlier instance of the same matter."""


def earlier_places(cases: Iterable[uuid.UUID]) -> Places:
    """(case, person) → places that the person has had on the case, for the grounds of BLTTDS 53.3–4 and 54.2."""
    return answered([places_before(cases)])[0]


def places_before(cases: Iterable[uuid.UUID]) -> Asking[Places]:
    """The same, asked beside other questions.

    Places in the instances before (`Case.origin`) bear the mark `BEFORE`.
    """
    found: dict[tuple[uuid.UUID, uuid.UUID], set[str]] = {}
    stands_for = {pk: {pk} for pk in cases}
    own = set(stands_for)
    ahead = dict(stands_for)
    while ahead:  # one query an instance: the first, the second, a retrial
        before = Case.objects.filter(pk__in=ahead, origin__isnull=False)
        # A request that became a suit (397.5) goes on with its officers: that is no earlier instance.
        before = before.exclude(nature=Case.Nature.SUIT, origin__nature=Case.Nature.REQUEST)
        # Nor is a case that was sent to the court where this one goes on: 53.3 names who decided.
        before = before.exclude(instance=F("origin__instance"), origin__outcome="transferred")
        origins = before.values_list("pk", "origin_id")
        yield origins
        below: dict[uuid.UUID, set[uuid.UUID]] = {}
        for pk, origin in origins:
            if origin not in stands_for:
                below.setdefault(origin, set()).update(ahead[pk])
        stands_for |= below
        ahead = below
    rows = Assignment.objects.filter(case__in=stands_for).values_list(
        "case_id", "post__user_id", "role", "ended_at"
    )
    yield rows
    for case_id, user_id, role, ended_at in rows:
        for asked in stands_for[case_id]:
            mark = "" if case_id in own and asked == case_id else BEFORE
            if mark and ended_at is not None and role != "clerk":
                continue  # left before the case was decided (53.3)
            found.setdefault((asked, user_id), set()).add(f"{mark}{role}")
    return {key: frozenset(roles) for key, roles in found.items()}


def ties_of(users: Iterable[uuid.UUID]) -> Ties:
    """User → what he has declared, in one query."""
    return answered([declared_by(users)])[0]


def declared_by(users: Iterable[uuid.UUID]) -> Asking[Ties]:
    """The same, asked beside other questions."""
    found: dict[uuid.UUID, list[Tie]] = {pk: [] for pk in users}
    yield (ties := Tie.objects.of(list(found), clock.now()))
    for tie in ties:
        found[tie.officer_id].append(tie)
    return found


def sitting_with(case: Case, *, without: Collection[str] = ()) -> list[User]:
    """The people who have a place on the case now; `without`: places that are about to be given to others.

    A case that came with its people (`queries.get`) is not asked for them again.
    """
    here = "assignments" in getattr(case, "_prefetched_objects_cache", ())
    rows = case.assignments.all() if here else case.assignments.select_related("post__user")
    return [row.post.user for row in rows if row.ended_at is None and row.role not in without]


def barred(
    post: Post,
    parties: Iterable[Party],
    earlier: frozenset[str] = frozenset(),
    *,
    others: Iterable[User] = (),
    ties: Ties | None = None,
    decided_before: bool = False,
    committee: bool = False,
) -> Iterable[str]:
    """What the data themselves show against an officer; what nobody declared is told by the parties.

    Args:
        earlier: places that this person has had on the case (`earlier_places`).
        others: who sits on the case with him (53.2, 54.3).
        ties: what the officer and the others declared (`ties_of`), where many posts are asked about.
        decided_before: the caller knows that he decided the case at another instance (53.3).
        committee: he sits in the committee of judges, which reviews what its own members decided below (53.3).
    """
    parties, others = list(parties), [u for u in others if u.pk != post.user_id]
    themselves = {str(p.user_id) for p in parties if p.user_id} | {
        p.personal_id for p in parties if p.personal_id
    }
    speakers = {str(pk) for p in parties for pk in p.user_ids} - themselves
    known_as = post.user.personal_id if post.user.personal_id in themselves else str(post.user_id)
    declared = ties if ties is not None else ties_of([post.user_id, *(u.pk for u in others)])
    mine = declared.get(post.user_id, [])
    near = {f"party:{p.pk}" for p in parties for t in mine if t.kind == Tie.Kind.KIN and _is(t, p)}
    doubts = [t for t in mine if t.kind == Tie.Kind.INTEREST and any(_is(t, p) for p in parties)]
    facts = recusal.CaseFacts(
        parties=frozenset(themselves | {f"party:{p.pk}" for p in parties}),
        representatives=frozenset(speakers),
        panel=frozenset(str(u.pk) for u in others),
        review_council=committee,
    )
    office: recusal.OfficerRole = (
        "clerk" if post.role == Role.CLERK else "lay_judge" if post.role == Role.LAY_JUDGE else "judge"
    )
    before = {r.removeprefix(BEFORE) for r in earlier if r.startswith(BEFORE)}
    person = recusal.PersonFacts(
        id=known_as,
        role=office,
        relatives=frozenset(near | {str(u.pk) for u in others if _kin(post.user, u, declared)}),
        earlier_offices=frozenset(_OFFICES[r.removeprefix(BEFORE)] for r in earlier)
        | ({"clerk_before"} if "clerk" in before else set()),
        decided_before=decided_before or bool(before & {"presiding", "judge", "lay_judge"}),
        partiality_ground="đã tự khai báo" if doubts else "",
        namesake=any(
            t.kind == Tie.Kind.KIN and t.may_be(p.name, p.birth_year, p.personal_id)
            for t in mine
            for p in parties
        ),
    )
    for reason in recusal.barred(person, facts):
        yield reason.message_vi


def barred_now(rows: Iterable[Assignment]) -> Iterable[tuple[Assignment, str]]:
    """Who of these sits though he is a party, kin of one or of a colleague: declared, or known, after he was named.

    Args:
        rows: places held now, with `post__user`, and the parties and places of their cases.
    """
    rows = list(rows)
    sitting = {row.case_id: sitting_with(row.case) for row in rows}
    ties = ties_of({u.pk for people in sitting.values() for u in people})
    for row in rows:
        why = list(barred(row.post, row.case.parties.all(), others=sitting[row.case_id], ties=ties))
        if why:
            yield row, " ".join(why)


def words_against(case: Case) -> list[str]:
    """The same of one case, as a refusal names them: the officer, the reason and its article."""
    held = case.assignments.filter(ended_at=None).select_related("case", "post__user")
    return [f"{row.post.user}: {why}" for row, why in barred_now(held)]


def same_person(name: str, number: str, other: str, other_number: str) -> bool:
    """The same number where both are known, else the same name: for people without an account."""
    return number == other_number if number and other_number else fold(name) == fold(other)


def _is(tie: Tie, party: Party) -> bool:
    return tie.is_about(party.name, party.birth_year, party.personal_id)


def _kin(one: User, other: User, declared: Ties) -> bool:
    """Whether either declared the other as kin."""
    return any(
        tie.kind == Tie.Kind.KIN
        and tie.is_about(b.full_name, b.birth_date.year if b.birth_date else None, b.personal_id)
        for a, b in ((one, other), (other, one))
        for tie in declared.get(a.pk, [])
    )
