"""Deadlines start, end and move by themselves, following acts.

Which act starts and meets which time limit is said in `toaan/cases/deadline_tables/`, one table per kind of
proceeding; the limits themselves, their length and article, are rules (toaan/rules/data/time_limits/).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from toaan.cases import deadline_tables, request_kinds
from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.core import clock, rules_in_force
from toaan.core.models import Event, Post
from toaan.rules.calendar import Calendar, ExcludedPeriod
from toaan.rules.time_limits import DueDate, TimeLimit, due_date

PREPARATION = {
    "DS": "BLTTDS:203.1.a",
    "HNGĐ": "BLTTDS:203.1.a",
    "KDTM": "BLTTDS:203.1.b",
    "LĐ": "BLTTDS:203.1.b",
}


REQUEST_PREPARATION = (
    "BLTTDS:366.1", "BLTTDS:388.1", "BLTTDS:392.1", "BLTTDS:399.1", "BLTTDS:402.1", "BLTTDS:419.2", "BLTTDS:437.3",
    "BLTTDS:457.1", "BLTTDS:410.2",
)  # fmt: skip
FROM_RECEIPT = ("BLTTDS:410.2",)
"""Of these the term of preparation runs from the receipt of the petition, so it may run already when the case is opened."""
REQUEST_SESSION = (
    "BLTTDS:366.4", "BLTTDS:399.4", "BLTTDS:402.4", "BLTTDS:419.2#phien-hop", "BLTTDS:437.3#phien-hop",
    "BLTTDS:457.1#phien-hop", "BLTTDS:410.3",
)  # fmt: skip
"""Limits of a request that depend on its kind: the tables call them "preparation" and "session"."""
OF_WAY = {
    "assignment": ("BLTTDS:363.1", ("BLTTDS:363.1", "BLTTDS:410.1")),
    "from_receipt": ("", FROM_RECEIPT),
    "acceptance": ("", ("BLTTDS:436", "BLTTDS:455")),
    "procuracy_file": ("", ("BLTTDS:437.3#vks", "BLTTDS:457.1#vks")),
    "ruling_sent": ("BLTTDS:370.2", ("BLTTDS:370.2", "BLTTDS:412.1", "BLTTDS:441.1", "BLTTDS:460.2")),
    "session_sent": ("", ("BLTTDS:410.2#gui",)),
    "adjourned": ("BLTTDS:233.1", ("BLTTDS:233.1", "BLTTDS:408.2")),
    "end_sent": ("BLTTDS:217.3", ("BLTTDS:217.3", "BLTTDS:441.2", "BLTTDS:460.1")),
    "suspension_sent": ("BLTTDS:214.2", ("BLTTDS:214.2", "BLTTDS:441.2", "BLTTDS:460.1")),
    "review": ("BLTTDS:373.1", ("BLTTDS:373.1", "BLTTDS:413.3#xet", "BLTTDS:443.1", "BLTTDS:462.1")),
    "panel_above": ("", ("BLTTDS:413.3",)),
    "review_session": ("BLTTDS:373.4", ("BLTTDS:373.4",)),
}
"""Limits of a request that depend on whether three judges settle it: the name in the tables → the one of the general procedure
("": it knows none), every one that the name may stand for."""
WAY_FIELD = {
    "acceptance": "accept", "procuracy_file": "vks", "ruling_sent": "send", "end_sent": "send_end",
    "suspension_sent": "send_end", "review": "review", "assignment": "assign", "from_receipt": "from_receipt",
    "session_sent": "send_session", "adjourned": "adjourn", "panel_above": "panel_above",
}  # fmt: skip
"""The same names → the field of the way (`toaan.rules.foreign.Way`); one that is missing has no place there."""

FIXED = "Thẩm phán ấn định"
ANEW = {
    "resumed": ("(tính lại sau tạm đình chỉ)", "ngày quyết định tiếp tục giải quyết vụ án có hiệu lực"),
    "ordinary": (
        "(tính lại khi chuyển sang thủ tục thông thường)",
        "ngày ra quyết định chuyển sang thủ tục thông thường",
    ),
    "cancelled": ("(tính lại sau khi quyết định bị hủy)", "ngày quyết định phúc thẩm có hiệu lực"),
}
"""Why a term runs anew → what its title adds, and from which day it counts (BLTTDS 203.1, last paragraph; 317.4).

Of a decision that the court above cancelled (314.5.c) the code says nothing: that the term runs anew as after a
suspension is our reading.
"""


@dataclass(frozen=True)
class Counted:
    """A deadline as counted: the rule's own last day, and an earlier one that the judge fixed."""

    found: DueDate
    fixed_on: date | None = None

    @property
    def due_on(self) -> date:
        return self.fixed_on or self.found.due

    def told(self) -> dict[str, Any]:
        """What the deadline stores of it."""
        told = self.found.as_json()
        if self.fixed_on is None:
            return told
        words = f"{FIXED} đến hết ngày {self.fixed_on:%d/%m/%Y}. Luật cho phép muộn nhất: {self.found.explanation}"
        day = self.fixed_on.isoformat()
        return told | {"due": day, "fixed_on": day, "steps": [], "skipped": [], "explanation": words}


