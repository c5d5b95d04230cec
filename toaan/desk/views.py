"""The desk's own pages: my work today, search, posts. Composition only."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toaan.cases import handover, handover_page, page
from toaan.cases import queries as cases
from toaan.cases.models import Deadline, HandoverItem
from toaan.core import actions, clock, navigation, news, policy
from toaan.core.again import put
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.models import Post
from toaan.core.paging import page_of
from toaan.core.plans import kept
from toaan.core.remembered import until_next_act
from toaan.core.roles import CASE_ROLES, Role
from toaan.core.together import Asking, answered, read
from toaan.core.viewer import Viewer
from toaan.core.waiting import asking, in_order, waiting_for
from toaan.desk import composition, feed, work
from toaan.desk.forms import AppointForm, EndPostForm, PostFilter
from toaan.hearings import queries as hearings
from toaan.hearings.models import Hearing
from toaan.vietnamese.names import sort_key
from toaan.vietnamese.text import fold

AHEAD, FRESH = 14, 4
"""Days of the calendar and pieces of news that the first page shows."""
HANDED = timedelta(days=7)
"""How long it shows what came by handover."""


@staff()
def home(request: HttpRequest) -> HttpResponse:
    """My work today: deadlines by urgency, what waits for me, hearings, where I have just been."""
    viewer = viewer_of(request)
    today, role = clock.today(), viewer.role
    kept = until_next_act(viewer, f"home:{get_language()}", lambda: _my_work(viewer, today))
    ahead = work.sittings(viewer, kept["ahead"], clock.now())
    day = [s for s in ahead if s.day == today]
    strip = work.figures(kept["levels"], kept["waiting_total"], len(day))
    context = {
        **kept,
        "today": today,
        "rest": composition.rest_days(today),
        "tools": work.tools(viewer),
        "with_deadlines": role in CASE_ROLES,
        "figures": strip if role in CASE_ROLES else [],
        "day": day,
        "coming": [s for s in ahead if s.day != today][:5],
        "machine": work.machine_room(viewer),
    }
    return render(request, "desk/home.html", context)


def questions(viewer: Viewer, today: date) -> list[Callable[[], QuerySet[Any]]]:
    """What the first page asks whoever opens it: limits, sittings, news, where one has just been, what was handed over; put into SQL once a day."""

    def made() -> list[Callable[[], QuerySet[Any]]]:
        sits = viewer.role in policy.TABLE["page.hearing_calendar"].who
        due = cases.my_deadlines(viewer)[:500] if viewer.role in CASE_ROLES else Deadline.objects.none()
        ahead = hearings.ahead(viewer, today, AHEAD) if sits else Hearing.objects.none()
        handed = (
            handover.handed_to(viewer.post, clock.start_of(today) - HANDED)
            if viewer.post
            else HandoverItem.objects.none()
        )
        asked = (due, ahead, news.fresh(viewer)[:FRESH], cases.recent_acts(viewer), handed)
        return [put(rows) for rows in asked]

    return kept(viewer, "home", made, news.seen(viewer))


def _my_work(viewer: Viewer, today: date) -> dict[str, Any]:
    """What the page says of this officer's work: it stays true until somebody in the court acts."""
    due, ahead, fresh, recent, handed = (question() for question in questions(viewer, today))
    beside: list[Asking[Any]] = [
        read(due), read(ahead), feed.asking(viewer, fresh), work.recent(viewer, recent),
        handover_page.unattended(viewer, clock.now()),
        handover_page.lately(handed),
    ]  # fmt: skip
    told: list[Any] = answered([*beside, *asking(viewer)])
    rows, sittings, news_told, acts, unattended, handed_over = told[: len(beside)]
    waiting = in_order(told[len(beside) :])
    return {
        "levels": [(page.badge(row) or {}).get("urgency", "con") for row in rows],
        "items": work.deadlines(rows[: work.SHOWN_DEADLINES]),
        "total": len(rows),
        "waiting": work.waiting_table(waiting[: work.SHOWN_WAITING]),
        "waiting_total": len(waiting),
        "waiting_more": len(waiting) > work.SHOWN_WAITING,
        "with_hearings": viewer.role in policy.TABLE["page.hearing_calendar"].who,
        "ahead": sittings,
        "news": news_told,
        "recent": acts,
        "unattended": unattended,
        "handed": handed_over,
    }


