"""Appeals and protests (sổ tiếp nhận kháng cáo, kháng nghị): whatever domain takes one in, it stands here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.books import numbers, told
from toaan.books.registers.incoming import REMARK_COLUMN
from toaan.books.registers.outgoing import wanted_of_case
from toaan.books.shape import Book, Column, Line, Wanted, add
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.models import Event
from toaan.core.roles import CASE_ROLES
from toaan.core.viewer import Viewer
from toaan.vietnamese.numbers import search_words

KINDS = {
    "record_appeal": "Kháng cáo", "record_protest": "Kháng nghị", "file_late_appeal": "Kháng cáo quá hạn",
}  # fmt: skip
CHANNELS = {"online": "Qua Cổng", "direct": "Trực tiếp", "post": "Qua bưu chính"}


def visible_to(viewer: Viewer) -> QuerySet[Event]:
    """Acts of taking in an appeal or a protest in the viewer's court."""
    rows = Event.objects.filter(act__in=told.acts(*told.CHALLENGING))
    if viewer.system:
        return rows
    return rows.filter(court_id=viewer.court_id) if viewer.role in CASE_ROLES else rows.none()


def _rows(viewer: Viewer, wanted: Wanted) -> QuerySet[Event]:
    rows = visible_to(viewer)
    if wanted.since or wanted.until or wanted.month:
        rows = numbers.between(rows, wanted, "at")
    elif wanted.year:
        rows = rows.filter(at__year=wanted.year)
    if wanted.state:
        rows = rows.filter(act__in=told.acts(wanted.state))
    asked = wanted_of_case(wanted)
    if asked != Wanted():
        found = numbers.narrowed(cases.visible_to(viewer).order_by(), asked)
        rows = rows.filter(case_id__in=found.values("pk"))
    for word in search_words(wanted.words):
        known = cases.matching(cases.visible_to(viewer).order_by(), word.text)
        rows = rows.filter(Q(case_id__in=known.values("pk")) | Q(pk__in=wanted.keys))
    return rows.order_by("at", "sequence")


GIVEN_UP = ("return_appeal", "return_challenge", "withdraw_early", "withdraw_challenge")
"""Acts after which this one challenges nothing any more: what it was about is their subject."""
LATE_DECIDED = ("accept_late", "refuse_late")
"""The panel above decided whether a late appeal goes on (275.2–3)."""
AFTER = (*told.SENT_UP, *told.CAME_BACK, *GIVEN_UP, "forward_late_appeal", *LATE_DECIDED)
"""What an appeal or protest leads to."""


def _lines(viewer: Viewer, rows: Sequence[Event]) -> list[Line]:
    keys = {r.case_id for r in rows if r.case_id}
    by_key = {c.pk: c for c in told.lean(viewer).filter(pk__in=keys)}
    then: dict[Any, list[Event]] = {}
    for event in told.of_cases(by_key, AFTER):
        then.setdefault(event.case_id, []).append(event)
    return [
        _line(row, by_key.get(row.case_id) if row.case_id else None, then.get(row.case_id, []))
        for row in rows
    ]


def _led_to(row: Event, then: Sequence[Event]) -> dict[str, Any]:
    """When the file went up and what came of it, from the acts themselves."""
    about = {str(row.data[key]) for key in ("judgment_id", "decision") if row.data.get(key)}
    own = [e for e in then if e.subject_id == row.subject_id or e.data.get("late") == row.subject_id]
    given_up = [e for e in own if told.called(e, *GIVEN_UP)]
    until = given_up[0].at if given_up else None
    same = [
        e for e in then
        if e.at >= row.at and (until is None or e.at <= until) and about & {e.subject_id, *map(str, e.data.values())}
    ]  # fmt: skip
    sent = [e for e in own if told.called(e, "forward_late_appeal")]
    sent += [e for e in same if told.called(e, *told.SENT_UP)]
    decided = [e for e in own if told.called(e, *LATE_DECIDED)]
    came = [e for e in same if told.called(e, *told.CAME_BACK)]
    if any(told.called(e, "refuse_late") for e in decided):
        came = []  # it challenges nothing; others may have gone up
    return {
        "sent_up": clock.local_date(sent[0].at) if sent else None,
        "above": told.words([*given_up, *decided, *came]),
    }


