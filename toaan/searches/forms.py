"""Forms of a search: they read what was typed; the acts judge it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from toaan.cases.models import Case
from toaan.core import clock
from toaan.course.models import CourseDecision
from toaan.design.forms import LongTextField, MoneyField, TextField, VietnameseDateField
from toaan.searches import rules, wishes
from toaan.searches.actions import Appeared, Notice, Told
from toaan.searches.models import Search
from toaan.vietnamese.dates import parse_date

LONGEST = 5000


class DaysField(TextField):
    """Several days, "02/03/2026, 03/03/2026, 04/03/2026"."""

    def clean(self, value: Any) -> Any:
        """The days; each must be one."""
        typed = super().clean(value)
        found = []
        for word in [w.strip() for w in str(typed).replace(";", ",").split(",") if w.strip()]:
            try:
                found.append(parse_date(word))
            except ValueError:
                raise ValidationError(_("“%(word)s” không phải ngày. Ghi các ngày cách nhau bằng dấu phẩy, ví dụ 02/03/2026, 03/03/2026"), params={"word": word}) from None  # fmt: skip
        return found


class _PersonForm(forms.Form):
    """Who is searched for (384.5)."""

    hide_optional = True

    person = TextField(label=_("Họ, tên người cần tìm kiếm"), max_length=200)
    born = TextField(
        label=_("Ngày, tháng, năm sinh hoặc tuổi"),
        max_length=100,
        help_text=_("Ví dụ 12/05/1968, hoặc khoảng 58 tuổi"),
    )
    residence = TextField(label=_("Địa chỉ cư trú trước khi biệt tích"), max_length=300)


class OrderForm(_PersonForm):
    """The decision to search (388.1, 392.1)."""

    reason = LongTextField(
        label=_("Xét thấy"), rows=5, max_length=LONGEST,
        help_text=_("Tin tức cuối cùng có khi nào, đã thông báo, tìm kiếm thế nào. Phần này được in trong quyết định."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.case = today, case

    @property
    def wish(self) -> wishes.Order:
        """As the act takes it."""
        return wishes.Order(**self.cleaned_data)


class NoticeForm(_PersonForm):
    """The notice (384)."""

    marks = LongTextField(
        label=_("Thông tin nhận biết"), rows=2, max_length=LONGEST, required=False,
        help_text=_("Điều 384 không buộc; chỉ ghi đặc điểm cần để nhận ra người đó, thông báo ai cũng đọc được."),
    )  # fmt: skip
    contact = LongTextField(
        label=_("Địa chỉ liên hệ"), rows=3, max_length=LONGEST,
        help_text=_("Nơi người cần tìm kiếm hoặc người có tin tức báo cho Tòa án (khoản 6 Điều 384); nên có số điện thoại"),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, decision: CourseDecision | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = decision.subject if decision is not None else {}
        for name in ("person", "born", "residence"):
            self.initial.setdefault(name, told.get(name, ""))
        self.initial.setdefault("contact", f"{case.court.name}\n{case.court.address}".strip())

    @property
    def notice(self) -> Notice:
        """As the act takes it."""
        return Notice(**self.cleaned_data)


class PublicationForm(forms.Form):
    """Where the notice appeared (385.1)."""

    hide_optional = True

    key = forms.UUIDField(widget=forms.HiddenInput)
    medium = forms.ChoiceField(
        label=_("Nơi đăng, phát"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn nơi đăng, phát")},
    )
    outlet = TextField(label=_("Tên báo, Đài, Cổng"), max_length=200)
    days = DaysField(
        label=_("Các ngày đăng, phát"), max_length=400,
        help_text=_("Cách nhau bằng dấu phẩy, ví dụ 02/03/2026, 03/03/2026, 04/03/2026"),
    )  # fmt: skip
    proof = TextField(
        label=_("Số báo, giờ phát"), max_length=500, required=False, help_text=_("Để đối chiếu với báo, giấy xác nhận lưu trong hồ sơ")
    )  # fmt: skip
    cost = MoneyField(
        label=_("Chi phí (đồng)"), required=False, help_text=_("Người yêu cầu chịu (khoản 2 Điều 385)")
    )

    def __init__(self, *args: Any, search: Search, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4()
        done = {p.medium for p in search.publications.all() if p.stands}
        medium: Any = self.fields["medium"]
        medium.choices = [(m.code, m.title) for m in rules.media(search.issued_on) if m.code not in done]

    @property
    def appeared(self) -> Appeared:
        """As the act takes it."""
        data = self.cleaned_data
        return Appeared(id=data["key"], **{k: v for k, v in data.items() if k != "key"})


class StrikeForm(forms.Form):
    """A record that was made by mistake."""

    why = LongTextField(
        label=_("Lý do gạch bỏ"), rows=2, max_length=500, help_text=_("Ví dụ: ghi nhầm ngày phát. Dòng cũ vẫn đọc được.")
    )  # fmt: skip


class ReturnForm(forms.Form):
    """The person is back (386)."""

    day = VietnameseDateField(label=_("Ngày trở về hoặc có tin tức xác thực"))
    how = LongTextField(
        label=_("Tòa án biết bằng cách nào"), rows=3, max_length=LONGEST,
        help_text=_("Người đó đến Tòa án, Công an xã xác nhận… Thông báo được gỡ khỏi Cổng ngay khi ghi nhận."),
    )  # fmt: skip


class TellForm(forms.Form):
    """What somebody told the court, noted by the clerk (384.6)."""

    hide_optional = True

    key = forms.UUIDField(widget=forms.HiddenInput)
    teller = TextField(label=_("Người báo tin"), max_length=200)
    told_on = VietnameseDateField(label=_("Ngày báo tin"))
    contact = TextField(
        label=_("Cách liên lạc lại"),
        max_length=300,
        help_text=_("Số điện thoại hoặc địa chỉ của người báo tin"),
    )
    text = LongTextField(
        label=_("Nội dung"), rows=4, max_length=LONGEST, help_text=_("Gặp ở đâu, khi nào, hiện người đó ở đâu")
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4()
        if "told_on" in self.fields:
            self.fields["told_on"].initial = clock.today()

    @property
    def told(self) -> Told:
        """As the act takes it."""
        data = self.cleaned_data
        return Told(
            id=data["key"], text=data["text"], contact=data["contact"], teller=data.get("teller", ""), told_on=data.get("told_on"),
        )  # fmt: skip


class PublicTellForm(TellForm):
    """The same by who knows something, with his account."""

    teller = None  # type: ignore[assignment]
    told_on = None  # type: ignore[assignment]


class AnswerForm(forms.Form):
    """What the court did about it."""

    answer = LongTextField(
        label=_("Kết quả xử lý"), rows=3, max_length=LONGEST, help_text=_("Đã xác minh ở đâu, với ai, kết quả thế nào")
    )  # fmt: skip