@staff()
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me."""
    viewer = viewer_of(request)
    found = until_next_act(viewer, f"waiting:{get_language()}", lambda: waiting_for(viewer))
    shown = page_of(request, found)
    return render(request, "desk/waiting.html", {"page_obj": shown, "table": work.waiting_table(shown)})


@staff()
def notifications(request: HttpRequest) -> HttpResponseBase:
    """What others did in my matters; marking as read is an act, up to the newest that was on the page."""
    viewer = viewer_of(request)
    if request.method == "POST":
        upto = request.POST.get("den", "")
        actions.read_news(
            by=viewer, upto=int(upto) if upto.isascii() and upto.isdigit() else 0, at=clock.now()
        )
        return redirect("desk:notifications")
    seen, only_new = news.seen(viewer), request.GET.get("loc") == "moi"
    shown = page_of(request, news.listed(viewer, since=seen if only_new else 0))
    events = news.of(viewer, shown)
    rows = feed.rows(viewer, events, seen)
    newest = max((event.sequence for event in events), default=0)
    context = {
        "page_obj": shown, "rows": rows, "upto": newest, "only_new": only_new,
        "unread": navigation.unread(viewer), "most": news.LISTED,
    }  # fmt: skip
    return render(request, "desk/notifications.html", context)


@staff()
def search(request: HttpRequest) -> HttpResponse:
    """Cases, petitions, documents by number in any spelling, name or words, with or without diacritics."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").strip()[:200]
    groups = composition.search(viewer, words) if words else []
    context = {
        "search_text": words, "groups": [g for g in groups if g["rows"]], "nothing": not any(g["rows"] for g in groups),
    }  # fmt: skip
    return render(request, "desk/search.html", context)


@staff()
def account(request: HttpRequest) -> HttpResponse:
    """My data, posts, password, sign out."""
    held = Post.objects.held_at(clock.now()).filter(user=viewer_of(request).user).select_related("court")
    return render(request, "desk/account.html", {"posts": held})


def _posts_page(request: HttpRequest, form: AppointForm, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    filters = PostFilter(request.GET or None, auto_id="loc-%s")
    held = Post.objects.held_at(clock.now()).filter(court_id=viewer.court_id).select_related("user")
    if kind := filters.chosen("kind"):
        held = held.filter(kind=kind)
    words = fold(filters.chosen("q")).split()
    rows = [p for p in held if all(w in fold(f"{p.user.full_name} {p.user.username}") for w in words)]
    context = {
        "page_obj": page_of(request, sorted(rows, key=lambda p: sort_key(p.user.full_name))), "filters": filters, "form": form,
        "clear": reverse("desk:posts"), "may_appoint": viewer.role == Role.HR_OFFICER,
    }  # fmt: skip
    return render(request, "desk/posts.html", context, status=status)


@staff("page.posts")
def posts(request: HttpRequest) -> HttpResponseBase:
    """Who holds which post in this court; the HR officer records appointments."""
    viewer = viewer_of(request)
    form = AppointForm(request.POST or None)
    if request.method == "POST":
        if viewer.court is None:
            raise not_found()
        if form.is_valid():
            data = form.cleaned_data
            try:
                post = actions.appoint(
                    by=viewer,
                    user=data["username"],
                    court=viewer.court,
                    kind=Role(data["kind"]),
                    since=clock.start_of(data["since"]),
                    chamber=data["chamber"],
                    at=clock.now(),
                )
            except Refused as refusal:
                if refusal.status == 403:
                    raise
                show_refusal(form, refusal)
            else:
                messages.success(
                    request, _("Đã ghi nhận: %(who)s, %(what)s.") % {"who": post.user, "what": post.title}
                )
                return redirect("desk:posts")
        return _posts_page(request, form, status=422)
    return _posts_page(request, form)


@staff("page.posts")
def end_post(request: HttpRequest, post_id: uuid.UUID) -> HttpResponseBase:
    """Record that somebody no longer holds a post; it asks once, because rights end with it."""
    viewer = viewer_of(request)
    post = Post.objects.filter(pk=post_id, court_id=viewer.court_id).select_related("user").first()
    if post is None:
        raise not_found()
    form = EndPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            actions.end_post(
                by=viewer, post_id=post.pk, on=clock.start_of(on) if on else clock.now(), at=clock.now()
            )
        except Refused as refusal:
            if refusal.status == 403:
                raise
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi nhận %(who)s thôi giữ chức vụ.") % {"who": post.user})
            return redirect("desk:posts")
    policy.require(viewer, "page.posts")
    return render(
        request,
        "desk/end_post.html",
        {
            "post": post,
            "form": form,
            "open_work": handover_page.Person(
                post, handover.loads(viewer.court_id).get(post.pk, handover.NOTHING)
            ),
            "may_hand_over": policy.allows(viewer, "page.handover"),
        },
        status=422 if form.errors else 200,
    )
