"""The portal's own pages: home, registration, my things, my case. Composition only."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.core import actions, clock
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, signed_in, viewer_of
from toaan.core.middleware import POST_KEY
from toaan.core.models import Post
from toaan.core.viewer import ANONYMOUS
from toaan.delivery import queries as delivery
from toaan.filing import queries as filing
from toaan.filing.matters import GROUPS
from toaan.portal import composition
from toaan.portal.forms import RegisterForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def home(request: HttpRequest) -> HttpResponse:
    """The four doors, and what people come with."""
    return render(request, "portal/home.html", {"groups": GROUPS})


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
    """After signing in: into the post held, to the choice between several, or to one's own things."""
    viewer = viewer_of(request)
    posts = list(Post.objects.held_at(clock.now()).filter(user=viewer.user).select_related("court"))
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen == "":
            request.session.pop(POST_KEY, None)
            return redirect("portal:mine")
        if chosen in {str(post.pk) for post in posts}:
            request.session[POST_KEY] = chosen
            return redirect("desk:home")
    if len(posts) == 1 and "chon" not in request.GET:
        request.session[POST_KEY] = str(posts[0].pk)
        return redirect("desk:home")
    if not posts:
        return redirect("portal:mine")
    return render(request, "portal/choose_post.html", {"posts": posts})


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My petitions, my cases, papers that wait for me."""
    viewer = composition.as_citizen(viewer_of(request))
    return render(
        request,
        "portal/mine.html",
        {
            "petitions": filing.mine(viewer)[:50],
            "cases": cases.visible_to(viewer).order_by("-accepted_on")[:50],
            "waiting": delivery.inbox(viewer, waiting=True).select_related("service__case__number")[:20],
        },
    )


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
    return render(
        request,
        "portal/case.html",
        {
            "case": found,
            "track": composition.track(viewer, found),
            "now": composition.status_now(viewer, found),
            "papers": delivery.inbox(viewer).filter(service__case=found),
            "deadlines": composition.party_deadlines(viewer, found),
            "timeline": composition.timeline(viewer, found),
        },
    )
