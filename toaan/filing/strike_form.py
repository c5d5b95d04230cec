"""The questions of a request about a strike (BLTTDS 403): beside the reasons in the portal, on the counter's page of a paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import TextField, VietnameseDateField
from toaan.filing.petition_forms import ReasonsForm
from toaan.filing.strike_words import PREFIX
from toaan.rules import strike as rule

SIDES = (
    (rule.EMPLOYER, _("Người sử dụng lao động")),
    (rule.WORKERS, _("Tổ chức đại diện tập thể lao động (công đoàn, tổ chức của người lao động)")),
)


class StrikeForm(forms.Form):
    """Who asks, where the strike is, since and until when."""

    strike_side = forms.ChoiceField(
        label=_("Người yêu cầu là"), required=False, choices=SIDES, widget=forms.RadioSelect,
        help_text=_("Chỉ hai bên này có quyền yêu cầu (khoản 1 Điều 403). Bên kia ghi đầu tiên ở phần người liên quan: tên, địa chỉ."),
    )  # fmt: skip
    strike_place = TextField(
        label=_("Nơi xảy ra đình công"), required=False, max_length=300,
        help_text=_("Tên nơi làm việc, xã, phường hoặc đặc khu, tỉnh, thành phố"),
    )  # fmt: skip
    strike_started_on = VietnameseDateField(
        label=_("Ngày bắt đầu đình công"), required=False, help_text=_("Ngày/tháng/năm")
    )
    strike_ended_on = VietnameseDateField(
        label=_("Ngày chấm dứt đình công"), required=False,
        help_text=_("Đang đình công thì để trống. Đã chấm dứt thì thời hạn yêu cầu tính từ ngày này (khoản 1 Điều 403)."),
    )  # fmt: skip
    hide_optional = True

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What is saved as one group stands in four fields."""
        name = field_name.removeprefix(PREFIX)
        if name != field_name:
            saved = (self.initial.get("strike") or {}).get(name, "")
            return field.to_python(saved) if name.endswith("_on") and saved else saved
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        """The four fields as one group; a form on which nothing of it was typed leaves what is saved."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        names = [name for name in self.fields if name.startswith(PREFIX)]
        told = {name.removeprefix(PREFIX): data.pop(name, None) or "" for name in names}
        if any(told.values()) or self.initial.get("strike"):
            data["strike"] = told
        return data


class StrikeReasonsForm(ReasonsForm, StrikeForm):
    """The strike, and why it is lawful or not."""

    field_order = ("strike_side", "strike_place", "strike_started_on", "strike_ended_on", "facts")
