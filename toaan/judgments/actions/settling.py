"""What time brings: periods that begin with the receipt, and legal effect when the last of them has ended."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from toaan.cases import deadlines
from toaan.cases.actions import advance
from toaan.cases.models import Deadline
from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.judgments import periods
from toaan.judgments.actions.common import lock_judgment
from toaan.judgments.models import AppealPeriod, Effect, Judgment, JudgmentPart, PartEffect
from toaan.judgments.states import PRONOUNCED
from toaan.rules import effect as rule

Outcome = tuple[JudgmentPart, date | None, str]


def record_receipt(
    *,
    by: Viewer,
    judgment_id: uuid.UUID,
    days: Mapping[AppealPeriod, tuple[date | None, date | None]],
    at: datetime,
) -> list[AppealPeriod]:
    """Periods that waited for the receipt (first day) or the posting (second) of the judgment begin (273.1, 280.1).

    Follows from the proof of service.

    Raises:
        Refused: "period.none" when nobody's period waits for this.
    """
    with act("judgments.start_period", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow()
        waiting = list(
            judgment.periods.select_related("party").filter(due_on=None, pk__in=[p.pk for p in days])
        )
        if not waiting:
            raise Refused("period.none", "Không còn thời hạn nào chờ ngày nhận bản án.")
        event = a.record(
            judgment,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=f"Thời hạn kháng cáo, kháng nghị bắt đầu: {', '.join(p.holder for p in waiting)}"[:500],
            data={"periods": {str(p.pk): [str(d) if d else None for d in days[p]] for p in days}},
            shown_to="parties",
        )
        periods.received(judgment, {p: days[p] for p in waiting}, event)
    return waiting


def take_effect(*, by: Viewer, judgment_id: uuid.UUID, at: datetime) -> Effect:
    """The last period has ended: unchallenged parts take effect (282.2); the case too when all of them do.

    With every part in effect the act is "judgments.take_effect"; otherwise "judgments.close_periods", and the case
    stays where it is. The day of effect comes from the rules, however late this runs.

    Raises:
        Refused: "effect.settled", "effect.too_early", "effect.changed" (an appeal came in at this moment).
    """
    whole = not _is_challenged(judgment_id)
    with act("judgments.take_effect" if whole else "judgments.close_periods", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow()
        if judgment.state != PRONOUNCED or Effect.objects.filter(judgment=judgment).exists():
            raise Refused("effect.settled", "Hiệu lực của bản án đã được xác định.")
        if whole == _is_challenged(judgment_id):
            raise Refused("effect.changed", "Vừa có kháng cáo, kháng nghị mới. Hãy thực hiện lại.")
        outcomes = outcome_of(judgment, clock.local_date(at))
        days = [day for _, day, _ in outcomes]
        effective_on = max((d for d in days if d), default=None) if whole else None
        effect = Effect.objects.create(judgment=judgment, settled_at=at, effective_on=effective_on)
        PartEffect.objects.bulk_create(
            PartEffect(effect=effect, part=part, effective_on=day, explanation=why)
            for part, day, why in outcomes
        )
        if whole:
            advance(judgment.case, "judgments.take_effect")
        event = a.record(
            judgment,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=_title(judgment, outcomes, effective_on),
            detail=(outcomes[-1][2] if whole else " ".join(why for _, _, why in outcomes))[:1000],
            data={
                "effective_on": effective_on,
                "judgment_id": judgment.pk,
                "number": str(judgment.number),
                "parts": [{"order": p.order, "effective_on": d, "explanation": w} for p, d, w in outcomes],
            },
            shown_to="parties",
        )
        _end_deadlines(event)
    return effect


def effective_at_once(judgment: Judgment, at: datetime) -> None:
    """The judgment of second instance is in effect, all its parts, from its pronouncement (313.6); within that act."""
    day = clock.local_date(at)
    effect = Effect.objects.create(judgment=judgment, settled_at=at, effective_on=day)
    why = "Bản án phúc thẩm có hiệu lực pháp luật kể từ ngày tuyên án (khoản 6 Điều 313 Bộ luật Tố tụng dân sự)."
    PartEffect.objects.bulk_create(
        PartEffect(effect=effect, part=part, effective_on=day, explanation=why)
        for part in judgment.parts.all()
    )


def settle_dropped(*, by: Viewer, judgment_id: uuid.UUID, at: datetime) -> Judgment:
    """Appeals were dropped after the periods: parts that nobody challenges any more are in effect since their end.

    Follows from the act that dropped the appeal.

    Raises:
        Refused: "effect.changed" when no part is concerned.
    """
    whole = not _is_challenged(judgment_id)
    with act("judgments.take_effect" if whole else "judgments.settle_parts", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow()
        outcomes = outcome_of(judgment, clock.local_date(at))
        found = {part.pk: (day, why) for part, day, why in outcomes if day}
        rows = [r for r in judgment.effect.parts.filter(effective_on=None) if r.part_id in found]
        if not rows:
            raise Refused("effect.changed", "Không có phần nào thay đổi hiệu lực.")
        for row in rows:
            row.effective_on, row.explanation = found[row.part_id]
            row.save(update_fields=["effective_on", "explanation"])
        effective_on = max(day for _, day, _ in outcomes if day) if whole else None
        if whole:
            Effect.objects.filter(judgment=judgment).update(effective_on=effective_on)
            advance(judgment.case, "judgments.take_effect")
        a.record(
            judgment,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=_title(judgment, outcomes, effective_on),
            detail=" ".join(why for _, _, why in outcomes)[:1000],
            data={
                "effective_on": effective_on,
                "judgment_id": judgment.pk,
                "number": str(judgment.number),
                "parts": [{"order": p.order, "effective_on": d, "explanation": w} for p, d, w in outcomes],
            },
            shown_to="parties",
        )
    return judgment


def outcome_of(judgment: Judgment, today: date) -> list[Outcome]:
    """Each part with its first day of effect, or None, and why.

    Raises:
        Refused: "effect.too_early" while a period runs or has not begun.
    """
    rows = periods.as_rules(judgment.periods.select_related("party"))
    ends = [row.due.due for row in rows if row.due is not None]
    if len(ends) < len(rows) or not ends or max(ends) >= today:
        raise Refused("effect.too_early", "Thời hạn kháng cáo, kháng nghị chưa hết.")
    parts = list(judgment.parts.prefetch_related("appeals__party", "protests"))
    named = [rule.JudgmentPart(id=str(p.pk), title=p.title, challenged_by=_challengers(p)) for p in parts]
    setting = rules_in_force.rule("setting", "setting:effect-first-day", judgment.pronounced_on or today)
    found = rule.effective_dates(named, rows, first_day=setting.value["value"])
    return [(part, day, why) for part, (_, day, why) in zip(parts, found, strict=True)]


def _challengers(part: JudgmentPart) -> tuple[str, ...]:
    appeals = [a.party.name for a in part.appeals.all() if a.dropped_on is None]
    return tuple([*appeals, *(p.get_level_display() for p in part.protests.all())])


def _is_challenged(judgment_id: uuid.UUID) -> bool:
    found = Judgment.objects.filter(pk=judgment_id)
    return (
        found.filter(appeals__isnull=False, appeals__dropped_on=None).exists()
        or found.filter(protests__isnull=False).exists()
    )


def _title(judgment: Judgment, outcomes: Sequence[Outcome], effective_on: date | None) -> str:
    if effective_on is not None:
        return f"{judgment} có hiệu lực pháp luật từ ngày {effective_on:%d/%m/%Y}"
    in_effect = [part.title.lower() for part, day, _ in outcomes if day]
    words = f"có hiệu lực: {', '.join(in_effect)}" if in_effect else "toàn bộ bản án bị kháng cáo, kháng nghị"
    return f"Hết thời hạn kháng cáo, kháng nghị {judgment}; {words}"[:500]


def _end_deadlines(event: Event) -> None:
    deadlines.end(
        event, (*rule.LIMIT_KEYS, *rule.SIMPLIFIED_KEYS), Deadline.State.CANCELLED, clock.local_date(event.at)
    )
