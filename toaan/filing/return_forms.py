"""Forms of the desk about returned petitions. They read what was typed; whether it may stand is said by the actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.core import files
from toaan.core.upload_fields import UploadsField
from toaan.design.forms import DateTextInput, LongTextField, TextField, TileRadios, VietnameseDateField
from toaan.filing.models import ReturnComplaint

HOUR = re.compile(r"([01]?\d|2[0-3])\s*(?:[:.hg]\s*([0-5]\d)?)?", re.ASCII)
LONGEST = 5000


class HourField(forms.CharField):
    """A time of day as people type it: 8:00, 08.30, 8h30."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5 ta-num", "autocomplete": "off"})
    default_error_messages = {"required": _("Nhập giờ"), "invalid": _("Nhập giờ và phút, ví dụ 08:00")}

    def to_python(self, value: Any) -> Any:
        """A time, None when empty."""
        typed = (super().to_python(value) or "")[:20].strip().lower()
        if not typed:
            return None
        match = HOUR.fullmatch(typed)
        if match is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(match[1]), int(match[2] or 0))


class TakeInForm(forms.Form):
    """A complaint or recommendation that came on paper."""

    source = forms.ChoiceField(
        label=_("Ai khiếu nại, kiến nghị"),
        choices=ReturnComplaint.Source.choices,
        widget=TileRadios,
        required=False,
    )
    channel = forms.ChoiceField(
        label=_("Cách gửi"),
        choices=[c for c in ReturnComplaint.Channel.choices if c[0] != ReturnComplaint.Channel.ONLINE],
        widget=TileRadios,
    )
    made_on = VietnameseDateField(
        label=_("Ngày khiếu nại, kiến nghị"), widget=DateTextInput(),
        help_text=_("Gửi bưu chính: ngày trên dấu bưu chính nơi gửi. Nộp trực tiếp: ngày nộp."),
    )  # fmt: skip
    received_on = VietnameseDateField(label=_("Ngày Tòa án nhận"), widget=DateTextInput())
    ground = LongTextField(label=_("Nội dung, lý do"), required=False, max_length=LONGEST)
    scans = UploadsField(
        label=_("Bản quét"), required=False, door=files.EVIDENCE, max_files=10,
        help_text=_("Đơn khiếu nại hoặc văn bản kiến nghị và tài liệu kèm theo"),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, sources: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [c for c in ReturnComplaint.Source.choices if c[0] in sources]  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    """When and where the session is held."""

    day = VietnameseDateField(label=_("Ngày mở phiên họp"), widget=DateTextInput())
    hour = HourField(label=_("Giờ"))
    place = TextField(label=_("Nơi mở phiên họp"), required=False, max_length=200)
    why = LongTextField(
        label=_("Vì sao phiên họp đã ấn định không mở được"), rows=2, required=False, max_length=500
    )
    hide_optional = True

    def __init__(self, *args: Any, again: bool, latest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["why"]
        if latest is not None:
            self.fields["day"].help_text = (
                _("Chậm nhất ngày %s (khoản 3 Điều 194 BLTTDS)") % f"{latest:%d/%m/%Y}"
            )


class AnswerForm(forms.Form):
    """The session and the answer."""

    procurator = TextField(
        label=_("Đại diện Viện kiểm sát tham gia phiên họp"), required=False, max_length=200,
        help_text=_("Họ tên Kiểm sát viên. Vắng mặt thì ấn định lại phiên họp."),
    )  # fmt: skip
    complainant = forms.ChoiceField(
        label=_("Người khiếu nại"), choices=[("yes", _("Có mặt")), ("no", _("Vắng mặt"))], widget=TileRadios, initial="yes",
        help_text=_("Vắng mặt thì Thẩm phán vẫn tiến hành phiên họp (khoản 3 Điều 194 BLTTDS)"),
    )  # fmt: skip
    opinions = LongTextField(
        label=_("Ý kiến tại phiên họp"), required=False, max_length=LONGEST,
        help_text=_("Ý kiến của đại diện Viện kiểm sát và của người khiếu nại. Phần này được in trong quyết định."),
    )  # fmt: skip
    reason = LongTextField(
        label=_("Xét thấy"), required=False, max_length=LONGEST,
        help_text=_("Vì sao giữ nguyên, hoặc vì sao nhận lại đơn. Phần này được in trong quyết định."),
    )  # fmt: skip
    hide_optional = True

    def __init__(self, *args: Any, complained: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not complained:
            del self.fields["complainant"]


class AnswerAboveForm(forms.Form):
    """Why the president of the court above decides so."""

    reason = LongTextField(
        label=_("Xét thấy"),
        required=False,
        max_length=LONGEST,
        help_text=_("Phần này được in trong quyết định."),
    )
    hide_optional = True


class CopyReceiptForm(forms.Form):
    """When and how somebody received a paper."""

    on = VietnameseDateField(label=_("Ngày nhận"), widget=DateTextInput())
    how = TextField(
        label=_("Cách giao nhận"), required=False, max_length=300,
        help_text=_("Ký nhận tại Tòa án, giấy báo nhận bưu chính…"),
    )  # fmt: skip
    hide_optional = True
