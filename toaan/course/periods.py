"""Who may challenge a decision, from when and until when: BLTTDS 273.2, 280.2; complaints of a transfer: 41.1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline, Party
from toaan.core import clock, rules_in_force
from toaan.core.models import Event
from toaan.course.models import CourseDecision, Level, Period
from toaan.delivery.models import PROCURACY, ServiceRecipient
from toaan.hearings.models import TrialDecision
from toaan.rules.time_limits import due_date

APPEAL, PROTEST, PROTEST_HIGHER, COMPLAINT = (
    "BLTTDS:273.2",
    "BLTTDS:280.2",
    "BLTTDS:280.2#tren",
    "BLTTDS:41.1",
)
COMPLAIN = "BLTTDS:319.1"
OF_RULING, OF_RULING_ABSENT, AGAINST_RULING, AGAINST_RULING_HIGHER = (
    "BLTTDS:372.1",
    "BLTTDS:372.1#vang-mat",
    "BLTTDS:372.2",
    "BLTTDS:372.2#tren",
)
"""Of the decision on a request: who was at the session counts from its day, as do both procuracies (372)."""
APPEALS = frozenset({APPEAL, OF_RULING, OF_RULING_ABSENT})
CHALLENGES = APPEALS | {PROTEST, PROTEST_HIGHER, AGAINST_RULING, AGAINST_RULING_HIGHER}
AT_ONCE = frozenset({OF_RULING, AGAINST_RULING, AGAINST_RULING_HIGHER})
"""Begin with the decision itself."""
K = CourseDecision.Kind
APPEALABLE = frozenset({K.SUSPENSION, K.DISCONTINUANCE, K.PARTIAL, K.RULING, K.REQUEST_END})
HELD = APPEALABLE | {K.TRANSFER}
"""Decisions whose effect waits for the periods of others."""


def lay_out(decision: CourseDecision) -> None:
    """One row per holder of the right; a resumption can be neither appealed nor protested, nor a decision of second instance."""
    if decision.case.instance == Case.Instance.SECOND:
        return  # 288.2: in force at once
    parties = list(decision.case.parties.all())
    holders: list[tuple[str, dict[str, Any]]] = []
    if decision.kind == K.RULING:
        present = set(decision.content.get("present", ()))
        if decision.content.get("appeal"):
            holders = [
                (OF_RULING if str(p.pk) in present else OF_RULING_ABSENT, {"party": p}) for p in parties
            ]
            holders += [
                (AGAINST_RULING, {"level": Level.SAME}),
                (AGAINST_RULING_HIGHER, {"level": Level.HIGHER}),
            ]
    elif decision.kind in APPEALABLE:
        holders = [(APPEAL, {"party": p}) for p in parties]
        holders += [(PROTEST, {"level": Level.SAME}), (PROTEST_HIGHER, {"level": Level.HIGHER})]
    elif decision.kind == K.TRANSFER:
        holders = [(COMPLAINT, {"party": p}) for p in parties] + [(COMPLAINT, {"level": Level.SAME})]
    Period.objects.bulk_create(
        Period(
            decision=decision,
            order=order,
            rule=rule,
            explanation="Thời hạn tính từ ngày nhận được quyết định hoặc ngày niêm yết.",
            **whose,
        )
        for order, (rule, whose) in enumerate(holders, start=1)
    )


def begin(rows: Mapping[Period, date], event: Event) -> list[Period]:
    """Periods that waited for this day of receipt run now; one that runs already is left alone."""
    begun = []
    for row, day in rows.items():
        if row.due_on is not None:
            continue
        found = due_date(rules_in_force.time_limit(row.rule, day), day, rules_in_force.calendar())
        row.from_on, row.due_on, row.explanation = day, found.due, found.explanation
        row.save(update_fields=["from_on", "due_on", "explanation"])
        owner = Deadline.Owner.PARTY if row.party else Deadline.Owner.PROCURACY
        deadlines.start(event, rule=row.rule, owner=owner, trigger_on=day, party=row.party)
        begun.append(row)
    return begun


def complaint_due(decision: TrialDecision, party: Party | None) -> date | None:
    """The last day on which this holder may complain; None while the decision has not reached him."""
    key = f"party:{party.pk}" if party else PROCURACY
    rows = ServiceRecipient.objects.filter(case_id=decision.case_id, sha256=decision.sha256, key=key)
    row = next((r for r in rows if r.is_proved), None)
    moment = (row.received_at or row.sent_at) if row else None
    if moment is None:
        return None
    day = clock.local_date(moment)
    return due_date(rules_in_force.time_limit(COMPLAIN, day), day, rules_in_force.calendar()).due
