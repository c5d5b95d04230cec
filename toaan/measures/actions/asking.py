"""Asking for an interim measure (BLTTDS 111.1, 133.1), the court's own motion (135), security given (136)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Party
from toaan.cases.states import HEARING
from toaan.core import clock, policy
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import queries as course
from toaan.measures import grounds, papers
from toaan.measures.actions import common
from toaan.measures.actions.common import SECURE_URGENT, URGENT, last_secured_day
from toaan.measures.actions.wishes import wrong
from toaan.measures.models import Channel, MeasureRequest
from toaan.measures.states import REQUEST, WAITING
from toaan.rules.measures import Measure
from toaan.vietnamese.text import clean

DECIDE, AFTER_SECURITY = "BLTTDS:133.2.a", "BLTTDS:133.2.a#bao-dam"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What every request says. `id` is chosen before, so that the same form sent twice is one request."""

    id: uuid.UUID
    measure: str
    demands: str
    reason: str
    value: int | None = None
    holder_name: str = ""
    holder_address: str = ""
    received_on: date | None = None
    """For the clerk: the day on which the paper reached the court."""
    channel: str = Channel.DIRECT
    files: Sequence[StoredFile] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Asked(Words):
    """What is asked in a case, of whom."""

    against_id: uuid.UUID
    party_id: uuid.UUID | None = None
    """Who asks; None: the court's own motion."""


def request(*, by: Viewer, case_id: uuid.UUID, asked: Asked, at: datetime) -> MeasureRequest:
    """Take in a request: online by the party, on paper by the clerk; or the judge begins of the court's own motion.

    Raises:
        Refused: "measure.asked" (the same form twice), "measure.not_yours", "measure.not_own" (135), "measure.unknown",
            "measure.against", "measure.no_demands", "measure.no_reason", "measure.value", "measure.above_obligation" (133.4),
            "measure.bad_day", "wrong_state".
    """
    written = _written(by, case_id, asked, at) if by.post is None else None
    with act("measures.request", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if MeasureRequest.objects.filter(pk=asked.id).exists():
            raise Refused("measure.asked", _("Yêu cầu này đã được nhận."))
        case.after("measures.request")
        made = _checked(by, case, asked, at)
        made.save(force_insert=True)
        kept = [written] if written else list(asked.files)
        title = f"Đơn yêu cầu áp dụng biện pháp khẩn cấp tạm thời của {made.party}"
        event = a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{made.party} yêu cầu áp dụng biện pháp khẩn cấp tạm thời" if made.party else "Tòa án tự mình xem xét biện pháp khẩn cấp tạm thời",
            detail=f"{made.measure_title} ({made.citation}), đối với {made.against}"[:1000],
            data={"request": made.pk, "measure": made.measure, "party": made.party_id, "received_on": made.received_on},
            documents=[Document(f.pk, title, "measure_request", made.received_on, str(made.party_id or "")) for f in kept],
            shown_to="court",
        )  # fmt: skip
        if made.party is not None and not made.at_hearing:
            deadlines.start(
                event, rule=DECIDE, owner=Deadline.Owner.JUDGE, trigger_on=made.received_on, party=made.party
            )
    return made


def record_security(
    *, by: Viewer, request_id: uuid.UUID, done_on: date, proof: str, at: datetime
) -> MeasureRequest:
    """The requester has deposited or brought the guarantee: the judge decides at once (133.2); with the petition within
    the same 48 hours (133.3, 136.1).

    Raises:
        Refused: "measure.bad_day", "measure.security_late" (136.1), "measure.no_proof", "wrong_state".
    """
    proof = clean(proof)
    with act("measures.record_security", by=by, at=at) as a:
        asked = common.lock(a, request_id)
        a.allow(asked)
        if asked.case is None:
            common.check(asked, "measures.record_security")
        asked.state = REQUEST.after("measures.record_security", asked.state)
        if not asked.received_on <= done_on <= clock.local_date(at):
            raise wrong("measure.bad_day", "done_on", _("Ngày thực hiện phải từ ngày nhận đơn đến hôm nay."))
        if asked.is_urgent and done_on > (last := last_secured_day(asked)):
            raise wrong(
                "measure.security_late", "done_on",
                _("Thời hạn thực hiện biện pháp bảo đảm là 48 giờ, đã hết ngày %s (khoản 1 Điều 136 Bộ luật Tố tụng dân sự). Thẩm phán thông báo không chấp nhận yêu cầu.") % f"{last:%d/%m/%Y}",
            )  # fmt: skip
        if not proof:
            raise wrong(
                "measure.no_proof", "proof", _("Hãy ghi chứng từ: số, ngày, ngân hàng hoặc người bảo lãnh.")
            )
        asked.security = {**asked.security, "done_on": done_on.isoformat(), "proof": proof}
        asked.save(update_fields=["state", "security"])
        event = a.record(
            asked,
            **common.place(asked),
            title=f"{asked.requester_name} đã thực hiện biện pháp bảo đảm",
            detail=proof[:1000],
            data={"request": asked.pk, "done_on": done_on, **common.told(asked)},
            shown_to="court",
        )
        if asked.is_urgent:
            end_deadlines(asked, Deadline.State.MET, clock.local_date(at), (SECURE_URGENT,))
        else:
            deadlines.start(
                event, rule=AFTER_SECURITY, owner=Deadline.Owner.JUDGE, trigger_on=done_on, party=asked.party
            )
    return asked


