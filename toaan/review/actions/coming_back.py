"""What the decision of the committee does below: effect that stays or goes, a case that goes on, one taken up anew (343–346, 349, 356)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from toaan.appeals.actions.returning import carry_on, data_of
from toaan.appeals.actions.reviewing import tell_suit
from toaan.appeals.actions.reviving import lift_effect
from toaan.cases.actions import CaseData, advance, open_case
from toaan.cases.models import Case, Party
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import places
from toaan.course.models import CourseDecision
from toaan.judgments.actions.common import lock_judgment, refused_on
from toaan.judgments.models import PartEffect
from toaan.review.actions.deciding import SHORT
from toaan.review.actions.sessions import find
from toaan.review.models import Letter, Proceeding
from toaan.review.states import DECIDED
from toaan.rules import review as rule
from toaan.vietnamese.text import clean

STAYS, QUASHED, IN_PART, UNDONE, GOES_ON, ENDED = (
    "review.come_back", "review.come_back_quashed", "review.come_back_in_part", "review.come_back_undone",
    "review.come_back_resumed", "review.come_back_ended",
)  # fmt: skip
"""The act by which the result comes back, which leads the case where it stands from then on."""


def come_back(*, by: Viewer, proceeding_id: uuid.UUID, at: datetime) -> Proceeding:
    """The decision does its work below. Follows from it, in its transaction."""
    made = find(proceeding_id)
    letter = made.letters.select_related("number").get(kind=Letter.Kind.DECISION)
    if made.decision_id is not None:
        _to_decision(made, letter, made.decision_id, by=by, at=at)
    elif made.judgment_id is not None:
        _to_judgment(made, letter, made.judgment_id, by=by, at=at)
    Proceeding.objects.filter(pk=made.pk).update(to_retry=can_try_again(made))
    return made


def _to_judgment(
    made: Proceeding, letter: Letter, judgment_id: uuid.UUID, *, by: Viewer, at: datetime
) -> None:
    """Part by part: what was kept stays in effect, what was amended is in effect as the decision words it."""
    outcomes = {one["order"]: one["outcome"] for one in made.rulings}
    gone = {order for order, one in outcomes.items() if one in rule.QUASHING}
    name = STAYS if not gone else QUASHED if len(gone) == len(outcomes) else IN_PART
    with act(name, by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow()
        case, source = judgment.case, letter.title
        for part in judgment.parts.all():
            outcome = outcomes[part.order]
            if outcome == rule.KEPT:
                continue
            said = f"{_said(letter, outcome)}."
            if outcome == rule.AMENDED:
                said += " Nội dung có hiệu lực là nội dung ghi trong quyết định đó."
            lift_effect(judgment, [part], by=source, why=said)
            PartEffect.objects.filter(part=part).update(outcome=SHORT[outcome][:60])
        advance(case, name)
        a.record(
            judgment, court=case.court, case_id=case.pk, title=_title(made, letter),
            detail="; ".join(f"Phần {order}: {SHORT[one].lower()}" for order, one in outcomes.items())[:1000],
            data={
                "proceeding": made.pk, "judgment_id": judgment.pk, "decided_on": letter.decided_on, "rulings": made.rulings,
                "kept": len(outcomes) - len(gone),
            },
            shown_to="parties",
        )  # fmt: skip


def _to_decision(
    made: Proceeding, letter: Letter, decision_id: uuid.UUID, *, by: Viewer, at: datetime
) -> None:
    """All of it: kept, amended from the day of the decision (349), or cancelled.

    A suspension that was cancelled lets its case go on; one that a resumption ended meanwhile, or whose case has gone
    elsewhere, has nothing left to let go on. A claim of the plaintiff that was ended alone leaves the case where it is.
    """
    outcome = str(made.rulings[0]["outcome"])
    seen = CourseDecision.objects.select_related("case").get(pk=decision_id)
    with act(_act_of(seen, outcome), by=by, at=at) as a:
        case = a.lock(Case, seen.case_id, "court", "number")
        decision = a.lock(CourseDecision, decision_id, "number")
        a.allow()
        decision.case, before = case, decision.effective_on
        if outcome in rule.QUASHING:
            decision.cancelled_on, decision.effective_on = letter.decided_on, None
        elif outcome == rule.AMENDED:
            decision.effective_on = letter.decided_on
        decision.reviewed = f"{decision.reviewed}{_said(letter, outcome)}.\n"
        decision.save(update_fields=["cancelled_on", "effective_on", "reviewed"])
        if case.can(a.name):
            advance(case, a.name)
        a.record(
            decision, court=case.court, case_id=case.pk, title=_title(made, letter),
            detail=f"{decision.title}: {SHORT[outcome].lower()}"[:1000],
            data={
                "proceeding": made.pk, "decision": decision.pk, "decided_on": letter.decided_on, "outcome": outcome,
                "lifted": before, "effective_on": letter.decided_on,
            },
            shown_to="parties",
        )  # fmt: skip
    if outcome in rule.QUASHING and decision.content.get("becomes_suit"):
        rows = Case.objects.select_related("court", "number", "origin__number")
        suit = rows.get(origin=decision.case_id, nature=Case.Nature.SUIT)
        tell_suit(by=by, suit=suit, source=letter.title, at=at)


def _act_of(decision: CourseDecision, outcome: str) -> str:
    """How the case stands afterwards."""
    if outcome not in rule.QUASHING or decision.kind == CourseDecision.Kind.PARTIAL:
        return STAYS
    if decision.kind in rule.SETTLES:
        return QUASHED
    if decision.kind not in rule.GOES_ON:
        return UNDONE
    name = ENDED if outcome == rule.ENDED else GOES_ON
    return name if decision.case.can(name) else STAYS


def _said(letter: Letter, outcome: str) -> str:
    words = SHORT[outcome]
    return f"{letter.title} ngày {letter.decided_on:%d/%m/%Y}: {words[:1].lower()}{words[1:]}"


def _title(made: Proceeding, letter: Letter) -> str:
    return f"Kết quả theo {letter.title[:1].lower()}{letter.title[1:]} của {made.court.name}"[:500]


def accept_again(*, by: Viewer, proceeding_id: uuid.UUID, claims: Sequence[str], at: datetime) -> Case:
    """The court of first instance takes up anew what was quashed for retrial (345, 356.2): new number, other judges, fresh terms.

    Raises:
        Refused: "again.done", "again.none", "again.no_claims".
    """
    texts = [text for text in (clean(one) for one in claims) if text]
    with act("review.accept_again", by=by, at=at) as a:
        made = a.lock(
            Proceeding, proceeding_id, "court", "judgment__number", "decision__number", "again__number"
        )
        below = a.lock(Case, made.case_id, "court", "number")
        a.allow(below)
        if not can_try_again(made):
            raise Refused("again.none", _("Không có phần nào bị hủy để xét xử, giải quyết sơ thẩm lại."))
        if made.again is not None:
            raise Refused("again.done", _("Đã thụ lý lại số %(number)s.") % {"number": str(made.again)})
        if not texts:
            raise refused_on("claims", "again.no_claims", _("Ghi ít nhất một yêu cầu phải giải quyết lại."))
        event = a.record(
            below, court=below.court, case_id=below.pk, title="Nhận lại hồ sơ để giải quyết lại theo thủ tục sơ thẩm",
            detail=f"Theo kết quả xét kháng nghị số {made.protest_number} của {made.court.name}"[:1000],
            data={"proceeding": made.pk, "claims": texts}, shown_to="parties",
        )  # fmt: skip
        data = _anew(data_of(below, below, texts), below, made.decision)
        again = open_case(by=by.following(event), data=data, at=at)
        carry_on(below, again)
        made.again = again
        made.save(update_fields=["again"])
    return again


def _anew(data: CaseData, below: Case, decision: CourseDecision | None) -> CaseData:
    """As the matter stood before the decision that was quashed: the places of before 217.2; no advance that was given back."""
    if decision is None:
        return data
    if decision.fee == "returned":  # 218.3: it was paid back, so that it is owed again
        data = replace(data, fee_receipt={})
    told = places.before(decision)
    if not told:
        return data
    roles = [told["roles"].get(str(p.pk), p.role) for p in Party.objects.filter(case=below).order_by("order")]
    parties = [replace(p, role=role) for p, role in zip(data.parties, roles, strict=True)]
    receipt = {} if decision.fee == "returned" else told["fee_receipt"]
    return replace(data, parties=parties, value=told["value"], fee_receipt=receipt)


def can_try_again(made: Proceeding) -> bool:
    """Whether something was quashed to be decided anew in a case of its own."""
    if made.decision is not None and made.decision.kind in rule.GOES_ON:
        return False
    return made.state == DECIDED and any(one["outcome"] == rule.RETRY for one in made.rulings)


def claims_of(made: Proceeding) -> list[str]:
    """What there is to decide anew, as the register states it: those of before, where only the plaintiff's claim was ended."""
    return list(places.before(made.decision).get("claims") or made.case.claims)
