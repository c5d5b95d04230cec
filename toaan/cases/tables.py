"""Rows of the acceptance register: on the screen, and printed with every column of the paper book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries
from toaan.cases.cards import provisional_mark
from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.cases.page import badge, most_urgent
from toaan.cases.states import STRUCK_OUT, SUSPENDED
from toaan.cases.steps import OVER
from toaan.core import policy
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.design.filters import sortable
from toaan.vietnamese.amounts import format_money

NOTED = ("course.suspend", "course.resume", "course.discontinue", "course.transfer")
"""Noted beside the line (BLTTDS 215.1); after the last two the case is struck out, as a status (217.3, 41.1)."""
RESULTS = ("judgments.pronounce", "judgments.record_appeal", "judgments.record_protest", "dossiers.close")
PRINTED = (
    "Số thụ lý", "Ngày thụ lý", "Ngày đơn", "Nguyên đơn", "Bị đơn", "Người có quyền lợi, nghĩa vụ liên quan",
    "Quan hệ pháp luật", "Thẩm phán", "Thư ký", "Biên lai tạm ứng (số, ngày, số tiền)", "Hết hạn chuẩn bị xét xử",
    "Gia hạn", "Kết quả (số, ngày bản án, quyết định)", "Kháng cáo, kháng nghị", "Ngày chuyển hồ sơ phúc thẩm",
    "Kết quả phúc thẩm", "Số lưu trữ", "Ghi chú (tạm đình chỉ, tiếp tục; xóa tên)",
)  # fmt: skip
"""Columns of the paper book (sổ thụ lý sơ thẩm)."""


def screen(cases: Sequence[Case], query: Mapping[str, str], order: str, viewer: Viewer) -> dict[str, Any]:
    """The register for `{% data_table %}`; each sortable head links to itself turned round."""
    columns = [
        sortable(_("Số"), "so", order=order, query=query), sortable(_("Ngày"), "ngay", order=order, query=query),
        {"label": _("Nguyên đơn")}, {"label": _("Bị đơn")},
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
        names(case, Party.Role.PLAINTIFF),
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


def printed(cases: Sequence[Case]) -> list[list[str]]:
    """One row per case with the columns `PRINTED`; what this system does not know stays blank for the pen."""
    known = queries.milestones([c.pk for c in cases], RESULTS)
    noted = queries.told_in([c.pk for c in cases], NOTED)
    return [_printed_row(c, known, noted.get(c.pk, [])) for c in cases]


def _printed_row(case: Case, known: Mapping[tuple[Any, str], Event], noted: Sequence[Event]) -> list[str]:
    running = [
        d
        for d in case.deadlines.all()
        if d.rule.startswith("BLTTDS:203.1") and d.state != Deadline.State.CANCELLED
    ]
    preparing = max(running, key=lambda d: d.trigger_on, default=None)

    def told(*acts: str) -> str:
        found = [known[case.pk, act] for act in acts if (case.pk, act) in known]
        return "; ".join(f"{e.title} ({e.at:%d/%m/%Y})" for e in found)

    return [
        str(case), f"{case.accepted_on:%d/%m/%Y}", f"{case.petitioned_on:%d/%m/%Y}",
        names(case, Party.Role.PLAINTIFF), names(case, Party.Role.DEFENDANT), names(case, Party.Role.RELATED),
        case.legal_relation, officer(case, Assignment.Role.PRESIDING), officer(case, Assignment.Role.CLERK),
        _receipt(case.fee_receipt), f"{preparing.due_on:%d/%m/%Y}{provisional_mark(preparing)}" if preparing else "", _extension(preparing),
        told("judgments.pronounce"), told("judgments.record_appeal", "judgments.record_protest"), "", "",
        told("dossiers.close"), _notes(noted),
    ]  # fmt: skip


def _notes(noted: Sequence[Event]) -> str:
    """Number and day of each decision on the course of the case, and whether its line is struck out."""
    words = [f"{e.title}, {e.at:%d/%m/%Y}" for e in noted]
    if any(e.act in NOTED[2:] for e in noted):
        words.append("Đã xóa tên trong sổ thụ lý")
    return "; ".join(words)


def names(case: Case, role: str) -> str:
    """Parties of one role, as the book writes them."""
    return "; ".join(p.name for p in case.parties.all() if p.role == role)


def officer(case: Case, role: str) -> str:
    """Who holds this place on the case now."""
    return ", ".join(
        a.post.user.full_name for a in case.assignments.all() if a.role == role and a.ended_at is None
    )


def _receipt(receipt: Mapping[str, Any]) -> str:
    if not receipt:
        return _("Miễn hoặc không phải nộp")
    day = str(receipt.get("dated", ""))
    dated = f", {day[8:10]}/{day[5:7]}/{day[:4]}" if len(day) >= 10 else ""
    amount = f", {format_money(int(receipt['amount']))}" if receipt.get("amount") else ""
    return f"{receipt.get('number', '')}{dated}{amount}"


def _extension(deadline: Deadline | None) -> str:
    if deadline is None or not deadline.extension:
        return ""
    pattern = {"month": _("%(n)s tháng"), "day": _("%(n)s ngày")}.get(deadline.extension["unit"], "%(n)s")
    return f"{pattern % {'n': deadline.extension['amount']}}: {deadline.extension['reason']}"
