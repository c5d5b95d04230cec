"""Pages that belong to no domain: health, errors."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from toaan.core import outages


def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Whether this process can answer: asks the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be read (too large, too many fields, a broken address)."""
    too_large = isinstance(exception, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent)
    template, status = ("errors/413.html", 413) if too_large else ("errors/400.html", 400)
    # Django counts what was typed apart from the files.
    typed_limit = 0 if isinstance(exception, TooManyFilesSent) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    context = {"upload_limit": settings.TOAAN_UPLOAD_LIMIT, "typed_limit": typed_limit}
    return render(request, template, context, status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403 from Django itself."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404, with the way back."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: standalone, no context of ours. A database or disk that is away has a page that can send again."""
    # Django calls this while it handles the fault, wherever between network and page that happened.
    if outage := outages.outage_of(sys.exc_info()[1]):
        return outages.answer(request, outage)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form is too old or the session has ended: say so, and that what was typed is kept."""
    return render(request, "errors/403_csrf.html", status=403)
