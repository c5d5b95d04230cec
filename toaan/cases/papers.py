"""The record of a handover (biên bản bàn giao) as PDF."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from toaan.cases.handover import ROLE_LABELS
from toaan.cases.models import Handover, HandoverItem
from toaan.core import clock, documents
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language

TITLE = "Biên bản bàn giao công việc"


@in_record_language
def handover_record(made: Handover, refused: Mapping[uuid.UUID, str], *, at: datetime) -> StoredFile:
    """Render the record: what passed to whom, what did not and why. Before the act that closes the handover."""
    items = list(made.items.select_related("receiver__user", "giver__user"))
    done = [i for i in items if i.state == HandoverItem.State.DONE]
    groups: dict[str, list[dict[str, str]]] = {}
    for item in done:
        who = f"{item.receiver.user}, {item.receiver.title}" if item.receiver else "?"
        groups.setdefault(who, []).append(
            {"label": item.label, "role": str(ROLE_LABELS[item.role]), "result": item.result}
        )
    left = [
        {"label": i.label, "role": str(ROLE_LABELS[i.role]), "why": refused.get(i.pk, i.result)}
        for i in items
        if i.state != HandoverItem.State.DONE
    ]
    person = made.person
    context = {
        "court": made.court, "day": clock.local_date(at), "made": made, "person": person.user, "post": person.title,
        "decided_by": made.decided_by.user, "decided_title": made.decided_by.title, "decided_at": made.decided_at,
        "groups": list(groups.items()), "done": len(done), "left": left,
    }  # fmt: skip
    return documents.render("cases/forms/handover_record.html", context, title=TITLE, at=at)
