"""Deadlines start, end and move by themselves, following acts.

`TABLE` is the one place that says which act starts and meets which time limit; the limits themselves, their
length and article, are rules (toaan/rules/data/time_limits/). Acts are named by their policy key, so a
domain above may be named here without being imported.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.core import clock, rules_in_force
from toaan.core.models import Event, Post
from toaan.rules.calendar import Calendar
from toaan.rules.time_limits import DueDate, TimeLimit, due_date

O = Deadline.Owner  # noqa: E741  (read as a column of the table below)


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
    anew: bool = False
    """Counted anew after a suspension, from the day on which the resumption took effect (203.1, last paragraph)."""


@dataclass(frozen=True)
class Follows:
    """What one act does to the deadlines of its petition or case."""

    start: tuple[Start, ...] = ()
    meet: tuple[str, ...] = ()
    cancel: tuple[str, ...] = ()
    meet_of_author: tuple[str, ...] = ()
    """Met only for the party who handed in the event's documents."""


_COURSE = ("BLTTDS:203.4", "BLTTDS:220.2", "BLTTDS:233.1")
"""Limits on the way to the hearing: gone once the case leaves it. The preparation is over in time (203.3.b, c)."""

_CLAIMS = ("BLTTDS:191.3#phan-to", "BLTTDS:195.2#phan-to", "BLTTDS:196.1#phan-to")

TABLE: dict[str, Follows] = {
    "filing.submit": Follows(start=(Start("BLTTDS:191.2", O.LEADERS),)),
    "filing.record_paper": Follows(start=(Start("BLTTDS:191.2", O.LEADERS, trigger="received_on"),)),
    "filing.assign_examiner": Follows(start=(Start("BLTTDS:191.3", O.EXAMINER),), meet=("BLTTDS:191.2",)),
    "filing.request_amendment": Follows(
        start=(Start("BLTTDS:193.1", O.PARTY, fixed="due_on"),), meet=("BLTTDS:191.3",)
    ),
    "filing.amend": Follows(start=(Start("BLTTDS:191.3", O.EXAMINER),), meet=("BLTTDS:193.1",)),
    "filing.return_petition": Follows(meet=("BLTTDS:191.3",), cancel=("BLTTDS:193.1", "BLTTDS:195.2")),
    "filing.submit_document": Follows(meet_of_author=("BLTTDS:199.1",)),
    "filing.take_jurisdiction": Follows(
        start=(Start("BLTTDS:195.2", O.PARTY, trigger="notified_on"),), meet=("BLTTDS:191.3",)
    ),
    "filing.hand_in_receipt": Follows(meet=("BLTTDS:195.2",)),
    "cases.open": Follows(
        start=(
            Start("BLTTDS:196.1", O.CLERK),
            Start("BLTTDS:197.2", O.LEADERS),
            Start("preparation", O.JUDGE),
        ),
        meet=("BLTTDS:191.3", "BLTTDS:195.2"),
    ),
    "cases.draw_judge": Follows(meet=("BLTTDS:197.2",)),
    "delivery.all_served:acceptance_notice": Follows(meet=("BLTTDS:196.1",)),
    "hearings.decide_trial": Follows(
        start=(Start("BLTTDS:203.4", O.JUDGE, extended="good_cause"), Start("BLTTDS:220.2", O.CLERK)),
        meet=("preparation",),
        cancel=("BLTTDS:199.1",),
    ),
    "delivery.all_served:trial_decision": Follows(meet=("BLTTDS:220.2",)),
    "hearings.open_hearing": Follows(meet=("BLTTDS:203.4", "BLTTDS:233.1")),
    "hearings.adjourn": Follows(start=(Start("BLTTDS:233.1", O.JUDGE),), meet=("BLTTDS:203.4",)),
    "hearings.close_debate": Follows(start=(Start("BLTTDS:264.4", O.JUDGE),)),
    "judgments.pronounce": Follows(
        start=(Start("BLTTDS:269.1", O.CLERK), Start("BLTTDS:269.2", O.CLERK)), meet=("BLTTDS:264.4",)
    ),
    "delivery.all_served:judgment": Follows(meet=("BLTTDS:269.1", "BLTTDS:269.2")),
    "delivery.all_served:claim_notice": Follows(meet=("BLTTDS:196.1#phan-to",)),
    "course.suspend": Follows(start=(Start("BLTTDS:214.2", O.CLERK),), meet=("preparation",), cancel=_COURSE),
    "delivery.all_served:suspension_decision": Follows(meet=("BLTTDS:214.2",)),
    "course.end_reason": Follows(start=(Start("BLTTDS:216", O.JUDGE, trigger="gone_on"),)),
    "course.resume": Follows(
        start=(
            Start("BLTTDS:216#gui", O.CLERK, trigger="gone_on"),
            Start("preparation", O.JUDGE, trigger="effective_on", anew=True),
        ),
        meet=("BLTTDS:216",),
    ),
    "delivery.all_served:resumption_decision": Follows(meet=("BLTTDS:216#gui",)),
    "course.discontinue": Follows(
        start=(Start("BLTTDS:217.3", O.CLERK),),
        meet=("preparation",),
        cancel=(*_COURSE, *_CLAIMS, "BLTTDS:199.1", "BLTTDS:214.2", "BLTTDS:216", "BLTTDS:216#gui"),
    ),
    "course.discontinue_part": Follows(start=(Start("BLTTDS:217.3", O.CLERK),)),
    "delivery.all_served:discontinuance_decision": Follows(meet=("BLTTDS:217.3",)),
    "course.transfer": Follows(cancel=("preparation", *_COURSE, *_CLAIMS, "BLTTDS:199.1")),
    "judgments.take_effect": Follows(start=(Start("NQ03/2017:cong-bo", O.JUDGE, trigger="effective_on"),)),
    "publication.publish": Follows(meet=("NQ03/2017:cong-bo",)),
    "publication.decline": Follows(meet=("NQ03/2017:cong-bo",)),
}
"""Act → what it starts and meets. Appeal and protest periods are per party: judgments starts them itself."""

