"""The notes on information security: read, confirm once a year, see who has confirmed."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from toaan.core import clock, policy
from toaan.core.errors import Refused
from toaan.core.http import staff, viewer_of
from toaan.guidance import actions, queries
from toaan.guidance.reminders import CONFIRMED


@require_http_methods(["GET", "HEAD", "POST"])
@staff("page.security_notes")
def security(request: HttpRequest) -> HttpResponseBase:
    """The notes in force, and at their end the confirmation."""
    viewer = viewer_of(request)
    refusal = None
    if request.method == "POST":
        edition, digest = request.POST.get("ban", ""), request.POST.get("ma", "")
        try:
            actions.confirm_reading(by=viewer, edition=edition, digest=digest, at=clock.now())
        except Refused as refused:
            if refused.status == 403:
                raise
            refusal = refused
        else:
            messages.success(request, _("Đã ghi nhận bạn đã đọc. Hẹn năm sau."))
            request.session.pop(CONFIRMED, None)
            return redirect("guidance:security")
    context = {
        "mine": queries.mine(viewer),
        "helpers": queries.helpers(viewer),
        "refusal": refusal,
        "may_follow": policy.allows(viewer, "page.readings"),
    }
    return render(request, "guidance/security.html", context, status=refusal.status if refusal else 200)


@require_safe
@staff("page.readings")
def readings(request: HttpRequest) -> HttpResponse:
    """Who in this court has confirmed this year, and who has not; `?dang=csv` for a spreadsheet."""
    viewer = viewer_of(request)
    known = queries.years(clock.today())
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in known else known[0]
    rows = queries.readers(viewer, year)
    if request.GET.get("dang") == "csv" and viewer.court is not None:
        response = HttpResponse("\ufeff" + _csv(rows), content_type="text/csv; charset=utf-8")
        name = f"an-toan-thong-tin-{viewer.court.code}-{year}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    missing = [row for row in rows if row.confirmation is None]
    context = {
        "year": year,
        "years": known,
        "missing": missing,
        "confirmed": [row for row in rows if row.confirmation is not None],
        "total": len(rows),
        "overdue": sum(row.overdue for row in missing),
    }
    return render(request, "guidance/readings.html", context)


def _csv(rows: list[queries.Reader]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_("Họ và tên"), _("Chức vụ"), _("Hạn"), _("Xác nhận lúc"), _("Bản")])
    for row in rows:
        done = row.confirmation
        at = f"{clock.local_date(done.confirmed_at).isoformat()}" if done else ""
        writer.writerow(
            [_plain(row.name), row.posts, row.due_on.isoformat(), at, done.edition if done else ""]
        )
    return out.getvalue()


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
