"""What follows in publication: what is in effect is proposed for encoding, what is published gets its PDF; its limit ends."""

from __future__ import annotations

import uuid

from toaan.appeals.decisions.models import Review
from toaan.cases import deadlines
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.events import afterwards, immediately
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.publication import actions, public_paper, queries
from toaan.publication.models import Publication
from toaan.publication.states import OPEN, PUBLISHED

DONE_OR_NOT_YET = frozenset(
    {"publication.exists", "publication.not_effective", "publication.not_of_this_kind"}
)


@afterwards("judgments.take_effect", "judgments.pronounce")
def propose_encoding(event: Event) -> None:
    """The machine proposes as soon as the judgment is in effect; the 30 days run already."""
    if event.act == "judgments.pronounce" and event.data.get("instance") != Case.Instance.SECOND:
        return  # not in effect yet; a judgment of second instance is from its pronouncement (313.6)
    _propose(event, "judgment", event.data["judgment_id"])


@afterwards("course.recognise", "requests.take_effect")
def propose_decision(event: Event) -> None:
    """An agreement is in effect at once (213.1), a decision on a request at once or after its periods (371, 372)."""
    _propose(event, "decision", event.data["decision"])


@afterwards("appeals.review")
def propose_decision_above(event: Event) -> None:
    """The decision of second instance on a request is in effect from its day (375.4); of others no law says that they are published."""
    review = Review.objects.select_related("case").get(case_id=str(event.case_id))
    if review.case.reviews_ruling:
        _propose(event, "above", review.pk)


@afterwards("review.decide")
def propose_committee_decision(event: Event) -> None:
    """The decision of the committee of judges is in effect from its day (349, 357)."""
    _propose(event, "committee", event.data["letter"])


@immediately("publication.publish", "publication.decline")
def limit_is_met(event: Event) -> None:
    """Its own limit alone: a case may have a decision of the committee of judges beside its own."""
    publication = Publication.objects.select_related("case").get(pk=event.subject_id)
    found = queries.deadline_of(publication)
    if found is not None:
        deadlines.meet(found, clock.local_date(event.at))


def _propose(event: Event, of: str, ruling_id: uuid.UUID | str) -> None:
    if Publication.objects.filter(**{of: ruling_id}).exists():
        return
    try:
        actions.propose(by=SYSTEM.following(event), of=of, ruling_id=ruling_id, at=max(event.at, clock.now()))
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
