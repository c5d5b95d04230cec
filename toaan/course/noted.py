"""The claims that are heard beside the plaintiff's, written into the case for the floors below."""

from __future__ import annotations

from toaan.cases.models import Case
from toaan.course.models import OtherClaim
from toaan.course.states import ACCEPTED


def note(case: Case) -> None:
    """The claims that are heard in the case, as papers of the floors below print them."""
    rows = (
        OtherClaim.objects.filter(case=case, state=ACCEPTED)
        .select_related("party")
        .prefetch_related("against")
    )
    case.other_claims = [
        {
            "kind": row.kind, "label": str(OtherClaim.Kind(row.kind).label), "party": row.party.name,
            "against": [p.name for p in row.against.all()], "claims": row.claims, "value": row.value,
            "accepted_on": row.accepted_on.isoformat() if row.accepted_on else "",
        }
        for row in rows
    ]  # fmt: skip
    case.save(update_fields=["other_claims"])
