"""What follows from acts of mediation: finer rows of the deadline table, papers made by the worker."""

from __future__ import annotations

from toaan.cases import deadlines
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.mediation import actions, papers
from toaan.mediation.models import Paper


@immediately(
    "mediation.answer", "mediation.respond", "mediation.assign_judge", "mediation.extend", "mediation.schedule",
    "mediation.record_session", "mediation.confirm_result", "mediation.recognise", "mediation.close_review",
)  # fmt: skip
def finer_limits(event: Event) -> None:
    """What an act does to deadlines depends on its outcome: "mediation.answer:refused"."""
    deadlines.follow(event, f"{event.act}:{event.data.get('outcome', '')}")


@immediately(
    "mediation.make_paper", "mediation.record_receipt", "mediation.recognise", "mediation.refuse_recognition"
)
def limits_of_receipt(event: Event) -> None:
    """A paper that asks for an answer, or may be reviewed, has arrived."""
    for key in event.data.get("reached", []):
        deadlines.follow(event, key)


@afterwards("mediation.offer", "mediation.offer_again", "mediation.designate", "mediation.schedule")
def make_papers(event: Event) -> None:
    """Make every paper of this mediation that waits for it."""
    rows = Paper.objects.filter(mediation_id=str(event.data["mediation"]), sha256="").select_related("number")
    for paper in rows:
        at = max(clock.now(), event.at)
        kept = papers.made(paper, at)
        try:
            actions.make_paper(by=SYSTEM.following(event), paper_id=paper.pk, sha256=kept.pk, at=at)
        except Refused as refusal:
            if refusal.code != "paper.made":  # another worker was quicker; its paper counts
                raise
