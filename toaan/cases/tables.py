"""Rows of the acceptance register on the screen; on paper it is a book of `toaan.books`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases.models import Assignment, Case, Party
from toaan.cases.page import badge, most_urgent
from toaan.cases.states import STRUCK_OUT, SUSPENDED
from toaan.cases.steps import OVER
from toaan.core import policy
from toaan.core.viewer import Viewer
from toaan.design.filters import sortable


def screen(cases: Sequence[Case], query: Mapping[str, str], order: str, viewer: Viewer) -> dict[str, Any]:
    """The register for `{% data_table %}`; each sortable head links to itself turned round."""
    columns = [
        sortable(_("Số"), "so", order=order, query=query), sortable(_("Ngày"), "ngay", order=order, query=query),
        {"label": _("Nguyên đơn, người yêu cầu")}, {"label": _("Bị đơn")},
        {"label": _("Quan hệ pháp luật"), "short": _("Quan hệ")}, {"label": _("Thẩm phán")}, {"label": _("Thư ký")},
        sortable(_("Thời hạn"), "han", order=order, query=query), {"label": _("Tình trạng")},
    ]  # fmt: skip
    return {
        "label": _("Bảng sổ thụ lý"),
        "caption": _("Sổ thụ lý"),
        "columns": columns,
        "rows": [_screen_row(c, viewer) for c in cases],
    }


def _screen_row(case: Case, viewer: Viewer) -> list[Any]:
    mark = badge(most_urgent(case))
    state: dict[str, str] = {"text": case.stage}
    if case.state in STRUCK_OUT:
        state = {"text": _("%s, đã xóa tên") % case.stage, "tag": "red"}
    elif case.state == SUSPENDED:
        state["tag"] = "yellow"
    elif case.state in OVER:
        state["tag"] = "green"
    return [
        {"text": str(case), "url": reverse("cases:overview", args=[case.pk])},
        {"text": f"{case.accepted_on:%d/%m/%Y}", "css": "ta-num ta-nowrap"},
        names(case, Party.Role.REQUESTER if case.is_request else Party.Role.PLAINTIFF),
        names(case, Party.Role.DEFENDANT),
        case.legal_relation,
        officer(case, Assignment.Role.PRESIDING) or _to_assign(case, viewer),
        officer(case, Assignment.Role.CLERK) or "—",
        {"text": mark["text"], "urgency": mark["urgency"]} if mark else "—",
        state,
    ]


def _to_assign(case: Case, viewer: Viewer) -> Any:
    """Where the judge's name will stand: for the leaders the way to the draw, for others that it is awaited."""
    if policy.allows(viewer, "cases.draw_judge", case):
        return {"text": _("Phân công"), "url": reverse("cases:assignment", args=[case.pk])}
    return _("chưa phân công")


def names(case: Case, role: str) -> str:
    """Parties of one role, as the book writes them."""
    return "; ".join(p.name for p in case.parties.all() if p.role == role)


def officer(case: Case, role: str) -> str:
    """Who holds this place on the case now."""
    return ", ".join(a.holder for a in case.assignments.all() if a.role == role and a.ended_at is None)
