"""A late appeal was accepted above: it goes on below as if in time, and joins the case that went up before it (BLTTDS 275.3)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from toaan.appeals.actions.common import find_review, lock_late
from toaan.appeals.decisions.queries import ONLY
from toaan.appeals.models import Advance, ChallengeAdvance, FeeAdvance, FileTransfer
from toaan.cases.actions import advance
from toaan.cases.models import Case, Party
from toaan.core.acts import Act, act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.course.models import Challenge, CourseDecision
from toaan.judgments.models import Appeal, Effect, Judgment, JudgmentPart

OF_ENDS, OF_RULING = "appeals.revive_challenge", "appeals.revive_ruling"


def revive(*, by: Viewer, review_id: uuid.UUID, at: datetime) -> Appeal:
    """The late appeal was accepted: it is an appeal like any other, and what it challenges is not in effect (275.3, 282.2).

    Follows from the decision, in that transaction. An appeal that was late only with its receipt goes on where it stood.
    """
    with act("appeals.revive", by=by, at=at) as a:
        review = find_review(review_id)
        late = lock_late(a, review.late_id)
        judgment, case = late.challenged_judgment, late.case
        a.allow()
        appeal = Appeal.objects.filter(judgment=judgment, party=late.party).first()
        if appeal is None:
            appeal = Appeal.objects.create(
                judgment=judgment, party=late.party, channel=late.channel, received_on=late.received_on, recorded_at=at,
                user=late.user, post=late.post, ground=late.ground,
            )  # fmt: skip
        appeal.dropped_on, appeal.dropped_why = None, ""
        appeal.save(update_fields=["dropped_on", "dropped_why"])
        parts = list(late.parts.all())
        appeal.parts.set(parts)
        why = f"{review.title} ngày {review.decided_on:%d/%m/%Y}: phần này đang bị kháng cáo nên chưa có hiệu lực."
        lift_effect(judgment, parts, by=review.title, why=why)
        advance(case, "appeals.revive")
        a.record(
            appeal,
            court=case.court,
            case_id=case.pk,
            title=f"Kháng cáo quá hạn của {late.party} được chấp nhận, giải quyết như kháng cáo trong hạn"[
                :500
            ],
            detail=why,
            data={"appeal": appeal.pk, "review": review.pk, "parts": [p.order for p in parts]},
            shown_to="parties",
        )
    return appeal


def revive_challenge(*, by: Viewer, review_id: uuid.UUID, at: datetime) -> Challenge:
    """The same of a late appeal against a decision: the decision is not in effect while it is challenged (275.3, 282).

    That a decision which was in effect loses it again is our reading, as of a judgment: 282.1 says so of whatever is
    appealed, and 275.3 lets the procedure go on as if the appeal had come in time.
    """
    review = find_review(review_id)
    of_ruling = review.late.decision is not None and review.late.decision.kind == CourseDecision.Kind.RULING
    name = OF_RULING if of_ruling else OF_ENDS
    with act(name, by=by, at=at) as a:
        late = lock_late(a, review.late_id)
        decision, case = late.decision, late.case
        a.allow()
        if decision is None:
            raise ValueError("a challenge is about a decision")
        period = decision.periods.select_related("party").get(party=late.party)
        challenge = Challenge.objects.filter(period=period).first() or Challenge(
            period=period, channel=late.channel, received_on=late.received_on, recorded_at=at, user=late.user,
            post=late.post, ground=late.ground,
        )  # fmt: skip
        challenge.dropped_on, challenge.dropped_why = None, ""
        challenge.save()
        why = f"{review.title} ngày {review.decided_on:%d/%m/%Y}: quyết định đang bị kháng cáo nên chưa có hiệu lực."
        if decision.effective_on is not None:
            why += f" Hiệu lực từ ngày {decision.effective_on:%d/%m/%Y} không còn."
        lifted, decision.effective_on = decision.effective_on, None
        decision.save(update_fields=["effective_on"])
        advance(case, name)
        a.record(
            challenge,
            court=case.court,
            case_id=case.pk,
            title=f"Kháng cáo quá hạn của {late.party} được chấp nhận, giải quyết như kháng cáo trong hạn"[
                :500
            ],
            detail=why,
            data={
                "challenge": challenge.pk, "review": review.pk, "decision": decision.pk, "lifted": lifted,
            },
            shown_to="parties",
        )  # fmt: skip
    return challenge


def lift_effect(judgment: Judgment, parts: Sequence[JudgmentPart], *, by: str, why: str) -> None:
    """These parts are in effect no longer; the day that they had stays beside them with what lifted it."""
    effect = Effect.objects.filter(judgment=judgment).first()
    if effect is None:
        return
    for one in effect.parts.filter(part__in=parts):
        if one.effective_on is not None:
            one.lifted = _noted(one.lifted, one.effective_on, by)
        one.effective_on, one.explanation = None, why
        one.save(update_fields=["effective_on", "explanation", "lifted"])
    if effect.effective_on is not None:
        effect.lifted = _noted(effect.lifted, effect.effective_on, by)
        effect.effective_on = None
        effect.save(update_fields=["effective_on", "lifted"])


def _noted(earlier: str, day: date, by: str) -> str:
    return f"{earlier}Có hiệu lực từ ngày {day:%d/%m/%Y}, không còn theo {by[:1].lower()}{by[1:]}.\n"


def add_challenge(*, by: Viewer, appeal_id: uuid.UUID, at: datetime) -> Case:
    """An appeal that was accepted late joins the case that is above already. Follows from its fee being settled.

    So does an appeal or a protest in time, where the file goes up before every period is over (of a strike, 413).

    Args:
        appeal_id: of an appeal against the judgment or against a decision.

    Raises:
        Refused: "challenge.none" when there is nothing to join.
    """
    appeal, transfer = _found(appeal_id)
    if appeal is None or transfer is None or transfer.above_id is None:
        raise Refused("challenge.none", "Hồ sơ chưa được thụ lý phúc thẩm.")
    with act("appeals.add_challenge", by=by, at=at) as a:
        above = a.lock(Case, transfer.above_id, "court", "number")
        a.allow()
        above.after("appeals.add_challenge")
        if appeal.party is None:
            return _add_protest(a, above, appeal)
        copy = above.parties.get(order=appeal.party.order)
        appellants = above.challenge["appellants"]
        if any(row["party"] == str(copy.pk) for row in appellants):
            raise Refused("challenge.none", "Kháng cáo này đã ở trong vụ án phúc thẩm.")
        orders = sorted(p.order for p in appeal.parts.all()) if isinstance(appeal, Appeal) else [ONLY]
        above.challenge = {**above.challenge, "appellants": [*appellants, _row(copy, orders, appeal.ground)]}
        above.save(update_fields=["challenge"])
        a.record(
            above,
            court=above.court,
            case_id=above.pk,
            title=f"Thêm kháng cáo {'' if _in_time(appeal) else 'quá hạn được chấp nhận '}của {copy.name}"[
                :500
            ],
            detail=f"Phần {', '.join(map(str, orders))}" if isinstance(appeal, Appeal) else "",
            data={"appeal": appeal.pk, "parts": orders},
            shown_to="parties",
        )
    return above


def _in_time(appeal: Appeal | Challenge) -> bool:
    """Whether it is against a decision and came within its period."""
    due = appeal.period.due_on if isinstance(appeal, Challenge) else None
    return due is not None and appeal.received_on <= due


def _add_protest(a: Act, above: Case, protest: Appeal | Challenge) -> Case:
    """A protest joins the case above."""
    if not isinstance(protest, Challenge):
        raise ValueError("an appeal has its party")
    row = {
        "level": protest.period.level, "holder": protest.period.holder, "number": protest.number, "parts": [ONLY],
        "ground": protest.ground,
    }  # fmt: skip
    above.challenge = {**above.challenge, "protests": [*above.challenge["protests"], row]}
    above.save(update_fields=["challenge"])
    a.record(
        above,
        court=above.court,
        case_id=above.pk,
        title=f"Thêm kháng nghị của {protest.period.holder}"[:500],
        detail=f"Quyết định kháng nghị số {protest.number}",
        data={"appeal": protest.pk, "parts": [ONLY]},
        shown_to="parties",
    )
    return above


def _found(appeal_id: uuid.UUID) -> tuple[Appeal | Challenge | None, FileTransfer | None]:
    """The appeal and the file that went up for what it is against."""
    appeal = Appeal.objects.select_related("party").filter(pk=appeal_id).first()
    if appeal is not None:
        return appeal, FileTransfer.objects.filter(judgment=appeal.judgment_id).first()
    challenge = Challenge.objects.select_related("period__party").filter(pk=appeal_id).first()
    if challenge is None:
        return None, None
    return challenge, FileTransfer.objects.filter(decision=challenge.period.decision_id).first()


def _row(copy: Party, orders: list[int], ground: str) -> dict[str, Any]:
    return {
        "party": str(copy.pk), "name": copy.name, "role": str(copy.get_role_display()), "parts": orders, "ground": ground,
    }  # fmt: skip


def is_settled(appeal_id: uuid.UUID) -> bool:
    """Whether nothing stands between this appeal, against a judgment or a decision, and the court above."""
    due = FeeAdvance.State.DUE
    if Challenge.objects.filter(pk=appeal_id, period__party=None, dropped_on=None).exists():
        return True  # a protest owes no fee
    return any(
        rows.exclude(state=due).exists()
        for rows in (
            Advance.objects.filter(appeal=appeal_id, appeal__dropped_on=None),
            ChallengeAdvance.objects.filter(challenge=appeal_id, challenge__dropped_on=None),
        )
    )
