"""The decision of the committee of judges and what it does to the judgment (BLTTDS 342–350, 356)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.appeals.actions.returning import carry_on, data_of
from toaan.appeals.actions.reviving import lift_effect
from toaan.cases.actions import advance, open_case
from toaan.cases.models import Case
from toaan.core.acts import Act, act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import lock_judgment, refused_on
from toaan.judgments.models import PartEffect
from toaan.review.actions.letters import write
from toaan.review.actions.sessions import find
from toaan.review.models import Letter, Proceeding
from toaan.review.states import DECIDED
from toaan.rules import review as rule
from toaan.vietnamese.text import clean

SHORT = {
    rule.KEPT: "Giữ nguyên", rule.RESTORED: "Hủy, giữ nguyên bản án của Tòa án cấp dưới",
    rule.RETRY: "Hủy, xét xử sơ thẩm lại", rule.RETRY_ABOVE: "Hủy, xét xử phúc thẩm lại",
    rule.ENDED: "Hủy, đình chỉ giải quyết vụ án", rule.AMENDED: "Sửa",
}  # fmt: skip
"""Outcome of a part → the record's words for it."""


@dataclass(frozen=True)
class Wish:
    """What the committee voted for."""

    outcomes: Mapping[int, str]
    """Part of the judgment → outcome."""
    votes: int
    reason: str
    amended: str = ""
    consequences: str = ""
    """What becomes of what was enforced already (344, 346, 347.2)."""
    complete: bool = False
    """The evidence is complete and clear, nobody else's rights are touched (347.1)."""


def decide(*, by: Viewer, proceeding_id: uuid.UUID, wish: Wish, at: datetime) -> Letter:
    """Number, sign and issue the decision of the committee; it is in effect from that day (349).

    Raises:
        Refused: "review.no_text", "review.outcome", "review.parts", "review.not_carried" (341.5), "review.more_votes",
            "review.no_amendment", "review.incomplete" (347.1), "review.no_consequences", "wrong_state".
    """
    rulings = [{"order": order, "outcome": one} for order, one in sorted(wish.outcomes.items())]

    def check(made: Proceeding, today: date) -> None:  # noqa: ARG001
        _check(made, wish)

    def then(a: Act, made: Proceeding, letter: Letter) -> None:  # noqa: ARG001
        made.rulings, made.decided_on = rulings, letter.decided_on

    made = find(proceeding_id)
    printed = [
        {**one, "words": _printed(one["outcome"]), "clause": _clause(made.kind, str(one["outcome"]))}
        for one in rulings
    ]
    return write(
        Letter.Kind.DECISION, proceeding_id, by=by, text=wish.reason, at=at, check=check, then=then, rulings=printed,
        votes=wish.votes, amended=clean(wish.amended), consequences=clean(wish.consequences),
    )  # fmt: skip


def come_back(*, by: Viewer, proceeding_id: uuid.UUID, at: datetime) -> Proceeding:
    """The decision does its work on the judgment: parts keep their effect, or lose it. Follows from the decision."""
    made = find(proceeding_id)
    letter = made.letters.select_related("number").get(kind=Letter.Kind.DECISION)
    outcomes = {one["order"]: one["outcome"] for one in made.rulings}
    quashed = set(outcomes.values()) <= rule.QUASHING
    name = "review.come_back_quashed" if quashed else "review.come_back"
    with act(name, by=by, at=at) as a:
        judgment = lock_judgment(a, made.judgment_id)
        a.allow()
        case, source = judgment.case, letter.title
        for part in judgment.parts.all():
            outcome = outcomes[part.order]
            said = f"{source} ngày {letter.decided_on:%d/%m/%Y}: {SHORT[outcome][:1].lower()}{SHORT[outcome][1:]}."
            if outcome == rule.KEPT:
                continue
            if outcome == rule.AMENDED:
                said += " Nội dung có hiệu lực là nội dung ghi trong quyết định đó."
            lift_effect(judgment, [part], by=source, why=said)
            PartEffect.objects.filter(part=part).update(outcome=SHORT[outcome][:60])
        advance(case, name)
        a.record(
            judgment, court=case.court, case_id=case.pk,
            title=f"Kết quả theo {source[:1].lower()}{source[1:]} của {made.court.name}"[:500],
            detail="; ".join(f"Phần {order}: {SHORT[one].lower()}" for order, one in outcomes.items())[:1000],
            data={"proceeding": made.pk, "judgment_id": judgment.pk, "decided_on": letter.decided_on, "rulings": made.rulings},
            shown_to="parties",
        )  # fmt: skip
    return made


