"""Pages of an agreement: recognition by the judge; a change of mind at the counter and in the portal."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, staff, viewer_of
from toaan.course import actions, queries
from toaan.course.actions import agreeing
from toaan.course.agreement_forms import AgreementForm, MyMindForm, RecordMindForm
from toaan.course.models import CourseDecision
from toaan.course.views.case import TAB
from toaan.course.views.deciding import Page, decide
from toaan.hearings.models import Hearing

RECOGNITION = Page(
    CourseDecision.Kind.AGREEMENT, AgreementForm, actions.recognise,
    gettext_lazy("Công nhận sự thỏa thuận của các đương sự"),
    gettext_lazy(
        "Quyết định có hiệu lực ngay, không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm (Điều 213), và được gửi cho các đương sự, "
        "Viện kiểm sát (khoản 1 Điều 212; hạn gửi hiện ở mục Thời hạn). Vụ án kết thúc, không mở phiên tòa."
    ),
)  # fmt: skip


@staff()
def recognise(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The judge, at the hearing the panel, recognises what was agreed."""
    return decide(request, case_id, RECOGNITION, _not_yet)


def _not_yet(case: Case) -> str:
    """Why nothing can be recognised today; empty when it can."""
    try:
        agreeing.need_agreement(case, clock.today())
    except Refused as refusal:
        return refusal.message
    return ""


@staff()
def record_change(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party's change of mind is taken in at the court."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "course.change_mind", case)
    form = RecordMindForm(
        request.POST or None, request.FILES or None, parties=list(case.parties.all()),
        initial={"received_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            paper = None
            if data["paper"]:
                upload = data["paper"][0]
                paper = files.take_in(upload, name=upload.name, by=viewer, at=at, door=files.PDF_ONLY)
            actions.change_mind(
                by=viewer, case_id=case.pk, party_id=uuid.UUID(data["party"]), reason=data["reason"],
                intake=actions.Intake(data["received_on"], paper=paper), at=at,
            )  # fmt: skip
        except Refused as refusal:
            if refusal.status in (403, 404):
                raise
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã ghi nhận. Sự thỏa thuận không được công nhận; vụ việc được giải quyết tiếp.")
            )
            return redirect("hearings:case", case.pk)
    context = {
        **case_page.header(viewer, case, TAB), "form": form, "button": _("Ghi nhận"),
        "title": _("Đương sự thay đổi ý kiến về sự thỏa thuận"),
        "intro": _until(agreeing.last_session(case)),
        "impossible": "" if case.can("course.change_mind") else case.stage,
    }  # fmt: skip
    return render(request, "course/decide.html", context, status=422 if form.is_bound else 200)


def _until(session: Hearing | None) -> str:
    if session is None or session.outcome not in agreeing.AGREED:
        return _("Chưa có biên bản hòa giải thành nào đang chờ công nhận.")
    return _("Biên bản hòa giải thành ngày %(day)s; thay đổi ý kiến được đến hết ngày %(until)s (khoản 1 Điều 212).") % {
        "day": f"{session.day:%d/%m/%Y}", "until": f"{agreeing.change_until(session):%d/%m/%Y}",
    }  # fmt: skip


@signed_in
def my_change(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """A party says in the portal that he no longer agrees; afterwards the page says so."""
    viewer = viewer_of(request)
    if viewer.post is not None:
        raise not_found()
    case = cases.get(viewer, case_id)
    mine, session = queries.appellants(viewer, case), agreeing.last_session(case)
    if session is None or session.outcome not in {*agreeing.AGREED, agreeing.O.REVOKED}:
        raise not_found()
    until = agreeing.change_until(session)
    open_now = session.outcome in agreeing.AGREED and clock.today() <= until and bool(mine)
    form = MyMindForm(request.POST or None, parties=mine) if open_now else None
    refusal = None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.change_mind(
                by=viewer, case_id=case.pk, party_id=uuid.UUID(form.cleaned_data["party"]),
                reason=form.cleaned_data["reason"], at=clock.now(),
            )  # fmt: skip
        except Refused as found:
            refusal = found
        else:
            messages.success(request, _("Đã gửi đến Tòa án. Sự thỏa thuận không được công nhận."))
            return redirect("course:my_mind", case.pk)
    if request.method == "POST" and form is None:
        return redirect("course:my_mind", case.pk)
    context = {
        "case": case, "session": session, "until": until, "form": form, "refusal": refusal, "mine": mine,
        "revoked": session.outcome == agreeing.O.REVOKED,
    }  # fmt: skip
    status = refusal.status if refusal else 422 if request.method == "POST" else 200
    return render(request, "course/my_mind.html", context, status=status)
