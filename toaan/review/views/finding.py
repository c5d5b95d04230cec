"""Which judgment or decision a paper is about: the clerk names its number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from toaan.core.viewer import Viewer
from toaan.review import queries
from toaan.review.forms import FindForm
from toaan.review.rulings import Ruling


def find_ruling(
    request: HttpRequest, viewer: Viewer, *, title: str
) -> tuple[Ruling | None, HttpResponseBase]:
    """What `?so=` names, and `?chon=` where several bear that number; else None and the page that asks for it."""
    number, chosen = request.GET.get("so", ""), request.GET.get("chon", "")
    found = queries.named(viewer, number) if number.strip() else []
    one = found[0] if len(found) == 1 else next((r for r in found if str(r.pk) == chosen), None)
    form = FindForm(request.GET if number else None)
    context = {
        "form": form, "missing": bool(number.strip()) and not found, "many": found, "title": title, "so": number,
        "supreme": queries.supreme_court(),
    }  # fmt: skip
    return one, render(request, "review/find.html", context)
