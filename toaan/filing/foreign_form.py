"""The form on which the examining judge enters a foreign judgment or award; whether it may stand is said by the act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import TextField, VietnameseDateField
from toaan.rules.foreign import Way


class ForeignForm(forms.Form):
    """The foreign judgment or award, as the judge reads it in the papers."""

    issuer = TextField(
        label=_("Tòa án, cơ quan, Trọng tài nước ngoài đã ra"), required=False, max_length=300,
        help_text=_("Tên như trong bản dịch tiếng Việt"),
    )  # fmt: skip
    country = TextField(label=_("Nước"), required=False, max_length=100)
    number = TextField(label=_("Số bản án, quyết định, phán quyết"), required=False, max_length=100)
    dated = VietnameseDateField(label=_("Ngày ra bản án, quyết định, phán quyết"))
    counts_on = VietnameseDateField(label=_("Ngày có hiệu lực pháp luật"))
    opponent = forms.TypedChoiceField(
        label=_("Người phải thi hành"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    property_place = TextField(
        label=_("Nơi có tài sản để thi hành tại Việt Nam"), required=False, max_length=300,
        help_text=_("Xã, phường, tỉnh; khi người phải thi hành không cư trú, không có trụ sở tại Việt Nam (Điều 433, Điều 452)"),
    )  # fmt: skip
    ministry_on = VietnameseDateField(
        label=_("Ngày Bộ Tư pháp nhận đơn"), required=False,
        help_text=_("Chỉ khi hồ sơ do Bộ Tư pháp chuyển đến theo điều ước quốc tế: thời hạn gửi đơn tính đến ngày này"),
    )  # fmt: skip
    away_from = VietnameseDateField(
        label=_("Bất khả kháng, trở ngại khách quan từ ngày"), required=False,
        help_text=_("Chỉ khi người yêu cầu chứng minh được; khoảng thời gian này không tính vào thời hạn gửi đơn"),
    )  # fmt: skip
    away_to = VietnameseDateField(label=_("Đến ngày"), required=False)
    away_why = TextField(label=_("Sự kiện, trở ngại và giấy tờ chứng minh"), required=False, max_length=500)
    hide_optional = True

    def __init__(self, *args: Any, way: Way, people: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if way.counts_from == "receipt":
            self.fields["counts_on"].label = _("Ngày người yêu cầu nhận được bản án, quyết định")
        opponent: Any = self.fields["opponent"]
        opponent.label = way.opponent
        opponent.choices = list(enumerate(people))
        if not way.opponent:
            del self.fields["opponent"]
