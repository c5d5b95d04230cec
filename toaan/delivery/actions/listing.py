"""The list with which letters go to the post office (bảng kê bưu gửi)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from toaan.core import numbering
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.delivery.models import Dispatch, DispatchLine, ServiceRecipient
from toaan.delivery.states import DROPPED, FAILED, RECEIVED, SENT


def list_dispatch(*, by: Viewer, recipient_ids: Sequence[uuid.UUID], at: datetime) -> Dispatch:
    """Draw up the numbered list with which letters go to the post office (bảng kê bưu gửi).

    Letters that stand on a list under their number already, and those of other courts, are left out.

    Raises:
        Refused: "delivery.nothing_to_list".
    """
    with act("delivery.list_dispatch", by=by, at=at) as a:
        a.allow(by.post)
        if by.post is None:
            raise not_found()
        court = a.lock(Court, by.post.court_id)
        letters = ServiceRecipient.objects.filter(
            pk__in=recipient_ids,
            court=court,
            method=ServiceRecipient.Method.POST,
            state__in=[SENT, RECEIVED, FAILED, DROPPED],
        ).exclude(barcode="")
        listed = set(
            DispatchLine.objects.filter(recipient__in=letters).values_list("recipient_id", "barcode")
        )
        rows = [
            r
            for r in letters.order_by("sent_at", "barcode", "service__ordered_at", "order")
            if (r.pk, r.barcode) not in listed
        ]
        if not rows:
            raise Refused("delivery.nothing_to_list", "Các thư này đều đã có trong bảng kê bưu gửi.")
        dispatch = Dispatch(court=court, made_at=at, made_by=by.post)
        dispatch.number = numbering.issue(court=court, pattern="dispatch", kind="DS", subject=dispatch, at=at)
        dispatch.save(force_insert=True)
        DispatchLine.objects.bulk_create(
            DispatchLine(
                dispatch=dispatch, recipient=r, position=n, barcode=r.barcode, name=r.name, address=r.address
            )
            for n, r in enumerate(rows, start=1)
        )
        a.record(
            dispatch,
            court=court,
            title=f"Lập {dispatch}",
            detail=f"{len({r.barcode for r in rows})} bưu gửi",
            data={"letters": [{"recipient": r.pk, "barcode": r.barcode} for r in rows]},
            shown_to="nobody",
        )
    return dispatch
