"""The handbook: one page per post, a search, the way to the practice court."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from toaan.core import practice
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.roles import POST_KINDS, Role
from toaan.guidance import handbook

ENTRY = "/thuc-hanh/"
"""Where the practice court lets one in; a fixed address, because a real court has no such route to reverse."""


@require_safe
@staff("page.handbook")
def index(request: HttpRequest) -> HttpResponse:
    """The reader's own post first, every other post after it; `?q=` searches all."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "search_words": words,
        "hits": handbook.search(words, viewer.role) if words else [],
        "own": viewer.role,
        "own_tasks": handbook.for_role(viewer.role),
        "others": [role for role in POST_KINDS if role != viewer.role],
        "practice_address": practice_address(),
    }
    return render(request, "guidance/handbook.html", context)


@require_safe
@staff("page.handbook")
def post(request: HttpRequest, kind: str) -> HttpResponse:
    """How to do what one post does; printable."""
    if kind not in {role.value for role in POST_KINDS}:
        raise not_found()
    viewer, role = viewer_of(request), Role(kind)
    rows = [_row(task, viewer.role, role) for task in handbook.for_role(role)]
    return render(request, "guidance/post.html", {"role": role, "rows": rows, "own": role == viewer.role})


def practice_address() -> str:
    """Where the practice court is: this very installation, the one beside it, or (empty) nowhere."""
    if practice.on():
        return ENTRY
    address: str = settings.TOAAN_PRACTICE_ADDRESS
    return address.rstrip("/") + ENTRY if address else ""


def _row(task: handbook.Task, reader: Role, role: Role) -> dict[str, Any]:
    address, page = practice_address(), task.first_page
    there = {"vai": role.value, **({"den": reverse(page)} if page else {})}
    return {
        "shown": handbook.shown(task.key, reader in task.roles),
        "try_url": f"{address}?{urlencode(there)}" if address else "",
    }
