"""The portal's own pages: home, registration, my things, my case. Composition only."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Party
from toaan.cases.states import HEARING, PREPARING, SUSPENDED, TRIAL_SET
from toaan.core import actions, clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, signed_in, viewer_of
from toaan.core.middleware import POST_KEY
from toaan.core.models import Post
from toaan.core.paging import page_of
from toaan.core.together import load
from toaan.core.viewer import ANONYMOUS
from toaan.delivery import queries as delivery
from toaan.filing import queries as filing
from toaan.filing import way
from toaan.filing.matters import GROUPS
from toaan.filing.states import (
    ACCEPTED,
    AMENDING,
    DRAFT,
    EXAMINING,
    FEE_DUE,
    READY,
    RECEIVED,
    RETURNED,
    SENT_ON,
)
from toaan.hearings import ics, party_reminders
from toaan.hearings import queries as hearings
from toaan.portal import composition, request_way, second_instance
from toaan.portal.forms import RegisterForm
from toaan.portal.track import track
from toaan.rulebook import incidents

FEW, LISTED = 5, 50
YOURS = {AMENDING, FEE_DUE}
"""States of a petition in which the petitioner has something to do."""
UNDER_WAY = {RECEIVED, EXAMINING, AMENDING, FEE_DUE, READY}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def home(request: HttpRequest) -> HttpResponse:
    """The four doors, and what people come with."""
    context = {"groups": GROUPS, "incidents": incidents.standing(clock.now())}
    return render(request, "portal/home.html", context)


def register(request: HttpRequest) -> HttpResponseBase:
    """Make an account and go on signed in."""
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = actions.register(
                by=replace(ANONYMOUS, address=viewer_of(request).address),
                username=data["email"],
                full_name=data["full_name"],
                email=data["email"],
                phone=data["phone"],
                personal_id=data["personal_id"],
                address=data["address"],
                password=data["password1"],
                at=clock.now(),
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            login(request, user, backend=BACKEND)
            messages.success(request, _("Đã tạo tài khoản. Bây giờ bạn có thể nộp đơn."))
            return redirect("portal:mine")
    return render(request, "portal/register.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
def enter(request: HttpRequest) -> HttpResponseBase:
    """After signing in: into the post held, to the choice between several, or to one's own things; then on to `next`."""
    viewer, wanted = viewer_of(request), request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        wanted = ""
    posts = list(Post.objects.held_at(clock.now()).filter(user=viewer.user).select_related("court"))
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen == "":
            request.session.pop(POST_KEY, None)
            return redirect(wanted or "portal:mine")
        if chosen in {str(post.pk) for post in posts}:
            request.session[POST_KEY] = chosen
            return redirect(wanted or "desk:home")
    if len(posts) == 1 and "chon" not in request.GET:
        request.session[POST_KEY] = str(posts[0].pk)
        return redirect(wanted or "desk:home")
    if not posts:
        return redirect(wanted or "portal:mine")
    return render(request, "portal/choose_post.html", {"posts": posts})


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for me first; then my cases, my petitions under way, my drafts."""
    viewer = composition.as_citizen(viewer_of(request))
    waiting = delivery.inbox(viewer, waiting=True).select_related(None).prefetch_related(None)
    unread = waiting.select_related("service__case__number")[:FEW]
    petitions = filing.mine(viewer).select_related("fee_notice")[:LISTED]
    page = page_of(
        request, cases.visible_to(viewer).order_by("-accepted_on", "-register_sequence", "pk"), named="trang"
    )
    found: Any = page.object_list  # unread yet: asked beside the others
    reminded = party_reminders.standing(viewer)
    parties = composition.parties_of(viewer)
    limits = composition.deadlines_of(viewer, parties)  # of all cases, whichever page is shown
    load(unread, petitions, found, reminded, limits)
    sittings = hearings.next_of_cases(viewer, [c.pk for c in found], clock.now())
    context = {
        "waiting": unread,
        "waiting_count": waiting.count(),
        "turns": [{"petition": p, "now": way.now(p, None, None)} for p in petitions if p.state in YOURS],
        "deadlines": composition.my_deadlines(limits, parties),
        "reminders": party_reminders.still_there(reminded),
        "cases": [
            {"case": c, "standing": composition.standing(viewer, c), "sitting": sittings.get(c.pk)}
            for c in found
        ],
        "under_way": [p for p in petitions if p.state in UNDER_WAY],
        "drafts": [p for p in petitions if p.state == DRAFT],
        "page_obj": page,
        "past": sum(p.state in {ACCEPTED, RETURNED, SENT_ON} for p in petitions),
    }
    return render(request, "portal/mine.html", context)


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """My data, password, posts, sign out."""
    viewer = viewer_of(request)
    posts = Post.objects.held_at(clock.now()).filter(user=viewer.user).select_related("court")
    return render(request, "portal/account.html", {"posts": posts})


@signed_in
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """My case like a parcel: what to do now, the way so far, what comes next."""
    viewer = composition.as_citizen(viewer_of(request))
    found = cases.get(viewer, case_id)
    told = composition.follow(viewer, found)
    of_first = found.is_request and not found.reviews_decision
    context = {
        "case": found,
        "standing": composition.standing(viewer, found),
        "track": request_way.track(told) if of_first else track(told),
        "now": (second_instance.now(told) or request_way.now(told)) if of_first else composition.now(told),
        "papers": told.papers,
        "unread": [p for p in told.papers if p.opened_at is None and p.received_at is None],
        "deadlines": composition.party_deadlines(told),
        "timeline": composition.timeline(told),
        "may_hand_in": found.state in {PREPARING, TRIAL_SET, HEARING, SUSPENDED},
        "may_appeal": told.may_appeal,
        "appeals_url": second_instance.address(told),
        "may_change": found.can("course.file_change")
        and any(p.role == Party.Role.PLAINTIFF for p in told.mine),
        "may_claim": not found.is_request and any(p.role != Party.Role.PLAINTIFF for p in told.mine),
        "may_complain": told.may_complain,
        "may_change_mind": told.mind_until is not None,
        "decisions_to_appeal": {s.decision for s in told.may_appeal_decisions},
        "late_decisions": told.late_decisions,
        "may_ask_review": told.may_ask_review,
    }
    return render(request, "portal/case.html", context)


@signed_in
def calendar(request: HttpRequest, case_id: uuid.UUID, hearing_id: uuid.UUID) -> HttpResponse:
    """The sitting as a file for one's own calendar."""
    viewer = composition.as_citizen(viewer_of(request))
    found = cases.get(viewer, case_id)
    sitting = hearings.get(viewer, hearing_id)
    if sitting.case_id != found.pk:
        raise not_found()
    return ics.file_of([sitting], at=clock.now(), name=str(found), page="portal:case")