def end_deadlines(
    asked: MeasureRequest, state: Deadline.State, day: date, rules: tuple[str, ...] = ()
) -> None:
    """What ran because of this request has ended, unless another request of the same party and day still waits."""
    alike = MeasureRequest.objects.filter(received_on=asked.received_on, state__in=WAITING)
    if asked.is_urgent:
        here = Q(petition_id=asked.petition_id) | Q(case__isnull=False, case=asked.case_id)
        rows = Deadline.objects.filter(here, trigger_on=asked.received_on)
        rows = rows.filter(rule__in=rules or (URGENT, SECURE_URGENT))
        alike = alike.filter(petition=asked.petition_id)
    else:
        rows = Deadline.objects.filter(case=asked.case_id, rule__in=rules or (DECIDE, AFTER_SECURITY))
        rows = rows.filter(party=asked.party_id)
        alike = alike.filter(case=asked.case_id, party=asked.party_id, petition=None)
    if asked.own_motion or alike.exclude(pk=asked.pk).exists():
        return
    rows.filter(state=Deadline.State.OPEN).update(state=state, ended_on=day)


def _checked(by: Viewer, case: Case, asked: Asked, at: datetime) -> MeasureRequest:
    today = clock.local_date(at)
    measure = grounds.need(asked.measure, today)
    party = _requester(by, case, asked)
    if party is None and not measure.own:
        raise wrong(
            "measure.not_own", "measure",
            _("Tòa án chỉ tự mình áp dụng biện pháp tại các khoản 1, 2, 3, 4, 5 và 14 Điều 114 (Điều 135 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    against = next((p for p in case.parties.all() if p.pk == asked.against_id), None)
    if against is None or against == party:
        raise nobody_bound()
    made = worded(asked, measure, disputed=case.value)
    received_on = (
        today if by.post is None or party is None or asked.received_on is None else asked.received_on
    )
    if not case.accepted_on <= received_on <= today:
        raise wrong("measure.bad_day", "received_on", _("Ngày nhận phải từ ngày thụ lý vụ án đến hôm nay."))
    made.case, made.party, made.against = case, party, against
    made.at_hearing = case.state == HEARING
    return received(made, by=by, channel=asked.channel, on=received_on, at=at)


def nobody_bound() -> Refused:
    """The person to be bound is missing."""
    return wrong("measure.against", "against", _("Hãy chọn đương sự bị yêu cầu áp dụng, khác người yêu cầu."))


def worded(asked: Words, measure: Measure, *, disputed: int | None) -> MeasureRequest:
    """A request with what was written, in no matter yet.

    Args:
        disputed: the value in dispute, which limits what may be blocked (133.4).

    Raises:
        Refused: "measure.no_demands", "measure.no_reason", "measure.value", "measure.above_obligation".
    """
    demands, reason = clean(asked.demands), clean(asked.reason)
    if not demands:
        raise wrong(
            "measure.no_demands", "demands", _("Hãy ghi yêu cầu cụ thể: tài sản, tài khoản, hành vi nào.")
        )
    if not reason:
        raise wrong("measure.no_reason", "reason", _("Hãy nêu vì sao cần áp dụng ngay biện pháp này."))
    if asked.value is not None and asked.value <= 0:
        raise wrong("measure.value", "value", _("Giá trị phải lớn hơn 0; không có thì để trống."))
    if measure.valued and asked.value is None:
        raise wrong(
            "measure.value",
            "value",
            _("Hãy ghi giá trị cần phong tỏa (khoản 4 Điều 133 Bộ luật Tố tụng dân sự)."),
        )
    if measure.valued and disputed is not None and asked.value is not None and asked.value > disputed:
        raise wrong(
            "measure.above_obligation", "value",
            _("Chỉ được phong tỏa tài khoản, tài sản có giá trị tương đương nghĩa vụ tài sản phải thực hiện, không quá giá trị tranh chấp (khoản 4 Điều 133 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    return MeasureRequest(
        id=asked.id, measure=measure.key, measure_title=measure.title, citation=measure.citation, demands=demands,
        reason=reason, value=asked.value, holder_name=clean(asked.holder_name),
        holder_address=clean(asked.holder_address),
    )  # fmt: skip


def received(made: MeasureRequest, *, by: Viewer, channel: str, on: date, at: datetime) -> MeasureRequest:
    """The same with how and when it came, and who took it in."""
    made.channel = Channel.ONLINE if by.post is None else Channel(channel)
    made.received_on, made.recorded_at = on, at
    made.user, made.post = (by.user if by.post is None else None), by.post
    return made


def _requester(by: Viewer, case: Case, asked: Asked) -> Party | None:
    """Who asks: for a citizen only a party for whom he speaks; for the judge nobody.

    Raises:
        Refused: "measure.not_yours".
    """
    if by.post is not None and "presiding_judge" in case.relations(by):
        return None
    among = list(case.parties.all()) if by.post is not None else course.appellants(by, case)
    found = next((p for p in among if p.pk == asked.party_id), None)
    if found is None:
        raise Refused(
            "measure.not_yours",
            _("Chỉ đương sự hoặc người đại diện hợp pháp của đương sự yêu cầu áp dụng (khoản 1 Điều 111 Bộ luật Tố tụng dân sự)."),
            status=403,
        )  # fmt: skip
    return found


def _written(by: Viewer, case_id: uuid.UUID, asked: Asked, at: datetime) -> StoredFile:
    """The paper of an online request, made before the act; the act judges everything once more."""
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    policy.require(by, "measures.request", case)
    if MeasureRequest.objects.filter(pk=asked.id).exists():
        raise Refused("measure.asked", _("Yêu cầu này đã được nhận."))
    case.after("measures.request")
    return papers.request(_checked(by, case, asked, at), signed_by=by.name, at=at)
