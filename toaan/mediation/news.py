"""Which events of mediations are news for whom."""

from __future__ import annotations

from django.db.models import Q

from toaan.core.news import scope
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.mediation.models import Mediation

COURT = ("mediation.answer", "mediation.respond", "mediation.ask_replacement", "mediation.decline", "mediation.end", "mediation.confirm_result", "mediation.file_review")  # fmt: skip
MEDIATOR = ("mediation.designate", "mediation.respond", "mediation.ask_to_stop", "mediation.confirm_result", "mediation.recognise", "mediation.refuse_recognition")  # fmt: skip


@scope
def mediations(viewer: Viewer) -> Q | None:
    """The mediator and the judge in charge follow their own; clerks and leaders what asks for their next act."""
    rows = Mediation.objects.order_by()
    if viewer.role == Role.MEDIATOR:
        mine = rows.filter(mediator__post=viewer.post)
        return Q(act__in=MEDIATOR, petition_id__in=mine.values("petition_id"))
    if viewer.role in LEADERS | {Role.CLERK}:
        return Q(act__in=COURT, court=viewer.court_id)
    if viewer.role in JUDGES:
        mine = rows.filter(judge=viewer.post)
        return Q(act__in=COURT, petition_id__in=mine.values("petition_id"))
    return None
