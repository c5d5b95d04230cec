"""Nghỉ, vắng mặt: who is away and when; recording it, and the return."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import handover
from toaan.cases.handover_forms import BackForm, LeaveForm
from toaan.core import absences, actions, clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.models import Absence, Post
from toaan.core.roles import OUTSIDE_POSTS


@staff("page.leave")
def leave(request: HttpRequest) -> HttpResponseBase:
    """Absences that run or lie ahead; a form for a new one, which says what hangs on the person meanwhile."""
    viewer = viewer_of(request)
    today = clock.today()
    held = Post.objects.held_at(clock.now()).filter(court_id=viewer.court_id).select_related("user")
    posts = list(held.exclude(kind__in=[r.value for r in OUTSIDE_POSTS]))
    form = LeaveForm(
        request.POST or None, posts=posts, grounds=[(g.key, g.title) for g in absences.grounds(today)]
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.record_leave(
                by=viewer, post_id=data["post"], ground=data["ground"], first_day=data["first_day"],
                last_day=data["last_day"], deputy_id=data["deputy"], note=data["note"], at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            _told(request, made)
            return redirect("desk:leave")
    rows = Absence.objects.filter(post__court_id=viewer.court_id, last_day__gte=today, back_on=None)
    context = {
        "rows": rows.select_related("post__user", "deputy__user"),
        "form": form,
        "today": today,
        "may_hand_over": policy.allows(viewer, "page.handover"),
    }
    return render(request, "desk/leave.html", context, status=422 if form.errors else 200)


def _told(request: HttpRequest, made: Absence) -> None:
    messages.success(
        request, _("Đã ghi nhận: %(who)s, %(what)s.") % {"who": made.post.user, "what": made.words}
    )
    work = handover.work_of([made.post_id])
    planned = {day for w in work for day in w.standing.planned}
    if work:
        words = _("%(who)s đang có %(n)d việc") % {"who": made.post.user, "n": len(work)}
        if planned:
            words += _(", trong đó có %s") % ", ".join(sorted(planned))
        messages.warning(
            request, words + _(". Việc không tự chuyển: lãnh đạo bàn giao ở trang Bàn giao công việc.")
        )


@staff("page.leave")
def back(request: HttpRequest, absence_id: uuid.UUID) -> HttpResponseBase:
    """The person is back early, or does not go."""
    viewer = viewer_of(request)
    found = Absence.objects.select_related("post__user").filter(pk=absence_id).first()
    if found is None or found.post.court_id != viewer.court_id:
        raise not_found()
    form = BackForm(request.POST or None, initial={"back_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_leave(
                by=viewer, absence_id=found.pk, back_on=form.cleaned_data["back_on"], at=clock.now()
            )
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi nhận %s trở lại làm việc.") % found.post.user)
            return redirect("desk:leave")
    return _back_page(request, found, form)


def _back_page(request: HttpRequest, found: Absence, form: BackForm) -> HttpResponse:
    context = {"absence": found, "form": form}
    return render(request, "desk/leave_back.html", context, status=422 if form.errors else 200)
