"""What waits: orders and notices for the judge, publications and tidings for the clerk."""

from __future__ import annotations

import uuid

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import EFFECTIVE, JUDGED, PREPARING
from toaan.core import clock
from toaan.core.roles import JUDGES, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, SIGN, Found, Waiting, finder
from toaan.course.models import CourseDecision
from toaan.rules.searches import CLAUSES
from toaan.searches import steps
from toaan.searches.models import Search, Tiding

RANK = {steps.ORDER: DECIDE, steps.ISSUE: SIGN, steps.PUBLISH: PREPARE, steps.SESSION: PREPARE}


@finder
def of_the_judge(viewer: Viewer) -> Found:
    """Searches to order, notices to sign, sessions that waited for a search."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    return (yield from _due(mine, {steps.ORDER, steps.ISSUE, steps.SESSION}))


@finder
def of_the_clerk(viewer: Viewer) -> Found:
    """Notices to publish."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.CLERK)
    return (yield from _due(mine, {steps.PUBLISH}))


@finder
def tidings(viewer: Viewer) -> Found:
    """What people told the court and nobody has looked into."""
    if viewer.role != Role.CLERK:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.CLERK)
    rows = Tiding.objects.filter(answered_at=None, search__case__in=mine)
    yield (rows := rows.select_related("search__case__number"))
    return [
        Waiting(
            title=_("Xử lý tin báo về người được tìm kiếm"), url=reverse("searches:case", args=[t.search.case_id]),
            matter=str(t.search.case), about=t.search.person, who=t.teller, since=t.recorded_at, rank=DECIDE,
            act="searches.answer",
        )
        for t in rows
    ]  # fmt: skip


def _due(mine: list[uuid.UUID], acts: set[str]) -> Found:
    issued = CourseDecision.objects.exclude(sha256="").select_related("case")
    rows = Case.objects.filter(
        nature=Case.Nature.REQUEST, instance=Case.Instance.FIRST, request_kind__in=CLAUSES,
        state__in=[PREPARING, JUDGED, EFFECTIVE], pk__in=mine,
    ).select_related("number")  # fmt: skip
    rows = rows.prefetch_related(
        "parties",
        Prefetch("course_decisions", issued),
        Prefetch("search", Search.objects.prefetch_related("publications")),
    )
    yield rows
    found = []
    for case in rows:
        search = getattr(case, "search", None)
        there = list(search.publications.all()) if search else []
        step = steps.step(case, list(case.course_decisions.all()), search, there, clock.today())
        if step is not None and step.act in acts:
            found.append(
                Waiting(
                    title=step.title, url=reverse(step.url, args=[case.pk]), matter=str(case), about=case.title,
                    since=case.accepted_on, rank=RANK[step.act], act=step.act,
                )
            )  # fmt: skip
    return found
