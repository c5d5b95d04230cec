"""What follows from acts of filing: the papers are made by the worker."""

from __future__ import annotations

from toaan.cases import deadlines
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event
from toaan.filing import actions, papers
from toaan.filing.models import Authority, Petition, PetitionTransfer
from toaan.filing.states import TO_CHECK


@immediately("filing.record_paper")
def to_be_acknowledged(event: Event) -> None:
    """A petition that came by post: its sender is told within two working days (BLTTDS 191.1)."""
    if event.data.get("channel") == Petition.Channel.POST:
        deadlines.follow(event, act="filing.record_paper:post")


@immediately("filing.submit", "filing.receive_transferred", "filing.take_back", "filing.take_back_demanded")
def capacity_to_be_checked(event: Event) -> None:
    """Whoever files for another shows his papers: the court looks at them within three working days (BLTTDS 75.5)."""
    found = Authority.objects.filter(petition=event.petition_id, state=TO_CHECK)
    if found.exists():
        deadlines.follow(event, act="filing.submit:represented")


@immediately("filing.complain_of_return", "filing.complain_of_return_above")
def to_be_settled(event: Event) -> None:
    """The first complaint or recommendation sets the leaders' term running; one that joins it sets none."""
    if event.data.get("opened"):
        deadlines.follow(event, act=f"{event.act}:opened")


@afterwards(
    "filing.submit",
    "filing.record_paper",
    "filing.request_amendment",
    "filing.amend",
    "filing.extend_amendment",
    "filing.return_petition",
    "filing.complain_of_return",
    "filing.complain_of_return_above",
    "filing.set_return_session",
    "filing.keep_return",
    "filing.take_back",
    "filing.keep_return_above",
    "filing.demand_take_back",
    "filing.transfer_petition",
    "filing.receive_transferred",
    "filing.take_jurisdiction",
    "filing.enter_authority",
    "filing.refuse_authority",
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
