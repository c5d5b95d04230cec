"""What the desk puts together from the domains. No rules here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.core import rules_in_force
from toaan.core.paging import keys, read_by_key
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.dossiers import queries as dossiers
from toaan.filing import queries as filing


def rest_days(today: date) -> str:
    """Public holidays of this week and the next, in words; empty when there are none."""
    calendar = rules_in_force.calendar()
    days = [today + timedelta(days=n) for n in range(14)]
    named = [(d, calendar.holidays[d]) for d in days if d in calendar.holidays]
    return ", ".join(f"{d:%d/%m} ({why})" for d, why in named)


FOUND = 20
"""How many of each kind the search shows; more words narrow it."""


def search(viewer: Viewer, words: str) -> list[dict[str, Any]]:
    """What was found, in groups: cases, petitions, documents; each only where the viewer may look."""
    groups: list[dict[str, Any]] = [
        {
            "id": "va", "label": _("Vụ án"), "icon": "folders",
            "found": cases.matching(cases.visible_to(viewer), words).order_by(*cases.NEWEST),
            "row": lambda c: _row("cases:overview", c.pk, str(c), c.title, f"{c.legal_relation} · {c.get_state_display()}"),
        },
        {
            "id": "don", "label": _("Đơn"), "icon": "inbox", "found": filing.search(viewer, words),
            "row": lambda p: _row("filing:petition", p.pk, str(p), p.title, f"{p.tracking_code} · {p.get_state_display()}"),
        },
        {
            "id": "van-ban", "label": _("Văn bản, tài liệu trong hồ sơ"), "icon": "file-text",
            "found": dossiers.search(viewer, words),
            "row": lambda f: _row(
                "dossiers:folio", f.pk, "", f.title,
                _("%(case)s · ngày %(day)s · bút lục %(page)s")
                % {"case": f.dossier.case, "day": f"{f.dated:%d/%m/%Y}", "page": f.first_page},
            ),
        },
    ]  # fmt: skip
    newest = [keys(group["found"], slice(FOUND + 1)) for group in groups]
    load(*newest)
    read = [read_by_key(g["found"], list(found)[:FOUND]) for g, found in zip(groups, newest, strict=True)]
    load(*read)
    return [
        {**group, "rows": [group["row"](thing) for thing in rows], "more": len(found) > FOUND}
        for group, rows, found in zip(groups, read, newest, strict=True)
    ]


def _row(name: str, pk: Any, number: str, title: str, note: str) -> dict[str, str]:
    return {"url": reverse(name, args=[pk]), "number": number, "title": title, "note": note}
