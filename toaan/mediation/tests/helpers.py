"""Moments for the tests of mediation."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from toaan.core import clock


def moment(day: str, hour: int = 9) -> datetime:
    """A moment in Vietnam; the clock of the test stands there afterwards."""
    at = timezone.make_aware(datetime.fromisoformat(f"{day}T{hour:02d}:00"))
    clock.move_to(at)
    return at
