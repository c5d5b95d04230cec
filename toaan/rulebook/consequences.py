"""What follows from an incident of the portal: open deadlines of electronic parties are counted anew by the worker."""

from __future__ import annotations

from uuid import UUID

from toaan.core.events import afterwards
from toaan.core.models import Event
from toaan.rulebook import actions


@afterwards("rulebook.record_incident", "rulebook.end_incident")
def count_deadlines_anew(event: Event) -> None:
    """The days of the incident no longer count (NQ 04/2016 art. 9.3)."""
    actions.count_incident(incident_id=UUID(event.subject_id), at=event.at)
