"""A court with one case at every turn that a book has to tell of, and somebody of the court above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from toaan.cases.models import Case
from toaan.core import actions as core
from toaan.core.models import Court
from toaan.core.roles import Role
from toaan.core.viewer import SYSTEM, Viewer
from toaan.course.tests.helpers import discontinued, suspended
from toaan.demo import steps


@dataclass
class Court3:
    """The cases of the court, by what became of them."""

    accepted: Case
    suspended: Case
    discontinued: Case
    pronounced: Case


@pytest.fixture
def court3(world, now) -> Court3:
    accepted = steps.accepted_case(world, now)
    paused, ended = (steps.assigned_case(world, now + timedelta(minutes=n)) for n in (1, 2))
    suspended(world, now, paused)
    discontinued(world, now, ended)
    pronounced = steps.pronounced_case(world, now + timedelta(minutes=3))
    return Court3(accepted, *(Case.objects.get(pk=c.pk) for c in (paused, ended, pronounced)))


@pytest.fixture
def elsewhere(world, now) -> Viewer:
    """A clerk of the court above, who has nothing to do with the books of this one."""
    court = Court.objects.get(code="TAND-ST")
    post = core.appoint(
        by=SYSTEM, user=world.users["thuky2"], court=court, kind=Role.CLERK, since=now, at=now
    )
    return Viewer(user=world.users["thuky2"], post=post)