PREPARATION = {
    "DS": "BLTTDS:203.1.a",
    "HNGĐ": "BLTTDS:203.1.a",
    "KDTM": "BLTTDS:203.1.b",
    "LĐ": "BLTTDS:203.1.b",
}


FIXED, ANEW = "Thẩm phán ấn định", "(tính lại sau tạm đình chỉ)"


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
    row = TABLE.get(act or event.act)
    if row is None:
        return
    day = clock.local_date(event.at)
    end(event, row.meet, Deadline.State.MET, day)
    end(event, row.cancel, Deadline.State.CANCELLED, day)
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
    anew: bool = False,
) -> Deadline | None:
    """Set one limit running in the petition or case of `event`; the same one twice is once.

    Args:
        extended: the act itself found the ground for the rule's whole extension.
        anew: it runs again after a suspension; the explanation says so.
        fixed_on: the last day that the judge fixed within the limit; never later than the limit's own end.
    """
    case = Case.objects.select_related("number").filter(pk=event.case_id).first() if event.case_id else None
    key = PREPARATION[case.kind] if rule == "preparation" and case else rule
    if (
        _of(event)
        .filter(rule=key, party=party, trigger_on=trigger_on)
        .exclude(state=Deadline.State.CANCELLED)
        .exists()
    ):
        return None
    limit = rules_in_force.time_limit(key, trigger_on)
    limit = counted_anew(limit) if anew else limit
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


def recount(deadline: Deadline, limit: TimeLimit, calendar: Calendar) -> Counted:
    """The same deadline counted anew by another rule or calendar: its extension and the day fixed within it stay.

    Raises:
        ExtensionTooLong: the rule does not allow the extension that was given.
    """
    told = deadline.explanation
    if told["limit"]["title"].endswith(ANEW):
        limit = counted_anew(limit)
    found = due_date(
        limit, deadline.trigger_on, calendar, extended_by=int(told.get("extended_by") or 0) or None
    )
    was_fixed = "fixed_on" in told or str(told.get("explanation", "")).startswith(FIXED)
    fixed = deadline.due_on if was_fixed and deadline.due_on < found.due else None
    return Counted(found, fixed)


def end(event: Event, rules: tuple[str, ...], state: Deadline.State, day: date) -> None:
    """End the open deadlines of these rules in the petition or case of `event`."""
    keys = [k for rule in rules for k in (PREPARATION.values() if rule == "preparation" else (rule,))]
    if keys:
        _of(event).filter(rule__in=keys, state=Deadline.State.OPEN).update(state=state, ended_on=day)


def hand_to(case: Case, owner: Deadline.Owner, post: Post) -> None:
    """Open deadlines of this owner in the case are now this officer's."""
    case.deadlines.filter(owner=owner, state=Deadline.State.OPEN).update(post=post)


def adopt(case: Case) -> None:
    """Deadlines that ran in the petition belong to the case that came from it."""
    Deadline.objects.filter(petition_id=case.petition_id, case=None).update(
        case=case, matter=_matter(case, None)
    )


def limit_of(deadline: Deadline) -> TimeLimit:
    """The rule that the deadline was counted by."""
    limit = rules_in_force.time_limit(deadline.rule, deadline.trigger_on)
    told = deadline.explanation["limit"]
    return replace(limit, title=told["title"], trigger=told["trigger"])


def counted_anew(limit: TimeLimit) -> TimeLimit:
    """The preparation term as it runs again after a suspension (BLTTDS 203.1, last paragraph)."""
    title = f"{limit.title} {ANEW}"
    return replace(limit, title=title, trigger="ngày quyết định tiếp tục giải quyết vụ án có hiệu lực")


def _of(event: Event) -> QuerySet[Deadline]:
    if event.case_id:
        return Deadline.objects.filter(case_id=event.case_id)
    return Deadline.objects.filter(petition_id=event.petition_id)


def _matter(case: Case | None, event: Event | None) -> str:
    if case is not None:
        return f"{case} · {case.title}"
    return str(event.data.get("matter", "")) if event else ""


def _post(owner: Deadline.Owner, case: Case | None, event: Event) -> Post | None:
    if owner == O.EXAMINER and (named := event.data.get("examiner_post")):
        return Post.objects.get(pk=uuid.UUID(str(named)))
    role = {O.JUDGE: Assignment.Role.PRESIDING, O.CLERK: Assignment.Role.CLERK}.get(owner)
    if case is None or role is None:
        return None
    found = case.assignments.filter(role=role, ended_at=None).select_related("post").first()
    return found.post if found else None
