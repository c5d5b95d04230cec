"""Who sits in and who is called to a hearing: taken from the case, kept as the hearing's own list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toaan.cases.models import Assignment, Case, Party, Procurator, Representation
from toaan.core.errors import Refused
from toaan.core.models import Event, Post
from toaan.hearings.models import Hearing, Participation
from toaan.hearings.states import PAUSED
from toaan.rules.attendance import InterpreterFacts, PartyFacts
from toaan.vietnamese.names import sort_key

A = Assignment.Role
P = Participation.Role
_POSTS = {A.PRESIDING: P.PRESIDING, A.JUDGE: P.JUDGE, A.LAY_JUDGE: P.LAY_JUDGE, A.CLERK: P.CLERK}

_SESSION_TITLES = {P.PRESIDING: "Thẩm phán chủ trì phiên họp", P.CLERK: "Thư ký ghi biên bản"}


@dataclass(frozen=True)
class Bench:
    """The officers assigned to a case at this moment."""

    judge: Post | None = None
    clerk: Post | None = None
    judges: tuple[Post, ...] = ()
    """The other judges of the panel at second instance (BLTTDS 64)."""
    lay_judges: tuple[Post, ...] = ()
    by_role: dict[str, list[Post]] = field(default_factory=dict)

    def posts(self, *, lay_judges: bool) -> list[Post]:
        """Everyone whom a sitting occupies; lay judges and further judges sit in trials only (BLTTDS 209)."""
        others = (*self.judges, *self.lay_judges) if lay_judges else ()
        return [p for p in (self.judge, self.clerk, *others) if p is not None]


def bench(case: Case) -> Bench:
    """Who sits on the case now."""
    if "assignments" in getattr(case, "_prefetched_objects_cache", ()):  # a page brought them with the case
        rows = [a for a in case.assignments.all() if a.ended_at is None]
    else:
        rows = list(case.assignments.filter(ended_at=None).select_related("post__user"))
    by_role: dict[str, list[Post]] = {}
    for row in sorted(rows, key=lambda r: (r.assigned_at, sort_key(r.post.user.full_name))):
        by_role.setdefault(row.role, []).append(row.post)
    return Bench(
        judge=next(iter(by_role.get(A.PRESIDING, [])), None),
        clerk=next(iter(by_role.get(A.CLERK, [])), None),
        judges=tuple(by_role.get(A.JUDGE, [])),
        lay_judges=tuple(by_role.get(A.LAY_JUDGE, [])),
        by_role=by_role,
    )


def need_judge_and_clerk(case: Case) -> Bench:
    """The bench, with a judge and a clerk.

    Raises:
        Refused: "hearing.no_judge" or "hearing.no_clerk".
    """
    found = bench(case)
    if found.judge is None:
        raise Refused(
            "hearing.no_judge",
            "Vụ án chưa có Thẩm phán. Đề nghị Chánh án phân công Thẩm phán trước (BLTTDS 197).",
        )
    if found.clerk is None:
        raise Refused("hearing.no_clerk", "Vụ án chưa có Thư ký. Đề nghị Chánh án phân công Thư ký trước.")
    return found


def call(
    hearing: Hearing, *, procurator: str = "", summoned: Sequence[str] = (), parties: bool = True
) -> None:
    """Write the list of those called, as the decision names them; a list made before is replaced.

    Args:
        procurator: a name that the judge wrote; whom the procuracy's letters named goes before it.
        parties: False for a session of second instance that does without them (BLTTDS 314.1).
    """
    hearing.participations.all().delete()
    rows = _officers(hearing)
    named = _procurators(hearing)
    rows += named
    if procurator and not named:
        rows.append(Participation(role=P.PROCURATOR, title=str(P.PROCURATOR.label), name=procurator))
    rows += (*_parties(hearing.case), *_interpreters(hearing.case)) if parties else []
    rows += [Participation(role=P.SUMMONED, title=str(P.SUMMONED.label), name=name) for name in summoned]
    _keep(hearing, rows, first=1)


def refresh(hearing: Hearing) -> None:
    """Bring the list up to date with the case: new officers replace old ones, new representatives are added."""
    officers = _officers(hearing)
    sitting = {row.post_id for row in officers if row.post_id}
    hearing.participations.filter(role__in=list(_POSTS.values())).exclude(post_id__in=sitting).delete()
    hearing.participations.filter(interpreter__ended_at__isnull=False).delete()
    if hearing.state != PAUSED:  # of one that has begun, who was there stays written down
        hearing.participations.filter(representation__ended_on__isnull=False).delete()
    hearing.participations.filter(procurator__ended_at__isnull=False).delete()
    if named := _procurators(hearing):  # the procuracy's letter goes before a name that was only written
        hearing.participations.filter(role=P.PROCURATOR, procurator=None).delete()
    known: set[uuid.UUID | None] = set()
    last = 0
    for row in hearing.participations.all():
        known |= {
            row.post_id,
            row.representation_id,
            row.interpreter_id,
            row.procurator_id,
            row.party_id if row.role == P.PARTY else None,
        }
        last = max(last, row.order)
    without = (
        hearing.kind == Hearing.Kind.DECISION and not hearing.participations.filter(role=P.PARTY).exists()
    )
    new = [
        row
        for row in (
            *officers,
            *named,
            *(() if without else (*_parties(hearing.case), *_interpreters(hearing.case))),
        )
        if (row.post_id or row.representation_id or row.interpreter_id or row.procurator_id or row.party_id)
        not in known
    ]
    _keep(hearing, new, first=last + 1)


def add_interpreters(hearing: Hearing) -> None:
    """A hearing under way calls whoever has just come to interpret; nobody of its list leaves it."""
    known = set(hearing.participations.values_list("interpreter_id", flat=True))
    last = max(hearing.participations.values_list("order", flat=True), default=0)
    _keep(hearing, [r for r in _interpreters(hearing.case) if r.interpreter_id not in known], first=last + 1)


def interpreter_facts(rows: Sequence[Participation]) -> list[InterpreterFacts]:
    """Who interprets, and whether he came (231)."""
    return [
        InterpreterFacts(row.name, row.interpreter.language, row.present)
        for row in rows
        if row.interpreter is not None
    ]


def facts(rows: Sequence[Participation]) -> list[PartyFacts]:
    """What the attendance list says about each party, for the rule of BLTTDS 227."""
    found = []
    appellants = {
        str(one["party"]) for row in rows[:1] for one in row.hearing.case.challenge.get("appellants", ())
    }
    for row in rows:
        if row.role != P.PARTY or row.party is None:
            continue
        own = [
            r for r in rows if r.role == P.REPRESENTATIVE and r.party_id == row.party_id and r.representation
        ]
        protectors = [r for r in own if _is_protector(r)]
        found.append(
            PartyFacts(
                name=row.name,
                role=row.party.role,  # type: ignore[arg-type]
                present=row.present,
                represented=any(r.present for r in own if not _is_protector(r)),
                asked_absence=row.asked_absence,
                good_reason=row.good_reason,
                appellant=str(row.party_id) in appellants,
                absent_protectors=tuple(r.name for r in protectors if r.absent and not r.asked_absence),
            )
        )
    return found


def _is_protector(row: Participation) -> bool:
    return row.representation is not None and row.representation.kind == Representation.Kind.LAWYER


_REQUEST_TITLES = {P.PRESIDING: "Thẩm phán – Chủ tọa phiên họp", P.CLERK: "Thư ký phiên họp"}


def _officers(hearing: Hearing) -> list[Participation]:
    found = bench(hearing.case)
    titles: dict[P, str] = {} if hearing.is_trial else _SESSION_TITLES
    if hearing.kind in (Hearing.Kind.REQUEST, Hearing.Kind.DECISION):
        titles = _REQUEST_TITLES
    return [
        Participation(role=role, title=titles.get(role, str(role.label)), name=post.user.full_name, post=post)
        for assigned, role in _POSTS.items()
        if hearing.is_trial or role not in (P.LAY_JUDGE, P.JUDGE)
        for post in found.by_role.get(assigned, [])
    ]


def _parties(case: Case) -> list[Participation]:
    rows = []
    for party in case.parties.prefetch_related("representations").order_by("order"):
        title = str(Party.Role(party.role).label)
        rows.append(Participation(role=P.PARTY, title=title, name=party.name, party=party))
        rows += [
            Participation(
                role=P.REPRESENTATIVE,
                title=f"{r.get_kind_display()} của {title[0].lower()}{title[1:]}",
                name=r.name,
                party=party,
                representation=r,
            )
            for r in sorted(party.representations.all(), key=lambda r: (r.since, str(r.pk)))
        ]
    return rows


def _interpreters(case: Case) -> list[Participation]:
    return [
        Participation(
            role=P.INTERPRETER,
            title=f"{P.INTERPRETER.label} {i.language}"[:200],
            name=i.name,
            interpreter=i,
        )
        for i in case.interpreters.filter(ended_at=None)
    ]


def _procurators(hearing: Hearing) -> list[Participation]:
    """Whom the procuracy named, the reserve last (220.1.e); they are not called to a session before the hearing."""
    if hearing.kind == Hearing.Kind.SESSION:
        return []
    rows = hearing.case.procurators.filter(ended_at=None).order_by("reserve", "named_at", "pk")
    return [Participation(role=P.PROCURATOR, title=p.title, name=p.name, procurator=p) for p in rows]


def named_procurators(case: Case) -> str:
    """Their names as a form shows them; empty when the procuracy has named nobody."""
    rows = case.procurators.filter(ended_at=None).order_by("reserve", "named_at", "pk")
    return ", ".join(f"{p} (dự khuyết)" if p.reserve else p.name for p in rows)


def procurator_of(rows: Iterable[Participation]) -> str:
    """Who stood for the procuracy at the hearing: who was replaced at it has left, who was in reserve comes after."""
    found = [r for r in rows if r.role == P.PROCURATOR and not r.absent]
    staying = [r for r in found if r.procurator is None or r.procurator.ended_at is None]
    staying.sort(key=lambda r: r.procurator is not None and r.procurator.reserve)
    return next((r.name for r in staying), "")


def reserve_there(case: Case, leaving: uuid.UUID) -> Procurator | None:
    """The procurator in reserve who was at the hearing under way when it was opened (232.2)."""
    hearing = case.hearings.filter(opened_at__isnull=False, closed_at=None).exclude(kind=Hearing.Kind.SESSION)
    if (sitting := hearing.order_by("-opened_at").first()) is None:
        return None
    opened = Event.objects.filter(act="hearings.open_hearing", case_id=case.pk).order_by("-sequence").first()
    there = set(opened.data["present"]) if opened else set()
    rows = sitting.participations.filter(procurator__reserve=True, procurator__ended_at=None)
    rows = rows.exclude(procurator=leaving).select_related("procurator")
    return next((r.procurator for r in rows if str(r.pk) in there), None)


def _keep(hearing: Hearing, rows: Sequence[Participation], *, first: int) -> None:
    for order, row in enumerate(rows, start=first):
        row.hearing, row.order = hearing, order
    Participation.objects.bulk_create(rows)
