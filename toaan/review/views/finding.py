"""Which judgment a paper is about: the clerk names its number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from toaan.core.viewer import Viewer
from toaan.judgments.models import Judgment
from toaan.review import queries
from toaan.review.forms import FindForm


def find_judgment(
    request: HttpRequest, viewer: Viewer, *, title: str
) -> tuple[Judgment | None, HttpResponseBase]:
    """The judgment that `?so=` names; else None and the page that asks for it."""
    number = request.GET.get("so", "")
    found = queries.named(viewer, number) if number.strip() else []
    form = FindForm(request.GET if number else None)
    missing = bool(number.strip()) and not found
    page = render(
        request, "review/find.html", {"form": form, "missing": missing, "many": found, "title": title}
    )
    return (found[0] if len(found) == 1 else None), page
