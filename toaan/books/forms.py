"""Forms of the books: what a list shows, and the correction of one column."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.books.shape import Book, Wanted
from toaan.cases.models import Case
from toaan.cases.queries import NO_JUDGE
from toaan.design.filters import Filters, people
from toaan.design.forms import DateTextInput, LongTextField, TextField, VietnameseDateField

ALL = ("", _("Tất cả"))


class BookFilter(Filters):
    """What a book shows: a year always, and whatever narrows it."""

    always = ("nam",)
    q = forms.CharField(label=_("Số, tên đương sự, quan hệ"), required=False, max_length=200)
    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False)
    thang = forms.TypedChoiceField(
        label=_("Tháng"), coerce=int, required=False, choices=[("", _("Cả năm")), *((m, str(m)) for m in range(1, 13))],
    )  # fmt: skip
    tu = VietnameseDateField(label=_("Từ ngày"), required=False, widget=DateTextInput())
    den = VietnameseDateField(label=_("Đến ngày"), required=False, widget=DateTextInput())
    loai = forms.ChoiceField(label=_("Loại án"), required=False, choices=[ALL, *Case.Kind.choices])
    cap = forms.ChoiceField(label=_("Cấp xét xử"), required=False, choices=[ALL, *Case.Instance.choices])
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)
    tham_phan = forms.ChoiceField(label=_("Thẩm phán"), required=False)

    def __init__(
        self,
        *args: Any,
        book: Book,
        years: Sequence[int],
        judges: Iterable[tuple[uuid.UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [(y, str(y)) for y in years]  # type: ignore[attr-defined]
        if states := list(book.states()):
            self.fields["tinh_trang"].choices = [ALL, *states]  # type: ignore[attr-defined]
        else:
            del self.fields["tinh_trang"]
        if book.by_case:
            self.fields["tham_phan"].choices = [ALL, (NO_JUDGE, _("Chưa phân công")), *people(judges)]  # type: ignore[attr-defined]
        else:
            for name in ("loai", "cap", "tham_phan"):
                del self.fields[name]

    def wanted(self, year: int) -> Wanted:
        """The conditions, as readers of rows take them."""
        told = {
            name: self.chosen(name) if name in self.fields else ""
            for name in ("loai", "cap", "tinh_trang", "tham_phan")
        }
        return Wanted(
            year=year, month=self.chosen("thang", None), since=self.chosen("tu", None), until=self.chosen("den", None),
            kind=told["loai"], level=told["cap"], state=told["tinh_trang"], judge=told["tham_phan"],
            words=self.chosen("q"),
        )  # fmt: skip


class CorrectionForm(forms.Form):
    """What the column shall say from now on, and why."""

    hide_optional = True
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    after = TextField(
        label=_("Nội dung mới"),
        required=False,
        max_length=1000,
        help_text=_("Để trống nếu nội dung đang ghi phải bỏ đi."),
    )
    reason = LongTextField(
        label=_("Lý do đính chính"), max_length=500,
        help_text=_("Ví dụ: “Ghi sai tên đệm, đối chiếu căn cước công dân trong hồ sơ.”"),
    )  # fmt: skip

    def __init__(self, *args: Any, now: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), "seen": now, "after": now, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
