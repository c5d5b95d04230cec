"""The parties come to terms at the appellate hearing (BLTTDS 300): the judgment amends the first one and recognises it."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.appeals import scope
from toaan.appeals.models import PartRuling, Settlement
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.judgments.models import Judgment
from toaan.judgments.states import REOPENED
from toaan.vietnamese.text import clean

RECOGNISE = "appeals.recognise_settlement"


def recognise_settlement(
    *, by: Viewer, case_id: uuid.UUID, terms: str, fees: str, lawful: bool, at: datetime
) -> Settlement:
    """The panel takes note of what the parties agreed at the hearing; every part that came up is amended by it.

    Args:
        fees: who bears the first-instance fees as they agreed; empty: the judgment decides by law (300.2).
        lawful: the panel finds it voluntary, not against a prohibition of the law, not against morals (300.1).

    Raises:
        Refused: "settlement.no_terms", "settlement.not_lawful", "settlement.withdrawn", "ruling.numbered", "wrong_state".
    """
    terms, fees = clean(terms), clean(fees)
    with act(RECOGNISE, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(RECOGNISE)
        judgment = Judgment.objects.filter(case=case).first()
        if judgment is not None and judgment.state != REOPENED:
            raise Refused("ruling.numbered", _("Bản án đã được cấp số. Mở lại bản án rồi mới đổi kết quả."))
        if not terms:
            raise refused_on("terms", "settlement.no_terms", _("Ghi nội dung các đương sự đã thỏa thuận."))
        if not lawful:
            raise refused_on("lawful", "settlement.not_lawful", _(
                "Chỉ công nhận thỏa thuận tự nguyện, không vi phạm điều cấm của luật và không trái đạo đức xã hội (khoản 1 Điều 300 "
                "Bộ luật Tố tụng dân sự)."))  # fmt: skip
        parts = scope.challenged(case)
        made, _new = Settlement.objects.update_or_create(
            case=case,
            defaults={"terms": terms, "fees": fees, "agreed_on": clock.local_date(at), "recorded_at": at},
        )
        PartRuling.objects.filter(case=case).delete()
        PartRuling.objects.bulk_create(
            PartRuling(
                case=case,
                part=one.part,
                outcome=PartRuling.Outcome.DISCONTINUED if one.is_withdrawn else PartRuling.Outcome.AMENDED,
            )
            for one in parts
        )
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title="Các đương sự thỏa thuận được với nhau tại phiên tòa phúc thẩm",
            detail=terms[:1000],
            data={"terms": terms, "fees": fees, "parts": len(parts)},
            shown_to="panel",
        )
    return made
