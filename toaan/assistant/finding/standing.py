"""What may still be shown of a kept answer: a judgment that was withdrawn since, or a colleague's answer, is not shown any more."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from toaan.assistant.finding.excerpt import Piece
from toaan.assistant.finding.model import ANSWER, JUDGMENT, Passage
from toaan.assistant.models import Contribution
from toaan.assistant.states import APPROVED
from toaan.core.together import load
from toaan.publication import queries as publication

GONE = "gone"
"""Standing of a passage that keeps its place and its number, and nothing else."""


def open_now(kept: Sequence[Passage]) -> list[Passage]:
    """The passages as they may be shown today, in their places. One statement, none where nothing of this sort is among them."""
    asked = {kind: [uuid.UUID(one.key) for one in kept if one.kind == kind] for kind in (JUDGMENT, ANSWER)}
    judged = (
        publication.published()
        .filter(pk__in=asked[JUDGMENT])
        .only("pk", "court", "case")
        .select_related(None)
    )
    approved = Contribution.objects.filter(pk__in=asked[ANSWER], state=APPROVED).only("pk")
    load(*(rows for rows, wanted in ((judged, asked[JUDGMENT]), (approved, asked[ANSWER])) if wanted))
    there = {
        str(one.pk) for rows, kind in ((judged, JUDGMENT), (approved, ANSWER)) if asked[kind] for one in rows
    }
    return [one if one.kind not in asked or one.key in there else _gone(one) for one in kept]


def _gone(one: Passage) -> Passage:
    judgment = one.kind == JUDGMENT
    words = _("Bản án, quyết định này đã được gỡ.") if judgment else _("Tình huống này đã được rút.")
    title = one.title if judgment else _("Tình huống đóng góp")
    return replace(
        one, title=title, heading="", pieces=(Piece(words),), phrases=(), quotes=(), grounds=(), standing=GONE
    )