def accept_again(*, by: Viewer, proceeding_id: uuid.UUID, claims: Sequence[str], at: datetime) -> Case:
    """The court of first instance takes up anew what was quashed for retrial (345, 356.2): new number, other judges, fresh terms.

    Raises:
        Refused: "again.done", "again.none", "again.no_claims".
    """
    texts = [text for text in (clean(one) for one in claims) if text]
    with act("review.accept_again", by=by, at=at) as a:
        made = a.lock(Proceeding, proceeding_id, "court", "judgment__number", "again__number")
        below = a.lock(Case, made.judgment.case_id, "court", "number")
        a.allow(below)
        if not can_try_again(made):
            raise Refused("again.none", _("Không có phần nào bị hủy để xét xử sơ thẩm lại."))
        if made.again is not None:
            raise Refused(
                "again.done", _("Vụ án đã được thụ lý lại số %(number)s.") % {"number": str(made.again)}
            )
        if not texts:
            raise refused_on("claims", "again.no_claims", _("Ghi ít nhất một yêu cầu phải giải quyết lại."))
        event = a.record(
            below, court=below.court, case_id=below.pk, title="Nhận lại hồ sơ để xét xử lại theo thủ tục sơ thẩm",
            detail=f"Theo kết quả xét kháng nghị số {made.protest_number} của {made.court.name}"[:1000],
            data={"proceeding": made.pk, "claims": texts}, shown_to="parties",
        )  # fmt: skip
        again = open_case(by=by.following(event), data=data_of(below, below, texts), at=at)
        carry_on(below, again)
        made.again = again
        made.save(update_fields=["again"])
    return again


def can_try_again(made: Proceeding) -> bool:
    """Whether a part was quashed for a new trial at first instance."""
    return made.state == DECIDED and any(one["outcome"] == rule.RETRY for one in made.rulings)


def possible(made: Proceeding) -> dict[str, str]:
    """Outcomes that the law leaves open here, with the clause."""
    second = made.judgment.case.instance == Case.Instance.SECOND
    return rule.outcomes(made.kind, second_instance=second)


def _check(made: Proceeding, wish: Wish) -> None:
    total, open_now = made.members.count(), possible(made)
    if set(wish.outcomes) != set(made.judgment.parts.values_list("order", flat=True)):
        raise Refused("review.parts", _("Ghi kết quả cho từng phần của bản án."), status=422)
    if not set(wish.outcomes.values()) <= set(open_now):
        raise Refused(
            "review.outcome", _("Hội đồng không có thẩm quyền quyết định như vậy (Điều 343, Điều 356)."), status=422
        )  # fmt: skip
    if wish.votes > len(made.present):
        raise refused_on("votes", "review.more_votes", _("Số phiếu nhiều hơn số thành viên tham gia."))
    if not rule.is_carried(total, wish.votes):
        raise refused_on(
            "votes", "review.not_carried",
            _("Quyết định phải được quá nửa tổng số %(n)s thành viên tán thành (khoản 5 Điều 341).") % {"n": total},
        )  # fmt: skip
    chosen = set(wish.outcomes.values())
    if rule.AMENDED in chosen and not wish.complete:
        raise refused_on(
            "complete", "review.incomplete", _("Chỉ sửa bản án khi có đủ hai điều kiện tại khoản 1 Điều 347.")
        )  # fmt: skip
    if rule.AMENDED in chosen and not clean(wish.amended):
        raise refused_on("amended", "review.no_amendment", _("Ghi nội dung bản án sau khi sửa."))
    if chosen & rule.SETTLES_ENFORCEMENT and not clean(wish.consequences):
        raise refused_on(
            "consequences", "review.no_consequences",
            _("Ghi việc giải quyết hậu quả thi hành án, hoặc ghi rõ bản án chưa được thi hành (Điều 344, 346, 347)."),
        )  # fmt: skip


def _printed(outcome: object) -> str:
    return SHORT[str(outcome)]


def _clause(kind: str, outcome: str) -> str:
    return rule.citation(rule.OUTCOMES[kind][outcome]) if outcome in rule.OUTCOMES[kind] else ""
