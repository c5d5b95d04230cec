"""What comes in: the petition book (sổ nhận đơn) and the acceptance book (sổ thụ lý), per kind and level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.books import numbers, told
from toaan.books.shape import REMARK, Book, Column, Line, Value, Wanted, add
from toaan.cases.cards import provisional_mark
from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.queries import NO_JUDGE
from toaan.core import clock
from toaan.core.models import Event, IssuedNumber
from toaan.core.viewer import Viewer
from toaan.course.separated import paid, whole
from toaan.filing import queries as filing
from toaan.filing.models import Petition
from toaan.filing.queries import IN_HAND
from toaan.filing.states import DRAFT, PETITION
from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.dates import format_date

NEWEST = ("-year", "-issued_at", "-sequence")
REMARK_COLUMN = Column(REMARK, _("Ghi chú của người giữ sổ"), 3, screen=True, kept=True, short=_("Ghi chú"))


# --- petitions --------------------------------------------------------------------------------------------


def _petition_rows(viewer: Viewer, wanted: Wanted) -> QuerySet[IssuedNumber]:
    """Numbers of the petition book; kind, state and judge are those of the petition itself."""
    plain = Wanted(
        year=wanted.year, month=wanted.month, since=wanted.since, until=wanted.until, words=wanted.words,
        keys=wanted.keys,
    )  # fmt: skip
    rows = numbers.numbered(viewer, numbers.PETITIONS, plain)
    state = {"state__in": IN_HAND} if wanted.state == "open" else {"state": wanted.state}
    asked: dict[str, Any] = {"kind": wanted.kind, **state}
    found = (
        filing.visible_to(viewer).order_by().filter(**{name: value for name, value in asked.items() if value})
    )
    if wanted.judge:
        found = found.filter(Q(examiner=None) if wanted.judge == NO_JUDGE else Q(examiner_id=wanted.judge))
    narrow = wanted.kind or wanted.state or wanted.judge
    return rows.filter(pk__in=found.values("number")) if narrow else rows


def _petition_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    found = (
        filing.visible_to(viewer).filter(number__in=[r.pk for r in rows]).annotate(files=Count("attachments"))
    )
    found = found.select_related(
        "court",
        "number",
        "examiner__user",
        "case__number",
        "returned",
        "amendment_request",
        "fee_receipt",
        "transfer",
        "came_by__petition__court",
    )
    by_number = {p.number_id: p for p in found}
    return [_petition_line(row, by_number.get(row.pk)) for row in rows]


def _petition_line(row: IssuedNumber, petition: Petition | None) -> Line:
    line = Line(str(row.pk), {"number": row.text}, section=row.register)
    if petition is None:
        return line
    first = (petition.content.get("plaintiffs") or [{}])[0]
    asked = getattr(petition, "amendment_request", None)
    receipt = getattr(petition, "fee_receipt", None)
    line.url = reverse("filing:petition", args=[petition.pk])
    line.cells |= {
        "received": petition.received_on,
        "channel": petition.get_channel_display(),
        "filed": petition.filed_on,
        "plaintiff": ", ".join(p for p in (petition.plaintiff_names, first.get("address", "")) if p),
        "defendant": petition.defendant_names,
        "claim": petition.content["legal_relation"],
        "files": getattr(petition, "files", None),
        "judge": petition.examiner.user.full_name if petition.examiner else "",
        "asked": clock.local_date(asked.requested_at) if asked else None,
        "receipt": f"{receipt.number}, {format_date(receipt.dated)}" if receipt else "",
        "result": str(petition.get_state_display()),
        "outcome": _outcome(petition),
        "noted": f"Do {petition.came_by.petition.court} chuyển đến" if hasattr(petition, "came_by") else "",
    }
    return line


def _outcome(petition: Petition) -> str:
    """Where the petition led: the case, the article of its return, or the court that it was sent on to."""
    if petition.case:
        return str(petition.case)
    sent, returned = getattr(petition, "transfer", None), getattr(petition, "returned", None)
    return f"Chuyển đến {sent.to_court_name}" if sent else str(returned.article) if returned else ""


add(
    Book(
        key=numbers.PETITIONS,
        title=_("Sổ nhận đơn"),
        source="BLTTDS 191.1",
        about=_("Mọi đơn khởi kiện Tòa án nhận, theo số nhận đơn."),
        columns=(
            Column("number", _("Số"), 2, screen=True),
            Column("received", _("Ngày nhận"), 2, "date", screen=True),
            Column("channel", _("Hình thức gửi"), 2),
            Column("filed", _("Ngày khởi kiện"), 2, "date"),
            Column(
                "plaintiff",
                _("Người khởi kiện, địa chỉ"),
                5,
                screen=True,
                kept=True,
                short=_("Người khởi kiện"),
            ),
            Column("defendant", _("Người bị kiện"), 4, screen=True, kept=True),
            Column("claim", _("Nội dung khởi kiện"), 4, screen=True, kept=True),
            Column("files", _("Số tài liệu"), 1, "number", kept=True),
            Column("judge", _("Thẩm phán xem xét"), 3, screen=True),
            Column("asked", _("Yêu cầu sửa đổi"), 2, "date"),
            Column("receipt", _("Biên lai (số, ngày)"), 2, kept=True),
            Column("result", _("Kết quả xử lý"), 3, screen=True),
            Column("outcome", _("Số thụ lý, căn cứ trả lại, nơi chuyển đến"), 3),
            Column("noted", _("Ghi chú"), 2),
            REMARK_COLUMN,
        ),
        page="page.petition_register",
        anchor=IssuedNumber,
        rows=_petition_rows,
        newest=NEWEST,
        lines=_petition_lines,
        states=lambda: [
            ("open", _("Còn phải xử lý")),
            *((k, v) for k, v in PETITION.labels.items() if k != DRAFT),
        ],
    )
)


# --- acceptance -------------------------------------------------------------------------------------------


def case_states() -> list[tuple[str, Any]]:
    """States of a case, and the one that several of them share: struck out."""
    states = list(Case._meta.get_field("state").flatchoices)
    return [*states, (numbers.STRUCK, _("Đã xóa tên (đình chỉ, chuyển Tòa án khác)"))]


OF_A_LIMIT = ("case", "trigger_on", "due_on", "provisional", "state", "extension")
"""What a line says of the limit of preparation."""


def _acceptance_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    preparing = Deadline.objects.filter(title__startswith="Chuẩn bị xét").exclude(
        state=Deadline.State.CANCELLED
    )
    known = told.learn(viewer, rows, Prefetch("deadlines", preparing.only(*OF_A_LIMIT)), papers=False)
    return [_acceptance_line(row, known) for row in rows]


def _acceptance_line(row: IssuedNumber, known: told.Told) -> Line:
    case = known.case.get(row.pk)
    line = Line(
        str(row.pk), {"number": row.text, "dated": clock.local_date(row.issued_at)}, section=row.register
    )
    if case is None:
        return line
    line.url, line.case_id, line.struck = (
        reverse("cases:overview", args=[case.pk]),
        case.pk,
        known.struck(case),
    )
    if case.number_id == row.pk:
        line.cells["dated"] = case.accepted_on
    line.cells |= told.parties(case)
    preparing = _preparing(case)
    until: Value = preparing.due_on if preparing else None
    if preparing and preparing.provisional:
        until = f"{format_date(preparing.due_on)}{provisional_mark(preparing)}"
    line.cells |= {
        "petitioned": case.petitioned_on,
        "relation": case.legal_relation,
        "judge": told.officer(case, Assignment.Role.PRESIDING),
        "clerk": told.officer(case, Assignment.Role.CLERK),
        "receipt": _receipt(case.fee_receipt),
        "until": until,
        "extension": _extension(preparing),
        "result": told.words(known.of_case(case, "pronounce", *told.STRIKING)),
        "appeal": told.words(known.of_case(case, *told.CHALLENGING)),
        "state": _state(case, line.struck),
        "noted": known.noted(case),
    }
    sent = known.of_case(case, *told.SENT_UP)
    filled = {
        "sent_up": clock.local_date(sent[-1].at) if sent else None,
        "above": told.words(known.of_case(case, *told.CAME_BACK)),
        "archive": _archive(known.of_case(case, "dossiers.close")),
    }
    line.cells |= filled
    line.fixed = frozenset(name for name, value in filled.items() if value)
    return line


def _archive(closed: Sequence[Event]) -> str:
    """The number of the closed file; of one closed before numbers were issued, that it was."""
    numbers_of = [
        f"{e.data['archive']} ({clock.local_date(e.at):%d/%m/%Y})" for e in closed if e.data.get("archive")
    ]
    return "; ".join(numbers_of) or told.words(closed)


def _state(case: Case, struck: bool) -> str:
    label = str(case.get_state_display())
    return f"{label}, đã xóa tên" if struck else label


def _preparing(case: Case) -> Deadline | None:
    """The limit of preparation (BLTTDS 203.1, 286.1, 366.1 …) that counts last."""
    return max(case.deadlines.all(), key=lambda d: d.trigger_on, default=None)


def _receipt(receipt: dict[str, Any]) -> str:
    if not receipt:
        return "Miễn hoặc không phải nộp"
    day = str(receipt.get("dated", ""))
    dated = f", {day[8:10]}/{day[5:7]}/{day[:4]}" if len(day) >= 10 else ""
    amount = f", {format_money(int(receipt['amount']))}" if receipt.get("amount") else ""
    part = f" (phần trong {format_money(whole(receipt))})" if whole(receipt) != paid(receipt) else ""
    return f"{receipt.get('number', '')}{dated}{amount}{part}"


def _extension(deadline: Deadline | None) -> str:
    if deadline is None or not deadline.extension:
        return ""
    pattern = {"month": "%(n)s tháng", "day": "%(n)s ngày"}.get(deadline.extension["unit"], "%(n)s")
    return f"{pattern % {'n': deadline.extension['amount']}}: {deadline.extension['reason']}"


add(
    Book(
        key=numbers.ACCEPTANCE,
        title=_("Sổ thụ lý"),
        source="BLTTDS 195.3, 215.1, 217.3, 285",
        about=_(
            "Mọi vụ việc đã thụ lý, theo loại và cấp xét xử; tạm đình chỉ được ghi chú, đình chỉ và chuyển được xóa tên."
        ),
        columns=(
            Column("number", _("Số thụ lý"), 2, screen=True),
            Column("dated", _("Ngày thụ lý"), 2, "date", screen=True),
            Column("petitioned", _("Ngày đơn"), 2, "date"),
            Column(
                "plaintiff", _("Nguyên đơn, người yêu cầu"), 4, screen=True, kept=True, short=_("Nguyên đơn")
            ),
            Column("defendant", _("Bị đơn"), 4, screen=True, kept=True),
            Column("related", _("Người có quyền lợi, nghĩa vụ liên quan"), 4, kept=True),
            Column("relation", _("Quan hệ pháp luật"), 3, screen=True),
            Column("judge", _("Thẩm phán"), 2, screen=True),
            Column("clerk", _("Thư ký"), 2),
            Column("receipt", _("Biên lai tạm ứng (số, ngày, số tiền)"), 3, kept=True),
            Column("until", _("Hết hạn chuẩn bị xét xử"), 2, "date"),
            Column("extension", _("Gia hạn"), 2),
            Column("result", _("Kết quả (số, ngày bản án, quyết định)"), 3),
            Column("appeal", _("Kháng cáo, kháng nghị"), 3),
            Column("sent_up", _("Ngày chuyển hồ sơ phúc thẩm"), 2, "date", kept=True),
            Column("above", _("Kết quả phúc thẩm"), 2, kept=True),
            Column("archive", _("Số lưu trữ"), 2, kept=True),
            Column("shelf", _("Nơi lưu kho (kho, giá, hộp)"), 2, kept=True),
            Column("state", _("Tình trạng"), 2, screen=True),
            Column("noted", _("Ghi chú (tạm đình chỉ, tiếp tục; xóa tên)"), 3),
            REMARK_COLUMN,
        ),
        page="page.case_register",
        anchor=IssuedNumber,
        rows=numbers.rows_of(numbers.ACCEPTANCE),
        newest=NEWEST,
        lines=_acceptance_lines,
        states=case_states,
    )
)
