"""The next step of a request in which somebody is searched for, before that of every request."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Assignment, Case
from toaan.cases.page import NextStep, next_step_finder
from toaan.cases.states import EFFECTIVE, JUDGED, PREPARING
from toaan.core import clock, policy
from toaan.core.viewer import Viewer
from toaan.course import queries as course
from toaan.searches import queries, rules, steps


@next_step_finder(25)
def search_step(viewer: Viewer, case: Case) -> NextStep | None:
    """From the order of the search to the end of its term."""
    if case.state not in {PREPARING, JUDGED, EFFECTIVE} or rules.of(case) is None:
        return None
    if not any(a.role == Assignment.Role.PRESIDING and a.ended_at is None for a in case.assignments.all()):
        return None
    search = queries.of_case(viewer, case)
    decisions = list(course.of_case(viewer, case)) if search is None else []
    found = steps.step(
        case, decisions, search, list(search.publications.all()) if search else [], clock.today()
    )
    if found is None:
        return None
    if not found.url:
        return NextStep(found.title, waiting_for=found.text, act=found.act)
    if not policy.allows(viewer, found.act, case):
        turn = _("Đang chờ Thư ký.") if found.act == steps.PUBLISH else _("Đang chờ Thẩm phán.")
        return NextStep(found.title, found.text, waiting_for=turn, act=found.act)
    return NextStep(found.title, found.text, found.title, reverse(found.url, args=[case.pk]), act=found.act)
