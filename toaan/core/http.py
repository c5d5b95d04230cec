"""Small helpers of the faces: the viewer of a request, who must be signed in."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from toaan.core import policy
from toaan.core.errors import Refused
from toaan.core.typed import page_of, typed_text
from toaan.core.viewer import Viewer

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer that the middleware found."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in first. Who was typing when the session ended sees the text again; the page's script keeps it too."""
    if typed := typed_text(request):
        context = {"typed": typed, "back": page_of(request)}
        return render(request, "errors/403_session.html", context, status=403)
    return redirect_to_login(page_of(request))


def signed_in(view: View[P]) -> View[P]:
    """Only for people with an account; others go to the sign-in page and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if viewer_of(request).user is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


def staff(page: str = "page.desk") -> Callable[[View[P]], View[P]]:
    """Only for those whom the policy admits to `page`; people without a session sign in first."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer = viewer_of(request)
            if viewer.user is None:
                return to_sign_in(request)
            policy.require(viewer, page)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return decorate


def whole_address(path: str) -> str:
    """A path of this installation as an address to be printed: where the portal stands for everybody."""
    host = next((h for h in settings.ALLOWED_HOSTS if h != "*"), "localhost").lstrip(".")
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return (getattr(settings, "TOAAN_ADDRESS", "") or f"{scheme}://{host}") + path


def show_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Put a refusal onto the form: on its fields where it names them, else on the whole; what was typed stays."""
    known: dict[str, Any] = {k: v for k, v in refusal.fields.items() if k in form.fields}
    for name, message in known.items():
        form.add_error(name, message)
    if not known:
        form.add_error(None, refusal.message)


def csv_response(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file for spreadsheets: with the mark by which they know UTF-8; no text is taken for a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_plain(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _plain(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
