"""What every page of a case shares: the viewer of a request, the case behind an address, refusals on forms."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from toaan.cases import queries
from toaan.cases.models import Case
from toaan.core import policy
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def viewer_of(request: HttpRequest) -> Viewer:
    """On whose behalf the request reads and acts (set by the middleware)."""
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def signed_in(view: Page[P]) -> Page[P]:
    """Send a visitor who has not signed in to the sign-in page, and back afterwards."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if viewer_of(request).user is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return wrapper


def desk_page(page: str = "page.desk") -> Callable[[Page[P]], Page[P]]:
    """A page of the desk: only for the posts that the policy admits to `page`."""

    def decorate(view: Page[P]) -> Page[P]:
        @signed_in
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            policy.require(viewer_of(request), page)
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def open_case(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """The case that a page of the desk is about.

    Raises:
        Refused: "not_found" for whom the case does not exist; "not_allowed" for a party, who reads his case
            in the portal.
    """
    viewer = viewer_of(request)
    case = queries.get(viewer, case_id)
    policy.require(viewer, "page.desk")
    return case


def put_on(form: forms.BaseForm, refused: Refused) -> None:
    """Show a refusal on the form, at the fields it names."""
    known = {name: words for name, words in refused.fields.items() if name in form.fields}
    for name, words in known.items():
        form.add_error(name, words)
    if not known:
        form.add_error(None, refused.message)
