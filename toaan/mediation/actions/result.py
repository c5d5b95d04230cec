"""The minutes that record the result: made and signed by the mediator, confirmed by the judge (LHGDT 30, 31)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.mediation import papers, signing
from toaan.mediation.actions.common import about, give_out, locked, move_petition, over, refuse
from toaan.mediation.models import Mediation, Result, Session
from toaan.mediation.states import MEDIATION
from toaan.vietnamese.text import clean


@dataclass(frozen=True)
class Outcome:
    """What the parties agreed, as the minutes say it (31.1)."""

    agreed: str
    whole: bool
    wants_recognition: bool
    signed: bool
    """All parties who were there have signed or put their finger print (30.5)."""
    open: str = ""
    absent_people: str = ""
    divorce: bool = False
    divorce_complete: bool = False
    """The agreement on divorce says everything that 31.1.d asks."""


def record_result(*, by: Viewer, mediation_id: uuid.UUID, outcome: Outcome, at: datetime) -> Result:
    """Write and sign the minutes of the result; the judge who took part confirms them (30.4–6).

    Raises:
        Refused: "result.no_session", "result.not_signed", "result.nothing_agreed", "result.open_missing",
            "result.divorce", "wrong_state".
    """
    one = (
        Mediation.objects.select_related("court", "petition__number", "judge__user", "mediator__user")
        .filter(pk=mediation_id)
        .first()
    )
    sha256, content = "", {}
    if one is not None and "mediator" in one.relations(by):
        MEDIATION.after("mediation.record_result", one.state)
        session = _checked(one, outcome)
        content = papers.result_content(one, session, outcome, at)
        paper = signing.signed(
            papers.result(content, at=at), by=by, field=signing.MEDIATOR, reason="Lập biên bản ghi nhận kết quả", at=at
        )  # fmt: skip
        sha256 = paper.sha256
    with act("mediation.record_result", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        found.state = MEDIATION.after("mediation.record_result", found.state)
        made = Result.objects.create(
            mediation=found, session=_checked(found, outcome), whole=outcome.whole, agreed=clean(outcome.agreed),
            open=clean(outcome.open), absent_people=clean(outcome.absent_people)[:500], divorce=outcome.divorce,
            wants_recognition=outcome.wants_recognition, made_on=clock.local_date(at), content=content, sha256=sha256,
        )  # fmt: skip
        found.save(update_fields=["state"])
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Lập biên bản ghi nhận kết quả hòa giải, đối thoại",
            data={**about(found), "whole": outcome.whole, "recognition": outcome.wants_recognition},
        )
    return made


def _checked(found: Mediation, outcome: Outcome) -> Session:
    """The session in which the result was recorded; everything that 31 asks is said."""
    session = found.sessions.filter(kind=Session.Kind.RESULT, state=Session.State.HELD).last()
    if session is None:
        raise Refused(
            "result.no_session",
            _(
                "Chưa có phiên họp ghi nhận kết quả đã mở. Hãy ấn định và ghi nhận phiên họp đó trước (Điều 27)."
            ),
            status=422,
        )
    if not clean(outcome.agreed):
        raise refuse("result.nothing_agreed", "agreed", _("Hãy ghi nội dung các bên đã thỏa thuận."))
    if not outcome.whole and not clean(outcome.open):
        raise refuse(
            "result.open_missing", "open", _("Hãy ghi những nội dung các bên không thỏa thuận được (điểm c khoản 1 Điều 31).")
        )  # fmt: skip
    if outcome.divorce and not outcome.divorce_complete:
        raise refuse(
            "result.divorce", "divorce_complete",
            _("Thỏa thuận ly hôn phải có đủ nội dung về ly hôn, chia tài sản, con (điểm d khoản 1 Điều 31)."),
        )  # fmt: skip
    if not outcome.signed:
        raise refuse(
            "result.not_signed",
            "signed",
            _("Các bên phải ký hoặc điểm chỉ vào biên bản (khoản 5 Điều 30)."),
        )
    return session


def confirm_result(*, by: Viewer, mediation_id: uuid.UUID, at: datetime) -> Mediation:
    """The judge who took part signs under the minutes (30.6). With a request the term to decide begins (32.2).

    Raises:
        Refused: "result.confirmed", "wrong_state".
    """
    one = Mediation.objects.select_related("court", "result").filter(pk=mediation_id).first()
    sha256 = ""
    if one is not None and "judge_in_charge" in one.relations(by):
        MEDIATION.after("mediation.confirm_result", one.state)
        paper = signing.signed(
            StoredFile.objects.get(pk=one.result.sha256), by=by, field=signing.JUDGE, reason="Xác nhận biên bản ghi nhận kết quả", at=at
        )  # fmt: skip
        sha256 = paper.sha256
    with act("mediation.confirm_result", by=by, at=at) as a:
        found = locked(a, mediation_id)
        a.allow(found)
        MEDIATION.after("mediation.confirm_result", found.state)
        made = a.lock(Result, found.result.pk)
        if made.confirmed_at is not None:
            raise TooLate("result.confirmed", _("Biên bản này đã được xác nhận."))
        made.sha256, made.confirmed_at = sha256, at
        made.save(update_fields=["sha256", "confirmed_at"])
        asked = "recognition" if made.wants_recognition else "settled"
        found.state = MEDIATION.after(
            "mediation.confirm_result" + (":recognition" if made.wants_recognition else ""), found.state
        )
        over(found, at, ground="mediation_end:40.1", citation="khoản 1 Điều 40")
        found.save()
        give_out(found, "result", content={}, sha256=sha256, at=at)
        if asked == "settled":
            move_petition(a, found, "mediation.confirm_result")
        a.record(
            found,
            court=found.court,
            petition_id=found.petition_id,
            title="Hòa giải thành, đối thoại thành tại Tòa án",
            data={**about(found), "outcome": asked},
            shown_to="parties",
        )
    return found
