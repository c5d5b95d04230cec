"""Who may challenge a decision, from when and until when: BLTTDS 273.2, 280.2; complaints of a transfer: 41.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.cases import deadlines, request_kinds
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
OF_FOREIGN = frozenset({"BLTTDS:442.1", "BLTTDS:461.1"})
OF_FOREIGN_ABSENT = frozenset(
    {"BLTTDS:442.1#vang-mat", "BLTTDS:442.1#tam-dinh-chi-vang-mat", "BLTTDS:461.1#vang-mat"}
)
AGAINST_FOREIGN = frozenset({"BLTTDS:442.2", "BLTTDS:442.2#tren", "BLTTDS:461.2", "BLTTDS:461.2#tren"})
"""Of a foreign judgment or award: who was at the session counts from its day, everybody else and both procuracies from the
day on which they received the decision (442, 461)."""
APPEALS = frozenset({APPEAL, OF_RULING, OF_RULING_ABSENT}) | OF_FOREIGN | OF_FOREIGN_ABSENT
CHALLENGES = APPEALS | {PROTEST, PROTEST_HIGHER, AGAINST_RULING, AGAINST_RULING_HIGHER} | AGAINST_FOREIGN
AT_ONCE = frozenset({OF_RULING, AGAINST_RULING, AGAINST_RULING_HIGHER}) | OF_FOREIGN
"""Begin with the decision itself."""
K = CourseDecision.Kind
APPEALABLE = frozenset({K.SUSPENSION, K.DISCONTINUANCE, K.PARTIAL, K.RULING, K.REQUEST_END})
HELD = APPEALABLE | {K.TRANSFER}
"""Decisions whose effect waits for the periods of others."""


@dataclass(frozen=True)
class Rules:
    """The limits by which one decision may be challenged."""

    appeal: str
    absent: str
    """Of a party who was not at the session."""
    protest: str
    protest_higher: str


def of_ruling(case: Case) -> Rules:
    """Of what settles a request: 372, also of a strike (412.1 names no period); of a foreign judgment or award 442, 461."""
    if (way := request_kinds.way_of(case)) is not None:
        return Rules(way.appeal, way.appeal_absent, way.protest, way.protest_higher)
    return Rules(OF_RULING, OF_RULING_ABSENT, AGAINST_RULING, AGAINST_RULING_HIGHER)


def of_end(case: Case) -> Rules:
    """Of a suspension or a discontinuance: 273.2, 280.2; of a foreign judgment or award 442, 461.

    Such a decision is counted from the day on which each received it, as whoever was not at a session (442.1): taken outside a
    session it has nobody present, and that this holds for one taken at the session too is our reading, in the parties' favour.
    """
    if (way := request_kinds.abroad(case)) is not None:
        return Rules(way.appeal_end, way.appeal_end, way.protest, way.protest_higher)
    return Rules(APPEAL, APPEAL, PROTEST, PROTEST_HIGHER)


def lay_out(decision: CourseDecision) -> None:
    """One row per holder of the right; a resumption can be neither appealed nor protested, nor a decision of second instance."""
    if decision.case.instance == Case.Instance.SECOND:
        return  # 288.2: in force at once
    parties = list(decision.case.parties.all())
    holders: list[tuple[str, dict[str, Any]]] = []
    if decision.kind == K.RULING:
        present = set(decision.content.get("present", ()))
        if decision.content.get("appeal"):
            rules = of_ruling(decision.case)
            holders = [
                (rules.appeal if str(p.pk) in present else rules.absent, {"party": p}) for p in parties
            ]
            holders += _protests(rules)
    elif decision.kind in APPEALABLE:
        rules = of_end(decision.case)
        holders = [(rules.appeal, {"party": p}) for p in parties] + _protests(rules)
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


def _protests(rules: Rules) -> list[tuple[str, dict[str, Any]]]:
    return [(rules.protest, {"level": Level.SAME}), (rules.protest_higher, {"level": Level.HIGHER})]


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
