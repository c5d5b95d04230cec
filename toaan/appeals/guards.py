"""A judgment of second instance is numbered when the outcome of every part that came up is written down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from toaan.appeals import scope
from toaan.appeals.models import PartRuling
from toaan.cases.models import Case
from toaan.judgments.checks import Issue, guard


@guard
def outcomes_are_written(case: Case) -> list[Issue]:
    """BLTTDS 308, 313.4."""
    if case.proceeding not in {"second_instance", "simplified_appeal"} or not case.challenge:
        return []
    ruled = dict(PartRuling.objects.filter(case=case).values_list("part_id", "outcome"))
    lacking = [one for one in scope.challenged(case) if one.part.pk not in ruled]
    if not lacking:
        return []
    orders = ", ".join(str(one.part.order) for one in lacking)
    return [
        Issue(
            "error", "ruling", _("Chưa ghi kết quả đối với phần bị kháng cáo, kháng nghị"),
            _("Ghi kết quả nghị án đối với phần %(orders)s ở mục Phúc thẩm (Điều 308 Bộ luật Tố tụng dân sự).") % {"orders": orders},
        )
    ]  # fmt: skip
