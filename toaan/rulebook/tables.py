"""Rows of the pages of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.core.models import Event, User
from toaan.core.viewer import Viewer
from toaan.rulebook import describe
from toaan.rulebook.models import RuleProposal
from toaan.rulebook.recount import Change
from toaan.rules.model import RuleRow, vi_date


def rules(rows: Iterable[RuleRow], waiting: set[tuple[str, str]], day: date) -> dict[str, Any]:
    """Rules in force for `{% data_table %}`."""
    return {
        "label": _("Quy định có hiệu lực ngày %s") % vi_date(day),
        "caption": _("Quy định"),
        "tight": False,
        "columns": [
            {"label": _("Quy định")}, {"label": _("Loại")}, {"label": _("Nội dung")}, {"label": _("Căn cứ")},
            {"label": _("Hiệu lực")}, {"label": _("Đối chiếu")},
        ],
        "rows": [_rule(row, (row.kind, row.key) in waiting) for row in rows],
    }  # fmt: skip


def _rule(row: RuleRow, waiting: bool) -> list[Any]:
    title = describe.title_of(row)
    return [
        {
            "text": _("%s (có đề xuất chờ ký)") % title if waiting else title,
            "url": reverse("rulebook:rule", args=[row.kind, row.key]),
        },
        describe.kind_words(row.kind),
        describe.short(row),
        {"text": row.source.cite()},
        {"text": describe.validity(row), "css": "ta-num"},
        {
            "text": str(describe.CHECKS[row.source.check_status]),
            "tag": describe.CHECK_COLOURS[row.source.check_status],
        },
    ]


def versions(rows: Sequence[RuleRow], changed: Mapping[date, User], today: date) -> list[dict[str, Any]]:
    """Versions of a rule, the newest first: how long, what, who."""
    return [
        {
            "row": row,
            "validity": describe.validity(row),
            "short": describe.short(row),
            "now": row.is_in_force(today),
            "ahead": row.valid_from > today,
            "by": changed.get(row.valid_from),
            "lines": describe.lines(row),
            "check": describe.CHECKS[row.source.check_status],
        }
        for row in rows
    ]


def proposals(rows: Iterable[RuleProposal], *, titled: bool = False) -> dict[str, Any]:
    """Proposals with both names."""
    columns = [_("Ngày đề xuất"), _("Có hiệu lực"), _("Người đề xuất"), _("Người quyết định"), _("Kết quả")]
    if titled:
        columns.insert(1, _("Quy định"))
    return {
        "label": _("Đề xuất thay đổi quy định"),
        "caption": _("Đề xuất thay đổi quy định"),
        "tight": False,
        "columns": [{"label": name} for name in columns],
        "rows": [_proposal(p, titled) for p in rows],
    }


def _proposal(one: RuleProposal, titled: bool) -> list[Any]:
    cells: list[Any] = [
        {
            "text": f"{one.proposed_at.astimezone():%d/%m/%Y}",
            "url": reverse("rulebook:proposal", args=[one.pk]),
        },
        {"text": describe.validity(one.new), "css": "ta-num"},
        f"{one.proposed_by.user}, {one.proposed_by.title}",
        f"{one.decided_by.user}, {one.decided_by.title}" if one.decided_by else "—",
        {"text": one.label, "tag": one.colour},
    ]
    if titled:
        cells.insert(1, one.title)
    return cells


def differences(before: RuleRow | None, after: RuleRow) -> dict[str, Any]:
    """The lines that change, and those that do not."""
    found = describe.differences(before, after)
    return {
        "changed": [d for d in found if d.changed],
        "same": [d.after for d in found if not d.changed and d.after],
        "is_new": before is None,
    }


def moved(changes: Iterable[Change]) -> dict[str, Any]:
    """Deadlines with both days."""
    return {
        "label": _("Thời hạn thay đổi"),
        "caption": _("Thời hạn thay đổi"),
        "tight": False,
        "columns": [
            {"label": _("Vụ việc")}, {"label": _("Thời hạn")}, {"label": _("Đang hết")}, {"label": _("Sẽ hết")},
            {"label": _("Vì sao")},
        ],
        "rows": [_moved(c) for c in changes],
    }  # fmt: skip


def _moved(change: Change) -> list[Any]:
    d = change.deadline
    url = reverse("cases:deadlines", args=[d.case_id]) if d.case_id else ""
    url = url or (reverse("filing:petition", args=[d.petition_id]) if d.petition_id else "")
    title = f"{d.title} – {d.party}" if d.party else d.title
    before = vi_date(change.before) + (_(" (tạm tính)") if change.was_provisional else "")
    if change.counted is None:
        return [
            {"text": d.matter, "url": url}, title, {"text": before, "css": "ta-num"}, _("giữ nguyên"), change.why,
        ]  # fmt: skip
    after = vi_date(change.after) + (_(" (tạm tính)") if change.counted.found.provisional else "")
    return [
        {"text": d.matter, "url": url}, title, {"text": before, "css": "ta-num"}, {"text": after, "css": "ta-num"},
        change.counted.told()["explanation"],
    ]  # fmt: skip


def recounted(viewer: Viewer, events: Sequence[Event]) -> dict[str, Any]:
    """Deadlines that were moved, as the acts recorded it."""
    numbers = {
        c.pk: str(c)
        for c in cases.visible_to(viewer)
        .filter(pk__in={e.case_id for e in events if e.case_id})
        .prefetch_related(None)
    }
    return {
        "label": _("Thời hạn đã tính lại"),
        "caption": _("Thời hạn đã tính lại"),
        "tight": False,
        "columns": [{"label": _("Vụ việc")}, {"label": _("Việc đã ghi")}],
        "rows": [
            [
                {
                    "text": numbers.get(e.case_id, _("Đơn")) if e.case_id else _("Đơn"),
                    "url": reverse("cases:deadlines", args=[e.case_id])
                    if e.case_id
                    else reverse("filing:petition", args=[e.petition_id]),
                },
                e.title,
            ]
            for e in events
        ],
    }
