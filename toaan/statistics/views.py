"""Pages of the figures."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import Post
from toaan.core.paging import page_of
from toaan.rules.model import CHECK_STATUS_VI
from toaan.rules.statistics import CELLS, CountError
from toaan.statistics import ages, mediations, periods, queries, tables

REQUESTS = "dan-su"
"""How an address says that requests are meant and not suits."""


def _report(request: HttpRequest) -> tuple[periods.Asked, queries.Report]:
    asked = periods.asked(request.GET.dict(), clock.today())
    viewer = viewer_of(request)
    court = queries.chosen_court(viewer, request.GET.get("toa", "")[:40])
    try:
        return asked, queries.report(viewer, asked.period, court)
    except CountError as error:
        raise Refused(
            "statistics.contradiction", _("Chưa lập được số liệu. %(error)s") % {"error": error}
        ) from error


@require_safe
@staff("page.statistics")
def month(request: HttpRequest) -> HttpResponse:
    """The figures of a month or a statistical year; every figure leads to its cases."""
    viewer, today = viewer_of(request), clock.today()
    asked, report = _report(request)
    rule = queries.definitions(asked.period.end)
    own = report.court.pk == viewer.court_id
    first, below = queries.since(viewer), list(queries.courts(viewer).order_by("code"))
    context: dict[str, Any] = {
        "asked": asked,
        "report": report,
        "heads": [tables.in_two_lines(t) for t in (*dict(tables.columns(rule)).values(), _("Tỷ lệ giải quyết"))],
        "kinds": tables.lines([*report.by_kind, report.total], rule, asked, dimension="kind", linked=own),
        "requests": tables.lines(
            report.requests, rule, asked, dimension="kind", linked=own, viec=REQUESTS
        ),
        "mediations": mediations.lines(viewer, asked.period, report.court),
        "mediation_heads": [tables.in_two_lines(str(t)) for t in (*mediations.COLUMNS.values(), _("Tỷ lệ hòa giải thành"))],
        "judges": tables.lines(
            tables.judges(report.by_judge), rule, asked, dimension="tham_phan", linked=True
        ) if own else [],
        "courts": below if len(below) > 1 else [],
        "by_court": tables.lines(
            queries.by_court(viewer, asked.period), rule, asked, dimension="toa", linked=False
        ) if len(below) > 1 and own else [],
        "months": periods.months(today, first),
        "years": periods.years(today, first),
        "definitions": rule.value["cells"],
        "source": rule.source,
        "check_status": CHECK_STATUS_VI[rule.source.check_status],
    }  # fmt: skip
    return render(request, "statistics/month.html", context)


@require_safe
@staff("page.statistics")
def download(request: HttpRequest) -> HttpResponse:
    """The same figures as CSV, with the mark by which spreadsheets know UTF-8."""
    asked, report = _report(request)
    rows = tables.as_csv(report, queries.definitions(asked.period.end), asked)
    rows += tables.mediations_as_csv(mediations.lines(viewer_of(request), asked.period, report.court))
    response = HttpResponse("\ufeff" + rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="thong-ke-{report.court.code}-{asked.value}.csv"'
    return response


@require_safe
@staff("page.statistics")
def cases(request: HttpRequest) -> HttpResponse:
    """The cases behind one figure of the own court."""
    viewer = viewer_of(request)
    asked = periods.asked(request.GET.dict(), clock.today())
    cell, kind, age = (request.GET.get(name, "") for name in ("cell", "kind", "tuoi"))
    if cell not in CELLS or kind not in ("", *Case.Kind.values) or age not in ("", *ages.NAMES):
        raise not_found()
    judge, judge_name = _judge(viewer.court_id, request.GET.get("tham_phan", ""))
    nature = Case.Nature.REQUEST if request.GET.get("viec") == REQUESTS else Case.Nature.SUIT
    found = queries.behind(viewer, asked.period, cell=cell, kind=kind, judge=judge, age=age, nature=nature)
    titles = dict(tables.columns(queries.definitions(asked.period.end)))
    context = {
        "asked": asked,
        "title": titles[cell],
        "narrowed": [
            words
            for words in (
                _("Việc dân sự") if nature == Case.Nature.REQUEST else "",
                Case.Kind(kind).label if kind else "",
                judge_name,
                ages.NAMES.get(age, ""),
            )
            if words
        ],
        "page_obj": page_of(request, found),
    }
    return render(request, "statistics/cases.html", context)


def _judge(court_id: uuid.UUID, asked: str) -> tuple[str | None, str]:
    """The judge that an address names: the post's id for the query, and words for the page."""
    if not asked:
        return None, ""
    if asked == tables.UNASSIGNED:
        return "", _("chưa phân công Thẩm phán")
    try:
        post = Post.objects.select_related("user").get(pk=uuid.UUID(asked), court_id=court_id)
    except (ValueError, Post.DoesNotExist):
        raise not_found() from None
    return str(post.pk), _("Thẩm phán %s") % post.user.full_name
