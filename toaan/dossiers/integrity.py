"""Checks of files: a case without a file, a file without a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from toaan.cases.integrity import cases_of, found
from toaan.core.integrity import MISSING, Asked, Found, check
from toaan.core.roles import Role
from toaan.dossiers.models import Folio


@check(
    "dossiers.empty", MISSING, title=_("Vụ án chưa có hồ sơ, hoặc hồ sơ không có trang nào"),
    todo=_("Cán bộ công nghệ thông tin xem việc nối tiếp có bị dừng không; Thư ký kiểm tra tài liệu của vụ án."),
    technical=True,
)  # fmt: skip
def empty(asked: Asked) -> Iterable[Found]:
    """Every act files its papers by itself: a day after acceptance there are pages."""
    rows = cases_of(asked).filter(
        ~Exists(Folio.objects.filter(dossier__case=OuterRef("pk"))),
        accepted_on__lt=asked.today - timedelta(days=1),
    )
    for case in rows:
        yield found(case, "Hồ sơ chưa có trang nào", "dossiers:case", Role.CLERK, since=case.accepted_on)
