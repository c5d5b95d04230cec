"""The suit is withdrawn at second instance, and what the defendant says to it: on the desk and in the portal (299)."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.appeals import actions
from toaan.appeals.forms import SuitForm
from toaan.appeals.views import portal
from toaan.appeals.views.case import TAB, form_page, refused
from toaan.cases import queries as cases
from toaan.cases.models import Case, Party
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import signed_in, staff, viewer_of
from toaan.core.viewer import Viewer

WITHDRAW, ANSWER = "appeals.withdraw_suit", "appeals.answer_suit_withdrawal"
LEAD = {
    WITHDRAW: gettext_lazy(
        "Chỉ được rút khi bị đơn đồng ý; khi đó bản án sơ thẩm bị hủy, việc giải quyết vụ án được đình chỉ (khoản 1 Điều 299)."
    ),
    ANSWER: gettext_lazy(
        "Không đồng ý thì việc rút đơn khởi kiện không được chấp nhận, vụ án tiếp tục (điểm a khoản 1 Điều 299)."
    ),
}


def waiting(case: Case, act: str) -> list[Party]:
    """Plaintiffs who have not withdrawn, or defendants who are asked and have not answered."""
    gone = set(case.suit_withdrawals.values_list("party_id", flat=True))
    if act == WITHDRAW:
        return [p for p in case.parties.all() if p.role == Party.Role.PLAINTIFF and p.pk not in gone]
    told = set(case.suit_answers.values_list("party_id", flat=True))
    return [p for p in case.parties.all() if gone and p.role == Party.Role.DEFENDANT and p.pk not in told]


@staff()
def withdraw_suit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in that a plaintiff withdraws the suit."""
    return _desk(request, case_id, WITHDRAW)


@staff()
def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk writes down what a defendant answered."""
    return _desk(request, case_id, ANSWER)


@signed_in
def my_withdraw_suit(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The plaintiff withdraws the suit."""
    return _portal(request, case_id, WITHDRAW)


@signed_in
def my_answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The defendant answers."""
    return _portal(request, case_id, ANSWER)


def _title(act: str) -> str:
    return _("Rút đơn khởi kiện") if act == WITHDRAW else _("Trả lời về việc rút đơn khởi kiện")


def _desk(request: HttpRequest, case_id: uuid.UUID, act: str) -> HttpResponseBase:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, act, case)
    if case.instance != Case.Instance.SECOND:
        raise not_found()
    form = SuitForm(
        request.POST or None, parties=waiting(case, act), answer=act == ANSWER, initial={"day": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _perform(viewer, case, act, form)
        except Refused as refusal:
            if (shown := refused(request, form, refusal, case)) is not None:
                return shown
        else:
            messages.success(request, _("Đã ghi nhận."))
            return redirect(TAB, case.pk)
    return form_page(request, case, form, _title(act), button=_("Ghi nhận"), lead=str(LEAD[act]))


def _portal(request: HttpRequest, case_id: uuid.UUID, act: str) -> HttpResponseBase:
    viewer, case, _holders = portal.own_holders(request, case_id)
    own = [p for p in waiting(case, act) if viewer.user_id in p.user_ids]
    if not own or not case.can(act):
        return redirect(portal.MINE, case.pk)
    form = SuitForm(request.POST or None, parties=own, answer=act == ANSWER, portal=True)
    if request.method == "POST" and form.is_valid():
        try:
            _perform(viewer, case, act, form)
        except Refused as refusal:
            if (shown := portal.refused(request, form, refusal, case)) is not None:
                return shown
        else:
            messages.success(request, _("Đã gửi đến Tòa án."))
            return redirect(portal.MINE, case.pk)
    return portal.form_page(request, case, form, _title(act), _("Gửi Tòa án"), lead=str(LEAD[act]))


def _perform(viewer: Viewer, case: Case, act: str, form: SuitForm) -> None:
    data = form.cleaned_data
    party, day = uuid.UUID(data["party"]), data.get("day") or clock.today()
    if act == WITHDRAW:
        actions.withdraw_suit(
            by=viewer, case_id=case.pk, party_id=party, received_on=day, reason=data["reason"], at=clock.now()
        )
    else:
        actions.answer_suit_withdrawal(
            by=viewer,
            case_id=case.pk,
            party_id=party,
            agreed=data["agreed"] == "yes",
            answered_on=day,
            at=clock.now(),
        )
