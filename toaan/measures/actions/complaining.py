"""Complaints of parties and proposals of the procuracy against a decision or a refusal (BLTTDS 140)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases.models import Case, Deadline, Party
from toaan.cases.states import HEARING
from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import queries as course
from toaan.delivery.models import PROCURACY, ServiceRecipient
from toaan.measures.actions import common
from toaan.measures.actions.serving import COMPLAIN, OPEN_TO
from toaan.measures.actions.serving import PROCURACY as PROCURACY_COPY
from toaan.measures.actions.wishes import wrong
from toaan.measures.models import Channel, MeasureComplaint, MeasureDecision, MeasureRequest, Side
from toaan.rules.time_limits import due_date
from toaan.vietnamese.text import clean

K = MeasureDecision.Kind


def complain(
    *,
    by: Viewer,
    decision_id: uuid.UUID,
    party_id: uuid.UUID | None,
    ground: str,
    at: datetime,
    side: str = "",
    received_on: date | None = None,
    channel: str = Channel.DIRECT,
) -> MeasureComplaint:
    """A party complains, or the procuracy (neither `party_id` nor `side`) proposes, within three working days of receipt.

    Args:
        side: before acceptance, when there are no parties, who complains: a `Side`.

    Raises:
        Refused: "complaint.not_open", "complaint.hearing" (141.3), "complaint.not_yours", "complaint.already",
            "complaint.late", "complaint.bad_day", "complaint.no_ground", "wrong_state".
    """
    ground, today = clean(ground), clock.local_date(at)
    with act("measures.complain", by=by, at=at) as a:
        rows = MeasureDecision.objects.filter(pk=decision_id).exclude(sha256="")
        request_id = rows.values_list("request_id", flat=True).first()
        if request_id is None:
            raise not_found()
        asked = common.lock(a, request_id)
        decision = a.lock(MeasureDecision, decision_id, "number")
        decision.request = asked
        a.allow(asked)
        if decision.kind not in OPEN_TO:
            raise Refused("complaint.not_open", _("Quyết định này không bị khiếu nại, kiến nghị."))
        if asked.case is not None and asked.case.state == HEARING:
            raise Refused(
                "complaint.hearing",
                _("Tại phiên tòa, khiếu nại, kiến nghị do Hội đồng xét xử giải quyết ngay và ghi vào biên bản (khoản 3 Điều 141 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        common.check(asked, "measures.complain")
        if asked.case is not None:
            party, side = _holder(by, asked.case, decision, party_id), ""
        else:
            party, side = None, _side(by, decision, side)
        day = received_on if by.post is not None and not by.post.is_outside and received_on else today
        _check_day(decision, party, side, day, today)
        if not ground:
            raise wrong("complaint.no_ground", "ground", _("Hãy nêu lý do khiếu nại, kiến nghị."))
        made = MeasureComplaint.objects.create(
            decision=decision, party=party, side=side, channel=Channel.ONLINE if by.post is None else Channel(channel),
            received_on=day, recorded_at=at, user=by.user if by.post is None else None, post=by.post, ground=ground,
        )  # fmt: skip
        a.record(
            made,
            **common.place(asked),
            title=f"{made}: {decision.title[:1].lower()}{decision.title[1:]}"[:500],
            detail=f"{made.get_channel_display()}, ngày {day:%d/%m/%Y}. {ground}"[:1000],
            data={"complaint": made.pk, "decision": decision.pk, "party": party_id, "side": side, "received_on": day, **common.told(asked)},
            shown_to="court" if decision.kind == K.REFUSAL or asked.case is None else "parties",
        )  # fmt: skip
        _has_complained(asked, party, side, day)
    return made


def _has_complained(asked: MeasureRequest, party: Party | None, side: str, day: date) -> None:
    """The term of whoever complained is over; the other side's has no row before there is a case."""
    rows = Deadline.objects.filter(rule=COMPLAIN, state=Deadline.State.OPEN)
    if asked.case is not None:
        rows = rows.filter(case=asked.case, party=party)
    else:
        owner = Deadline.Owner.PARTY if side else Deadline.Owner.PROCURACY
        rows = rows.filter(petition_id=asked.petition_id, owner=owner)
    if side != Side.BOUND:
        rows.update(state=Deadline.State.MET, ended_on=day)


def last_day(decision: MeasureDecision, party: Party | None, side: str = "") -> date | None:
    """The last day on which this holder may complain; None while the paper has not reached him."""
    asked = decision.request
    if not side and party is not None:
        side = Side.REQUESTER if party.pk == asked.party_id else Side.BOUND
    copies = {c.key: c.received_on for c in decision.copies.all()} if asked.is_urgent else {}
    day = copies.get(side or PROCURACY_COPY) if copies else _served_on(decision, party)
    if day is None:
        return None
    return due_date(rules_in_force.time_limit(COMPLAIN, day), day, rules_in_force.calendar()).due


def _served_on(decision: MeasureDecision, party: Party | None) -> date | None:
    case_id = decision.request.case_id
    if case_id is None:
        return None
    key = f"party:{party.pk}" if party else PROCURACY
    rows = ServiceRecipient.objects.filter(case_id=case_id, sha256=decision.sha256, key=key)
    row = next((r for r in rows if r.is_proved), None)
    moment = (row.received_at or row.sent_at) if row else None
    return clock.local_date(moment) if moment else None


def may_complain(decision: MeasureDecision, party: Party) -> bool:
    """Of a refusal only who asked; of a measure every party (140)."""
    return decision.kind in OPEN_TO and (decision.kind != K.REFUSAL or decision.request.party_id == party.pk)


def _side(by: Viewer, decision: MeasureDecision, side: str) -> str:
    """Who complains before acceptance: in the portal only who filed the petition; of a refusal only who asked."""
    if by.post is not None and not side:
        return ""  # the procuracy's proposal, on paper
    open_to = [Side.REQUESTER] if by.post is None or decision.kind == K.REFUSAL else list(Side)
    if side not in open_to:
        raise _not_yours()
    return side


def _holder(by: Viewer, case: Case, decision: MeasureDecision, party_id: uuid.UUID | None) -> Party | None:
    if by.post is not None and (by.post.is_outside or party_id is None):
        return None
    among = list(case.parties.all()) if by.post is not None else course.appellants(by, case)
    found = next((p for p in among if p.pk == party_id), None)
    if found is None or not may_complain(decision, found):
        raise _not_yours()
    return found


def _not_yours() -> Refused:
    return Refused(
        "complaint.not_yours",
        _("Chỉ đương sự hoặc người đại diện hợp pháp của đương sự có quyền khiếu nại (Điều 140 Bộ luật Tố tụng dân sự)."),
        status=403,
    )  # fmt: skip


def _check_day(decision: MeasureDecision, party: Party | None, side: str, day: date, today: date) -> None:
    who = {"party": party} if party is not None else {"party": None, "side": side}
    if MeasureComplaint.objects.filter(decision=decision, **who).exists():
        raise Refused("complaint.already", _("Khiếu nại, kiến nghị này đã được nhận."))
    if not decision.decided_on <= day <= today:
        raise wrong(
            "complaint.bad_day", "received_on", _("Ngày nhận phải từ ngày ra quyết định đến hôm nay.")
        )
    due = last_day(decision, party, side)
    if due is not None and day > due:
        raise wrong(
            "complaint.late", "received_on",
            _("Thời hạn khiếu nại, kiến nghị đã hết ngày %(day)s: 03 ngày làm việc kể từ ngày nhận được (Điều 140 Bộ luật Tố tụng dân sự).")
            % {"day": f"{due:%d/%m/%Y}"},
        )  # fmt: skip
