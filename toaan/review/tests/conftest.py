"""A judgment of the regional court in effect, and the court above that may protest it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from toaan.core import clock
from toaan.core.viewer import SYSTEM
from toaan.demo import people
from toaan.judgments import actions as judgments
from toaan.judgments.models import Judgment
from toaan.judgments.tests.conftest import quick_paper
from toaan.judgments.tests.thread import pronounced

__all__ = ["quick_paper"]


@pytest.fixture
def world(world):
    """The court above works too."""
    return people.staff_province(world)


@pytest.fixture
def at():
    """A day in March, when every period has ended; the clock stands there."""
    moment = timezone.make_aware(datetime.combine(date(2026, 3, 2), time(9)))
    clock.move_to(moment)
    return moment


@pytest.fixture
def judgment(world, now, quick_paper, at) -> Judgment:
    made = pronounced(world, now)
    clock.move_to(at)
    judgments.take_effect(by=SYSTEM, judgment_id=made.pk, at=at)
    return Judgment.objects.select_related("effect", "case__court").get(pk=made.pk)
