"""Checks of judgments before their pronouncement: of the panel alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import found
from toaan.core.integrity import MISSING, Asked, Found, check
from toaan.core.roles import Role
from toaan.judgments.models import Judgment
from toaan.judgments.states import PRONOUNCED


@check(
    "judgments.unfinished", MISSING, title=_("Bản án đã có số nhưng chưa ký, chưa tuyên"),
    todo=_("Thẩm phán chủ tọa ký và tuyên án, hoặc mở lại để sửa; số được giữ nguyên."), panel_only=True,
)  # fmt: skip
def unfinished(asked: Asked) -> Iterable[Found]:
    """A number was issued and the judgment was never pronounced."""
    before = asked.now - timedelta(days=asked.days["unsigned"])
    rows = Judgment.objects.filter(case__court=asked.court, numbered_at__lt=before).exclude(state=PRONOUNCED)
    for j in rows.select_related("case__number").prefetch_related("case__assignments"):
        yield found(
            j.case, f"Bản án: {j.get_state_display()}", "judgments:case", Role.JUDGE, since=j.dated, subject=j
        )
