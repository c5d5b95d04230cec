"""Decisions made before acceptance reach their addressees: copies, receipts, the term to complain (BLTTDS 139.2, 140).

A case has its service (`toaan.delivery`) for this; before acceptance there are neither parties nor a case to serve in.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.models import Deadline
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.delivery import recipients
from toaan.measures.actions import common
from toaan.measures.actions.wishes import wrong
from toaan.measures.models import MeasureCopy, MeasureDecision, MeasureRequest, Side
from toaan.vietnamese.text import clean

K, M = MeasureDecision.Kind, MeasureCopy.Method
COMPLAIN = "BLTTDS:140"
OPEN_TO = frozenset({K.APPLICATION, K.REFUSAL, K.CANCELLATION})
"""Decisions that are open to complaint."""
RULE = {K.SETTLEMENT: "measure_settlement", K.REFUSAL: "measure_refusal", K.SECURITY: "measure_security"}
HOLDER, ENFORCEMENT, PROCURACY = "holder", "enforcement", "procuracy"
AGENCIES = {"enforcement_agency": ENFORCEMENT, "procuracy": PROCURACY}
"""Who receives it by the rule → key of the copy."""


def give_out(made: MeasureDecision, asked: MeasureRequest, *, on: date) -> None:
    """A copy for everybody whom the rules name; who filed through the portal has it at once (NQ 04/2016 art. 8)."""
    petition, court = asked.petition, asked.court
    found = recipients.rule_for(RULE.get(K(made.kind), "measure_decision"), on)
    if petition is None or found is None:
        return
    roles = {one["role"]: one["article"] for one in found.value["recipients"]}
    both = made.kind in {K.APPLICATION, K.CANCELLATION, K.SETTLEMENT}
    article = roles["plaintiff"]
    portal = petition.petitioner_id is not None and asked.requester["place"] == "plaintiffs:0"
    rows = [MeasureCopy(
        key=Side.REQUESTER, name=asked.requester_name, capacity="Người yêu cầu", article=article,
        address=asked.requester.get("address", ""), method=M.PORTAL if portal else M.PAPER,
        received_on=on if portal else None, how="Cổng xác nhận gửi thành công" if portal else "",
    )]  # fmt: skip
    if both:
        rows.append(_copy(Side.BOUND, asked.bound_name, "Người bị áp dụng", article, asked.bound.get("address", "")))  # fmt: skip
        if asked.holder_name:
            rows.append(_copy(HOLDER, asked.holder_name, "Cơ quan, tổ chức, cá nhân có liên quan", article, asked.holder_address))  # fmt: skip
    names = {ENFORCEMENT: (court.enforcement_name, "Cơ quan thi hành án dân sự"), PROCURACY: (court.procuracy_name, "Viện kiểm sát cùng cấp")}  # fmt: skip
    for role, key in AGENCIES.items():
        name, capacity = names[key]
        if role in roles and name:
            rows.append(_copy(key, name, capacity, roles[role], ""))
    for order, row in enumerate(rows, start=1):
        row.decision, row.order = made, order
    MeasureCopy.objects.bulk_create(rows)


def record_receipt(*, by: Viewer, copy_id: uuid.UUID, on: date, how: str, at: datetime) -> MeasureCopy:
    """Write down when and how somebody received a decision made before acceptance; the term to complain begins (140).

    Raises:
        Refused: "copy.received", "copy.bad_day", "copy.no_way".
    """
    how = clean(how)
    request_id = MeasureCopy.objects.filter(pk=copy_id).values_list("decision__request_id", flat=True).first()
    with act("measures.record_receipt", by=by, at=at) as a:
        if request_id is None:
            raise not_found()
        asked = common.lock(a, request_id)
        a.allow(asked)
        copy = a.lock(MeasureCopy, copy_id, "decision__number")
        copy.decision.request = asked
        if copy.received_on is not None:
            raise Refused("copy.received", _("Đã ghi nhận ngày nhận của người này."))
        if not copy.decision.decided_on <= on <= clock.local_date(at):
            raise wrong("copy.bad_day", "on", _("Ngày nhận phải từ ngày ra văn bản đến hôm nay."))
        if not how:
            raise wrong("copy.no_way", "how", _("Hãy ghi cách giao nhận: ký nhận tại Tòa án, giấy báo nhận bưu chính…"))  # fmt: skip
        copy.received_on, copy.how = on, how[:300]
        copy.save(update_fields=["received_on", "how"])
        kept = copy.decision.copies.filter(received_on=None).exists()
        event = a.record(
            copy.decision,
            **common.place(asked),
            title=f"{copy.name} đã nhận {copy.decision.title[:1].lower()}{copy.decision.title[1:]}"[:500],
            detail=copy.how,
            data={"copy": copy.pk, "decision": copy.decision_id, "received_on": on, "all": not kept, **common.told(asked)},
            shown_to="court",
        )  # fmt: skip
        begin_complaint(event, copy.decision, copy)
        if not kept and copy.decision.kind in {K.APPLICATION, K.CANCELLATION}:
            deadlines.follow(event, act="delivery.all_served:measure_decision")
    return copy


def begin_complaint(event: Event, made: MeasureDecision, one: MeasureCopy | None = None) -> None:
    """The term of who filed, and of the procuracy, from the receipt; of the person bound the last day is only shown.

    A deadline of a petition has no party: the petitioner would take the other side's term for his own.
    """
    if made.kind not in OPEN_TO:
        return
    for copy in [one] if one else made.copies.all():
        owner = {Side.REQUESTER: Deadline.Owner.PARTY, PROCURACY: Deadline.Owner.PROCURACY}.get(copy.key)
        party = made.request.party if copy.key == Side.REQUESTER else None
        if owner is not None and copy.received_on is not None:
            deadlines.start(event, rule=COMPLAIN, owner=owner, trigger_on=copy.received_on, party=party)


def _copy(key: str, name: str, capacity: str, article: str, address: str) -> MeasureCopy:
    return MeasureCopy(
        key=key, name=name, capacity=capacity, article=article, address=address, method=M.PAPER
    )
