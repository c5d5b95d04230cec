"""Checks of service: papers that do not go out, and closed files with papers still on their way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.cases.states import ARCHIVED
from toaan.core import clock
from toaan.core.integrity import MISSING, OPEN, STUCK, Asked, Found, check
from toaan.core.roles import Role
from toaan.delivery.models import Service, ServiceRecipient
from toaan.delivery.states import FAILED, PREPARING, SERVED, WAITING


@check(
    "delivery.unsent", STUCK, title=_("Văn bản tống đạt chờ gửi quá lâu"),
    todo=_("Gửi văn bản, hoặc chọn cách tống đạt khác nếu lần trước không thành."),
)  # fmt: skip
def unsent(asked: Asked) -> Iterable[Found]:
    """A copy that nobody has sent for days, or that came back and was not tried again."""
    before = asked.now - timedelta(days=asked.days["unsent"])
    rows = Service.objects.filter(
        case__court=asked.court, recipients__state__in=[WAITING, FAILED], ordered_at__lt=before
    ).exclude(state__in=[PREPARING, SERVED]).exclude(case__state=ARCHIVED)  # fmt: skip
    for s in (
        rows.distinct()
        .select_related("case__number", "number")
        .prefetch_related("case__assignments", "recipients")
    ):
        waiting = sum(r.state in (WAITING, FAILED) for r in s.recipients.all())
        yield found(s.case, f"{s}: còn {waiting} người nhận chưa gửi", "delivery:case", Role.CLERK,
                    since=clock.local_date(s.ordered_at), subject=s)  # fmt: skip


@check(
    "delivery.open", OPEN, title=_("Hồ sơ đã đóng nhưng còn văn bản chưa tống đạt xong"),
    todo=_("Ghi nhận kết quả tống đạt còn thiếu."),
)  # fmt: skip
def open_services(asked: Asked) -> Iterable[Found]:
    """The file is closed, a paper has not reached everybody."""
    missing = ServiceRecipient.objects.filter(service__case__court=asked.court).values("service").distinct()
    rows = Service.objects.filter(pk__in=missing, case__court=asked.court, case__state=ARCHIVED).exclude(
        state=SERVED
    )
    for s in rows.select_related("case__number", "number").prefetch_related("case__assignments"):
        yield found(s.case, f"{s} chưa tống đạt đủ", "delivery:case", Role.CLERK,
                    since=clock.local_date(s.ordered_at), subject=s)  # fmt: skip


@check(
    "delivery.no_paper", MISSING, title=_("Việc tống đạt chưa có văn bản"),
    todo=_("Cán bộ công nghệ thông tin xem việc nối tiếp có bị dừng không (lệnh toaan events status)."), technical=True,
)  # fmt: skip
def no_paper(asked: Asked) -> Iterable[Found]:
    """The paper should have been rendered by itself within moments."""
    rows = Service.objects.filter(
        case__court=asked.court, state=PREPARING, ordered_at__lt=asked.now - timedelta(days=1)
    )
    for s in rows.select_related("case__number", "number").prefetch_related("case__assignments"):
        yield found(s.case, f"{s.title}: chưa lập được văn bản", "delivery:case", Role.IT_OFFICER,
                    since=clock.local_date(s.ordered_at), subject=s)  # fmt: skip
