"""What waits for the leaders in the cases of their court: judge, clerk, lay judges to be named."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries
from toaan.cases.models import Assignment, Case
from toaan.cases.states import LABELS, PREPARING
from toaan.cases.steps import OVER
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder

R = Assignment.Role
RUNNING = tuple(state for state in LABELS if state not in OVER)
"""By name, not by what they are not: a court's cases of all years stand in the others."""


def _seated(role: Assignment.Role) -> Exists:
    return Exists(Assignment.objects.filter(case=OuterRef("pk"), role=role, ended_at=None))


def without_people(viewer: Viewer) -> QuerySet[Case]:
    """Cases of the court in which a leader has still somebody to name."""
    preparing = Q(state=PREPARING)
    return queries.visible_to(viewer).filter(
        (preparing & ~_seated(R.PRESIDING))
        | ~_seated(R.CLERK)
        | (
            preparing
            & Q(instance=Case.Instance.FIRST, nature=Case.Nature.SUIT)
            & ~Q(procedure=Case.Procedure.SIMPLIFIED)
            & ~_seated(R.LAY_JUDGE)
        ),
        state__in=RUNNING,
    )


@finder
def people_to_name(viewer: Viewer) -> Found:
    """One item per case: what is missing first (BLTTDS 197, 47)."""
    if viewer.role not in LEADERS:
        return []
    yield (rows := without_people(viewer))
    return [_item(case) for case in rows]


def _item(case: Case) -> Waiting:
    seats = {a.role for a in case.assignments.all() if a.ended_at is None}
    title, act, rank = _("Phân công Hội thẩm nhân dân"), "cases.assign_lay_judges", PREPARE
    if R.PRESIDING not in seats and case.state == PREPARING:
        title, act, rank = _("Bốc thăm phân công Thẩm phán"), "cases.draw_judge", DECIDE
    elif R.CLERK not in seats:
        title, act, rank = _("Phân công Thư ký"), "cases.assign_clerk", DECIDE
    return Waiting(
        title=title, url=reverse("cases:assignment", args=[case.pk]), matter=str(case), about=case.title,
        since=case.accepted_on, rank=rank, act=act,
    )  # fmt: skip
