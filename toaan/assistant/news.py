"""Who hears of what was decided on his contribution, or on his word about an answer."""

from __future__ import annotations

from django.db.models import Q

from toaan.core.news import scope
from toaan.core.viewer import Viewer

DECIDED = (
    "assistant.approve", "assistant.return", "assistant.withdraw", "assistant.accept_feedback", "assistant.decline_feedback",
)  # fmt: skip


@scope
def of_my_own(viewer: Viewer) -> Q | None:
    """What reviewers decided on what this officer wrote."""
    if viewer.post is None or not viewer.is_staff:
        return None
    return Q(act__in=DECIDED, data__author=str(viewer.post.pk))
