"""The decision of the committee of judges: what it may decide, how it is carried, its paper (BLTTDS 341–349, 356)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Case
from toaan.core.acts import Act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.review.actions.letters import write
from toaan.review.actions.sessions import find
from toaan.review.models import Letter, Proceeding
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
    """Part of the judgment or decision → outcome."""
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


def possible(made: Proceeding) -> dict[str, str]:
    """Outcomes that the law leaves open here, with the clause."""
    second = made.case.instance == Case.Instance.SECOND
    return rule.outcomes(made.kind, second_instance=second)


def _check(made: Proceeding, wish: Wish) -> None:
    total, open_now = made.members.count(), possible(made)
    if set(wish.outcomes) != {part.order for part in made.ruling.parts}:
        raise Refused("review.parts", _("Ghi kết quả cho từng phần của bản án, quyết định."), status=422)
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
            "complete", "review.incomplete", _("Chỉ sửa bản án, quyết định khi có đủ hai điều kiện tại khoản 1 Điều 347.")
        )  # fmt: skip
    if rule.AMENDED in chosen and not clean(wish.amended):
        raise refused_on("amended", "review.no_amendment", _("Ghi nội dung bản án, quyết định sau khi sửa."))
    if chosen & rule.SETTLES_ENFORCEMENT and not clean(wish.consequences):
        raise refused_on(
            "consequences", "review.no_consequences",
            _("Ghi việc giải quyết hậu quả thi hành án, hoặc ghi rõ bản án, quyết định chưa được thi hành (Điều 344, 346, 347)."),
        )  # fmt: skip


def _printed(outcome: object) -> str:
    return SHORT[str(outcome)]


def _clause(kind: str, outcome: str) -> str:
    return rule.citation(rule.OUTCOMES[kind][outcome]) if outcome in rule.OUTCOMES[kind] else ""
