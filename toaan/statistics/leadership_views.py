"""The leaders' page: what the work itself says about the court, every figure a way to its rows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from toaan.cases import queries as cases
from toaan.cases.cards import provisional_mark
from toaan.cases.deadlines import PREPARATION
from toaan.cases.models import Deadline
from toaan.cases.page import badge
from toaan.cases.waiting import people_to_name
from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import Court
from toaan.core.paging import page_of
from toaan.core.together import Asking, answered, load
from toaan.core.viewer import Viewer
from toaan.core.waiting import in_order
from toaan.filing.waiting import petitions
from toaan.rules.statistics import CountError
from toaan.statistics import charts, periods, queries, targets
from toaan.statistics import leadership as figures
from toaan.statistics.links import Links, asked_for

LONGEST = 8
ALL = "tat-ca"
"""How an address asks for the sum of the own court and those below."""
LEADERS_ACTS = ("filing.assign_examiner", "cases.draw_judge", "cases.assign_clerk", "cases.assign_lay_judges")


def _court(viewer: Viewer, request: HttpRequest, below: list[Court]) -> Court | None:
    """The court asked for; a court with others below it begins with the sum of all."""
    code = request.GET.get("toa", "")[:40]
    if len(below) > 1 and code in {"", ALL}:
        return None
    return queries.chosen_court(viewer, code)


@require_safe
@staff("page.leadership")
def leadership(request: HttpRequest) -> HttpResponse:
    """Điều hành: figures, months, ages, who is behind, limits kept, what waits for a decision."""
    viewer, today = viewer_of(request), clock.today()
    asked = asked_for(request)
    courts, first = queries.courts(viewer).order_by("code"), queries.earliest(viewer)
    load(courts, first)
    below = list(courts)
    court = _court(viewer, request, below)
    own = court is not None and court.pk == viewer.court_id
    of = [court] if court else below
    try:
        found = figures.overview(viewer, asked.period, of)
    except CountError as error:
        raise Refused(
            "statistics.contradiction", _("Chưa lập được số liệu. %(error)s") % {"error": error}
        ) from error
    since = min(first, default=today)
    links = Links(asked, linked=own)
    context: dict[str, Any] = {
        "asked": asked, "court": court, "own": own, "below": below if len(below) > 1 else [], "all": ALL,
        "today": today, "months": periods.months(today, since), "years": periods.years(today, since),
        "kpi": _kpi(found, links), "chart": charts.columns(found.months),
        "month_rows": [
            (m, links.month(m.asked, "new", m.accepted), links.month(m.asked, "resolved", m.resolved))
            for m in reversed(found.months)
        ],
        "ages": [(a, links.age(a.band.key, a.cases)) for a in found.ages],
        "slices": charts.bands(found.ages), "remaining": sum(a.cases for a in found.ages),
        "behind": [(b, links.deadlines(b.overdue, muc="qua", nguoi=b.post_id)) for b in found.behind],
        "targets": [(r, links.target(r)) for r in targets.results(asked.period, of)],
        "by_court": found.by_court,
        **(_to_decide(viewer) if court is None or own else {"decisions": None, "extensions": []}),
        "may_decide": policy.allows(viewer, "page.leadership"),
    }  # fmt: skip
    return render(request, "statistics/leadership.html", context)


def _kpi(found: figures.Overview, links: Links) -> list[dict[str, Any]]:
    cells, asked = found.cells, links.asked
    total = cells["total_accepted"]
    rate = f"{100 * cells['resolved'] / total:.1f} %".replace(".", ",") if total else "—"
    month = (
        reverse("statistics:month") + f"?{asked.parameter}={asked.value}" if links.linked and total else ""
    )
    return [
        {"value": total, "label": _("vụ phải giải quyết"), "url": links.month(asked, "total_accepted", total)},
        {"value": cells["resolved"], "label": _("vụ đã giải quyết"), "url": links.month(asked, "resolved", cells["resolved"])},
        {"value": rate, "label": _("tỷ lệ giải quyết"), "url": month},
        {"value": cells["overdue"], "label": _("vụ quá hạn chuẩn bị xét xử"), "hot": bool(cells["overdue"]),
         "icon": "alert-triangle" if cells["overdue"] else "", "url": links.month(asked, "overdue", cells["overdue"])},
        {"value": found.late_deadlines, "label": _("thời hạn đang quá hạn"), "hot": bool(found.late_deadlines),
         "icon": "alert-triangle" if found.late_deadlines else "", "url": links.deadlines(found.late_deadlines, muc="qua")},
    ]  # fmt: skip


def _to_decide(viewer: Viewer) -> dict[str, list[Any]]:
    """What waits for a decision of the leaders, the longest first, and the terms to extend."""
    asked: list[Any] = [petitions(viewer), people_to_name(viewer), _extensions(viewer)]
    *waits, extensions = answered(asked)
    return {
        "decisions": [item for item in in_order(waits) if item.act in LEADERS_ACTS], "extensions": extensions,
    }  # fmt: skip


def _extensions(viewer: Viewer) -> Asking[list[Any]]:
    """Preparation terms that end soon and were not extended: extend (203.1), or see that the case goes to trial."""
    rows = cases.open_deadlines(viewer).filter(
        rule__in=set(PREPARATION.values()), extension=None, due_on__gte=clock.today()
    )
    if (
        "cases.extend_deadline" not in policy.TABLE
        or viewer.role not in policy.TABLE["cases.extend_deadline"].who
    ):
        return []
    soon = cases.at_level(rows, "nay") | cases.at_level(rows, "gan")
    yield (soon := soon.order_by("due_on", "pk")[:LONGEST])
    return [
        {"deadline": d, "badge": badge(d), "url": reverse("cases:extend_deadline", args=[d.case_id, d.pk])}
        for d in soon
        if d.case_id
    ]


@require_safe
@staff("page.leadership")
def target(request: HttpRequest, code: str) -> HttpResponse:
    """The duties behind one limit: those kept, or those missed."""
    viewer, asked = viewer_of(request), asked_for(request)
    found = targets.BY_CODE.get(code)
    outcome = request.GET.get("ket-qua", targets.MISSED)
    if found is None or outcome not in {targets.KEPT, targets.MISSED}:
        raise not_found()
    page = page_of(request, targets.behind(viewer, asked.period, found, outcome))
    context = {
        "asked": asked,
        "target": found,
        "kept": outcome == targets.KEPT,
        "page_obj": page,
        "table": _table(page),
    }
    return render(request, "statistics/target.html", context)


def _table(rows: Any) -> dict[str, Any]:
    def address(row: Deadline) -> str:
        if row.case_id:
            return reverse("cases:deadlines", args=[row.case_id])
        return reverse("filing:petition", args=[row.petition_id])

    return {
        "label": _("Thời hạn"),
        "columns": [{"label": label} for label in (_("Vụ án, đơn"), _("Việc"), _("Người giữ"), _("Hết hạn"), _("Xong ngày"))],
        "rows": [
            [
                {"text": d.matter, "url": address(d)},
                d.title,
                d.post.user.full_name if d.post else d.get_owner_display(),
                {"text": f"{d.due_on:%d/%m/%Y}{provisional_mark(d)}", "css": "ta-num ta-nowrap"},
                {"text": f"{d.ended_on:%d/%m/%Y}" if d.ended_on else _("chưa xong"), "css": "ta-num ta-nowrap"},
            ]
            for d in rows
        ],
    }  # fmt: skip
