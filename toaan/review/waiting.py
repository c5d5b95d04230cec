"""Applications that wait for the president to name an examiner or to decide, and for the examiner's report."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core.roles import JUDGES, LEADERS
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, Waiting, finder
from toaan.review import queries
from toaan.review.models import Application
from toaan.review.states import EXAMINING, RECEIVED, REPORTED


@finder
def applications(viewer: Viewer) -> list[Waiting]:
    """Of the leaders: new ones and reported ones; of a judge: those to study."""
    rows: list[Application] = []
    if viewer.role in LEADERS:
        rows += queries.visible_to(viewer).filter(state__in=[RECEIVED, REPORTED])
    if viewer.role in JUDGES and viewer.post is not None:
        rows += queries.visible_to(viewer).filter(state=EXAMINING, examiner=viewer.post)
    said = {
        RECEIVED: (_("Xem đơn, phân công nghiên cứu"), "review.assign_examiner"),
        REPORTED: (_("Quyết định kháng nghị hay không"), "review.decline"),
        EXAMINING: (_("Nghiên cứu đơn đề nghị"), "review.report"),
    }
    return [
        Waiting(
            title=said[one.state][0], url=reverse("review:one", args=[one.pk]), matter=str(one.number),
            about=str(one.party), since=one.recorded_at, rank=DECIDE, act=said[one.state][1],
        )
        for one in rows
    ]  # fmt: skip
