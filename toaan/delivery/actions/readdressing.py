"""A party moved: what has not left yet goes to the new address (BLTTDS 177.3)."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.cases.models import Case, Party
from toaan.core.acts import act
from toaan.core.viewer import Viewer
from toaan.delivery.models import ServiceRecipient
from toaan.delivery.states import FAILED, WAITING


def readdress(*, by: Viewer, case_id: uuid.UUID, party_id: uuid.UUID, at: datetime) -> int:
    """Letters to this party that wait, or came back in vain, get its present address. Follows from the change itself.

    Returns:
        How many there were; nothing is recorded for none.
    """
    party = Party.everybody.get(pk=party_id)
    rows = ServiceRecipient.objects.filter(
        service__case_id=case_id, party=party, representation=None, state__in=(WAITING, FAILED)
    ).exclude(address=party.address)
    if not (found := list(rows.order_by("pk").values_list("pk", flat=True))):
        return 0
    with act("delivery.readdress", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow()
        ServiceRecipient.objects.filter(pk__in=found).update(address=party.address)
        a.record(
            case, court=case.court, case_id=case.pk,
            title=f"Đổi địa chỉ trên {len(found)} văn bản chưa tống đạt được cho {party}"[:500],
            data={"party": party.pk, "recipients": found}, shown_to="court",
        )  # fmt: skip
    return len(found)
