"""Whose rules and law texts they are: an installation has one set, kept by the highest court that works in it."""

from __future__ import annotations

from toaan.core import clock
from toaan.core.models import Court, Post
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer

LEVELS = (Court.Level.SUPREME, Court.Level.PROVINCE, Court.Level.REGION)


def holds(viewer: Viewer) -> bool:
    """Whether the viewer works in a court of the highest level that has a president or deputy in office here."""
    return viewer.court is not None and viewer.is_staff and kept_by(viewer.court)


def kept_by(court: Court) -> bool:
    """Whether this court is of that level."""
    led = Post.objects.held_at(clock.now()).filter(kind__in=[r.value for r in LEADERS])
    levels = set(led.order_by().values_list("court__level", flat=True).distinct())
    highest = next((level for level in LEVELS if level in levels), None)
    return court.level == highest
