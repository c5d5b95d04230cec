"""The calendar of the court, for staff by week and room, and for everybody."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core import absences, clock, rules_in_force
from toaan.core.http import staff, viewer_of
from toaan.core.models import Court
from toaan.core.paging import page_of
from toaan.design.forms import VietnameseDateField
from toaan.hearings import grid, queries
from toaan.hearings.models import Hearing
from toaan.vietnamese.dates import format_date

POSTED, MANY = 7, 500
"""Days on the list that is posted at the court, and how many sittings it has at most."""


@staff("page.hearing_calendar")
def week(request: HttpRequest) -> HttpResponseBase:
    """The calendar of the court by room, judge, clerk or lay judge: a week, or one day (`ngay`); `in=1` for paper."""
    viewer = viewer_of(request)
    by = request.GET.get("theo", "")
    by = by if by in grid.BY else grid.ROOMS
    on = _day(request.GET.get("ngay", ""))
    chosen = on or _day(request.GET.get("tuan", "")) or clock.today()
    monday = chosen - timedelta(days=chosen.weekday())
    first, last = (on, on) if on else (monday, monday + timedelta(days=6))
    step = timedelta(days=1 if on else 7)
    context = {
        "grid": grid.of_day(viewer, on, by) if on else grid.of_week(viewer, monday, by),
        "day": on,
        "first": first,
        "last": last,
        "rest": rules_in_force.calendar().why_off(on) if on else "",
        "by": by,
        "by_label": grid.BY[by][0],
        "ways": [
            {"label": label, "url": _address(by=key, day=on, week=monday), "current": key == by}
            for key, (label, _roles) in grid.BY.items()
        ],
        "before": _address(by=by, day=on and on - step, week=monday - step),
        "after": _address(by=by, day=on and on + step, week=monday + step),
        "now": _address(by=by, day=on and clock.today(), week=None),
        "whole": _address(by=by, day=None if on else chosen, week=monday),
        "paper": _address(by=by, day=on, week=monday) + "&in=1",
        "here": _address(by=by, day=on, week=monday),
        "away": absences.of_court(viewer.court_id, first, last)
        if viewer.is_staff and by == grid.ROOMS
        else [],
    }
    page = "hearings/calendar_print.html" if request.GET.get("in") else "hearings/calendar.html"
    return render(request, page, context)


def _address(*, by: str, day: date | None, week: date | None) -> str:
    asked = {"theo": by, **({"ngay": day.isoformat()} if day else {"tuan": week.isoformat()} if week else {})}
    return f"{reverse('hearings:calendar')}?{urlencode(asked)}"


def public(request: HttpRequest) -> HttpResponse:
    """Trial hearings to come, without any party's name."""
    asked = request.GET.get("ngay", "").strip()
    words = request.GET.get("q", "")[:50]
    court_id = _uuid(request.GET.get("toa", ""))
    on = _day(asked)
    wrong = asked if asked and on is None else ""
    rows = queries.public_calendar(
        max(on, clock.today()) if on else clock.today(), court_id=court_id, words=words
    )
    if request.GET.get("in") and court_id and (court := Court.objects.filter(pk=court_id).first()):
        first = max(on, clock.today()) if on else clock.today()
        last = first + timedelta(days=POSTED - 1)
        listed = [h for h in rows[:MANY] if h.day <= last]
        posted = {"court": court, "first": first, "last": last, "hearings": listed}
        return render(request, "hearings/public_print.html", posted)
    page = page_of(request, rows)
    context = {
        "on": on,
        "page_obj": page,
        "table": _public_table(page.object_list),
        "courts": Court.objects.order_by("name"),
        "court_id": court_id,
        "asked": asked,
        "words": words,
        "wrong": wrong,
    }
    return render(request, "hearings/public_calendar.html", context)


def _public_table(rows: Any) -> dict[str, Any]:
    return {
        "caption": _("Lịch xét xử"),
        "columns": [
            {"label": label}
            for label in (_("Thời gian"), _("Số thụ lý"), _("Tòa án"), _("Phòng"), _("Về việc"))
        ],
        "rows": [[f"{h.hours.split('–')[0]} {format_date(h.day)}", *_public_cells(h)] for h in rows],
    }


def _public_cells(hearing: Hearing) -> list[str]:
    case = hearing.case
    return [str(case), case.court.name, hearing.room.name, case.legal_relation]


def _day(text: str) -> date | None:
    try:
        day: date | None = VietnameseDateField(required=False).clean(text)
    except ValidationError:
        return None
    return day


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
