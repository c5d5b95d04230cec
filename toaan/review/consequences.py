"""What follows from the decision of the committee of judges: what it does below, in the same transaction; and what follows
below from a result that came back.
"""

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


@immediately(
    "appeals.come_back", "appeals.come_back_in_part", "appeals.come_back_quashed", "appeals.decision_kept",
    "appeals.decision_cancelled", "appeals.request_quashed", "appeals.part_cancelled", "review.come_back",
    "review.come_back_quashed", "review.come_back_in_part", "review.come_back_undone", "review.come_back_resumed",
    "review.come_back_ended",
)  # fmt: skip
def what_came_back_changed_waits_for_its_cause(event: Event) -> None:
    """Amended or quashed: the leaders of the court below state whether the judge was at fault (TT 01/2022 art. 7.2)."""
    actions.note_reversal(by=SYSTEM.following(event), came_back=event, at=event.at)
