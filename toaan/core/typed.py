"""What a person typed into a form that was not taken: shown again, and where it is safe offered to be sent again."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

UNTYPED = frozenset({"csrfmiddlewaretoken", "next"})
WORTH_KEEPING = 12
"""Shorter entries are choices and numbers, quickly typed again."""


def typed_text(request: HttpRequest) -> list[str]:
    """The texts of a form that was refused, to be shown again and copied: nothing typed is lost."""
    found = [value.strip() for name, value in sent_fields(request) if name not in UNTYPED]
    return [text for text in found if len(text) >= WORTH_KEEPING and " " in text]


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field that was sent, in order, as hidden fields can send it again; no password, no file."""
    if request.method != "POST":
        return []
    return [
        (name, value) for name, values in request.POST.lists() if "password" not in name for value in values
    ]


def page_of(request: HttpRequest) -> str:
    """The page whose form was sent: a form may go to an address that only takes forms."""
    if request.method != "POST":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return "/" + came_from.split("/", 3)[3] if came_from.count("/") >= 3 else "/"
    return request.get_full_path()


def page_above(path: str) -> str:
    """The nearest page above an address: from an act to its matter. Empty where that is but the desk or the first page."""
    parts = path.strip("/").split("/")
    while len(parts) > 2:
        parts.pop()
        above = f"/{'/'.join(parts)}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return ""
