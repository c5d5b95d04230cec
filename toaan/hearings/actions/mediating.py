"""Mediation at a hearing by simplified procedure (BLTTDS 320.3): after the opening, before the debate ends."""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings.actions.common import lock_hearing
from toaan.hearings.models import Hearing, Turn
from toaan.vietnamese.text import clean

O = Hearing.Outcome  # noqa: E741
WORDS = {
    O.SETTLED: "Các đương sự thỏa thuận được với nhau về việc giải quyết vụ án",
    O.NOT_SETTLED: "Các đương sự không thỏa thuận được với nhau, Thẩm phán tiến hành xét xử",
    O.CANNOT_MEDIATE: "Vụ án không được hòa giải hoặc không tiến hành hòa giải được (Điều 206, Điều 207)",
}


def mediate(*, by: Viewer, hearing_id: uuid.UUID, outcome: str, text: str, at: datetime) -> Turn:
    """Enter what came of the mediation; entered again when it changed, the last one counts.

    Raises:
        Refused: "mediation.ordinary" (not a simplified case), "mediation.no_outcome", "mediation.no_text", "wrong_state".
    """
    text = clean(text)
    with act("hearings.mediate", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        if not hearing.is_trial or hearing.case.proceeding != "simplified":
            raise Refused(
                "mediation.ordinary",
                _("Chỉ phiên tòa theo thủ tục rút gọn mới hòa giải sau khi khai mạc (khoản 3 Điều 320 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        hearing.advance("hearings.mediate")
        if outcome not in O.values:
            raise _wrong("mediation.no_outcome", "outcome", _("Hãy chọn kết quả hòa giải."))
        if not text:
            raise _wrong(
                "mediation.no_text", "text",
                _("Hãy ghi nội dung: các đương sự thỏa thuận, ý kiến khác nhau, hoặc vì sao không hòa giải được."),
            )  # fmt: skip
        words = WORDS[O(outcome)]
        made = Turn.objects.create(
            hearing=hearing, kind=Turn.Kind.MEDIATION, happened_at=at, citation="khoản 3 Điều 320", outcome=outcome,
            text=f"{words}. {text}", post=by.post,
        )  # fmt: skip
        hearing.outcome = O(outcome)
        hearing.save(update_fields=["outcome"])
        a.record(
            hearing,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"Hòa giải tại phiên tòa: {O(outcome).label}",
            detail=made.text[:1000],
            data={"hearing": hearing.pk, "turn": made.pk, "outcome": outcome},
            shown_to="parties",
        )
    return made


def lose_agreement(hearing: Hearing) -> None:
    """What was agreed at this session holds no more: a party changed his mind. Part of the act that takes it in (212.1)."""
    hearing.outcome = O.REVOKED
    hearing.save(update_fields=["outcome"])


def need_mediation(hearing: Hearing) -> None:
    """The debate of a simplified hearing ends only where mediation was tried and failed (320.3).

    Raises:
        Refused: "hearing.no_mediation", "hearing.settled".
    """
    if hearing.case.proceeding != "simplified":
        return
    if not hearing.outcome:
        raise Refused(
            "hearing.no_mediation",
            _("Sau khi khai mạc, Thẩm phán phải tiến hành hòa giải (khoản 3 Điều 320 Bộ luật Tố tụng dân sự). Hãy ghi kết quả hòa giải trước."),
        )  # fmt: skip
    if hearing.outcome == O.SETTLED:
        raise Refused(
            "hearing.settled",
            _(
                "Các đương sự đã thỏa thuận được với nhau: Thẩm phán ra quyết định công nhận theo Điều 212 Bộ luật Tố tụng dân sự, "
                "không xét xử. Nếu có đương sự thay đổi ý kiến, hãy ghi lại kết quả hòa giải."
            ),
        )


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
