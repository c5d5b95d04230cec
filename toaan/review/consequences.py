"""What follows from the decision of the committee of judges: what it does below, in the same transaction."""

from __future__ import annotations

import uuid

from toaan.core.events import immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.review import actions


@immediately("review.decide")
def the_decision_does_its_work(event: Event) -> None:
    """In effect from the day of the decision (349)."""
    actions.come_back(
        by=SYSTEM.following(event), proceeding_id=uuid.UUID(str(event.data["proceeding"])), at=event.at
    )
