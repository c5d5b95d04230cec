"""Envelopes and address labels for many letters at once."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from toaan.core.http import staff, viewer_of
from toaan.delivery import mailing, queries
from toaan.delivery.forms import EnvelopeForm, LabelForm

ENVELOPES, LABELS = "phong-bi", "nhan"


@require_safe
@staff("page.delivery")
def mail(request: HttpRequest) -> HttpResponse:
    """The chosen letters (`?chon=…&chon=…`), what to print for them, and with `in=…` the PDF itself."""
    rows = queries.chosen(viewer_of(request), request.GET.getlist("chon"))
    asked = request.GET.get("in", "")
    envelopes = EnvelopeForm(request.GET if asked == ENVELOPES else None, auto_id="p_%s")
    labels = LabelForm(request.GET if asked == LABELS else None, auto_id="n_%s")
    form = envelopes if asked == ENVELOPES else labels
    if rows and len(rows) <= mailing.MOST and form.is_bound and form.is_valid():
        told = form.cleaned_data
        made = (
            mailing.envelopes(rows, size=told["size"], window=told["window"], qr=told["qr"])
            if form is envelopes
            else mailing.labels(rows, sheet=told["sheet"], start=told["start"], qr=told["qr"])
        )
        return _pdf(made, f"{asked}.pdf")
    context = {
        "rows": rows, "envelopes": envelopes, "labels": labels, "form": form if form.errors else None,
        "too_many": len(rows) > mailing.MOST, "most": mailing.MOST, "without": [r for r in rows if not r.address],
    }  # fmt: skip
    return render(request, "delivery/mail.html", context, status=422 if form.errors else 200)


@require_POST
@staff("page.delivery")
def choose(request: HttpRequest) -> HttpResponse:
    """From the form of a case, whose check boxes bear other names, to the page that prints."""
    chosen = [name.removeprefix("go_") for name in request.POST if name.startswith("go_")]
    return redirect(f"{reverse('delivery:mail')}?{urlencode({'chon': chosen}, doseq=True)}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response
