"""Somebody speaks for a party no more: what was meant for him and did not reach him is not served any longer."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from toaan.cases.models import Case, Representation
from toaan.core.acts import act
from toaan.core.viewer import Viewer
from toaan.delivery.actions.serving import finish
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import FAILED, RECIPIENT, WAITING


def drop_copies(*, by: Viewer, case_id: uuid.UUID, representation_id: uuid.UUID, at: datetime) -> int:
    """Copies for this representative or lawyer that wait, or came back in vain, are dropped (không còn phải tống đạt). Follows
    from the end of the representation itself.

    Our reading: he received them for the party (BLTTDS 76.5, 86), who has a copy of its own, and nothing is owed to him from the
    day on which that ended. Where his was the last copy without proof, the service is complete. Of a party who left the case
    (42.2) nothing is dropped: what was made while it was a party still binds it, and its periods still wait for the receipt.

    Returns:
        How many there were; nothing is recorded for none.
    """
    with transaction.atomic():
        mine = ServiceRecipient.objects.filter(case_id=case_id, representation=representation_id)
        for_him = mine.filter(state__in=(WAITING, FAILED)).values(
            "service"
        )  # one under way: see `record_failure`
        keys = Service.objects.select_for_update(no_key=True).filter(pk__in=for_him).order_by("pk")
        locked = list(keys.values_list("pk", flat=True))
        rows = list(mine.filter(state__in=(WAITING, FAILED), service__in=locked).order_by("pk"))
        if rows:
            _drop(rows, by=by, case_id=case_id, representation_id=representation_id, at=at)
    return len(rows)


def _drop(
    rows: list[ServiceRecipient],
    *,
    by: Viewer,
    case_id: uuid.UUID,
    representation_id: uuid.UUID,
    at: datetime,
) -> None:
    person = Representation.everybody.select_related("party").get(pk=representation_id)
    with act("delivery.drop_copies", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow()
        for row in rows:
            row.state = RECIPIENT.after("delivery.drop_copies", row.state)
            row.save(update_fields=["state"])
        services = Service.objects.filter(pk__in=[row.service_id for row in rows]).select_related("number")
        found = list(services.order_by("ordered_at", "pk"))
        who = f"{person.get_kind_display()} {person}"
        event = a.record(
            case, court=case.court, case_id=case.pk,
            title=f"Không còn phải tống đạt {len(rows)} văn bản cho {who[:1].lower()}{who[1:]}"[:500],
            detail="; ".join(str(service) for service in found)[:1000],
            data={"representation": person.pk, "recipients": [row.pk for row in rows]}, shown_to="court",
        )  # fmt: skip
        for service in found:
            finish(event, service)
