"""A judge who took part in the session that recorded the result does not decide the matter afterwards (LHGDT 41.2)."""

from __future__ import annotations

import uuid

from toaan.cases.queries import MORE_BARS
from toaan.mediation.models import Mediation

WHY = "Thẩm phán đã tham gia phiên họp ghi nhận kết quả hòa giải của vụ việc này (khoản 2 Điều 41 Luật Hòa giải, đối thoại tại Tòa án)."


def took_part(petition_id: uuid.UUID | None) -> dict[uuid.UUID, str]:
    """Which judge may not examine this petition or decide the case that came from it."""
    if petition_id is None:
        return {}
    rows = Mediation.objects.filter(petition_id=petition_id, sessions__kind="result", sessions__state="held")
    return {pk: WHY for pk in rows.order_by().values_list("judge_id", flat=True) if pk}


MORE_BARS.append(took_part)
