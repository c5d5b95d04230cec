"""Checks of requests that three judges settle: a panel that is not whole, a strike that waits for one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.cases.models import Assignment, Case
from toaan.cases.states import PREPARING, TRIAL_SET
from toaan.core.integrity import STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.filing.models import Petition
from toaan.filing.states import RECEIVED as PETITION_RECEIVED
from toaan.requests.actions.panel import others
from toaan.requests.waiting import OF_PANEL
from toaan.rules.strike import CLAUSE


@check(
    "requests.strike", STUCK, title=_("Yêu cầu xét tính hợp pháp của cuộc đình công chưa được mở phiên họp"),
    todo=_("Chánh án phân công Thẩm phán, thành lập Hội đồng ngay; Thẩm phán ra quyết định mở phiên họp (Điều 410 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def strike_waits(asked: Asked) -> Iterable[Found]:
    """Five working days run from the receipt: a request without a judge, or without a panel, on the next day is stuck already."""
    alone = Petition.objects.filter(
        court=asked.court, request_kind=CLAUSE, state=PETITION_RECEIVED, received_on__lt=asked.today
    )
    for one in alone.select_related("number"):
        yield Found(
            subject=(one._meta.label_lower, one.pk), matter=f"Đơn số {one.number}", url=reverse("filing:petition", args=[one.pk]),
            turn=Role.PRESIDENT, text="Chưa phân công Thẩm phán chủ trì (khoản 1 Điều 410)", since=one.received_on,
        )  # fmt: skip
    seats = Q(assignments__role=Assignment.Role.JUDGE, assignments__ended_at=None)
    rows = Case.objects.filter(
        court=asked.court,
        request_kind=CLAUSE,
        instance=Case.Instance.FIRST,
        state=PREPARING,
        accepted_on__lt=asked.today,
    ).annotate(sitting=Count("assignments", filter=seats))
    for case in rows.select_related("number").prefetch_related("assignments"):
        if case.sitting < others(case, asked.today):
            yield found(
                case, "Chưa thành lập Hội đồng xét tính hợp pháp của cuộc đình công (khoản 1 Điều 410)", "requests:panel",
                Role.PRESIDENT, since=case.accepted_on,
            )  # fmt: skip


@check(
    "requests.panel", STUCK, title=_("Phiên họp xét đơn đã ấn định mà Hội đồng thiếu Thẩm phán"),
    todo=_("Chánh án phân công đủ Thẩm phán vào Hội đồng (khoản 1 Điều 67 Bộ luật Tố tụng dân sự)."),
)  # fmt: skip
def panel_incomplete(asked: Asked) -> Iterable[Found]:
    """Somebody left the panel after the session was set: it cannot be opened (67.1)."""
    seats = Q(assignments__role=Assignment.Role.JUDGE, assignments__ended_at=None)
    rows = Case.objects.filter(
        OF_PANEL, court=asked.court, nature=Case.Nature.REQUEST, instance=Case.Instance.FIRST, state=TRIAL_SET
    ).annotate(sitting=Count("assignments", filter=seats))
    for case in rows.select_related("number").prefetch_related("assignments"):
        wanted = others(case, asked.today)
        if case.sitting < wanted:
            yield found(
                case, f"Hội đồng còn thiếu {wanted - case.sitting} Thẩm phán", "requests:panel", Role.PRESIDENT,
                since=case.accepted_on,
            )  # fmt: skip
