"""Forms of guidance."""

from __future__ import annotations

import re
from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import DateTextInput, TextField, VietnameseDateField


class ClockForm(forms.Form):
    """To which moment the practice clock goes."""

    day = VietnameseDateField(
        label=_("Đến ngày"), help_text=_("Ngày/tháng/năm, ví dụ 05/01/2026."), widget=DateTextInput()
    )
    hour = TextField(label=_("Lúc"), max_length=5, help_text=_("Giờ và phút, ví dụ 08:00."))

    def clean_hour(self) -> time:
        """Hours and minutes as people type them: 8:00, 08h30, 8."""
        found = re.fullmatch(r"(\d{1,2})(?:[:hg.](\d{2})?)?", str(self.cleaned_data["hour"]).replace(" ", ""))
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise forms.ValidationError(_("Nhập giờ và phút, ví dụ 08:00."))
        return time(int(found[1]), int(found[2] or 0))

    def moment(self) -> datetime:
        """The moment typed, Vietnamese time."""
        typed = datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        return timezone.make_aware(typed, timezone.get_default_timezone())
