"""Forms of a petition that is filed for another: the writer's own, and the court's about his papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import LongTextField, TextField, VietnameseDateField
from toaan.rules.representing import Capacity


class ForWhomForm(forms.Form):
    """Whether one files for oneself, or for another and as what."""

    capacity = forms.ChoiceField(
        label=_("Bạn nộp đơn với tư cách gì?"), required=False, widget=forms.RadioSelect,
        help_text=_("Luật sư, người được ủy quyền soạn và nộp hộ, nhưng cá nhân có đủ năng lực phải tự ký đơn (điểm a khoản 2 Điều 189)."),
    )  # fmt: skip
    credentials = TextField(
        label=_("Giấy tờ chứng minh tư cách"), required=False, max_length=500,
        help_text=_("Ghi số, ngày. Ví dụ: Thẻ luật sư số 1234/LS, Văn phòng luật sư Gia Định; Giấy ủy quyền ngày 05/01/2026. Bản chụp đính kèm ở bước giấy tờ."),
    )  # fmt: skip

    def __init__(self, *args: Any, capacities: Iterable[Capacity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = [  # type: ignore[attr-defined]
            ("", _("Tôi nộp đơn cho chính mình")),
            *((c.key, c.title) for c in capacities),
        ]


class SupplyForm(forms.Form):
    """The papers that the court asked for."""

    uploads = UploadsField(
        label=_("Chọn tệp"), door=files.EVIDENCE,
        help_text=_("Giấy ủy quyền, giấy yêu cầu luật sư, thẻ luật sư… Ảnh chụp đủ bốn góc, đọc được chữ, hoặc tệp PDF."),
    )  # fmt: skip


class MissingForm(forms.Form):
    """What the court asks to be supplied."""

    missing = LongTextField(
        label=_("Cần bổ sung giấy tờ gì"), rows=4, max_length=2000,
        help_text=_("Ví dụ: giấy ủy quyền chưa ghi được thay mặt khởi kiện; ảnh thẻ luật sư không đọc được số."),
    )  # fmt: skip
    due_on = VietnameseDateField(
        label=_("Đến hết ngày"), help_text=_("Luật không định thời hạn; Tòa án ấn định thời gian hợp lý.")
    )


class RefusalForm(forms.Form):
    """Why he is not accepted."""

    reason = LongTextField(
        label=_("Lý do từ chối"), rows=4, max_length=2000,
        help_text=_("Phần này được in trong thông báo gửi người nộp đơn thay và người khởi kiện (khoản 5 Điều 75)."),
    )  # fmt: skip
