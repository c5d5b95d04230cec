"""Forms of the pages of the law: what to look for, on which day, which files to put in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.filters import Filters
from toaan.design.forms import DateTextInput, FilesField, VietnameseDateField
from toaan.legislation import queries
from toaan.legislation.reading.files import ENDINGS

PARTS = 20
"""Files of one import: a code comes in several parts."""


class DocumentFilter(Filters):
    """Which documents to list."""

    q = forms.CharField(
        label=_("Số, ký hiệu hoặc tên văn bản"), required=False, max_length=200, help_text=_("Gõ không dấu cũng được."),
    )  # fmt: skip
    loai = forms.ChoiceField(
        label=_("Loại văn bản"), required=False, help_text=_("Bộ luật, luật, nghị định …")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["loai"]
        field.choices = [("", _("Tất cả")), *((kind, kind) for kind in queries.kinds())]


class PrecedentFilter(Filters):
    """Which precedents to list."""

    q = forms.CharField(
        label=_("Số hoặc tên án lệ"), required=False, max_length=200, help_text=_("Gõ không dấu cũng được."),
    )  # fmt: skip


class DayForm(Filters):
    """The law on which day."""

    ngay = VietnameseDateField(
        label=_("Luật tại ngày"), required=False, widget=DateTextInput(), help_text=_("Ngày xảy ra sự việc, ví dụ 15/03/2019."),
    )  # fmt: skip


class ImportForm(forms.Form):
    """Files to put in."""

    tep = FilesField(
        label=_("Tệp văn bản"), max_files=PARTS, extensions=("jsonl", "xz", "json", "pdf"),
        help_text=_("Bộ pháp điển ngoại tuyến (.jsonl, .jsonl.xz), văn bản hợp nhất đăng Công báo (.pdf, mọi phần của một văn bản chọn cùng lúc), "
                    "tệp JSON, án lệ."),
    )  # fmt: skip

    def clean_tep(self) -> Any:
        """An .xz that holds no lines is not read by its name."""
        for one in self.cleaned_data["tep"]:
            if not (one.name or "").lower().endswith(ENDINGS):
                raise forms.ValidationError(
                    _("Tệp nén phải có tên dạng .jsonl.xz; hãy đổi tên hoặc chọn tệp khác.")
                )
        return self.cleaned_data["tep"]
