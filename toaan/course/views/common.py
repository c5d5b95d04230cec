"""What the forms of this domain share: what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from toaan.cases.models import Case
from toaan.core.errors import Refused
from toaan.core.http import show_refusal


def refused(
    request: HttpRequest,
    form: forms.Form,
    refusal: Refused,
    case: Case,
    *,
    back: str,
    done_before: Collection[str],
) -> HttpResponseBase | None:
    """Done already (pressed twice): back to the list; no right: the error page; anything else stands on the form."""
    if refusal.code in done_before:
        messages.info(request, refusal.message)
        return redirect(back, case.pk)
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
    return None
