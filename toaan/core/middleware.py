"""Between the network and the pages: safe headers, the viewer, refusals as pages."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation

from toaan.core import clock, outages
from toaan.core.again import KEY, MOMENT, Question
from toaan.core.errors import Refused, not_found
from toaan.core.models import Post
from toaan.core.remembered import for_reading
from toaan.core.serving import answer_range
from toaan.core.together import load
from toaan.core.typed import page_above, typed_text
from toaan.core.viewer import Viewer

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
POST_KEY = "post"
USED_KEY = "used"
PROLONGED_EVERY = 300
"""Seconds; the session ends eight hours after its last use, give or take this."""
NUL = "\0"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def security_headers(get_response: Handler) -> Handler:
    """Nothing from elsewhere, nothing inline, no frames; of a stored file only the range asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
        return answer_range(request.headers, response)

    return middleware


def language(get_response: Handler) -> Handler:
    """Vietnamese unless the reader chose otherwise: the language of an old PC's browser is nobody's choice."""
    offered = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in offered else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response

    return middleware


class compress(GZipMiddleware):
    """Pages and tables go out compressed: slow lines are the normal case.

    Files do not: they are compressed already, and a download must say how long it is. Django pads the answer at
    random, so that its length tells nobody what stands in it.
    """

    TEXT = ("text/", "application/json", "image/svg+xml")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith(self.TEXT):
            return response
        return super().process_response(request, response)


class Sessions(SessionMiddleware):
    """Django's sessions, prolonged by use, written at most once in `PROLONGED_EVERY`: not with every page.

    What a page or an act answered stands, also when the session cannot be prolonged after it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer with the session's cookie; without it while the database is away."""
        try:
            _prolong(request.session)
            return super().process_response(request, response)
        except (SessionInterrupted, DatabaseError) as fault:
            if outages.outage_of(fault) is None:
                raise
            log.warning("session not prolonged: %s", fault)
            return response


def _prolong(session: SessionBase) -> None:
    """Note the use of a session that somebody is signed in with, when the last note is old enough."""
    if not session.accessed or SESSION_KEY not in session:
        return
    now = int(time.time())
    if now - int(session.get(USED_KEY, 0)) >= PROLONGED_EVERY:
        session[USED_KEY] = now


def _held(chosen: uuid.UUID, user: uuid.UUID, now: datetime) -> QuerySet[Post]:
    return Post.objects.held_at(now).select_related("court").filter(pk=chosen, user=user).order_by()


HELD = Question(_held, KEY, KEY, MOMENT)
READING = Question(lambda *asked: for_reading(_held(*asked)), KEY, KEY, MOMENT)


def viewer(get_response: Handler) -> Handler:
    """Who is asking, in which post. The post is looked up each time: it may have ended a minute ago."""

    def middleware(request: HttpRequest) -> HttpResponse:
        address = request.META.get("REMOTE_ADDR", "")
        user = request.user if request.user.is_authenticated else None
        post = None
        if user is not None and (chosen := request.session.get(POST_KEY)):
            asked = (READING if request.method in {"GET", "HEAD"} else HELD).of(chosen, user.pk, clock.now())
            load(asked)
            post = next(iter(asked), None)
            if post is None:
                # Remembered for this answer only: it says why what was possible a minute ago no longer is.
                request.left_post = Post.objects.select_related("court").filter(pk=chosen, user=user).first()  # type: ignore[attr-defined]
                del request.session[POST_KEY]
        request.viewer = Viewer(user=user, post=post, address=address)  # type: ignore[attr-defined]
        bind = {"user": str(user.pk) if user else "", "post": str(post.pk) if post else ""}
        with structlog.contextvars.bound_contextvars(path=request.path, **bind):
            return get_response(request)

    return middleware


def without_nul(sent: QueryDict) -> QueryDict:
    """The same fields, their texts without NUL."""
    if not any(NUL in value for _name, values in sent.lists() for value in values):
        return sent
    cleaned = sent.copy()
    for name, values in sent.lists():
        cleaned.setlist(name, [value.replace(NUL, "") for value in values])
    return cleaned


class refusals:
    """A refusal that no page caught becomes a page that says why and what to do."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """No page meets a NUL: PostgreSQL stores none, and nobody types one."""
        if any(NUL in part for part in kwargs.values() if isinstance(part, str)):
            return self.process_exception(request, not_found())
        request.GET = without_nul(request.GET)  # type: ignore[assignment]
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse(
                {"code": exception.code, "message": exception.message}, status=exception.status
            )
        template = {403: "errors/403.html", 404: "errors/404.html"}.get(exception.status, "errors/409.html")
        left = getattr(request, "left_post", None)
        context = {
            "refusal": exception, "typed": typed_text(request), "left_post": left, "above": page_above(request.path),
        }  # fmt: skip
        return render(request, template, context, status=exception.status)
