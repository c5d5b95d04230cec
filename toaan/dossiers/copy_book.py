"""Lines of the book of copies (sổ cấp bản sao): on the screen, and with every column of the paper book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.core.words import in_record_language
from toaan.design.templatetags.ui import vn_date
from toaan.dossiers.models import DocumentCopy

COLUMNS = (
    "Số bản sao", "Ngày cấp", "Hình thức sao", "Tài liệu", "Bút lục", "Số thụ lý vụ án", "Số trang", "Số bản",
    "Dạng bản sao", "Cấp cho", "Lý do", "Người ký bản sao", "Người lập", "Ký nhận, ghi chú",
)  # fmt: skip


@in_record_language
def lines(rows: Iterable[DocumentCopy]) -> list[list[str]]:
    """One line per copy with the columns `COLUMNS`; the last one is left for the pen."""
    return [
        [
            c.number.text, vn_date(c.made_at), c.get_form_display(), c.folio.title, c.folio.numbers,
            str(c.folio.dossier.case), str(c.pages), str(c.count), c.get_medium_display(), c.given_to, c.reason,
            c.signer_name if c.medium == c.Medium.PAPER else "", c.made_by.user.full_name,
            "" if c.sealed else "Chưa đóng dấu số",
        ]
        for c in rows
    ]  # fmt: skip


def table(rows: Iterable[DocumentCopy]) -> dict[str, Any]:
    """The book for `{% data_table %}`."""
    labels = (
        _("Số"),
        _("Ngày"),
        _("Hình thức sao"),
        _("Tài liệu"),
        _("Vụ án"),
        _("Cấp cho"),
        _("Số bản"),
        _("Tình trạng"),
    )
    return {
        "caption": _("Sổ cấp bản sao"),
        "columns": [{"label": label} for label in labels],
        "rows": [
            [
                {"text": c.number.text, "url": reverse("dossiers:copy", args=[c.pk]), "css": "ta-nowrap"},
                {"text": vn_date(c.made_at), "css": "ta-num ta-nowrap"},
                c.get_form_display(),
                _("%(title)s, bút lục %(numbers)s") % {"title": c.folio.title, "numbers": c.folio.numbers},
                {"text": str(c.folio.dossier.case), "css": "ta-num ta-nowrap"},
                c.given_to,
                str(c.count),
                state(c),
            ]
            for c in rows
        ],
    }


def state(copy: DocumentCopy) -> dict[str, str]:
    """Sealed, or stopped between number and seal."""
    if copy.sealed:
        return {"text": _("Đã đóng dấu số"), "tag": "green"}
    return {"text": _("Chưa đóng dấu số"), "tag": "yellow"}


def facts(copy: DocumentCopy) -> list[tuple[str, str]]:
    """Everything on record about one copy."""
    pages = (
        _("%(n)d trang, từ trang %(a)d đến trang %(b)d")
        % {"n": copy.pages, "a": copy.first_page, "b": copy.last_page}
        if copy.form == copy.Form.EXTRACT
        else _("%d trang") % copy.pages
    )
    told = [
        (_("Tài liệu"), f"{copy.folio.title}, {_('bút lục')} {copy.folio.numbers}"),
        (_("Vụ án"), str(copy.folio.dossier.case)),
        (_("Số trang"), pages),
        (_("Số bản"), f"{copy.count} {copy.get_medium_display().lower()}"),
        (_("Cấp cho"), copy.given_to),
        (_("Lý do cấp"), copy.reason),
        (_("Ngày cấp"), vn_date(copy.made_at)),
        (_("Người lập"), copy.made_by.user.full_name),
        (_("Mã kiểm tra"), copy.code),
    ]
    if copy.medium == copy.Medium.PAPER:
        told.insert(
            -2, (_("Người ký bản giấy"), f"{copy.signer_title.replace(chr(10), ' – ')}: {copy.signer_name}")
        )
    return told
