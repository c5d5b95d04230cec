"""Pages of a request that three judges settle: the panel, the letter that asks to explain, the file at the procuracy."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Assignment, Case
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.course.models import CourseDecision
from toaan.course.views.case import TAB
from toaan.course.views.deciding import Page, decide
from toaan.design.templatetags.ui import vn_date
from toaan.requests.actions import panel as acts
from toaan.requests.panel_forms import ExplanationForm, FileForm, PanelForm

DONE_BEFORE = frozenset({"panel.assigned", "request.file_sent"})
EXPLAIN = Page(
    CourseDecision.Kind.EXPLANATION, ExplanationForm, acts.ask_explanation, gettext_lazy("Yêu cầu giải thích"),
    gettext_lazy(
        "Văn bản được cấp số, ký và gửi; thời hạn chuẩn bị xét đơn được kéo dài một lần. Hết thời hạn mà không có văn bản giải thích "
        "thì Tòa án căn cứ tài liệu có trong hồ sơ để giải quyết (Điều 437, Điều 457)."
    ),
)  # fmt: skip


@staff()
def panel(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The president names the other judges."""
    viewer, case = _case(request, case_id, "requests.assign_panel")
    seats = [a for a in case.assignments.all() if a.ended_at is None]
    presiding = {str(a.post_id) for a in seats if a.role == Assignment.Role.PRESIDING}
    found = cases.candidates(case, list(cases.judges_of(case.court_id, clock.now())), clock.today())
    free = sorted(
        (c for c in found if not c.barred_reasons and c.id not in presiding),
        key=lambda c: (c.pending, c.name),
    )
    form = PanelForm(
        request.POST or None,
        choices=[
            (c.id, _("%(name)s, đang chủ tọa %(n)d vụ") % {"name": c.name, "n": c.pending}) for c in free
        ],
        initial={"posts": [str(a.post_id) for a in seats if a.role == Assignment.Role.JUDGE]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.assign_panel(by=viewer, case_id=case.pk, post_ids=form.chosen, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã thành lập Hội đồng xét đơn yêu cầu."))
            return redirect(TAB, case.pk)
    n = acts.others(case, clock.today())
    intro = _(
        "Hội đồng xét đơn yêu cầu gồm %(all)d Thẩm phán (khoản 1 Điều 67): chọn %(others)d Thẩm phán. Thẩm phán chủ tọa được phân "
        "công ở phần Phân công."
    ) % {"all": n + 1, "others": n}
    return _page(
        request, case, form, title=_("Thành lập Hội đồng xét đơn yêu cầu"), button=_("Phân công"), intro=intro,
        act="requests.assign_panel",
    )  # fmt: skip


@staff()
def ask_explanation(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Ask to have unclear points explained."""
    _case(request, case_id, "requests.ask_explanation", abroad=True)
    return decide(request, case_id, EXPLAIN)


@staff()
def send_to_procuracy(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The file goes to the procuracy."""
    viewer, case = _case(request, case_id, "requests.send_to_procuracy", abroad=True)
    form = FileForm(request.POST or None, initial={"sent_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            acts.send_to_procuracy(by=viewer, case_id=case.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận chuyển hồ sơ cho Viện kiểm sát."))
            return redirect(TAB, case.pk)
    waiting, intro = acts.file_to_send(case), _("Hồ sơ đã được chuyển.")
    if waiting is not None:
        intro = _("Chuyển chậm nhất ngày %s để Viện kiểm sát nghiên cứu đủ thời gian trước phiên họp (Điều 437, Điều 457).") % vn_date(
            waiting.due_on
        )  # fmt: skip
    title = _("Chuyển hồ sơ cho Viện kiểm sát nghiên cứu")
    return _page(
        request, case, form, title=title, button=_("Ghi nhận"), intro=intro, act="requests.send_to_procuracy"
    )


def _case(request: HttpRequest, case_id: uuid.UUID, act: str, *, abroad: bool = False) -> tuple[Viewer, Case]:
    """The case and who looks; a request that one judge settles has none of these pages.

    Args:
        abroad: a page only of foreign judgments and awards (437, 457).
    """
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    way = request_kinds.way_of(case)
    if way is None or (abroad and way.is_strike) or case.instance != Case.Instance.FIRST:
        raise not_found()
    policy.require(viewer, act, case)
    return viewer, case


def _refused(request: HttpRequest, form: Any, refusal: Refused, case: Case) -> HttpResponseBase | None:
    if refusal.code in DONE_BEFORE:
        messages.info(request, refusal.message)
        return redirect(TAB, case.pk)
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
    return None


def _page(
    request: HttpRequest, case: Case, form: Any, *, title: str, button: str, intro: str, act: str
) -> HttpResponseBase:
    context = {
        **case_page.header(viewer_of(request), case, TAB), "form": form, "title": title, "button": button, "intro": intro,
        "impossible": "" if case.can(act) else case.stage,
    }  # fmt: skip
    return render(request, "course/decide.html", context, status=422 if form.is_bound else 200)
