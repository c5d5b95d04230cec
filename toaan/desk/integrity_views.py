"""Kiểm tra hồ sơ: what the night found, and looking again at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from toaan.core import actions, clock
from toaan.core.http import staff, viewer_of
from toaan.core.integrity import CHECKS
from toaan.core.paging import page_of
from toaan.desk import integrity


@staff("page.integrity")
def look(request: HttpRequest) -> HttpResponseBase:
    """The checks that find something, and the findings of one of them; a press looks again."""
    viewer = viewer_of(request)
    key = request.GET.get("muc", "")
    if request.method == "POST":
        if viewer.court is not None:
            actions.refresh_findings(by=viewer, court_id=viewer.court.pk, today=clock.today(), at=clock.now())
            messages.success(request, _("Đã kiểm tra lại toàn bộ hồ sơ của Tòa án."))
        return redirect(request.get_full_path())
    lines = integrity.lines(viewer)
    opened = next((line for line in lines if line.key == key and line.open), None)
    opened = opened or next((line for line in lines if line.open), None)
    found = page_of(request, integrity.rows(viewer, opened.key)) if opened else None
    context = {
        "lines": lines,
        "opened": opened,
        "check": CHECKS[opened.key] if opened else None,
        "page_obj": found,
        "table": integrity.table(found, viewer) if found else None,
        "last": integrity.last_look(viewer),
        "total": sum(line.count for line in lines),
    }
    return render(request, "desk/integrity.html", context)
