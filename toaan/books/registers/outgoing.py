"""What goes out: service (sổ tống đạt), delivered papers (sổ giao nhận), lists of letters, certified copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.books import numbers
from toaan.books.registers.incoming import NEWEST, REMARK_COLUMN
from toaan.books.shape import Book, Column, Line, Wanted, add
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.models import IssuedNumber
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.delivery import mailing
from toaan.delivery import queries as delivery
from toaan.delivery.models import Dispatch, Service, ServiceRecipient
from toaan.delivery.states import DROPPED, RECIPIENT, SERVICE
from toaan.delivery.tables import received
from toaan.dossiers import queries as dossiers
from toaan.dossiers.models import DocumentCopy
from toaan.vietnamese.numbers import search_words

# --- service ----------------------------------------------------------------------------------------------


def _of_cases(viewer: Viewer, rows: QuerySet[Any], wanted: Wanted, moment: str) -> QuerySet[Any]:
    """Rows that the viewer sees, of cases that fit what is asked; year, month and days are those of `moment`."""
    if wanted.since or wanted.until or wanted.month:
        rows = numbers.between(rows, wanted, moment)
    elif wanted.year:
        rows = rows.filter(**{f"{moment}__year": wanted.year})
    asked = wanted_of_case(wanted)
    if asked != Wanted():
        found = numbers.narrowed(cases.visible_to(viewer).order_by(), asked)
        rows = rows.filter(case__in=found.values("pk"))
    for word in search_words(wanted.words):
        known = cases.matching(Case.objects.order_by(), word.text)
        rows = rows.filter(Q(case__in=known.values("pk")) | Q(pk__in=wanted.keys))
    return rows


def wanted_of_case(wanted: Wanted) -> Wanted:
    """The conditions that concern the case; the state is that of the row."""
    return Wanted(kind=wanted.kind, level=wanted.level, judge=wanted.judge)


def _service_rows(viewer: Viewer, wanted: Wanted) -> QuerySet[Service]:
    rows = _of_cases(viewer, delivery.services_visible_to(viewer), wanted, "ordered_at")
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    return rows.order_by("ordered_at", "pk")


def _service_lines(viewer: Viewer, rows: Sequence[Service]) -> list[Line]:
    found = delivery.services_visible_to(viewer).filter(pk__in=[r.pk for r in rows])
    found = found.select_related("number", "case__number", "source")
    owed = ~Q(recipients__state=DROPPED)  # who speaks for a party no more need not receive it
    proved = owed & Q(recipients__unproved_since=None)
    found = found.annotate(all=Count("recipients", filter=owed), done=Count("recipients", filter=proved))
    by_key = {s.pk: s for s in found}
    return [_service_line(by_key[row.pk]) for row in rows]


def _service_line(service: Any) -> Line:
    return Line(
        str(service.pk),
        {
            "dated": clock.local_date(service.ordered_at),
            "document": str(service),
            "matter": str(service.case),
            "article": service.article,
            "people": service.all,
            "done": service.done,
            "finished": clock.local_date(service.served_at) if service.served_at else None,
            "state": str(service.get_state_display()),
        },
        url=reverse("delivery:case", args=[service.case_id]),
        case_id=service.case_id,
    )


add(
    Book(
        key="tong-dat",
        title=_("Sổ tống đạt"),
        source="BLTTDS 170, 171",
        about=_(
            "Mỗi văn bản phải cấp, tống đạt, thông báo một dòng: bao nhiêu người nhận, bao nhiêu người đã nhận."
        ),
        columns=(
            Column("ordinal", _("Số thứ tự"), 1, "ordinal"),
            Column("document", _("Số, tên văn bản"), 6, screen=True),
            Column("dated", _("Ngày lập"), 2, "date", screen=True),
            Column("matter", _("Vụ án"), 3, screen=True),
            Column("article", _("Căn cứ"), 2),
            Column("people", _("Số người nhận"), 1, "number", screen=True),
            Column("done", _("Đã nhận"), 1, "number", screen=True),
            Column("finished", _("Ngày xong"), 2, "date", screen=True),
            Column("state", _("Tình trạng"), 2, screen=True),
            REMARK_COLUMN,
        ),
        page="page.delivery",
        anchor=Service,
        rows=_service_rows,
        newest=("-ordered_at", "-pk"),
        lines=_service_lines,
        states=lambda: list(SERVICE.labels.items()),
    )
)


# --- delivered papers -------------------------------------------------------------------------------------


SAME_MOMENT = ("-ordered_at", "service_id", "order")


def _delivered_rows(viewer: Viewer, wanted: Wanted) -> QuerySet[ServiceRecipient]:
    rows = _of_cases(viewer, delivery.sent(viewer), wanted, "sent_at")
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    return rows.order_by("sent_at", *SAME_MOMENT)


def _delivered_lines(viewer: Viewer, rows: Sequence[ServiceRecipient]) -> list[Line]:
    found = delivery.visible_to(viewer).prefetch_related(None).filter(pk__in=[r.pk for r in rows])
    by_key = {r.pk: r for r in found}
    return [_delivered_line(by_key[row.pk]) for row in rows]


def _delivered_line(row: ServiceRecipient) -> Line:
    proof = row.get_proof_display() if row.proof else ""
    return Line(
        str(row.pk),
        {
            "sent": clock.local_date(row.sent_at) if row.sent_at else None,
            "document": str(row.service),
            "matter": str(row.case),
            "recipient": f"{row.name} ({row.capacity.lower()})",
            "address": row.address,
            "method": str(row.get_method_display()),
            "barcode": mailing.spaced(row.barcode),
            "received": received(row),
            "signed": row.received_by,
            "state": " – ".join(str(w) for w in (row.get_state_display(), proof) if w),
            "noted": "; ".join(
                [*(t["reason"] for t in row.failures), *([row.proof_note] if row.proof_note else [])]
            ),
        },
        url=reverse("delivery:recipient", args=[row.pk]),
        case_id=row.case_id,
    )


add(
    Book(
        key="giao-nhan",
        title=_("Sổ giao nhận văn bản tố tụng"),
        source="BLTTDS 175",
        about=_("Mỗi văn bản đã gửi cho mỗi người một dòng, kèm bằng chứng đã nhận."),
        columns=(
            Column("ordinal", _("Số thứ tự"), 1, "ordinal"),
            Column("document", _("Số, tên văn bản"), 5, screen=True),
            Column("sent", _("Ngày gửi"), 2, "date", screen=True),
            Column("matter", _("Vụ án"), 3, screen=True),
            Column("recipient", _("Người nhận, tư cách"), 4, screen=True, kept=True),
            Column("address", _("Địa chỉ"), 4, kept=True),
            Column("method", _("Phương thức"), 2, screen=True),
            Column("barcode", _("Số hiệu bưu gửi"), 2, kept=True),
            Column("received", _("Ngày nhận"), 2, screen=True),
            Column("signed", _("Người ký nhận"), 3, kept=True),
            Column("state", _("Kết quả, bằng chứng"), 3, screen=True),
            Column("noted", _("Lần không được, ghi chú"), 3),
            REMARK_COLUMN,
        ),
        page="page.delivery",
        anchor=ServiceRecipient,
        rows=_delivered_rows,
        newest=("-sent_at", *SAME_MOMENT),
        lines=_delivered_lines,
        states=lambda: list(RECIPIENT.labels.items()),
    )
)


# --- lists of letters -------------------------------------------------------------------------------------


def _dispatch_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    found = {d.number_id: d for d in delivery.dispatches(viewer).filter(number__in=[r.pk for r in rows])}
    return [_dispatch_line(row, found.get(row.pk)) for row in rows]


def _dispatch_line(row: IssuedNumber, dispatch: Dispatch | None) -> Line:
    line = Line(
        str(row.pk), {"number": row.text, "dated": clock.local_date(row.issued_at)}, section=row.register
    )
    if dispatch is not None:
        line.url = reverse("delivery:dispatch", args=[dispatch.pk])
        line.cells |= {
            "letters": getattr(dispatch, "letters", None),
            "maker": dispatch.made_by.user.full_name,
        }
    return line


add(
    Book(
        key=numbers.DISPATCHES,
        title=_("Sổ bảng kê bưu gửi"),
        source="BLTTDS 173.1",
        about=_("Mọi bảng kê thư đã giao bưu điện."),
        columns=(
            Column("number", _("Số bảng kê"), 2, screen=True),
            Column("dated", _("Ngày lập"), 2, "date", screen=True),
            Column("letters", _("Số thư"), 1, "number", screen=True),
            Column("maker", _("Người lập"), 3, screen=True),
            REMARK_COLUMN,
        ),
        page="page.delivery",
        anchor=IssuedNumber,
        rows=numbers.rows_of(numbers.DISPATCHES),
        newest=NEWEST,
        lines=_dispatch_lines,
        by_case=False,
    )
)


# --- copies -----------------------------------------------------------------------------------------------


def _copy_rows(viewer: Viewer, wanted: Wanted) -> QuerySet[IssuedNumber]:
    """Numbers of the copies that this viewer may know of; a word may also stand in title or recipient."""
    plain = Wanted(year=wanted.year, month=wanted.month, since=wanted.since, until=wanted.until)
    found = dossiers.copies_visible_to(viewer)
    if wanted.state:
        found = found.filter(form=wanted.state)
    rows = numbers.numbered(viewer, numbers.COPIES, plain).filter(pk__in=found.order_by().values("number"))
    for word in search_words(wanted.words):
        if word.sequence is not None and word.year is not None:
            known = Case.objects.filter(register_sequence=word.sequence, register_year=word.year).order_by()
            same = Q(sequence=word.sequence, year=word.year)
            hit = found.filter(folio__dossier__case__in=known.values("pk"))
        else:
            same = Q(pk__in=[])
            hit = found.filter(
                Q(folio__title_folded__contains=word.text) | Q(given_to_folded__contains=word.text)
            )
        rows = rows.filter(same | Q(pk__in=hit.order_by().values("number")) | Q(pk__in=wanted.keys))
    return rows


def _copy_lines(viewer: Viewer, rows: Sequence[IssuedNumber]) -> list[Line]:
    found = dossiers.copies_visible_to(viewer).filter(number__in=[r.pk for r in rows])
    by_number = {c.number_id: c for c in found}
    return [_copy_line(row, by_number[row.pk]) for row in rows]


def _copy_line(row: IssuedNumber, copy: DocumentCopy) -> Line:
    return Line(
        str(row.pk),
        {
            "number": row.text,
            "dated": clock.local_date(copy.made_at),
            "form": str(copy.get_form_display()),
            "document": copy.folio.title,
            "folio": copy.folio.numbers,
            "matter": str(copy.folio.dossier.case),
            "pages": copy.pages,
            "count": copy.count,
            "medium": str(copy.get_medium_display()),
            "given_to": copy.given_to,
            "reason": copy.reason,
            "signer": copy.signer_name if copy.medium == copy.Medium.PAPER else "",
            "maker": copy.made_by.user.full_name,
            "state": "Đã đóng dấu số" if copy.sealed else "Chưa đóng dấu số",
        },
        section=row.register,
        url=reverse("dossiers:copy", args=[copy.pk]),
        case_id=copy.folio.dossier.case_id,
    )


add(
    Book(
        key=numbers.COPIES,
        title=_("Sổ cấp bản sao"),
        source="NĐ 30/2020/NĐ-CP 25",
        about=_("Mọi bản sao y, sao lục, trích sao đã cấp từ hồ sơ."),
        columns=(
            Column("number", _("Số bản sao"), 2, screen=True),
            Column("dated", _("Ngày cấp"), 2, "date", screen=True),
            Column("form", _("Hình thức sao"), 2, screen=True),
            Column("document", _("Tài liệu"), 4, screen=True),
            Column("folio", _("Bút lục"), 1),
            Column("matter", _("Số thụ lý vụ án"), 2, screen=True),
            Column("pages", _("Số trang"), 1, "number"),
            Column("count", _("Số bản"), 1, "number", screen=True),
            Column("medium", _("Dạng bản sao"), 2),
            Column("given_to", _("Cấp cho"), 3, screen=True),
            Column("reason", _("Lý do"), 3),
            Column("signer", _("Người ký bản sao"), 2),
            Column("maker", _("Người lập"), 2),
            Column("state", _("Tình trạng"), 2, screen=True),
            Column("signed", _("Ký nhận"), 2, kept=True),
            REMARK_COLUMN,
        ),
        page="page.copies",
        anchor=IssuedNumber,
        rows=_copy_rows,
        newest=NEWEST,
        lines=_copy_lines,
        states=lambda: list(DocumentCopy.Form.choices),
        by_case=False,
        keepers=frozenset({Role.CLERK, Role.ARCHIVIST}),
    )
)
