"""What the court decides and says: judgments, decisions, notices. A number stands here from the moment it is given."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.books import numbers, told
from toaan.books.registers.incoming import NEWEST, REMARK_COLUMN, case_states
from toaan.books.shape import Book, Column, Line, add
from toaan.cases.models import Assignment
from toaan.core import clock
from toaan.core.models import IssuedNumber
from toaan.core.viewer import Viewer

WAITING = {
    numbers.JUDGMENTS: "Đã cấp số, chưa tuyên", numbers.DECISIONS: "Đã cấp số, chưa ban hành",
    numbers.NOTICES: "Đã cấp số, chưa lập xong",
}  # fmt: skip
"""What a line says of a paper that nobody outside may read yet: its number, nothing of what it decides."""


def _paper_line(row: IssuedNumber, known: told.Told, waiting: str) -> Line:
    case, petition, issued = known.case.get(row.pk), known.petition.get(row.pk), known.issued(row)
    line = Line(str(row.pk), {"number": row.text}, section=row.register)
    line.cells |= told.parties(case, petition)
    if case is not None:
        line.url, line.case_id = reverse("cases:overview", args=[case.pk]), case.pk
        line.cells |= {
            "matter": str(case), "relation": case.legal_relation,
            "judge": told.officer(case, Assignment.Role.PRESIDING),
            "clerk": told.officer(case, Assignment.Role.CLERK),
        }  # fmt: skip
    elif petition is not None:
        line.url = reverse("filing:petition", args=[petition.pk])
        line.cells |= {"matter": str(petition), "relation": petition.content["legal_relation"]}
    line.cells |= {
        "dated": told.paper_day(issued) if issued else clock.local_date(row.issued_at),
        "title": told.paper_title(issued, row.text) if issued else waiting,
        "signer": told.signer(issued) if issued else "",
        "effective": known.effective_on(row),
        "appeal": known.challenges(row),
        "above": known.came_back(row),
        "state": _state(row, known, waiting),
        "noted": known.noted(case),
    }
    return line


def _state(row: IssuedNumber, known: told.Told, waiting: str) -> str:
    if known.issued(row) is None:
        return waiting
    if reviewed := known.reviewed(row):
        return reviewed
    if known.effective_on(row):
        return "Có hiệu lực"
    return known.result_above(row) or "Đã tuyên, chưa có hiệu lực"


def _lines(book: str, viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    known = told.learn(viewer, rows)
    return [_paper_line(row, known, WAITING[book]) for row in rows]


def _judgment_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    known = told.learn(viewer, rows)
    lines = []
    for row in rows:
        line = _paper_line(row, known, WAITING[numbers.JUDGMENTS])
        mended = told.words(known.of_case(known.case.get(row.pk), *told.CORRECTING))
        line.cells["noted"] = "; ".join(w for w in (str(line.cells["noted"]), mended) if w)
        lines.append(line)
    return lines


def _decision_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    return _lines(numbers.DECISIONS, viewer, rows)


def _notice_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    return _lines(numbers.NOTICES, viewer, rows)


MATTER = (
    Column("matter", _("Số thụ lý"), 2, screen=True),
    Column("plaintiff", _("Nguyên đơn, người yêu cầu"), 4, screen=True, short=_("Nguyên đơn")),
    Column("defendant", _("Bị đơn"), 4, screen=True),
)
add(
    Book(
        key=numbers.JUDGMENTS,
        title=_("Sổ bản án"),
        source="BLTTDS 266, 267, 282",
        about=_(
            "Mọi số bản án đã cấp, theo loại và cấp xét xử, kèm kháng cáo, kháng nghị và ngày có hiệu lực."
        ),
        columns=(
            Column("number", _("Số bản án"), 2, screen=True),
            Column("dated", _("Ngày tuyên án"), 2, "date", screen=True),
            *MATTER,
            Column("related", _("Người có quyền lợi, nghĩa vụ liên quan"), 4),
            Column("relation", _("Quan hệ pháp luật"), 3),
            Column("judge", _("Thẩm phán chủ tọa"), 2, screen=True),
            Column("clerk", _("Thư ký"), 2),
            Column("appeal", _("Kháng cáo, kháng nghị"), 4),
            Column("above", _("Kết quả phúc thẩm, giám đốc thẩm, tái thẩm"), 3),
            Column("effective", _("Ngày có hiệu lực"), 2, "date", screen=True),
            Column("state", _("Tình trạng"), 2, screen=True),
            Column("noted", _("Ghi chú (sửa chữa, bổ sung bản án; đình chỉ, tạm đình chỉ, tiếp tục)"), 3),
            REMARK_COLUMN,
        ),
        page="page.books",
        anchor=IssuedNumber,
        rows=numbers.rows_of(numbers.JUDGMENTS),
        newest=NEWEST,
        lines=_judgment_lines,
        states=case_states,
    )
)
add(
    Book(
        key=numbers.DECISIONS,
        title=_("Sổ quyết định"),
        source="BLTTDS 219, 220, 233, 282; đánh số theo thực tiễn",
        about=_("Mọi số quyết định đã cấp trong quá trình giải quyết, mỗi loại quyết định một dãy số."),
        columns=(
            Column("number", _("Số quyết định"), 2, screen=True),
            Column("dated", _("Ngày"), 2, "date", screen=True),
            Column("title", _("Tên quyết định"), 4, screen=True),
            *MATTER,
            Column("relation", _("Quan hệ pháp luật"), 3),
            Column("signer", _("Người ký"), 3, screen=True),
            Column("appeal", _("Kháng cáo, kháng nghị, khiếu nại"), 4),
            Column("above", _("Kết quả phúc thẩm, giám đốc thẩm, tái thẩm"), 3),
            Column("effective", _("Ngày có hiệu lực"), 2, "date"),
            Column("noted", _("Ghi chú (tạm đình chỉ, tiếp tục; xóa tên)"), 3),
            REMARK_COLUMN,
        ),
        page="page.books",
        anchor=IssuedNumber,
        rows=numbers.rows_of(numbers.DECISIONS),
        newest=NEWEST,
        lines=_decision_lines,
        states=case_states,
    )
)
add(
    Book(
        key=numbers.NOTICES,
        title=_("Sổ thông báo, văn bản tố tụng khác"),
        source=_("thực tiễn"),
        about=_("Mọi số thông báo và văn bản tố tụng không phải bản án, quyết định."),
        columns=(
            Column("number", _("Số"), 2, screen=True),
            Column("dated", _("Ngày"), 2, "date", screen=True),
            Column("title", _("Tên văn bản"), 5, screen=True),
            Column("matter", _("Số thụ lý hoặc số nhận đơn"), 3, screen=True, short=_("Vụ án, đơn")),
            *MATTER[1:],
            Column("signer", _("Người ban hành"), 3, screen=True),
            REMARK_COLUMN,
        ),
        page="page.books",
        anchor=IssuedNumber,
        rows=numbers.rows_of(numbers.NOTICES),
        newest=NEWEST,
        lines=_notice_lines,
        states=case_states,
    )
)
