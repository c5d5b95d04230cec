"""A power cut in the middle of a bulk handover: each case whole, the rest goes on."""

from __future__ import annotations

import pytest

from tests.faults.test_kill import machine  # noqa: F401  (the fixture)

pytestmark = pytest.mark.chaos

MAKE = "[steps.assigned_case(world(), AT) for _ in range(3)]"
HAND_OVER = """
import uuid
from toaan.cases import actions, handover
from toaan.cases.models import Handover
w = world()
KEY = uuid.UUID(int=7)
pieces = [
    actions.Piece(x.kind, x.subject_id, x.role, x.label, w.posts["thuky2"].pk)
    for x in handover.work_of([w.posts["thuky"].pk])
]
plan = actions.Plan(id=KEY, person_id=w.posts["thuky"].pk, ground="handover_ground:moved", pieces=pieces)
actions.hand_over(by=w.viewer("chanhan"), plan=plan, at=AT)
"""
CHECK = """
from toaan.cases.models import Assignment, HandoverItem
done = HandoverItem.objects.filter(state="done")
assert done.count() == {done}, done.count()
for item in HandoverItem.objects.all():
    now = Assignment.objects.get(case=item.subject_id, role="clerk", ended_at=None)
    assert (now.post_id == item.receiver_id) == (item.state == "done"), item.state
assert audit.verify().good, audit.verify().problems
"""
GO_ON = """
import uuid
from toaan.cases import actions
made = actions.finish(by=world().viewer("phochanhan"), handover_id=uuid.UUID(int=7), at=AT)
assert made.state == "done"
"""


@pytest.mark.parametrize(
    ("point", "done"),
    [
        ("cases.hand_over:after-commit", 0),
        ("cases.replace_officer:recorded", 0),
        ("cases.replace_officer:after-commit", 1),
        ("cases.finish_handover:before-commit", 3),
    ],
)
def test_each_case_is_whole_and_the_rest_goes_on(machine, point, done):  # noqa: F811
    machine.run(MAKE)
    machine.run(HAND_OVER, kill_at=point)
    machine.run(CHECK.format(done=done))
    machine.run(GO_ON)
    machine.run(CHECK.format(done=3))
