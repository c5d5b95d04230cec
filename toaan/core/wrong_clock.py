"""The machine's clock ran back: nothing is dated before its cause.

A time server steps a clock back by seconds, and a court does not stop for that: the order of entries is their number.
More than that is a wrong clock, now or when the last entry was written. Acts are refused until somebody puts the clock
right or says that it is right now (`toaan clock confirm`); an act of that name is what the next entries are measured by.
Practice courts travel in time and are left alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.models import AuditEntry, AuditHead
from toaan.core.words import words as _

STEP_BACK = timedelta(minutes=5)
CONFIRM = "core.confirm_clock"


def ahead(head: AuditHead, now: datetime) -> datetime | None:
    """The moment of the chain's last entry, if that lies too far after `now`."""
    last = AuditEntry.objects.filter(chain=head.chain, sequence=head.sequence).values_list("at", flat=True)
    return next((at for at in last if at > now + STEP_BACK), None)


def refuse(head: AuditHead, act: str) -> None:
    """Let no act of a real court be dated before what its chain holds already.

    Raises:
        Refused: "clock.behind".
    """
    if not settings.PRODUCTION or act == CONFIRM:
        return
    now = clock.now()
    if (last := ahead(head, now)) is not None:
        raise Refused(
            "clock.behind",
            _(
                "Đồng hồ máy chủ đang chỉ %(now)s, sớm hơn việc đã ghi gần nhất (%(last)s), nên chưa ghi được việc "
                "này. Hãy báo cán bộ công nghệ thông tin của Tòa án chỉnh giờ máy chủ, rồi gửi lại."
            )
            % {"now": _said(now), "last": _said(last)},
            status=503,
        )


def _said(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
