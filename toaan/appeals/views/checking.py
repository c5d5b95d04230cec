"""The court of first instance: accept, return, receipt, withdrawal, sending up, trial anew."""

from __future__ import annotations

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from toaan.appeals import actions, queries
from toaan.appeals.decisions import queries as of_decisions
from toaan.appeals.forms import AgainForm
from toaan.appeals.views import steps
from toaan.appeals.views.case import PAGES, form_page, refused
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import queries as judgments
from toaan.judgments.models import Appeal


@staff()
def accept_appeal(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The judge finds the appeal valid."""
    viewer, case, appeal = _found(request, case_id, appeal_id, "appeals.notify_fee")
    act = partial(actions.accept_appeal, by=viewer, appeal_id=appeal.pk)
    return steps.check(PAGES, request, case, act, holder=appeal.party, appeal=appeal)


@staff()
def return_appeal(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The judge returns the appeal."""
    viewer, case, appeal = _found(request, case_id, appeal_id, "appeals.return_appeal")
    act = partial(actions.return_appeal, by=viewer, appeal_id=appeal.pk)
    return steps.give_back(PAGES, request, case, act, holder=appeal.party, appeal=appeal)


@staff()
def receipt(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters the receipt that the appellant brought."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    advance = queries.advance_of(queries.appeal(viewer, case, appeal_id))
    if advance is None:
        raise not_found()
    policy.require(viewer, "appeals.hand_in_receipt", advance)
    act = partial(actions.hand_in_receipt, by=viewer)
    return steps.receipt(PAGES, request, case, act, advance, own=False)


@staff()
def withdraw_early(request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes note that the appellant withdrew before the file went up."""
    viewer, case, appeal = _found(request, case_id, appeal_id, "appeals.withdraw_early")
    act = partial(actions.withdraw_early, by=viewer, appeal_id=appeal.pk)
    return steps.withdraw_early(
        PAGES, request, case, act, title=_("Ghi nhận %s rút kháng cáo") % appeal.party,
        said=_("Đã ghi nhận việc rút kháng cáo."), appeal=appeal,
    )  # fmt: skip


@staff()
def send_up(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk sends the file to the court above."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.send_up", case)
    judgment = judgments.judgment_of(viewer, case)
    if judgment is None:
        raise not_found()
    act = partial(actions.send_up, by=viewer, judgment_id=judgment.pk)
    lead = _("Gửi hồ sơ vụ án, đơn kháng cáo, quyết định kháng nghị cho %s.")
    return steps.send_up(PAGES, request, case, act, lead=lead)


@staff()
def accept_again(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk enters the quashed case anew."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "appeals.accept_again", case)
    transfer = of_decisions.transfer_of(case) if case.is_request else queries.transfer_of(case)
    if transfer is None or transfer.above is None:
        raise not_found()
    form = AgainForm(request.POST or None, initial={"claims": "\n".join(case.claims)})
    if request.method == "POST" and form.is_valid():
        claims = form.cleaned_data["claims"].splitlines()
        try:
            made = actions.accept_again(by=viewer, above_id=transfer.above.pk, claims=claims, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã thụ lý lại, số %s.") % made)
            return redirect("cases:overview", made.pk)
    lead = _(
        "Hồ sơ có số thụ lý mới. Thẩm phán, Hội thẩm đã xét xử trước đây không được phân công (khoản 3 Điều 53)."
    )
    return form_page(request, case, form, _("Thụ lý lại"), button=_("Thụ lý lại"), lead=lead)


def _found(
    request: HttpRequest, case_id: uuid.UUID, appeal_id: uuid.UUID, act: str
) -> tuple[Viewer, Case, Appeal]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, act, case)
    return viewer, case, queries.appeal(viewer, case, appeal_id)
