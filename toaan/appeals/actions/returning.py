"""The result comes back to the court of first instance: effect part by part, or a new trial (BLTTDS 308–313, 315)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from toaan.appeals import dispute
from toaan.appeals.actions.reviving import lift_effect
from toaan.appeals.decisions.models import Review
from toaan.appeals.models import FileTransfer, PartRuling
from toaan.cases.actions import CaseData, PartyData, advance, open_case
from toaan.cases.models import Case, Representation
from toaan.core import clock
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import lock_judgment
from toaan.judgments.models import Effect, Judgment, PartEffect
from toaan.vietnamese.text import clean

O = PartRuling.Outcome  # noqa: E741  (read as a column)
KEPT = frozenset({O.UPHELD, O.DISCONTINUED})
QUASHED = frozenset({O.REMITTED, O.ENDED})
KEPT_OR_AMENDED, QUASHED_IN_PART, QUASHED_WHOLE = (
    "appeals.come_back", "appeals.come_back_in_part", "appeals.come_back_quashed",
)  # fmt: skip
"""The act by which the result comes back, which leads the case where it stands from then on."""
SHORT = {
    O.UPHELD: "Giữ nguyên", O.AMENDED: "Bị sửa", O.REMITTED: "Bị hủy, giải quyết lại", O.ENDED: "Bị hủy, đình chỉ",
    O.DISCONTINUED: "Giữ nguyên (đình chỉ xét xử phúc thẩm)",
}  # fmt: skip


def come_back(*, by: Viewer, above: Case, source: str, at: datetime) -> Judgment:
    """The judgment or decision of second instance settles the parts that were challenged; the file is back.

    Follows from its pronouncement or issue, in that transaction.

    Args:
        source: "Bản án phúc thẩm số 05/2026/DS-PT", as explanations name it.
    """
    transfer = FileTransfer.objects.get(above=above)
    rulings = list(PartRuling.objects.filter(case=above).select_related("part"))
    untouched = transfer.challenged_judgment.parts.exclude(pk__in=[r.part_id for r in rulings]).exists()
    gone = [r.outcome in QUASHED for r in rulings]
    name = QUASHED_WHOLE if all(gone) and not untouched else QUASHED_IN_PART if any(gone) else KEPT_OR_AMENDED
    with act(name, by=by, at=at) as a:
        judgment = lock_judgment(a, transfer.challenged_judgment.pk)
        a.allow()
        case, today = judgment.case, clock.local_date(at)
        PartRuling.objects.filter(case=above).update(decided_on=today)
        for one in rulings:
            _settle(one, source, today)
        effect = judgment.effect
        days = list(effect.parts.values_list("effective_on", flat=True))
        if all(days):
            Effect.objects.filter(pk=effect.pk).update(effective_on=max(d for d in days if d))
        transfer.returned_on = today
        transfer.save(update_fields=["returned_on"])
        advance(case, name)
        a.record(
            judgment,
            court=case.court,
            case_id=case.pk,
            title=f"{above.court.name} trả hồ sơ, {source[:1].lower()}{source[1:]}"[:500],
            detail="; ".join(f"Phần {r.part.order}: {SHORT[O(r.outcome)].lower()}" for r in rulings)[:1000],
            data={
                "above": above.pk, "judgment_id": judgment.pk,
                "parts": [{"order": r.part.order, "outcome": r.outcome} for r in rulings],
            },
            shown_to="parties",
        )  # fmt: skip
    return judgment


def _settle(one: PartRuling, source: str, today: date) -> None:
    outcome = O(one.outcome)
    if outcome in KEPT:
        why = f"{source} ngày {today:%d/%m/%Y} giữ nguyên phần này; phần này có hiệu lực từ ngày đó."
    elif outcome == O.AMENDED:
        why = f"{source} ngày {today:%d/%m/%Y} sửa phần này; nội dung có hiệu lực là nội dung ghi trong bản án phúc thẩm."
    elif outcome == O.REMITTED:
        why = f"{source} ngày {today:%d/%m/%Y} hủy phần này để giải quyết lại theo thủ tục sơ thẩm."
    else:
        why = f"{source} ngày {today:%d/%m/%Y} hủy phần này và đình chỉ giải quyết vụ án đối với phần này."
    if outcome not in KEPT:  # the whole suit was given up: what was in effect is so no longer (299.1.b)
        lift_effect(one.part.judgment, [one.part], by=source, why=why)
        PartEffect.objects.filter(part=one.part).update(outcome=SHORT[outcome])
        return
    PartEffect.objects.filter(part=one.part).update(
        effective_on=today, outcome=SHORT[outcome], explanation=why
    )


def accept_again(*, by: Viewer, above_id: uuid.UUID, claims: Sequence[str], at: datetime) -> Case:
    """The court of first instance takes the quashed case up anew (308.3, 310): new number, other judges (53.3).

    Args:
        claims: what is to be tried anew, as the register and the new judgment state it.

    Raises:
        Refused: "again.done" with its number, "again.none" (nothing was sent back), "again.no_claims".
    """
    texts = [text for text in (clean(one) for one in claims) if text]
    with act("appeals.accept_again", by=by, at=at) as a:
        transfer = FileTransfer.objects.filter(above=above_id).first()
        if transfer is None:
            raise Refused("again.none", _("Không có vụ án nào được trả về để giải quyết lại."))
        below = a.lock(Case, transfer.case_id, "court", "number")
        above = a.lock(Case, above_id, "court", "number")
        a.allow(below)
        if not _sent_back(above):
            raise Refused("again.none", _("Không có vụ án nào được trả về để giải quyết lại."))
        earlier = (
            Case.objects.filter(origin=above, instance=Case.Instance.FIRST).select_related("number").first()
        )
        if earlier is not None:
            raise Refused(
                "again.done", _("Vụ án đã được thụ lý lại số %(number)s.") % {"number": str(earlier)}
            )
        if not texts:
            message = _("Ghi ít nhất một yêu cầu phải giải quyết lại.")
            raise Refused("again.no_claims", message, status=422, fields={"claims": message})
        event = a.record(
            below,
            court=below.court,
            case_id=below.pk,
            title="Nhận lại hồ sơ để giải quyết lại theo thủ tục sơ thẩm",
            detail=f"Theo kết quả phúc thẩm {above.noun} số {above} của {above.court.name}"[:1000],
            data={"above": above.pk, "claims": texts},
            shown_to="parties",
        )
        made = open_case(by=by.following(event), data=data_of(below, above, texts), at=at)
        carry_on(below, made)
    return made


def _sent_back(above: Case) -> bool:
    """What the court above decided is to be tried anew: a part of a judgment (308.3), or a request (375.3.c)."""
    if above.reviews_decision:
        return (
            above.reviews_ruling
            and Review.objects.filter(case=above, outcome=Review.Outcome.CANCELLED)
            .exclude(sha256="")
            .exists()
        )
    return PartRuling.objects.filter(case=above, outcome=O.REMITTED, decided_on__isnull=False).exists()


def data_of(below: Case, above: Case, claims: Sequence[str]) -> CaseData:
    """The dispute of `below`, to be tried anew at first instance after what was decided in `above`."""
    return CaseData(
        court=below.court, kind=below.kind, request_kind=below.request_kind, petition_id=None, petitioned_on=below.petitioned_on,
        legal_relation=below.legal_relation, claims=claims, value=below.value, fee_receipt=below.fee_receipt, origin=above,
        parties=[
            PartyData(
                role=p.role, name=p.name, kind=p.kind, birth_year=p.birth_year, personal_id=p.personal_id, address=p.address,
                phone=p.phone, email=p.email, user=p.user,
            )
            for p in below.parties.order_by("order")
        ],
    )  # fmt: skip


def carry_on(below: Case, made: Case) -> None:
    """What belongs to the dispute and not to the trial that was quashed: whoever speaks for the parties, claims, doors.

    Simplified procedure is determined anew by its judge, where the conditions still hold (324.6.c, 317.1).
    """
    above = list(Case.objects.filter(brought_by__case=below).order_by("accepted_on", "pk"))
    pairs = zip(below.parties.order_by("order"), made.parties.order_by("order"), strict=True)
    for old, new in pairs:  # `data_of` takes them in this order
        Representation.objects.bulk_create(
            Representation(party=new, kind=r.kind, name=r.name, user=r.user, since=r.since)
            for r in dispute.speaking_for(old, above)
        )
    made.other_claims, made.involves_minor = below.other_claims, below.involves_minor
    made.closed_hearing = below.closed_hearing
    made.save(update_fields=["other_claims", "involves_minor", "closed_hearing"])
