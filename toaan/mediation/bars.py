"""A judge who took part in the session that recorded the result does not decide the matter afterwards (LHGDT 41.2)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from toaan.cases.queries import MORE_BARS, Bars
from toaan.core.together import Asking
from toaan.mediation.models import Mediation

WHY = "Thẩm phán đã tham gia phiên họp ghi nhận kết quả hòa giải của vụ việc này (khoản 2 Điều 41 Luật Hòa giải, đối thoại tại Tòa án)."


def took_part(petitions: Collection[uuid.UUID]) -> Asking[Bars]:
    """Which judge may not examine one of these petitions or decide the case that came from it."""
    rows = Mediation.objects.filter(petition__in=petitions, sessions__kind="result", sessions__state="held")
    yield (judges := rows.order_by().values_list("petition_id", "judge_id"))
    return {(petition, judge): WHY for petition, judge in judges if judge}


MORE_BARS.append(took_part)
