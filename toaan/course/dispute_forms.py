"""Forms of a dispute on jurisdiction (BLTTDS 41.2–41.4)."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core import files
from toaan.core.models import Court
from toaan.core.upload_fields import UploadsField
from toaan.course.forms import LONGEST
from toaan.design.forms import LongTextField, TextField, VietnameseDateField


class AskSettlementForm(forms.Form):
    """The court that has the file says why the case is not its own."""

    reason = LongTextField(
        label=_("Vì sao vụ việc không thuộc thẩm quyền của Tòa án này"), rows=5, max_length=LONGEST,
        help_text=_("Tình tiết và điều luật (các điều 35 đến 40). Phần này được in trong văn bản đề nghị và trong quyết định."),
    )  # fmt: skip
    letter = TextField(
        label=_("Số, ngày công văn"), required=False, max_length=200,
        help_text=_("Bắt buộc khi Tòa án cấp trên không dùng chung hệ thống này."),
    )  # fmt: skip


class SettleDisputeForm(forms.Form):
    """The president above names the court."""

    court = forms.ChoiceField(
        label=_("Tòa án có thẩm quyền"), error_messages={"required": _("Chọn Tòa án có thẩm quyền")}
    )
    finding = LongTextField(
        label=_("Nhận định"), rows=5, max_length=LONGEST,
        help_text=_("Vì sao vụ việc thuộc thẩm quyền của Tòa án được chọn. Phần này được in trong quyết định."),
    )  # fmt: skip

    def __init__(self, *args: Any, courts: list[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].choices = [("", _("Chọn Tòa án")), *((str(c.pk), c.name) for c in courts)]  # type: ignore[attr-defined]

    @property
    def court_id(self) -> uuid.UUID:
        """The chosen court."""
        return uuid.UUID(self.cleaned_data["court"])


class RecordSettlementForm(forms.Form):
    """The decision of a president outside has come."""

    number = TextField(label=_("Số quyết định"), max_length=60)
    decided_on = VietnameseDateField(label=_("Ngày quyết định"))
    court = forms.ChoiceField(label=_("Tòa án được xác định có thẩm quyền"), required=False)
    name = TextField(
        label=_("Tên Tòa án, nếu không có trong danh sách"), required=False, max_length=200,
        help_text=_("Ví dụ Tòa án nhân dân khu vực 3 – Cần Thơ"),
    )  # fmt: skip
    finding = LongTextField(label=_("Nhận định của quyết định"), rows=4, max_length=LONGEST)
    paper = UploadsField(label=_("Quyết định (PDF)"), max_files=1, door=files.PDF_ONLY)

    def __init__(self, *args: Any, courts: list[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["court"].choices = [  # type: ignore[attr-defined]
            ("", _("Không có trong danh sách")), *((str(c.pk), c.name) for c in courts)
        ]  # fmt: skip