def follow(event: Event, act: str | None = None) -> None:
    """Apply the table's row for an event. `act` may be a finer name than the event's own."""
    row = deadline_tables.row(_proceeding(event), act or event.act)
    if row is None:
        return
    day = clock.local_date(event.at)
    end(event, row.meet, Deadline.State.MET, day)
    end(event, row.cancel, Deadline.State.CANCELLED, day)
    end(event, row.stop, Deadline.State.STOPPED, day)
    for spec in row.start:
        trigger = date.fromisoformat(event.data[spec.trigger]) if spec.trigger else day
        fixed = date.fromisoformat(event.data[spec.fixed]) if event.data.get(spec.fixed) else None
        longer = bool(spec.extended and event.data.get(spec.extended))
        start(
            event, rule=spec.rule, owner=spec.owner, trigger_on=trigger, fixed_on=fixed, extended=longer,
            anew=spec.anew,
        )  # fmt: skip
    authors = {d["author_party_id"] for d in event.documents if d.get("author_party_id")}
    if row.meet_of_author and authors:
        mine = _of(event).filter(rule__in=row.meet_of_author, party__in=authors, state=Deadline.State.OPEN)
        mine.update(state=Deadline.State.MET, ended_on=day)


def start(
    event: Event,
    *,
    rule: str,
    owner: Deadline.Owner,
    trigger_on: date,
    party: Party | None = None,
    title: str = "",
    fixed_on: date | None = None,
    extended: bool = False,
    anew: str = "",
) -> Deadline | None:
    """Set one limit running in the petition or case of `event`; the same one twice is once.

    Args:
        extended: the act itself found the ground for the rule's whole extension.
        anew: key of `ANEW` when it runs again; the explanation says why.
        fixed_on: the last day that the judge fixed within the limit; never later than the limit's own end.
    """
    case = Case.objects.select_related("number").filter(pk=event.case_id).first() if event.case_id else None
    key = _by_kind(rule, case, event)
    if key in FROM_RECEIPT and _of(event).filter(rule=key, state=Deadline.State.OPEN).exists():
        return None
    if not key or (
        _of(event)
        .filter(rule=key, party=party, owner=owner, trigger_on=trigger_on)
        .exclude(state=Deadline.State.CANCELLED)
        .exists()
    ):
        return None
    limit = rules_in_force.time_limit(key, trigger_on)
    limit = counted_anew(limit, anew) if anew else limit
    more = limit.extension.amount if extended and limit.extension else None
    found = due_date(limit, trigger_on, rules_in_force.calendar(), extended_by=more)
    counted = Counted(found, fixed_on if fixed_on is not None and fixed_on < found.due else None)
    if event.court is None:
        raise ValueError("a deadline runs in a court")
    return Deadline.objects.create(
        court=event.court,
        petition_id=event.petition_id,
        case=case,
        party=party,
        rule=key,
        title=title or limit.title,
        matter=_matter(case, event),
        owner=owner,
        post=_post(owner, case, event),
        trigger_on=trigger_on,
        due_on=counted.due_on,
        provisional=found.provisional,
        explanation=counted.told(),
    )


def recount(
    deadline: Deadline, limit: TimeLimit, calendar: Calendar, excluded: Sequence[ExcludedPeriod] = ()
) -> Counted:
    """The same deadline counted anew by another rule or calendar: its extension and the day fixed within it stay.

    Args:
        excluded: days that this party's term does not count (an incident of the portal).

    Raises:
        ExtensionTooLong: the rule does not allow the extension that was given.
    """
    told = deadline.explanation
    for why, (mark, _trigger) in ANEW.items():
        if told["limit"]["title"].endswith(mark):
            limit = counted_anew(limit, why)
    found = due_date(
        limit,
        deadline.trigger_on,
        calendar,
        excluded=excluded,
        extended_by=int(told.get("extended_by") or 0) or None,
    )
    was_fixed = "fixed_on" in told or str(told.get("explanation", "")).startswith(FIXED)
    fixed = deadline.due_on if was_fixed and deadline.due_on < found.due else None
    return Counted(found, fixed)


def end(event: Event, rules: tuple[str, ...], state: Deadline.State, day: date) -> None:
    """End the open deadlines of these rules in the petition or case of `event`."""
    keys = [k for rule in rules for k in _of_any_kind(rule)]
    if keys:
        _of(event).filter(rule__in=keys, state=Deadline.State.OPEN).update(state=state, ended_on=day)


def meet(deadline: Deadline, day: date) -> None:
    """This one is met, whatever else runs by the same rule; nothing when it ran no more."""
    rows = Deadline.objects.filter(pk=deadline.pk, state=Deadline.State.OPEN)
    rows.update(state=Deadline.State.MET, ended_on=day)


