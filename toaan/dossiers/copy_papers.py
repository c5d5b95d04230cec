"""The paper of a certified copy: the pages under a band with the stamp, and the sheet that certifies them."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from toaan.core import clock, files, practice
from toaan.core.errors import Refused
from toaan.core.http import whole_address
from toaan.core.words import in_record_language
from toaan.core.words import words as _
from toaan.dossiers.models import DocumentCopy, Folio
from toaan.engines.pdf import JPEG, PDF, PNG, copy_pages, qr_svg, stamped_copy
from toaan.engines.storage import StorageError

PRINTABLE = frozenset({PDF, JPEG, PNG})


def sheets(folio: Folio, *, first: int, last: int) -> bytes:
    """The pages of the original to be copied, as a PDF of their own.

    Raises:
        Refused: "dossiers.copy_broken" when the original is gone, changed, or cannot be opened.
    """
    try:
        if not files.store().verify(folio.file_id):
            raise ValueError("changed")
        return copy_pages(files.read(folio.file_id), folio.file.media_type, first=first, last=last)
    except (ValueError, OSError, StorageError) as error:
        words = _(
            "Không đọc được bản gốc “%(title)s” trong kho nên chưa cấp bản sao được. Hãy bấm Kiểm tra toàn vẹn ở mục Hồ "
            "sơ và báo cán bộ công nghệ thông tin khôi phục tệp."
        )
        raise Refused("dossiers.copy_broken", words % {"title": folio.title}) from error


@in_record_language
def paper(copy: DocumentCopy) -> bytes:
    """The copy, not yet sealed. Slow: never inside an act.

    Raises:
        Refused: as `sheets`.
    """
    folio = copy.folio
    content = sheets(folio, first=copy.first_page, last=copy.last_page)
    address = whole_address(reverse("portal:check_paper"))
    facts: dict[str, Any] = {
        "copy": copy,
        "folio": folio,
        "case": folio.dossier.case,
        "court": copy.court,
        "day": clock.local_date(copy.made_at),
        "moment": timezone.localtime(copy.made_at).isoformat(timespec="seconds"),
        "pages": range(1, copy.pages + 1),
        "practice": practice.paper_mark(),
        "address": address,
        "qr": qr_svg(f"{address}?ma={copy.code}", label="Mã QR mở trang kiểm tra bản sao"),
    }
    return stamped_copy(
        content,
        bands=render_to_string("dossiers/forms/copy_band.html", facts),
        end=render_to_string("dossiers/forms/copy_end.html", facts),
        mark=practice.paper_mark(),
        title=f"{copy}: {folio.title}",
    )
