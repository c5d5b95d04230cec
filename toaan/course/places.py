"""Parties change places when the plaintiff's claim is gone and another's stays: BLTTDS 217.2.b, 217.2.c, 245."""

from __future__ import annotations

from toaan.cases.models import Case, Party
from toaan.course.models import OtherClaim
from toaan.course.noted import note
from toaan.course.states import ACCEPTED, CLAIM

R = Party.Role


def change(case: Case) -> None:
    """Inside the act: the claimants become plaintiffs, those whom they claim from defendants, all others related persons.

    While a counterclaim stays it is the claim of the case (217.2.b) and independent claims stay beside it; without one
    the independent claims are (217.2.c).
    """
    rows = list(OtherClaim.objects.filter(case=case, state=ACCEPTED).prefetch_related("against"))
    counter = [r for r in rows if r.kind == OtherClaim.Kind.COUNTERCLAIM]
    main = counter or rows
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
