"""Public tracking by code: the step and its days, nothing about people."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from toaan.core.http import viewer_of
from toaan.filing import queries
from toaan.filing.forms import TrackingForm
from toaan.filing.tracking import read_code

TRIES, MINUTES = 20, 10


def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; a GET with `?ma=` (from the QR code) only fills it in, so that no crawler asks."""
    form = TrackingForm(request.POST or None, initial={"code": request.GET.get("ma", "")[:20]})
    found, status = None, 200
    if request.method == "POST":
        status = 422
        if _too_often(viewer_of(request).address):
            form.add_error(None, _("Bạn đã tra cứu quá nhiều lần. Hãy đợi %s phút rồi thử lại.") % MINUTES)
            status = 429
        elif form.is_valid():
            code = read_code(form.cleaned_data["code"])
            found = queries.track(code) if code else None
            if found is None:
                form.add_error(
                    "code", _("Không có đơn nào mang mã này. Hãy xem lại mã trên giấy xác nhận đã nhận đơn.")
                )
            else:
                status = 200
    return render(request, "filing/track.html", {"form": form, "found": found}, status=status)


def _too_often(address: str) -> bool:
    """More than 20 questions in ten minutes from one address: somebody is guessing."""
    key = f"filing-track:{address}"
    cache.add(key, 0, MINUTES * 60)
    try:
        return int(cache.incr(key)) > TRIES
    except ValueError:  # it ran out between the two calls
        return False
