"""Forms of an incident of the portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import DateTextInput, TextField, VietnameseDateField
from toaan.hearings.forms import ClockField


class IncidentForm(forms.Form):
    """When the portal was out of order, and what did not work."""

    what = TextField(
        label=_("Điều gì không hoạt động"), max_length=500, required=False,
        help_text=_("Bằng lời người dân hiểu được, ví dụ “Không đăng nhập và không nộp được đơn”. Câu này hiện trên Cổng."),
    )  # fmt: skip
    started_on = VietnameseDateField(label=_("Bắt đầu ngày"), widget=DateTextInput())
    started_time = ClockField(label=_("Lúc"))
    ended_on = VietnameseDateField(
        label=_("Khắc phục xong ngày"), widget=DateTextInput(), required=False,
        help_text=_("Chưa khắc phục xong thì để trống."),
    )  # fmt: skip
    ended_time = ClockField(label=_("Lúc"), required=False)
    hide_optional = True

    def clean(self) -> dict[str, Any]:
        """Both parts of an end, or neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("ended_on")) != bool(data.get("ended_time")) and not self.errors:
            self.add_error("ended_time", _("Hãy ghi cả ngày và giờ khắc phục xong, hoặc để trống cả hai."))
        return data


class EndIncidentForm(forms.Form):
    """When the portal worked again."""

    ended_on = VietnameseDateField(label=_("Khắc phục xong ngày"), widget=DateTextInput())
    ended_time = ClockField(label=_("Lúc"))