def reopen(case: Case, cancelled_on: date) -> None:
    """Limits that were cancelled on that day run again as they ran: what cancelled them was annulled."""
    rows = case.deadlines.filter(state=Deadline.State.CANCELLED, ended_on=cancelled_on)
    rows.update(state=Deadline.State.OPEN, ended_on=None)


def key_in(case: Case, rule: str) -> str:
    """The rule that a name of the tables stands for in this case ("preparation"); empty where there is none."""
    return _by_kind(rule, case, None)


def _by_kind(rule: str, case: Case | None, event: Event | None) -> str:
    """The rule that "preparation", "session" and the names of `OF_WAY` stand for in this case; empty where there is none."""
    if rule in OF_WAY:
        if case is not None or event is None:
            way = request_kinds.way_of(case) if case is not None else None
        else:
            day = clock.local_date(event.at)
            kind = request_kinds.find(str(event.data.get("request_kind", "")), day)
            way = request_kinds.way_of_kind(kind, day)
        if way is None:
            return OF_WAY[rule][0]
        return str(getattr(way, WAY_FIELD[rule])) if rule in WAY_FIELD else ""
    if case is None or rule not in {"preparation", "session"}:
        return rule
    if case.is_request:
        kind = request_kinds.of(case)
        return kind.preparation if rule == "preparation" else kind.session
    return PREPARATION[case.kind]


def _of_any_kind(rule: str) -> tuple[str, ...]:
    if rule == "preparation":
        return (*PREPARATION.values(), *REQUEST_PREPARATION)
    if rule in OF_WAY:
        return OF_WAY[rule][1]
    return REQUEST_SESSION if rule == "session" else (rule,)


def hand_to(case: Case, owner: Deadline.Owner, post: Post) -> None:
    """Open deadlines of this owner in the case are now this officer's; those of a court above that looks at it again are not."""
    case.deadlines.filter(court=case.court_id, owner=owner, state=Deadline.State.OPEN).update(post=post)


def hand_in_petition(petition_id: uuid.UUID, owner: Deadline.Owner, post: Post) -> None:
    """The same before there is a case."""
    rows = Deadline.objects.filter(petition_id=petition_id, owner=owner, state=Deadline.State.OPEN)
    rows.update(post=post)


def adopt(case: Case) -> None:
    """Deadlines that ran in the petition belong to the case that came from it; those of its mediation do not (LHGDT 4)."""
    if case.petition_id is None:
        return
    rows = Deadline.objects.filter(petition_id=case.petition_id, case=None)
    rows.exclude(rule__startswith="LHGDT:").update(case=case, matter=_matter(case, None))
    case.deadlines.filter(rule__in=FROM_RECEIPT, owner=Deadline.Owner.EXAMINER).update(
        owner=Deadline.Owner.JUDGE, post=None
    )


def limit_of(deadline: Deadline) -> TimeLimit:
    """The rule that the deadline was counted by."""
    limit = rules_in_force.time_limit(deadline.rule, deadline.trigger_on)
    told = deadline.explanation["limit"]
    return replace(limit, title=told["title"], trigger=told["trigger"])


def excluded_from(deadline: Deadline) -> list[ExcludedPeriod]:
    """The days that it did not count when it was counted last (an incident of the portal)."""
    told = deadline.explanation.get("excluded", [])
    return [
        ExcludedPeriod(date.fromisoformat(start), date.fromisoformat(end), why) for start, end, why in told
    ]


def counted_anew(limit: TimeLimit, why: str) -> TimeLimit:
    """The term of preparation as it runs again; `why` is a key of `ANEW`."""
    mark, trigger = ANEW[why]
    return replace(limit, title=f"{limit.title} {mark}", trigger=trigger)


def _proceeding(event: Event) -> str:
    """Before a case is open, the way is that of a petition, or of a request, in first instance."""
    if event.case_id is None:
        return "request" if event.data.get("nature") == Case.Nature.REQUEST else "first_instance"
    case = Case.objects.filter(pk=event.case_id).only("nature", "instance", "procedure", "challenge").first()
    return case.proceeding if case else "first_instance"


def _of(event: Event) -> QuerySet[Deadline]:
    if event.case_id:
        return Deadline.objects.filter(case_id=event.case_id)
    return Deadline.objects.filter(petition_id=event.petition_id)


def _matter(case: Case | None, event: Event | None) -> str:
    if case is not None:
        return f"{case} · {case.title}"
    return str(event.data.get("matter", "")) if event else ""


def _post(owner: Deadline.Owner, case: Case | None, event: Event) -> Post | None:
    if named := event.data.get(f"{owner}_post"):  # "examiner_post", "mediator_post" … of a petition
        return Post.objects.get(pk=uuid.UUID(str(named)))
    role = {Deadline.Owner.JUDGE: Assignment.Role.PRESIDING, Deadline.Owner.CLERK: Assignment.Role.CLERK}.get(
        owner
    )
    if case is None or role is None:
        return None
    found = case.assignments.filter(role=role, ended_at=None).select_related("post").first()
    return found.post if found else None
