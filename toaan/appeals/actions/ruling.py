"""What the panel decides on each part under appeal (BLTTDS 308), kept secret until it is pronounced (264)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from toaan.appeals import scope
from toaan.appeals.models import PartRuling, Settlement
from toaan.cases.models import Case
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.models import Judgment
from toaan.judgments.states import REOPENED

O = PartRuling.Outcome  # noqa: E741  (read as a column)


def rule(
    *,
    by: Viewer,
    case_id: uuid.UUID,
    outcomes: Mapping[uuid.UUID, str],
    at: datetime,
    accepted: int | None = None,
) -> list[PartRuling]:
    """The presiding judge writes down what the panel has voted on every part.

    Args:
        outcomes: part → outcome; every part that came up, and no other.
        accepted: how much of the plaintiff's claim is accepted once the judgment is amended.

    Raises:
        Refused: "ruling.beyond_scope" (293), "ruling.incomplete", "ruling.accepted", "ruling.withdrawn" (289.3), "ruling.numbered",
            "wrong_state".
    """
    with act("appeals.rule", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("appeals.rule")
        judgment = Judgment.objects.filter(case=case).first()
        if judgment is not None and judgment.state != REOPENED:
            raise Refused("ruling.numbered", _("Bản án đã được cấp số. Mở lại bản án rồi mới đổi kết quả."))
        parts = scope.challenged(case)
        if set(outcomes) - {one.part.pk for one in parts}:
            raise Refused("ruling.beyond_scope", _(
                "Tòa án cấp phúc thẩm chỉ xem xét lại phần bản án sơ thẩm có kháng cáo, kháng nghị (Điều 293 Bộ luật Tố tụng dân "
                "sự)."), status=422)  # fmt: skip
        if accepted is not None and (case.value is None or accepted > case.value):
            raise Refused("ruling.accepted", _("Giá trị được chấp nhận không thể lớn hơn giá trị yêu cầu."), status=422, fields={
                "accepted": _("Không lớn hơn giá trị yêu cầu của nguyên đơn.")})  # fmt: skip
        rows = []
        for one in parts:
            outcome = outcomes.get(one.part.pk, "")
            if outcome not in O.values:
                raise _on(
                    one, "ruling.incomplete", _("Chọn kết quả đối với từng phần bị kháng cáo, kháng nghị.")
                )
            if one.is_withdrawn != (outcome == O.DISCONTINUED):
                raise _on(one, "ruling.withdrawn", _(
                    "Phần đã rút toàn bộ kháng cáo, kháng nghị thì đình chỉ xét xử phúc thẩm; phần còn kháng cáo, kháng nghị thì "
                    "xét xử (khoản 3 Điều 289 Bộ luật Tố tụng dân sự)."))  # fmt: skip
            rows.append(
                PartRuling(
                    case=case,
                    part=one.part,
                    outcome=outcome,
                    accepted=accepted if outcome == O.AMENDED else None,
                )
            )
        PartRuling.objects.filter(case=case).delete()
        Settlement.objects.filter(case=case).delete()  # the panel rules after all
        PartRuling.objects.bulk_create(rows)
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title="Ghi kết quả nghị án đối với từng phần bị kháng cáo, kháng nghị",
            data={"parts": len(rows)},
            shown_to="panel",
        )
    return rows


def _on(one: scope.Challenged, code: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={f"part-{one.part.order}": message})
