"""What several acts share: an appeal locked with its judgment and case."""

from __future__ import annotations

import uuid

from toaan.core.acts import Act
from toaan.core.errors import not_found
from toaan.judgments.actions.common import lock_judgment
from toaan.judgments.models import Appeal


def lock_appeal(a: Act, appeal_id: uuid.UUID) -> Appeal:
    """The appeal with its judgment and case, the case locked first."""
    judgment_id = Appeal.objects.filter(pk=appeal_id).values_list("judgment_id", flat=True).first()
    if judgment_id is None:
        raise not_found()
    judgment = lock_judgment(a, judgment_id)
    appeal = a.lock(Appeal, appeal_id, "party")
    appeal.judgment = judgment
    return appeal
