"""What the desk puts together from the domains. No rules here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Deadline
from toaan.cases.page import badge
from toaan.core import rules_in_force
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing


def work_items(rows: Iterable[Deadline]) -> list[dict[str, Any]]:
    """Deadlines as rows of the work list, most urgent first."""
    seen: set[str] = set()
    items = []
    for row in rows:
        mark = badge(row) or {}
        level = mark.get("urgency", "con")
        if row.case_id:
            url, label = reverse("cases:overview", args=[row.case_id]), _("Mở vụ án")
        else:
            url, label = reverse("filing:petition", args=[row.petition_id]), _("Mở đơn")
        items.append(
            {
                "urgency": level,
                "badge_text": mark.get("text", ""),
                "title": row.title,
                "url": url,
                "reference": row.matter,
                "meta": _("hết %(day)s%(note)s")
                % {"day": f"{row.due_on:%d/%m/%Y}", "note": _(" (tạm tính)") if row.provisional else ""},
                "button": {"label": label, "url": url, "primary": level in {"qua", "nay"}},
                "anchor": "" if level in seen else level,
            }
        )
        seen.add(level)
    return items


def figures(items: Sequence[dict[str, Any]], hearings_today: int) -> list[dict[str, Any]]:
    """The strip above the work list; each figure leads to its first row."""

    def count(level: str) -> int:
        return sum(item["urgency"] == level for item in items)

    strip = [
        {
            "value": count("qua"),
            "label": _("quá hạn"),
            "icon": "alert-triangle",
            "url": "#qua",
            "hot": bool(count("qua")),
        },
        {"value": count("nay"), "label": _("đến hạn hôm nay"), "icon": "alert-circle", "url": "#nay"},
        {"value": count("gan"), "label": _("trong 3 ngày làm việc tới"), "icon": "clock", "url": "#gan"},
        {
            "value": hearings_today,
            "label": _("phiên tòa, phiên họp hôm nay"),
            "icon": "gavel",
            "url": "#phien",
        },
    ]
    return [f if f["value"] else {**f, "url": ""} for f in strip]


def rest_days(today: date) -> str:
    """Public holidays of this week and the next, in words; empty when there are none."""
    calendar = rules_in_force.calendar()
    days = [today + timedelta(days=n) for n in range(14)]
    named = [(d, calendar.holidays[d]) for d in days if d in calendar.holidays]
    return ", ".join(f"{d:%d/%m} ({why})" for d, why in named)


def search(viewer: Viewer, words: str) -> dict[str, Any]:
    """Cases and petitions in which every word occurs."""
    return {
        "cases": cases.matching(cases.visible_to(viewer), words)[:50],
        "petitions": filing.search(viewer, words)[:50],
    }
