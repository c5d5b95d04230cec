"""Parties change places when the plaintiff's claim is gone and another's stays: BLTTDS 217.2.b, 217.2.c, 245.

The decision changes them when it is issued (217.2). It may be appealed (218.4), and what is appealed is not carried out
(282.1): the case keeps how it stood, the court above sees it so, and a cancellation (314.5.c) brings it back.
"""

from __future__ import annotations

from typing import Any

from toaan.cases.models import Case, Party
from toaan.course.models import CourseDecision, OtherClaim
from toaan.course.noted import note
from toaan.course.states import ACCEPTED, CLAIM, MAIN

R = Party.Role


def change(case: Case) -> dict[str, Any]:
    """Inside the act: the claimants become plaintiffs, those whom they claim from defendants, all others related persons.

    While a counterclaim stays it is the claim of the case (217.2.b) and independent claims stay beside it; without one
    the independent claims are (217.2.c).

    Returns:
        How the case stood: {"roles": {party: role}, "claims", "value", "fee_receipt", "main": [claims that are the case's now]}.
    """
    rows = list(OtherClaim.objects.filter(case=case, state=ACCEPTED).prefetch_related("against"))
    counter = [r for r in rows if r.kind == OtherClaim.Kind.COUNTERCLAIM]
    main = counter or rows
    before = {
        "roles": {str(p.pk): p.role for p in case.parties.all()}, "claims": case.claims, "value": case.value,
        "fee_receipt": case.fee_receipt, "main": [str(r.pk) for r in main],
    }  # fmt: skip
    plaintiffs = {r.party_id for r in main}
    defendants = {p.pk for r in main for p in r.against.all()} - plaintiffs
    for party in case.parties.all():
        party.role = (
            R.PLAINTIFF if party.pk in plaintiffs else R.DEFENDANT if party.pk in defendants else R.RELATED
        )
        party.save(update_fields=["role"])
    for row in main:
        row.state = CLAIM.after("course.discontinue_part", row.state)
        row.save(update_fields=["state"])
    values = [r.value for r in main if r.value is not None]
    case.claims = [text for r in main for text in r.claims]
    case.value = sum(values) if values else None
    receipts = [r.receipt for r in main if r.receipt]
    case.fee_receipt = receipts[0] if len(receipts) == 1 else {}
    case.save(update_fields=["claims", "value", "fee_receipt"])
    note(case)
    return before


def before(decision: CourseDecision | None) -> dict[str, Any]:
    """How the case stood before a discontinuance of the plaintiff's claim alone, as `change` returned it; else empty."""
    if decision is None or decision.kind != CourseDecision.Kind.PARTIAL:
        return {}
    found: dict[str, Any] = decision.subject.get("before", {})
    return found


def restore(case: Case, decision: CourseDecision) -> None:
    """Inside the act: the plaintiff's claim is back, everybody in the place of before; a claim that was given up since stays so."""
    told = before(decision)
    for party in case.parties.all():
        party.role = told["roles"].get(str(party.pk), party.role)
        party.save(update_fields=["role"])
    rows = list(OtherClaim.objects.filter(case=case, pk__in=told["main"], state=MAIN))
    for row in rows:
        if len(rows) == 1:  # what its claimant changed since was written on the case
            row.claims, row.value = case.claims, case.value
        row.state = CLAIM.after("appeals.part_cancelled", row.state)
        row.save(update_fields=["claims", "value", "state"])
    case.claims, case.value, case.fee_receipt = told["claims"], told["value"], told["fee_receipt"]
    case.save(update_fields=["claims", "value", "fee_receipt"])
    note(case)
