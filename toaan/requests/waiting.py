"""What waits for the judge, the leaders and the clerk among the requests."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.deadlines import OF_WAY
from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.states import PREPARING
from toaan.core import clock
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.hearings.models import Hearing
from toaan.requests.actions import panel
from toaan.requests.next_steps import after_reconciliation, seated
from toaan.rules.foreign import BY_THREE
from toaan.rules.strike import CLAUSE

R = Assignment.Role
TO_PROCURACY = OF_WAY["procuracy_file"][1]
OF_PANEL = reduce(or_, (Q(request_kind__startswith=clause) for clause in (*BY_THREE, CLAUSE)))


@finder
def requests(viewer: Viewer) -> Found:
    """Requests in preparation: a session or a reconciliation to set, a decision to take."""
    if viewer.role not in JUDGES:
        return []
    seats = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    rows = Case.objects.filter(
        nature=Case.Nature.REQUEST, instance=Case.Instance.FIRST, state=PREPARING, pk__in=seats
    ).select_related("number")
    found = []
    yield (rows := rows.prefetch_related("parties", "hearings", "assignments"))
    for case in rows:
        step = _step(case)
        if step is not None:
            title, url, act, rank = step
            found.append(
                Waiting(
                    title=title, url=reverse(url, args=[case.pk]), matter=str(case), about=case.title, who="",
                    since=case.accepted_on, rank=rank, act=act,
                )
            )  # fmt: skip
    return found


def _step(case: Case) -> tuple[str, str, str, int] | None:
    if request_kinds.searched_first(case):
        return None  # `toaan.searches`
    if not request_kinds.of(case).is_divorce:
        if panel.others(case, clock.today()) > seated(case):
            return None  # the president forms the panel first
        return _("Ra quyết định mở phiên họp"), "hearings:decide_trial", "hearings.decide_trial", PREPARE
    sessions = [h for h in case.hearings.all() if h.kind == Hearing.Kind.SESSION]
    done = max((h for h in sessions if h.outcome), key=lambda h: h.starts_at, default=None)
    if done is None:
        if any(h.state in {"planned", "open"} for h in sessions):
            return None
        return _("Ấn định phiên hòa giải"), "hearings:schedule_session", "hearings.schedule_session", PREPARE
    step = after_reconciliation(done, clock.today())
    return (step.title, step.url, step.act, DECIDE) if step.ready else None


@finder
def panels(viewer: Viewer) -> Found:
    """Requests about foreign judgments and awards, or a strike, whose panel the president has still to form (67.1)."""
    if viewer.role not in LEADERS:
        return []
    rows = (
        cases.visible_to(viewer)
        .filter(_seat(R.PRESIDING), ~_seat(R.JUDGE), nature=Case.Nature.REQUEST, instance=Case.Instance.FIRST)
        .filter(OF_PANEL, state=PREPARING)
    )
    yield rows
    return [
        Waiting(
            title=_("Thành lập Hội đồng xét đơn yêu cầu"), url=reverse("requests:panel", args=[c.pk]), matter=str(c), about=c.title,
            since=c.accepted_on, rank=DECIDE, act="requests.assign_panel",
        )
        for c in rows
    ]  # fmt: skip


@finder
def files_for_the_procuracy(viewer: Viewer) -> Found:
    """Files that the clerk has still to send to the procuracy before the session (437.3, 457.1)."""
    if viewer.role != Role.CLERK:
        return []
    seats = yield from cases.held(viewer, R.CLERK)
    rows = Deadline.objects.filter(case__in=seats, rule__in=TO_PROCURACY, state=Deadline.State.OPEN)
    yield (rows := rows.select_related("case__number").prefetch_related("case__parties"))
    return [
        Waiting(
            title=_("Chuyển hồ sơ cho Viện kiểm sát nghiên cứu"), url=reverse("requests:send_to_procuracy", args=[d.case_id]),
            matter=str(d.case), about=d.case.title if d.case else "", since=d.trigger_on, rank=PREPARE, act="requests.send_to_procuracy",
        )
        for d in rows
    ]  # fmt: skip


def _seat(role: Assignment.Role) -> Exists:
    return Exists(Assignment.objects.filter(case=OuterRef("pk"), role=role, ended_at=None))
