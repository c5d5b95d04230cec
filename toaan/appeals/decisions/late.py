"""Late appeals against decisions: sent by a party in the portal, sent on by the clerk (BLTTDS 275.1)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.appeals import actions
from toaan.appeals.decisions import queries
from toaan.appeals.decisions.forms import LateDecisionAppealForm
from toaan.cases import queries as cases
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of
from toaan.course import queries as course
from toaan.course.models import CourseDecision
from toaan.course.views.challenging import requested
from toaan.judgments.views.late import Sending
from toaan.rules.appeal import LATE

TAB, MINE, LIST = "appeals:decisions", "appeals:my_late_decision", "appeals:late_decisions"


@staff()
def below(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Late appeals against the decisions of a case; its clerk notes the day on which one went to the court above."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    sending = Sending(actions.forward_late_appeal, LIST, TAB, _("Về mục Phúc thẩm quyết định"))
    may = policy.allows(viewer, "appeals.forward_late_appeal", case)
    return sending.page(request, case, list(queries.late_appeals(viewer, case)), may_forward=may)


@signed_in
def mine(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A party whose period is over says why, what is wrong with the decision, and proves the reason."""
    if viewer_of(request).post is not None:
        raise not_found()
    viewer, case, decision = requested(request, case_id, decision_id)
    late = {one.party_id: one for one in queries.late_appeals(viewer, case) if one.decision_id == decision.pk}
    standings = course.standings(viewer, [decision], clock.today())
    missed = [
        s for s in standings if s.is_over and s.challenge is None and s.period.party_id not in late
    ]  # fmt: skip
    if missed and not queries.may_come_late(decision, case):
        missed = []
    if request.method == "POST" and not missed and late:
        return redirect(MINE, case_id, decision_id)  # the same press twice
    parties = [s.period.party for s in missed if s.period.party]
    form = LateDecisionAppealForm(request.POST or None, request.FILES or None, parties=parties)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.file_late_appeal(
                by=viewer, decision_id=decision.pk, wish=form.wish, uploads=form.cleaned_data["proofs"], at=clock.now()
            )  # fmt: skip
        except Refused as found:
            refusal = found
            if found.code.startswith("file."):
                form.add_error("proofs", found.message)
                refusal = None
        else:
            messages.success(request, _("Đã gửi đơn kháng cáo quá hạn và bản tường trình đến Tòa án."))
            return redirect(MINE, case_id, decision_id)
    own = [late[s.period.party_id] for s in standings if s.period.party_id in late]
    return _my_page(
        request, decision, standings=standings, own=own, missed=missed, form=form if missed else None, refusal=refusal
    )  # fmt: skip


def _my_page(request: HttpRequest, decision: CourseDecision, **more: Any) -> HttpResponse:
    refusal = more["refusal"]
    context = {
        "case": decision.case,
        "decision": decision,
        "above": queries.court_above(decision.case),
        "limit": rules_in_force.time_limit(LATE, clock.today()).words(),
        **more,
    }
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "appeals/decisions/my_late.html", context, status=status)
