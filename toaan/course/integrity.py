"""Checks of the course of a case: decisions half issued, claims left open in a case that is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.cases.steps import OVER
from toaan.core.integrity import MISSING, OPEN, Asked, Found, check
from toaan.core.roles import Role
from toaan.course.models import CourseDecision, OtherClaim
from toaan.course.states import FEE_DUE, FILED


@check(
    "course.unissued", MISSING, title=_("Quyết định về tiến trình vụ án đã có số nhưng chưa ban hành"),
    todo=_("Thẩm phán mở lại và bấm ban hành; số được giữ nguyên."),
)  # fmt: skip
def unissued(asked: Asked) -> Iterable[Found]:
    """Numbered, then something stopped: the paper was never signed."""
    rows = CourseDecision.objects.filter(
        case__court=asked.court,
        sha256="",
        number__isnull=False,
        decided_on__lt=asked.today - timedelta(days=1),
    )
    for d in rows.select_related("case__number", "number").prefetch_related("case__assignments"):
        yield found(d.case, f"{d.get_kind_display()} số {d} chưa ký", "course:case", Role.JUDGE,
                    since=d.decided_on, subject=d)  # fmt: skip


@check(
    "course.open_claim", OPEN, title=_("Vụ án đã xong nhưng còn yêu cầu chưa xem xét"),
    todo=_("Mở phần Yêu cầu khác, ghi nhận kết quả của yêu cầu đó."),
)  # fmt: skip
def open_claims(asked: Asked) -> Iterable[Found]:
    """A counterclaim or independent claim that nobody admitted or refused before the case was over."""
    rows = OtherClaim.objects.filter(
        case__court=asked.court, case__state__in=OVER, state__in=[FILED, FEE_DUE]
    )
    for c in rows.select_related("case__number").prefetch_related("case__assignments"):
        yield found(c.case, f"{c.get_kind_display()} ngày {c.filed_on:%d/%m/%Y}: {c.get_state_display()}", "course:claims",
                    Role.JUDGE, since=c.filed_on, subject=c)  # fmt: skip
