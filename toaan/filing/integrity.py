"""Checks of petitions: complaints about a return that nobody goes on with, papers whose receipt nobody wrote down."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.core.integrity import MISSING, STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.filing.models import Petition, ReturnCopy, ReturnReview
from toaan.filing.states import DEMANDED, TO_NAME, UNDER_WAY


@check(
    "filing.return_complaint", STUCK, title=_("Khiếu nại, kiến nghị về việc trả lại đơn chưa được giải quyết"),
    todo=_("Mở đơn, phân công Thẩm phán khác hoặc ra quyết định giải quyết (Điều 194 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def complaints(asked: Asked) -> Iterable[Found]:
    """A step that the law wants at once or within days has not been done for as long as anything may stay open."""
    latest = asked.today - timedelta(days=asked.days["unsent"])
    rows = ReturnReview.objects.annotate(since=Coalesce("decided_on", "named_on", "opened_on"))
    mine = Q(court=asked.court) & ~Q(state=DEMANDED) | Q(
        state=DEMANDED, returned__petition__court=asked.court
    )
    rows = rows.filter(mine, state__in=UNDER_WAY, since__lt=latest)
    for r in rows.select_related("returned__petition__number", "judge").order_by("since", "pk"):
        of_judge = r.judge if r.state not in {TO_NAME, DEMANDED} and not r.is_above else None
        yield _found(
            r, r.returned.petition, text=str(r.get_state_display()), turn=Role.JUDGE if of_judge else Role.PRESIDENT,
            post_id=of_judge.pk if of_judge else None, since=r.decided_on or r.named_on or r.opened_on,
        )  # fmt: skip


@check(
    "filing.return_unsigned", STUCK, title=_("Quyết định về việc trả lại đơn đã có số nhưng chưa ký"),
    todo=_("Mở đơn, bấm Ký quyết định về việc trả lại đơn; chưa ký thì người nhận chưa có văn bản."),
)  # fmt: skip
def unsigned(asked: Asked) -> Iterable[Found]:
    """Something stopped between the number and the signature."""
    rows = ReturnReview.objects.filter(court=asked.court, signed_at=None, decided_on__lt=asked.today)
    for r in (
        rows.exclude(number=None)
        .select_related("returned__petition__number", "judge")
        .order_by("decided_on", "pk")
    ):
        yield _found(
            r, r.returned.petition, text=f"Quyết định số {r}", turn=Role.JUDGE, since=r.decided_on or r.opened_on,
            post_id=r.judge.pk if r.judge else None,
        )  # fmt: skip


@check(
    "filing.return_unreceived", MISSING, title=_("Văn bản về việc trả lại đơn chưa ghi ngày nhận"),
    todo=_("Gửi văn bản, rồi ghi ngày nhận ở trang của đơn: thời hạn khiếu nại, kiến nghị tính từ ngày ấy."),
)  # fmt: skip
def unreceived(asked: Asked) -> Iterable[Found]:
    """Nobody wrote down when the addressee received it, so no term of his begins."""
    latest = asked.today - timedelta(days=asked.days["unsent"])
    rows = ReturnCopy.objects.filter(court=asked.court, received_on=None, made_on__lt=latest)
    for c in rows.select_related("returned__petition__number").order_by(F("made_on"), "order"):
        yield _found(c, c.returned.petition, text=f"{c.name} chưa nhận", turn=Role.CLERK, since=c.made_on)


def _found(
    row: Any, petition: Petition, *, text: str, turn: Role, since: date, post_id: uuid.UUID | None = None
) -> Found:
    return Found(
        subject=(row._meta.label_lower, row.pk), matter=f"Đơn {petition}", text=text,
        url=reverse("filing:petition", args=[petition.pk]), turn=turn, post_id=post_id, since=since,
    )  # fmt: skip
