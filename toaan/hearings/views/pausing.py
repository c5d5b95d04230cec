"""A hearing stops, goes on, or returns from deliberation to questioning."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, policy, rules_in_force
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.hearings import actions, people, proposals, queries
from toaan.hearings.forms import GoOnForm, MoveForm, PauseForm, ReturnForm, SlotForm
from toaan.hearings.models import Hearing
from toaan.hearings.proposals import Limit, limit_within, offers
from toaan.hearings.views.case import TAB
from toaan.hearings.views.planning import picked_time


@staff()
def pause(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """Stop the hearing and set when it goes on."""
    viewer, case, hearing = _found(request, "hearings.pause", case_id, hearing_id)
    sitting = {"sitting": _(hearing.short_kind)}
    chosen = picked_time(request)
    form = PauseForm(
        None if chosen else request.POST or None, court_id=case.court_id, hearing=hearing, today=clock.today(),
        initial=chosen or {"room": hearing.room_id},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = {"ground": form.cleaned_data["ground"], "text": form.cleaned_data["text"]}
        try:
            actions.pause(by=viewer, hearing_id=hearing.pk, slot=_slot(form), at=clock.now(), **said)
        except Refused as refusal:
            _show(form, refusal)
        else:
            done = _("Đã ghi việc tạm ngừng %(sitting)s; thông báo được gửi đi.") % sitting
            return _done(request, case, done)
    context = {
        "title": _("Tạm ngừng %(sitting)s") % sitting, "button": _("Ghi quyết định tạm ngừng"),
        "intro": _("Tạm ngừng không quá 01 tháng; việc tạm ngừng được ghi vào biên bản, thời gian tiếp tục được thông báo bằng văn bản (khoản 2 Điều 259)."),
        "limit": limit_within(actions.limit_of_pause(hearing), clock.today()),
    }  # fmt: skip
    return _slot_page(request, case, form, hearing, context)


@staff()
def set_resumption(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """Another time for a paused hearing."""
    viewer, case, hearing = _found(request, "hearings.set_resumption", case_id, hearing_id)
    sitting = {"sitting": _(hearing.short_kind)}
    turn = actions.running_pause(case)
    if turn is None:
        raise not_found()
    chosen = picked_time(request)
    form = MoveForm(
        None if chosen else request.POST or None, court_id=case.court_id, initial=chosen or {"room": hearing.room_id}
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            actions.set_resumption(
                by=viewer, hearing_id=hearing.pk, reason=form.cleaned_data["reason"], slot=_slot(form), at=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            if refusal.code == "pause.same_time":
                return _done(request, case, refusal.message)
            _show(form, refusal)
        else:
            done = _("Đã thay đổi thời gian tiếp tục %(sitting)s; thông báo mới được gửi đi.") % sitting
            return _done(request, case, done)
    cite = rules_in_force.time_limit(
        actions.limit_of_pause(hearing), clock.local_date(turn.happened_at)
    ).source.cite()
    context = {
        "title": _("Thay đổi thời gian tiếp tục %(sitting)s") % sitting, "button": _("Ấn định và thông báo"),
        "intro": _("Đang ấn định: %(hours)s ngày %(day)s, %(room)s.")
        % {"hours": hearing.hours, "day": f"{hearing.day:%d/%m/%Y}", "room": hearing.room},
        "limit": Limit(actions.last_day_of_pause(turn), cite),
    }  # fmt: skip
    return _slot_page(request, case, form, hearing, context)


@staff()
def go_on(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The reason of the pause is gone."""
    viewer, case, hearing = _found(request, "hearings.go_on", case_id, hearing_id)
    sitting = {"sitting": _(hearing.short_kind)}
    form = GoOnForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.go_on(by=viewer, hearing_id=hearing.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            _show(form, refusal)
        else:
            return _done(request, case, _("Đã tiếp tục %(sitting)s.") % sitting)
    context = {
        "title": _("Tiếp tục %(sitting)s") % sitting, "button": _("Tiếp tục %(sitting)s") % sitting,
        "intro": _("Những người đã dự từ đầu tiếp tục từ chỗ đã dừng. Ai có mặt, vắng mặt hôm nay thì Thư ký ghi lại trước."),
    }  # fmt: skip
    return _page(request, case, form, "hearings/turn.html", context)


@staff()
def return_to_questions(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponseBase:
    """The panel comes back from deliberation."""
    viewer, case, hearing = _found(request, "hearings.return_to_questions", case_id, hearing_id)
    form = ReturnForm(request.POST or None, today=clock.today())
    if form.is_bound and form.is_valid():
        try:
            actions.return_to_questions(by=viewer, hearing_id=hearing.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            _show(form, refusal)
        else:
            return _done(request, case, _("Phiên tòa trở lại việc hỏi và tranh luận."))
    context = {
        "title": _("Trở lại việc hỏi và tranh luận"), "button": _("Trở lại việc hỏi"),
        "intro": _("Thời hạn nghị án tính lại khi kết thúc tranh luận lần sau. Dự thảo bản án và câu hỏi biểu quyết giữ nguyên."),
    }  # fmt: skip
    return _page(request, case, form, "hearings/turn.html", context)


def _found(
    request: HttpRequest, name: str, case_id: uuid.UUID, hearing_id: uuid.UUID
) -> tuple[Viewer, Case, Hearing]:
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, name, case)
    hearing = queries.in_case(viewer, case, hearing_id)
    if hearing.kind not in actions.STANDS:
        raise not_found()
    return viewer, case, hearing


def _slot(form: SlotForm) -> actions.Slot:
    return actions.Slot(**form.slot)


def _show(form: Form, refusal: Refused) -> None:
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)


def _done(request: HttpRequest, case: Case, message: str) -> HttpResponse:
    messages.success(request, message)
    return redirect(TAB, case.pk)


def _slot_page(
    request: HttpRequest, case: Case, form: SlotForm, hearing: Hearing, context: dict[str, Any]
) -> HttpResponse:
    rooms = queries.rooms_in_use(case.court_id)
    proposed = offers(
        rooms, people.bench(case), kind=proposals.ADJOURNED, today=clock.today(), limit=context.pop("limit"), instead_of=hearing, case=case,
    )  # fmt: skip
    more = {"offers": proposed, "no_rooms": not rooms}
    return _page(request, case, form, "hearings/pause.html", {**context, **more})


def _page(
    request: HttpRequest, case: Case, form: Form, template: str, context: dict[str, Any]
) -> HttpResponse:
    shown = {**case_page.header(viewer_of(request), case, TAB), "form": form, **context}
    return render(request, template, shown, status=422 if form.is_bound else 200)
