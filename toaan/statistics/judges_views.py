"""The work of each judge of the leaders' court, every figure a way to its rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toaan.core import policy
from toaan.core.http import staff, viewer_of
from toaan.core.paging import page_of
from toaan.design.templatetags.ui import badge
from toaan.statistics import charts
from toaan.statistics.judges import Judge, of_court
from toaan.statistics.links import Links, asked_for

Cell = dict[str, Any] | int | str


@require_safe
@staff("page.leadership")
def judges(request: HttpRequest) -> HttpResponse:
    """Khối lượng theo Thẩm phán: what each holds, is late with, has resolved; every judge of the court, by given name."""
    asked = asked_for(request)
    viewer = viewer_of(request)
    links = Links(asked, linked=True, reversals=policy.allows(viewer, "page.reversals"))
    shown = page_of(request, of_court(viewer, asked.period))
    rows = [(judge, links.judge(judge)) for judge in shown]
    context = {"asked": asked, "judges": rows, "page_obj": shown, "table": _table(rows)}
    return render(request, "statistics/judges.html", context)


def _table(rows: list[tuple[Judge, dict[str, str]]]) -> dict[str, Any]:
    labels = (
        _("Đang giữ"),
        _("Quá hạn"),
        _("Sắp hết hạn"),
        _("Đã giải quyết"),
        _("Ngày trung vị"),
        _("Bị hủy, sửa do chủ quan"),
        _("Tỷ lệ bị hủy, sửa"),
    )
    return {
        "label": _("Khối lượng theo Thẩm phán"),
        "columns": [
            {"label": _("Thẩm phán")},
            *({"label": label, "numeric": True} for label in labels),
            {"label": _("Mười hai tháng")},
        ],
        "rows": [_row(judge, urls) for judge, urls in rows],
    }


def _row(judge: Judge, urls: dict[str, str]) -> list[Cell]:
    late = badge("overdue", str(judge.overdue)) if judge.overdue else "0"
    return [
        judge.name,
        _figure(judge.holding, urls["holding"], _("vụ đang giữ"), judge.name),
        _figure(late, urls["overdue"], _("thời hạn quá hạn"), judge.name),
        _figure(judge.soon, urls["soon"], _("thời hạn sắp hết"), judge.name),
        _figure(judge.resolved, urls["resolved"], _("vụ đã giải quyết"), judge.name),
        {"text": "—" if judge.median_days is None else judge.median_days, "css": "ta-num"},
        _figure(judge.changed, urls["changed"], _("bản án, quyết định bị hủy, sửa do chủ quan"), judge.name),
        {"text": judge.changed_rate or "—", "css": "ta-num ta-nowrap"},
        {"html": _spark(judge)},
    ]


def _figure(value: int | str, url: str, what: str, name: str) -> Cell:
    if not url:
        return {"text": value, "css": "ta-num"}
    said = format_html('<a href="{}">{}<span class="ta-vh"> {}, {}</span></a>', url, value, what, name)
    return {"html": said, "css": "ta-num"}


def _spark(judge: Judge) -> SafeString:
    return format_html(
        '<svg class="ta-spark" viewBox="0 0 74 18" width="74" height="18" aria-hidden="true">'
        '<polyline points="{}"/></svg><span class="ta-vh">{}</span>',
        charts.spark(judge.by_month),
        ", ".join(map(str, judge.by_month)),
    )
