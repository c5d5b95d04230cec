"""What waits for the judge among the requests."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Assignment, Case
from toaan.cases.states import PREPARING
from toaan.core import clock
from toaan.core.roles import JUDGES
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder
from toaan.hearings.models import Hearing
from toaan.requests.next_steps import after_reconciliation


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
    yield (rows := rows.prefetch_related("parties", "hearings"))
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
        return _("Ra quyết định mở phiên họp"), "hearings:decide_trial", "hearings.decide_trial", PREPARE
    sessions = [h for h in case.hearings.all() if h.kind == Hearing.Kind.SESSION]
    done = max((h for h in sessions if h.outcome), key=lambda h: h.starts_at, default=None)
    if done is None:
        if any(h.state in {"planned", "open"} for h in sessions):
            return None
        return _("Ấn định phiên hòa giải"), "hearings:schedule_session", "hearings.schedule_session", PREPARE
    step = after_reconciliation(done, clock.today())
    return (step.title, step.url, step.act, DECIDE) if step.ready else None
