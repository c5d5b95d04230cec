"""Checks of interim measures: decisions half issued."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.core.integrity import MISSING, Asked, Found, check
from toaan.core.roles import Role
from toaan.measures.models import MeasureDecision


@check(
    "measures.unissued", MISSING, title=_("Quyết định về biện pháp khẩn cấp tạm thời đã có số nhưng chưa ban hành"),
    todo=_("Thẩm phán mở lại và bấm ban hành; số được giữ nguyên."),
)  # fmt: skip
def unissued(asked: Asked) -> Iterable[Found]:
    """Numbered, then something stopped: the paper was never signed, and nobody is bound by it."""
    rows = MeasureDecision.objects.filter(
        request__case__court=asked.court, sha256="", number__isnull=False, decided_on__lt=asked.today - timedelta(days=1)
    )  # fmt: skip
    for d in rows.select_related("request__case__number", "number").prefetch_related(
        "request__case__assignments"
    ):
        if d.request.case is not None:
            yield found(d.request.case, f"{d.get_kind_display()} số {d} chưa ký", "measures:case", Role.JUDGE,
                        since=d.decided_on, subject=d)  # fmt: skip
