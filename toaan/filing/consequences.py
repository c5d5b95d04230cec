"""What follows from acts of filing: the papers are made by the worker."""

from __future__ import annotations

from toaan.core.events import afterwards
from toaan.core.models import Event
from toaan.filing import actions, papers
from toaan.filing.models import PetitionTransfer


@afterwards(
    "filing.submit",
    "filing.record_paper",
    "filing.request_amendment",
    "filing.amend",
    "filing.return_petition",
    "filing.transfer_petition",
    "filing.receive_transferred",
    "filing.take_jurisdiction",
)
def make_papers(event: Event) -> None:
    """Make every PDF that the petition should have by now and has not."""
    if event.petition_id is not None:
        papers.complete(event.petition_id, event.at)


@afterwards("filing.transfer_petition")
def take_in_the_other_register(event: Event) -> None:
    """The receiving court of this installation gets the petition in an act of its own; the sending court's is over."""
    made = PetitionTransfer.objects.filter(petition=event.petition_id).first()
    if made is not None:
        actions.receive_transferred(transfer_id=made.pk, because=event, at=event.at)
