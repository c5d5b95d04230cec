"""Which events of petitions are news for whom."""

from __future__ import annotations

from django.db.models import Q

from toaan.core.news import NO_CASE, scope
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition

ARRIVING = (
    "filing.submit", "filing.amend", "filing.hand_in_receipt", "filing.complain_of_return", "filing.complain_of_return_above",
)  # fmt: skip


@scope
def petitions(viewer: Viewer) -> Q | None:
    """A judge follows the petitions he examines; leaders, clerks, the document clerk what comes in."""
    readable = Q(shown_to__in=["parties", "court"])
    found = None
    if viewer.role in JUDGES:
        mine = Petition.objects.filter(examiner=viewer.post).order_by().values("pk")
        found = Q(readable, NO_CASE, petition_id__in=mine)
    if viewer.role in LEADERS | {Role.CLERK, Role.DOCUMENT_CLERK}:
        arriving = Q(readable, act__in=ARRIVING)
        found = arriving if found is None else found | arriving
    return found
