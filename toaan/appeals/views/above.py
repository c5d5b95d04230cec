"""The court of second instance: files that came, the panel, withdrawals, the end of the trial, the outcomes."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from toaan.appeals import actions, queries, scope
from toaan.appeals import panel as panels
from toaan.appeals.decisions import queries as decision_queries
from toaan.appeals.forms import DiscontinueForm, OutcomesForm, PanelForm, SettlementForm
from toaan.appeals.models import PartRuling
from toaan.appeals.views import steps
from toaan.appeals.views.case import PAGES, TAB, form_page, refused
from toaan.appeals.views.pages import DONE_BEFORE
from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.rules.fees import claim_of


@staff("page.appeal_files")
def transfers(request: HttpRequest) -> HttpResponseBase:
    """Files between this court and the one above or those below."""
    viewer = viewer_of(request)
    rows = list(queries.transfers(viewer)[:200])
    waiting = [t for t in rows if t.to_court_id == viewer.court_id and t.above is None]
    context = {
        "waiting": [{"transfer": t, "may": policy.allows(viewer, "appeals.accept", t)} for t in waiting],
        "done": [t for t in rows if t not in waiting],
        "own_court": viewer.court_id,
        "late": list(queries.late_reviews(viewer)[:200]),
        "demands": list(decision_queries.to_demand(viewer)[:200]),
    }
    return render(request, "appeals/transfers.html", context)


@require_POST
@staff()
def accept(request: HttpRequest, transfer_id: uuid.UUID) -> HttpResponseBase:
    """Enter a file that came in the register of second instance."""
    viewer = viewer_of(request)
    transfer = queries.transfer(viewer, transfer_id)
    try:
        case = actions.accept(by=viewer, transfer_id=transfer.pk, at=clock.now())
    except Refused as refusal:
        if refusal.code not in DONE_BEFORE:
            raise
        messages.info(request, refusal.message)
        return redirect("appeals:transfers")
    messages.success(request, _("Đã thụ lý phúc thẩm số %s.") % case)
    return redirect("cases:overview", case.pk)


@staff()
def panel(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The president names the other judges."""
    viewer, case = _case(request, case_id, "appeals.assign_panel")
    held = list(cases.judges_of(case.court_id, clock.now()))
    found = cases.candidates(case, held, clock.today())
    presiding = {
        str(a.post_id)
        for a in case.assignments.all()
        if a.ended_at is None and a.role == Assignment.Role.PRESIDING
    }
    free = sorted(
        (c for c in found if not c.barred_reasons and c.id not in presiding),
        key=lambda c: (c.pending, c.name),
    )
    choices = [(c.id, _("%(name)s, đang chủ tọa %(n)d vụ") % {"name": c.name, "n": c.pending}) for c in free]
    now = [
        str(a.post_id)
        for a in case.assignments.all()
        if a.ended_at is None and a.role == Assignment.Role.JUDGE
    ]
    form = PanelForm(request.POST or None, choices=choices, initial={"posts": now})
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign_panel(by=viewer, case_id=case.pk, post_ids=form.chosen, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã thành lập Hội đồng xét xử phúc thẩm."))
            return redirect(TAB, case.pk)
    barred = [{"name": c.name, "why": "; ".join(c.barred_reasons)} for c in found if c.barred_reasons]
    n = panels.others(case, clock.today())
    lead = _(
        "Hội đồng xét xử phúc thẩm gồm %(all)d Thẩm phán (Điều 64): chọn %(others)d Thẩm phán. Thẩm phán chủ tọa được phân công ở phần Phân công."
    ) % {"all": n + 1, "others": n}
    return form_page(
        request,
        case,
        form,
        _("Thành lập Hội đồng xét xử phúc thẩm"),
        button=_("Phân công"),
        lead=lead,
        barred=barred,
    )


@staff()
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters a withdrawal that came on paper or was said at the hearing."""
    _viewer, case = _case(request, case_id, "appeals.withdraw")
    return steps.withdraw(PAGES, request, case)


@staff()
def discontinue(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The judge ends the trial of second instance."""
    viewer, case = _case(request, case_id, "appeals.discontinue")
    form = DiscontinueForm(
        request.POST or None, initial={"ground": "withdrawn"} if scope.is_abandoned(case) else None
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.discontinue(by=viewer, case_id=case.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ban hành %s.") % f"{made.title[:1].lower()}{made.title[1:]}")
            return redirect(TAB, case.pk)
    lead = _(
        "Bản án sơ thẩm có hiệu lực pháp luật từ ngày ra quyết định này (khoản 2 Điều 289), trừ khi nguyên đơn rút đơn khởi kiện: bản án sơ thẩm bị hủy (điểm b khoản 1 Điều 299)."
    )
    return form_page(
        request, case, form, _("Đình chỉ xét xử phúc thẩm"), button=_("Ký, ban hành quyết định"), lead=lead
    )


@staff()
def settlement(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The presiding judge writes down what the parties agreed at the hearing."""
    viewer, case = _case(request, case_id, "appeals.recognise_settlement")
    form = SettlementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recognise_settlement(by=viewer, case_id=case.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request, _("Đã ghi thỏa thuận. Dự thảo bản án phúc thẩm công nhận thỏa thuận này.")
            )
            return redirect(TAB, case.pk)
    lead = _(
        "Bản án phúc thẩm sửa bản án sơ thẩm, công nhận thỏa thuận; các phần bị kháng cáo, kháng nghị được sửa (Điều 300)."
    )
    return form_page(
        request, case, form, _("Thỏa thuận của các đương sự"), button=_("Ghi thỏa thuận"), lead=lead
    )


@staff()
def outcomes(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The presiding judge writes down what the panel voted on every part."""
    viewer, case = _case(request, case_id, "appeals.rule")
    parts = scope.challenged(case)
    rows = list(PartRuling.objects.filter(case=case).select_related("part"))
    initial: dict[str, object] = {f"part-{one.part.order}": one.outcome for one in rows}
    initial["accepted"] = next((one.accepted for one in rows if one.accepted is not None), None)
    with_value = case.value is not None and not claim_of(case.kind, case.legal_relation)
    form = OutcomesForm(request.POST or None, parts=parts, with_value=with_value, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            accepted = form.cleaned_data.get("accepted")
            actions.rule(
                by=viewer, case_id=case.pk, outcomes=form.outcomes, accepted=accepted, at=clock.now()
            )
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã ghi kết quả nghị án. Chỉ Hội đồng xét xử và Thư ký vụ án đọc được đến khi tuyên án."),
            )
            return redirect(TAB, case.pk)
    lead = _(
        "Chỉ những phần bị kháng cáo, kháng nghị (Điều 293). Kết quả là bí mật nghị án cho đến khi tuyên án."
    )
    return form_page(request, case, form, _("Kết quả nghị án phúc thẩm"), button=_("Ghi kết quả"), lead=lead)


def _case(request: HttpRequest, case_id: uuid.UUID, act: str) -> tuple[Viewer, Case]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, act, case)
    if case.proceeding not in {"second_instance", "simplified_appeal"} and not (
        case.reviews_decision and act == "appeals.assign_panel"
    ):
        raise not_found()
    return viewer, case
