"""What the judgment says about handing a case over. A draft is only ever counted (BLTTDS 264)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from toaan.cases.handover import Figure, adds_figure, adds_standing
from toaan.core.models import Post
from toaan.core.together import Asking
from toaan.judgments.models import Draft, Judgment
from toaan.judgments.states import NUMBERED, SIGNED


@adds_standing
def not_pronounced(cases: Sequence[uuid.UUID]) -> Asking[Mapping[uuid.UUID, Mapping[str, Any]]]:
    """Judgments numbered or signed that wait for their pronouncement."""
    rows = Judgment.objects.filter(case__in=cases, state__in=[NUMBERED, SIGNED])
    yield (found := rows.values_list("case_id", "state"))
    return {case_id: {"judgment": state} for case_id, state in found}


@adds_figure
def drafts(post: Post) -> Figure:
    """How many drafts go with the cases; their text stays with the panel."""
    rows = Draft.objects.filter(
        case__assignments__post=post, case__assignments__role="presiding", case__assignments__ended_at=None
    ).exclude(case__judgment__state="pronounced")
    return Figure("dự thảo bản án", rows, "chỉ chuyển cùng vụ án cho Thẩm phán nhận; lãnh đạo không xem được")
