"""What the tests of handing work over share: a decision, what hangs on a person, an absence."""

from __future__ import annotations

import uuid

from toaan.cases import actions, handover
from toaan.core import actions as core

JUDGES = ("chanhan", "phochanhan", "thamphan", "thamphan2", "thamphan3")
MOVED, LEAVE, ILL = "handover_ground:moved", "handover_ground:leave", "handover_ground:illness"


def plan_of(world, person, *works, to=None, ground=MOVED, **more):
    """A decision: these pieces of work of a person to another; without `to`, by lot."""
    pieces = [
        actions.Piece(
            kind=w.kind,
            subject_id=w.subject_id,
            role=w.role,
            label=w.label,
            receiver_id=world.posts[to].pk if to else None,
        )
        for w in works
    ]
    return actions.Plan(
        id=uuid.uuid4(), person_id=world.posts[person].pk, ground=ground, pieces=pieces, **more
    )


def work_of(world, person):
    return handover.work_of([world.posts[person].pk])


def other_judge(*not_these):
    return next(n for n in ("thamphan", "thamphan2", "thamphan3") if n not in not_these)


def presiding_of(case):
    return case.assignments.get(role="presiding", ended_at=None).post


def on_leave(world, who, first, last, at, *, by="tochuc", **more):
    return core.record_leave(
        by=world.viewer(by), post_id=world.posts[who].pk, ground="leave_ground:sick", first_day=first,
        last_day=last, at=at, **more,
    )  # fmt: skip
