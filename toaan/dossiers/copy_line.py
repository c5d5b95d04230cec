"""One line of the book of copies (sổ cấp bản sao) on the screen; the book itself is one of `toaan.books`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from toaan.design.templatetags.ui import vn_date
from toaan.dossiers.models import DocumentCopy


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
