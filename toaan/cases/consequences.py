"""What follows in the case from acts anywhere: deadlines."""

from __future__ import annotations

from toaan.cases import deadlines
from toaan.core.events import EVERY, immediately
from toaan.core.models import Event


@immediately(EVERY)
def deadlines_follow(event: Event) -> None:
    """Each act starts and meets the deadlines that the table names."""
    deadlines.follow(event)
