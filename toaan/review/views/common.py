"""What the forms of this domain share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from toaan.core import clock, files
from toaan.core.errors import Refused
from toaan.core.http import show_refusal
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer


def sent(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], Any],
    said: Callable[[Any], str],
    to: str,
    *args: Any,
    keyed: bool = True,
) -> HttpResponseBase | None:
    """Do the act behind a form that was sent whole, say so and go on; None: the form is to be shown.

    A refusal stands on the form with everything typed; only a missing right is the page of an error.

    Args:
        said: the message, given what the act returned.
        to, args: where to go; without `args` the key of what the act returned, unless that page has none (`keyed`).
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = do()
    except Refused as refusal:
        if refusal.status in (403, 404):
            raise
        show_refusal(form, refusal)
        return None
    messages.success(request, said(made))
    return redirect(to, *(args or ((made.pk,) if keyed else ())))


def taken_in(uploads: Iterable[Any], viewer: Viewer) -> StoredFile | None:
    """The one PDF of a form, stored; None where nothing was chosen."""
    for upload in uploads:
        return files.take_in(upload, name=upload.name, by=viewer, at=clock.now(), door=files.PDF_ONLY)
    return None
