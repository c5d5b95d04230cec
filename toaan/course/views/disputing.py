"""A dispute on jurisdiction: asked by the court that has the file, settled above, gone on with (BLTTDS 41.2–41.4)."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.course import actions, queries
from toaan.course.actions.disputing import ASK, RECORD, SETTLE, TAKE_OVER, settler_of
from toaan.course.dispute_forms import AskSettlementForm, RecordSettlementForm, SettleDisputeForm
from toaan.course.models import JurisdictionDispute
from toaan.course.views.challenging import paper_of

DONE_BEFORE = frozenset({"dispute.pending", "dispute.decided", "dispute.settled", "dispute.taken"})
"""Pressed twice, or a colleague was quicker."""


@staff()
def ask(request: HttpRequest, sending_id: uuid.UUID) -> HttpResponseBase:
    """The leaders of the court that has the file put the dispute before the president above."""
    viewer = viewer_of(request)
    sent = queries.sending(viewer, sending_id)
    policy.require(viewer, ASK, sent)
    made = getattr(sent, "dispute", None)
    if made is not None:
        return redirect("course:dispute", made.pk)
    form = AskSettlementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_settlement(by=viewer, sending_id=sent.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.code in DONE_BEFORE:
                messages.info(request, refusal.message)
                return redirect("course:receive_file", sent.pk)
            _onto(form, refusal)
        else:
            messages.success(request, _("Đã gửi đề nghị đến Chánh án %s.") % made.decider_name)
            return redirect("course:dispute", made.pk)
    try:
        above, impossible = settler_of(sent, clock.today()), ""
    except Refused as refusal:
        above, impossible = None, refusal.message
    decision = sent.decision
    context = {
        "form": form, "sent": sent, "old": decision.case, "above": above, "impossible": impossible,
        "facts": [
            (_("Vụ án"), decision.case.described), (_("Tòa án chuyển đến"), decision.case.court.name),
            (_("Quyết định"), f"{decision.title}, {decision.decided_on:%d/%m/%Y}"), (_("Xét thấy"), decision.reason),
        ],
    }  # fmt: skip
    return render(request, "course/ask_settlement.html", context, status=422 if form.errors else 200)


@staff()
def one(request: HttpRequest, dispute_id: uuid.UUID) -> HttpResponseBase:
    """The dispute, with what this officer may do: settle it, enter what was settled outside, take the case over."""
    viewer = viewer_of(request)
    made = queries.dispute(viewer, dispute_id)
    doing = _doing(viewer, made)
    form = _form(request, made, doing)
    if request.method == "POST":
        if not doing:
            raise not_found() if not made.relations(viewer) else _over(made)
        if form.is_valid():
            try:
                return _do(request, viewer, made, doing, form)
            except Refused as refusal:
                if refusal.code in DONE_BEFORE:
                    messages.info(request, refusal.message)
                    return redirect("course:dispute", made.pk)
                _onto(form, refusal)
    context = {
        "made": made, "old": made.sending.decision.case, "facts": _facts(made), "doing": doing, "form": form if doing else None,
        "case_url": _case_url(viewer, made),
    }  # fmt: skip
    return render(request, "course/dispute.html", context, status=422 if form.errors else 200)


@staff()
def paper(request: HttpRequest, dispute_id: uuid.UUID, which: str) -> HttpResponseBase:
    """The request or the decision as PDF."""
    made = queries.dispute(viewer_of(request), dispute_id)
    found = {"de-nghi": made.request_sha256, "quyet-dinh": made.sha256}.get(which, "")
    if not found:
        raise not_found()
    title = made.title if which == "quyet-dinh" else _("Văn bản đề nghị giải quyết tranh chấp về thẩm quyền")
    return files.respond(found, name=f"{title}.pdf".replace("/", "-"))


def _doing(viewer: Viewer, made: JurisdictionDispute) -> str:
    """The act that waits for this officer, if any."""
    if made.is_pending:
        act = SETTLE if made.decider_id is not None else RECORD
    elif made.moves and made.case_id is None:
        act = TAKE_OVER
    else:
        return ""
    return act if policy.allows(viewer, act, made) else ""


def _form(request: HttpRequest, made: JurisdictionDispute, doing: str) -> forms.Form:
    if doing == SETTLE:
        first = {
            "court": made.content.get("named_id", ""),
            "finding": "\n".join(made.content.get("finding", [])),
        }
        return SettleDisputeForm(
            request.POST or None, courts=queries.nameable(made, clock.today()), initial=first
        )
    if doing == RECORD:
        courts = queries.nameable(made, clock.today())
        return RecordSettlementForm(request.POST or None, request.FILES or None, courts=courts)
    return forms.Form(request.POST if request.method == "POST" else None)


def _do(
    request: HttpRequest, viewer: Viewer, made: JurisdictionDispute, doing: str, form: forms.Form
) -> HttpResponseBase:
    at, data = clock.now(), form.cleaned_data
    if isinstance(form, SettleDisputeForm):
        done = actions.settle_dispute(
            by=viewer, dispute_id=made.pk, court_id=form.court_id, finding=data["finding"], at=at
        )
        messages.success(request, _("Đã ban hành %s.") % done.title)
    elif isinstance(form, RecordSettlementForm):
        said = actions.DisputeOutcome(
            data["number"], data["decided_on"], uuid.UUID(data["court"]) if data["court"] else None, data["name"],
            data["finding"], paper_of(data["paper"], viewer, at),
        )  # fmt: skip
        done = actions.record_settlement(by=viewer, dispute_id=made.pk, said=said, at=at)
        messages.success(request, _("Đã ghi %s.") % done.title)
    elif doing == TAKE_OVER:
        case = actions.take_over(by=viewer, dispute_id=made.pk, at=at)
        messages.success(
            request, _("Đã thụ lý vụ án số %s. Chánh án phân công Thẩm phán trong 03 ngày làm việc.") % case
        )
        return redirect("cases:overview", case.pk)
    return redirect("course:dispute", made.pk)


def _facts(made: JurisdictionDispute) -> list[tuple[str, Any]]:
    """Label and value of what is known."""
    decision = made.sending.decision
    old = decision.case
    rows = [
        (_("Vụ án"), old.described),
        (_("Tòa án đã chuyển hồ sơ"), old.court.name),
        (_("Quyết định chuyển"), f"{decision.title}, {decision.decided_on:%d/%m/%Y}"),
        (_("Lý do chuyển"), decision.reason),
        (_("Tòa án đề nghị"), decision.to_name),
        (_("Ngày đề nghị"), f"{clock.local_date(made.asked_at):%d/%m/%Y}"),
        (_("Công văn"), made.letter),
        (_("Lý do đề nghị"), made.reason),
        (_("Đã thụ lý tại Tòa án đề nghị"), str(made.here) if made.here else ""),
        (_("Người giải quyết"), _("Chánh án %(court)s (%(citation)s)") % {"court": made.decider_name, "citation": made.citation}),
    ]  # fmt: skip
    if not made.is_pending:
        rows += [
            (_("Quyết định"), f"{made.title}, {made.settled_on:%d/%m/%Y}"),
            (_("Tòa án có thẩm quyền"), made.named_name),
            (_("Nhận định"), made.finding),
            (_("Thụ lý"), _("Số %s") % made.case if made.case else ""),
        ]
    return [(label, value) for label, value in rows if value]


def _case_url(viewer: Viewer, made: JurisdictionDispute) -> str:
    """The case of the viewer's own court, if there is one."""
    keys = [made.case_id, made.sending.case_id, made.sending.decision.case_id]
    seen = cases.visible_to(viewer).filter(pk__in=[k for k in keys if k]).values_list("pk", flat=True)
    own = next((k for k in keys if k in set(seen)), None)
    return reverse("course:case", args=[own]) if own else ""


def _over(made: JurisdictionDispute) -> Refused:
    if made.is_pending:
        act = SETTLE if made.decider_id is not None else RECORD
        return Refused("not_allowed", policy.TABLE[act].hint, status=403)
    return Refused("dispute.settled", _("%s đã được ban hành.") % made.title, status=409)


def _onto(form: forms.Form, refusal: Refused) -> None:
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
