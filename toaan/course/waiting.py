"""What waits on the course of a case: decisions to sign, resumptions to decide, suspensions to watch over."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Assignment
from toaan.cases.states import SUSPENDED
from toaan.core import clock
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, SIGN, Waiting, finder
from toaan.course.models import CourseDecision
from toaan.course.next_steps import PAGE


def _mine(viewer: Viewer) -> Any:
    seats = Assignment.objects.filter(post=viewer.post, role=Assignment.Role.PRESIDING, ended_at=None)
    return seats.order_by().values("case")


@finder
def decisions(viewer: Viewer) -> list[Waiting]:
    """The judge goes on with what stopped between number and signature."""
    if viewer.role not in JUDGES:
        return []
    rows = CourseDecision.objects.filter(sha256="", case__in=_mine(viewer)).select_related(
        "case__number", "number"
    )
    return [
        _item(d, _("Ký tiếp %s") % f"{d.get_kind_display()[:1].lower()}{d.get_kind_display()[1:]}", d.decided_on, SIGN,
              "course.number", page=PAGE[CourseDecision.Kind(d.kind)])
        for d in rows.prefetch_related("case__parties")
    ]  # fmt: skip


@finder
def suspensions(viewer: Viewer) -> list[Waiting]:
    """Suspended cases whose reason is gone (216), or was expected to be gone by today (215.4)."""
    if viewer.role not in JUDGES:
        return []
    rows = CourseDecision.objects.filter(
        Q(gone_on__isnull=False) | Q(expected_on__lte=clock.today()),
        kind=CourseDecision.Kind.SUSPENSION, ended_by=None, case__state=SUSPENDED, case__in=_mine(viewer),
    ).exclude(sha256="")  # fmt: skip
    found = []
    for d in rows.select_related("case__number", "number").prefetch_related("case__parties"):
        if d.gone_on:
            found.append(
                _item(
                    d,
                    _("Ra quyết định tiếp tục giải quyết vụ án"),
                    d.gone_on,
                    DECIDE,
                    "course.resume",
                    page="resume",
                )
            )
        else:
            found.append(
                _item(
                    d, _("Đôn đốc: lý do tạm đình chỉ đã đến ngày dự kiến có kết quả"), d.expected_on, PREPARE,
                    "course.end_reason", page="end_reason",
                )
            )  # fmt: skip
    return found


def _item(decision: CourseDecision, title: str, since: Any, rank: int, act: str, *, page: str) -> Waiting:
    case = decision.case
    return Waiting(
        title=title, url=reverse(f"course:{page}", args=[case.pk]), matter=str(case), about=case.title,
        who=_("số %s") % decision, since=since, rank=rank, act=act,
    )  # fmt: skip
