"""What every form of this domain does on its page, on the desk and in the portal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from toaan.cases import page as case_page
from toaan.cases.models import Case
from toaan.core.errors import Refused
from toaan.core.http import show_refusal, viewer_of

DONE_BEFORE = frozenset(
    {
        "appeal.accepted",
        "advance.paid",
        "file.sent",
        "file.accepted",
        "panel.assigned",
        "again.done",
        "discontinue.done",
    }
)
"""Refusals that say that somebody has done it already: news for the reader, no fault of his."""


@dataclass(frozen=True)
class FormPages:
    """The forms opened from one page, and the way back to it."""

    back: str
    """Name of the page's address; it takes the case."""
    template: str
    done: frozenset[str]
    frame: Callable[[HttpRequest, Case, str], dict[str, Any]]
    """What the template needs around the form: of (request, case, back)."""
    back_label: str | Promise = ""
    """What the way back is called, where its page does not name it itself."""

    def page(
        self,
        request: HttpRequest,
        case: Case,
        form: forms.Form,
        title: str,
        button: str,
        *,
        lead: str = "",
        **more: Any,
    ) -> HttpResponseBase:
        """The form; what was typed stands in it again."""
        told = {
            "form": form, "title": title, "button": button, "lead": lead, "back": self.back, "back_label": self.back_label,
            **more,
        }  # fmt: skip
        context = {**self.frame(request, case, self.back), **told}
        return render(request, self.template, context, status=422 if form.is_bound else 200)

    def sent(
        self,
        request: HttpRequest,
        case: Case,
        form: forms.Form,
        do: Callable[[], Any],
        said: Callable[[Any], str],
    ) -> HttpResponseBase | None:
        """Do the act behind a form that was sent whole, say so and go back; None: the form is to be shown.

        Args:
            said: the message, given what the act returned.
        """
        if request.method != "POST" or not form.is_valid():
            return None
        try:
            made = do()
        except Refused as refusal:
            return self.refused(request, form, refusal, case)
        messages.success(request, said(made))
        return redirect(self.back, case.pk)

    def refused(
        self, request: HttpRequest, form: forms.Form, refusal: Refused, case: Case
    ) -> HttpResponseBase | None:
        """Back to the page when it was done before, a page for whoever may not, else onto the form."""
        if refusal.code in self.done:
            messages.info(request, refusal.message)
            return redirect(self.back, case.pk)
        if refusal.status in (403, 404):
            raise refusal
        show_refusal(form, refusal)
        return None


def on_the_case(request: HttpRequest, case: Case, back: str) -> dict[str, Any]:
    """The frame of the case page on the desk."""
    return case_page.header(viewer_of(request), case, back)


def for_a_party(_request: HttpRequest, case: Case, _back: str) -> dict[str, Any]:
    """The portal shows the case alone."""
    return {"case": case}
