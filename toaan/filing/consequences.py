"""What follows from acts of filing: the papers are made by the worker."""

from __future__ import annotations

from toaan.core.events import afterwards
from toaan.core.models import Event
from toaan.filing import papers


@afterwards(
    "filing.submit",
    "filing.record_paper",
    "filing.request_amendment",
    "filing.amend",
    "filing.return_petition",
    "filing.take_jurisdiction",
)
def make_papers(event: Event) -> None:
    """Make every PDF that the petition should have by now and has not."""
    if event.petition_id is not None:
        papers.complete(event.petition_id, event.at)
