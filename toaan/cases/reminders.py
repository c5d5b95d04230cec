"""Who is to be told what tonight: open time limits of the court, their holders, and the leaders above them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Deadline, Reminder
from toaan.cases.queries import OURS
from toaan.core import rules_in_force
from toaan.core.models import Court, Post
from toaan.core.roles import LEADERS as LEADING
from toaan.core.roles import Role
from toaan.rules.reminders import LEADERS, Plan, furthest, holder_step, leaders_told

Told = dict[uuid.UUID, dict[uuid.UUID, str]]
"""Post → deadline → step."""


@dataclass(frozen=True)
class Officers:
    """Who holds a post in one court at this moment."""

    by_kind: dict[str, list[Post]]
    held: dict[uuid.UUID, Post]

    @classmethod
    def of(cls, court: Court, moment: datetime) -> Officers:
        by_kind: dict[str, list[Post]] = defaultdict(list)
        held = {}
        for post in Post.objects.held_at(moment).filter(court=court):
            by_kind[post.kind].append(post)
            held[post.pk] = post
        return cls(by_kind, held)

    def holders(self, deadline: Deadline) -> list[Post]:
        """Whose duty it is; of somebody who has left, and of a role without a name, the leaders'."""
        if deadline.post_id in self.held:
            return [self.held[deadline.post_id]]
        return [post for role in LEADING for post in self.by_kind[role.value]]

    def above(self, deadline: Deadline, kinds: Iterable[str]) -> list[Post]:
        """The leaders who are to know: the head of the holder's own chamber, deputies, the president."""
        holder = self.held.get(deadline.post_id) if deadline.post_id else None
        found = []
        for kind in kinds:
            for post in self.by_kind[kind]:
                same = holder is not None and post.chamber and post.chamber == holder.chamber
                if kind != Role.CHAMBER_HEAD or same:
                    found.append(post)
        return found


def of_court(court: Court, today: date, now: datetime) -> Told:
    """Everything that was not told yet: three queries, whatever the number of time limits."""
    calendar = rules_in_force.calendar()
    plan = Plan.from_value(rules_in_force.rule("setting", "setting:reminders", today).value["value"])
    officers = Officers.of(court, now)
    rows = list(
        Deadline.objects.filter(
            court=court,
            state=Deadline.State.OPEN,
            owner__in=OURS,
            due_on__lte=furthest(today, plan, calendar),
        ).only("pk", "post_id", "due_on", "owner")
    )
    known = set(
        Reminder.objects.filter(deadline__court=court, deadline__state=Deadline.State.OPEN).values_list(
            "deadline_id", "post_id", "step", "due_on"
        )
    )
    told: Told = defaultdict(dict)
    steps: dict[date, tuple[str, frozenset[str]]] = {}
    for d in rows:
        if d.due_on not in steps:
            steps[d.due_on] = (
                holder_step(d.due_on, today, plan, calendar), leaders_told(d.due_on, today, plan, calendar),
            )  # fmt: skip
        step, kinds = steps[d.due_on]
        holders = officers.holders(d)
        for post in holders if step else ():
            if (d.pk, post.pk, step, d.due_on) not in known:
                told[post.pk][d.pk] = step
        for post in officers.above(d, kinds):
            if post not in holders and (d.pk, post.pk, LEADERS, d.due_on) not in known:
                told[post.pk][d.pk] = LEADERS
    return told