def _line(row: Event, case: Case | None, then: Sequence[Event]) -> Line:
    who, kind, what = _said(row)
    day = str(row.data.get("received_on") or "")
    line = Line(
        str(row.pk),
        {
            "received": date.fromisoformat(day) if day else clock.local_date(row.at),
            "kind": kind,
            "who": who,
            "number": str(row.data.get("number") or ""),
            "what": what,
            "channel": CHANNELS.get(str(row.data.get("channel") or ""), ""),
            "taker": told.signer(row),
            "entered": clock.local_date(row.at),
            "detail": row.detail,
        },
        case_id=row.case_id,
    )
    if case is not None:
        line.url = reverse("cases:overview", args=[case.pk])
        line.cells |= {**told.parties(case), "matter": str(case), "relation": case.legal_relation}
    filled = _led_to(row, then)
    line.cells |= filled
    line.fixed = frozenset(name for name, value in filled.items() if value)
    return line


def _said(row: Event) -> tuple[str, str, str]:
    """Who, which kind of challenge, against what: as the title of the act says ("X kháng cáo Bản án số Y")."""
    kind = KINDS.get(row.act.rpartition(".")[2], "")
    who, _verb, what = row.title.partition(f" {kind.lower()} ")
    return (who, kind, f"{what[:1].upper()}{what[1:]}") if what else (row.actor_name, kind, row.title)


def _states() -> list[tuple[str, Any]]:
    return [("record_appeal", _("Kháng cáo")), ("record_protest", _("Kháng nghị")), ("file_late_appeal", _("Kháng cáo quá hạn"))]  # fmt: skip


add(
    Book(
        key="khang-cao",
        title=_("Sổ tiếp nhận kháng cáo, kháng nghị"),
        source="BLTTDS 274, 275, 280; đánh số theo thực tiễn",
        about=_("Mọi kháng cáo, kháng nghị đối với bản án, quyết định, theo ngày Tòa án nhận."),
        columns=(
            Column("ordinal", _("Số thứ tự"), 1, "ordinal"),
            Column(
                "who",
                _("Người kháng cáo, Viện kiểm sát kháng nghị"),
                4,
                screen=True,
                short=_("Người kháng cáo, kháng nghị"),
            ),
            Column("received", _("Ngày kháng cáo, kháng nghị"), 2, "date", screen=True, short=_("Ngày")),
            Column("kind", _("Loại"), 2, screen=True),
            Column("number", _("Số quyết định kháng nghị"), 2),
            Column(
                "what",
                _("Bản án, quyết định bị kháng cáo, kháng nghị"),
                4,
                screen=True,
                short=_("Bản án, quyết định"),
            ),
            Column("matter", _("Số thụ lý"), 2, screen=True),
            Column("plaintiff", _("Nguyên đơn, người yêu cầu"), 3),
            Column("defendant", _("Bị đơn"), 3),
            Column("relation", _("Quan hệ pháp luật"), 3),
            Column("detail", _("Phạm vi, hình thức"), 4),
            Column("taker", _("Người nhận"), 3),
            Column("entered", _("Ngày vào sổ"), 2, "date"),
            Column("sent_up", _("Ngày gửi Tòa án cấp phúc thẩm"), 2, "date", kept=True),
            Column("above", _("Kết quả"), 3, kept=True),
            REMARK_COLUMN,
        ),
        page="page.books",
        anchor=Event,
        rows=_rows,
        newest=("-at", "-sequence"),
        lines=_lines,
        states=_states,
    )
)
