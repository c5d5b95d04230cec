"""The calendar of the court, for staff by week and room, and for everybody."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from toaan.core import absences, clock
from toaan.core.http import staff, viewer_of
from toaan.core.models import Court
from toaan.design.forms import VietnameseDateField
from toaan.hearings import queries
from toaan.hearings.models import Hearing
from toaan.vietnamese.dates import format_date, weekday_name

PER_PAGE = 50


@staff("page.hearing_calendar")
def week(request: HttpRequest) -> HttpResponseBase:
    """One week of the court: days down, rooms across; `in=1` for paper."""
    viewer = viewer_of(request)
    chosen = _day(request.GET.get("tuan", "")) or clock.today()
    monday = chosen - timedelta(days=chosen.weekday())
    rows = list(queries.of_week(viewer, monday))
    rooms = sorted({h.room for h in rows} | set(queries.rooms_in_use(viewer.court_id)), key=lambda r: r.name)
    days = [monday + timedelta(days=n) for n in range(7)]
    if not any(h.day.weekday() > 4 for h in rows):
        days = days[:5]
    context = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "this_week": chosen == clock.today(),
        "rooms": rooms,
        "days": [
            {
                "day": day,
                "name": weekday_name(day),
                "today": day == clock.today(),
                "cells": [[h for h in rows if h.day == day and h.room_id == room.pk] for room in rooms],
                "count": sum(h.day == day for h in rows),
            }
            for day in days
        ],
        "count": len(rows),
        "away": absences.of_court(viewer.court_id, days[0], days[-1]) if viewer.is_staff else [],
    }
    return render(
        request,
        "hearings/calendar_print.html" if request.GET.get("in") else "hearings/calendar.html",
        context,
    )


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
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
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
        "caption": "Lịch xét xử",
        "columns": [
            {"label": label}
            for label in ("Thời gian", "Số thụ lý", "Tòa án", "Phòng", "Về việc", "Hình thức")
        ],
        "rows": [[f"{h.hours.split('–')[0]} {format_date(h.day)}", *_public_cells(h)] for h in rows],
    }


def _public_cells(hearing: Hearing) -> list[str]:
    case = hearing.case
    about = "—" if hearing.closed_doors else case.legal_relation
    doors = "Xét xử kín" if hearing.closed_doors else "Xét xử công khai"
    return [str(case), case.court.name, hearing.room.name, about, doors]


def week_url(day: date) -> str:
    """Address of the week of a day."""
    return f"{reverse('hearings:calendar')}?tuan={day.isoformat()}"


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
