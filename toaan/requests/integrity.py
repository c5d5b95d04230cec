"""Checks of requests that three judges settle: a session is set and its panel is no longer whole."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.cases.models import Assignment, Case
from toaan.cases.states import TRIAL_SET
from toaan.core.integrity import STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.requests.actions.panel import others
from toaan.requests.waiting import OF_PANEL


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
