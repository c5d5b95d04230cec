"""What follows in publication: a judgment in effect is proposed for encoding, a published one gets its PDF."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.judgments.models import Judgment
from toaan.publication import actions, public_paper
from toaan.publication.models import Publication
from toaan.publication.states import OPEN, PUBLISHED

DONE_OR_NOT_YET = frozenset({"publication.exists", "publication.not_effective"})


@afterwards("judgments.take_effect", "judgments.pronounce")
def propose_encoding(event: Event) -> None:
    """The machine proposes as soon as the judgment is in effect; the 30 days run already."""
    if event.act == "judgments.pronounce" and event.data.get("instance") != Case.Instance.SECOND:
        return  # not in effect yet; a judgment of second instance is from its pronouncement (313.6)
    judgment = Judgment.objects.filter(pk=event.data["judgment_id"]).first()
    if judgment is None or Publication.objects.filter(judgment=judgment).exists():
        return
    try:
        actions.propose(by=SYSTEM.following(event), judgment_id=judgment.pk, at=max(event.at, clock.now()))
    except Refused as refusal:
        if refusal.code not in DONE_OR_NOT_YET:
            raise


@afterwards("judgments.correct")
def encode_correction(event: Event) -> None:
    """The judgment was corrected: the encoding is, too, and a published one is reviewed again (BLTTDS 268)."""
    found = Publication.objects.filter(judgment_id=event.data["judgment_id"]).first()
    if found is None or found.state not in {*OPEN, PUBLISHED}:
        return
    try:
        actions.take_correction(
            by=SYSTEM.following(event), publication_id=found.pk, at=max(event.at, clock.now())
        )
    except Refused as refusal:
        if refusal.code != "publication.no_correction":
            raise


@afterwards("publication.publish")
def render_paper(event: Event) -> None:
    """The PDF for the public, a derivative: rendered once, and again whenever it is missing."""
    public_paper.keep(event.subject_id, at=event.at)
