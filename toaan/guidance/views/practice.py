"""Pages of a practice court only: play any invented person, move the clock. A real court has no such addresses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.middleware import POST_KEY
from toaan.core.roles import Role
from toaan.guidance import actions, practice_queries
from toaan.guidance.forms import ClockForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
JUMPS = {"1": gettext_lazy("1 ngày"), "7": gettext_lazy("1 tuần"), "30": gettext_lazy("30 ngày")}


@require_http_methods(["GET", "HEAD", "POST"])
def play(request: HttpRequest) -> HttpResponseBase:
    """Go on as any invented person, in one press, without a password."""
    practice_queries.require_practice()
    there = request.POST.get("den") or request.GET.get("den", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts=None) or not there.startswith("/"):
        there = ""
    now = clock.now()
    if request.method == "POST":
        user, post = practice_queries.player(request.POST.get("vai", ""), now)
        login(request, user, backend=BACKEND)
        if post is None:
            request.session.pop(POST_KEY, None)
            return redirect(there or "portal:mine")
        request.session[POST_KEY] = str(post.pk)
        return redirect(there or "desk:home")
    asked = request.GET.get("vai", "")
    kind = Role(asked) if asked in {role.value for role in Role} else None
    context = {
        "casts": practice_queries.casts(now),
        "citizens": practice_queries.citizens(now),
        "asked": practice_queries.holder(kind, now) if kind else None,
        "there": there,
    }
    return render(request, "guidance/play.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def clock_page(request: HttpRequest) -> HttpResponseBase:
    """Move the practice court's time: a day, a week, to a moment, or back to the real time."""
    practice_queries.require_practice()
    now = clock.now()
    press = request.POST.get("viec", "")
    form = ClockForm(request.POST if press == "den" else None, initial={"hour": "08:00"})
    if request.method == "POST":
        target, known = _target(press, now)
        if press == "den" and form.is_valid():
            target, known = form.moment(), True
        if known:
            try:
                actions.move_clock(by=viewer_of(request), to=target, at=now)
            except Refused as refusal:
                if press != "den":
                    raise
                show_refusal(form, refusal)
            else:
                shown = timezone.localtime(clock.now())
                messages.success(
                    request, _("Bây giờ trong Tòa án thực hành là %s.") % f"{shown:%H:%M %d/%m/%Y}"
                )
                return redirect("guidance:clock")
        elif press != "den":
            messages.error(request, _("Hãy chọn một trong các nút trên trang."))
    context = {"form": form, "jumps": JUMPS.items(), "now": now, "moved": clock.moved()}
    return render(request, "guidance/clock.html", context, status=422 if form.errors else 200)


def _target(press: str, now: datetime) -> tuple[datetime | None, bool]:
    """Where a button leads, and whether there is such a button."""
    if press in JUMPS:
        return now + timedelta(days=int(press)), True
    return None, press == "that"
