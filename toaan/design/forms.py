"""Form renderer and fields of the interface.

Set `FORM_RENDERER = "toaan.design.forms.ToaanRenderer"` and put `toaan.design` before `django.forms` in
INSTALLED_APPS. `{{ form }}` then gives GOV.UK markup: label, hint, error, field; `{% error_summary form %}`
gives the list at the top. What was typed is always shown again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.formsets import BaseFormSet
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toaan.vietnamese.amounts import format_number, parse_money
from toaan.vietnamese.dates import format_date, parse_date
from toaan.vietnamese.text import clean

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)  # beyond them a key was pressed twice
MAX_MONEY = 10**15  # đồng; above it someone typed an account number


class ToaanRenderer(TemplatesSetting):
    """Renders forms, fields and formsets with the templates of `design/forms/`."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"


# --- text -------------------------------------------------------------------------------------------------


def clean_text(value: str, *, lines: bool = False) -> str:
    """Text as it may be stored: NFC, no control, zero-width or direction-override marks; `lines` keeps breaks."""
    cleaned = clean(value)
    return cleaned if lines else " ".join(cleaned.split())


class TextField(forms.CharField):
    """One line of text, cleaned by `clean_text`."""

    lines = False

    def to_python(self, value: Any) -> Any:
        """Clean before lengths and emptiness are judged."""
        typed = super().to_python(value)
        return clean_text(typed, lines=self.lines) if isinstance(typed, str) else typed


class LongTextField(TextField):
    """Several lines of text, cleaned by `clean_text`; `rows` sets the height."""

    lines = True

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


# --- money ------------------------------------------------------------------------------------------------


class MoneyInput(forms.TextInput):
    """Text field with the suffix "đồng"; the value is shown with dots."""

    template_name = "design/forms/money.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Whole numbers with dots; what could not be read is shown as it was typed."""
        return format_number(value) if isinstance(value, int) else super().format_value(value)


class MoneyField(forms.Field):
    """Whole amount in đồng (int): "350.000.000", "350 000 000", "350000000 đồng", "350 triệu".

    Refuses other words, fractions of a đồng and amounts outside `min_value`…`max_value`.
    """

    widget = MoneyInput
    default_error_messages = {
        "required": _("Nhập số tiền"),
        "invalid": _("Nhập số tiền bằng chữ số, ví dụ 350.000.000 hoặc 350 triệu"),
        "too_small": _("Số tiền phải từ %(limit)s đồng trở lên"),
        "too_big": _("Số tiền phải từ %(limit)s đồng trở xuống; kiểm tra lại số chữ số 0"),
    }

    def __init__(self, *, min_value: int = 0, max_value: int = MAX_MONEY, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> int | None:
        """Amount, None when empty; ValidationError `invalid` when it cannot be read."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        typed = clean_text(str(value))
        if not typed:
            return None
        try:
            if len(typed) > 60:
                raise ValueError(typed)
            return parse_money(typed)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: int | None) -> None:
        """Bounds, after the required check."""
        super().validate(value)
        if value is None:
            return
        for code, limit, wrong in (
            ("too_small", self.min_value, value < self.min_value),
            ("too_big", self.max_value, value > self.max_value),
        ):
            if wrong:
                params = {"limit": format_number(limit)}
                raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares amounts, not spellings."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


# --- dates ------------------------------------------------------------------------------------------------


class DateTextInput(forms.TextInput):
    """One text field dd/mm/yyyy (desk)."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "class": "govuk-input--width-10 ta-num", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Dates as dd/mm/yyyy; typed text unchanged."""
        return format_date(value) if isinstance(value, date) else super().format_value(value)


class DatePartsInput(forms.Widget):
    """Three small fields: day, month, year (portal)."""

    template_name = "design/forms/date_parts.html"
    use_fieldset = True
    parts = (("day", _("Ngày"), 2), ("month", _("Tháng"), 2), ("year", _("Năm"), 4))

    def id_for_label(self, id_: str) -> str:
        """The first of the three fields."""
        return f"{id_}_day" if id_ else ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:  # noqa: ARG002
        """What was typed as "d/m/yyyy", or "" when all three are empty."""
        typed = [str(data.get(f"{name}_{part}") or "").strip() for part, _label, _width in self.parts]
        return "/".join(typed) if any(typed) else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        """True when none of the three fields was sent."""
        return all(f"{name}_{part}" not in data for part, _label, _width in self.parts)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `parts` [{name, id, label, width, value}]."""
        context = super().get_context(name, value, attrs)
        if isinstance(value, date):
            value = f"{value.day}/{value.month}/{value.year}"
        shown = [*str(value or "").split("/"), "", "", ""][:3]
        id_ = context["widget"]["attrs"].get("id", "")
        context["widget"]["parts"] = [
            {"name": f"{name}_{part}", "id": f"{id_}_{part}", "label": label, "width": width, "value": typed}
            for (part, label, width), typed in zip(self.parts, shown, strict=True)
        ]
        return context


class VietnameseDateField(forms.Field):
    """Date typed as dd/mm/yyyy; d/m/yyyy, dots, dashes, spaces and yyyy-mm-dd are understood too."""

    widget: type[forms.Widget] = DateTextInput
    default_error_messages = {
        "required": _("Nhập ngày"),
        "incomplete": _("Nhập đủ ngày, tháng và năm, ví dụ 12/9/2025"),
        "too_early": _("Ngày phải từ %(limit)s trở đi"),
        "too_late": _("Ngày phải từ %(limit)s trở về trước"),
    }

    def __init__(self, *, min_value: date = EARLIEST, max_value: date = LATEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> date | None:
        """A date, None when empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        typed = clean_text(str(value))
        parts = [part.strip() for part in typed.split("/")]
        if len(parts) == 3 and not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", typed, re.ASCII):
            typed = "/".join(reversed(typed.split("-")))
        if re.fullmatch(r"\d{1,2} \d{1,2} \d{4}", typed, re.ASCII):
            typed = typed.replace(" ", "/")
        try:
            return parse_date(typed)
        except ValueError as fault:
            raise ValidationError(str(fault), code="invalid") from None

    def validate(self, value: date | None) -> None:
        """Bounds, after the required check."""
        super().validate(value)
        if value is None:
            return
        for code, limit, wrong in (
            ("too_early", self.min_value, value < self.min_value),
            ("too_late", self.max_value, value > self.max_value),
        ):
            if wrong:
                params = {"limit": format_date(limit)}
                raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares days, not spellings."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class DatePartsField(VietnameseDateField):
    """The same in three fields, for people who rarely fill in forms (portal)."""

    widget = DatePartsInput


# --- choices and files ------------------------------------------------------------------------------------


class TileRadios(forms.RadioSelect):
    """Radios as tiles with an optional hint under each: `TileRadios(hints={"value": "…"})`."""

    def __init__(self, *args: Any, hints: Mapping[Any, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `hint`, and describes the input by it."""
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class MultipleFileInput(forms.FileInput):
    """File input that takes several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002
        """Always a list."""
        return files.getlist(name) if hasattr(files, "getlist") else [f for f in [files.get(name)] if f]


class FilesField(forms.Field):
    """Several uploads, cleaned to a list of files.

    `max_files` how many, `max_bytes` each, `extensions` allowed endings without dot (lower case). The content
    itself is judged by the engines that store it, not here.
    """

    widget = MultipleFileInput
    default_error_messages = {
        "required": _("Chọn ít nhất một tệp"),
        "too_many": _("Chọn nhiều nhất %(limit)s tệp một lần; bạn đã chọn %(count)s"),
        "empty": _("Tệp “%(name)s” rỗng (0 byte); mở tệp xem còn nội dung không rồi chọn lại"),
        "too_big": _("Tệp “%(name)s” lớn hơn %(limit)s MB; giảm cỡ ảnh hoặc chia tệp rồi chọn lại"),
        "extension": _("Tệp “%(name)s” không thuộc loại nhận được: %(allowed)s"),
    }

    def __init__(
        self,
        *,
        max_files: int = 20,
        max_bytes: int = 50_000_000,
        extensions: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.max_files, self.max_bytes, self.extensions = max_files, max_bytes, tuple(extensions)
        if self.extensions:
            self.widget.attrs.setdefault("accept", ",".join(f".{ending}" for ending in self.extensions))

    def clean(self, value: Any) -> list[UploadedFile]:
        """All faults of all files at once."""
        files: list[UploadedFile] = [file for file in value or [] if file is not None]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        faults = list(self._faults(files))
        if faults:
            raise ValidationError(faults)
        return files

    def _faults(self, files: Sequence[UploadedFile]) -> Iterator[ValidationError]:
        if len(files) > self.max_files:
            yield self._fault("too_many", limit=self.max_files, count=len(files))
        for file in files:
            name, ending = clean_text(file.name or ""), PurePath(file.name or "").suffix.lower().lstrip(".")
            if not file.size:
                yield self._fault("empty", name=name)
            elif fault := self.too_big(file):
                yield fault
            if self.extensions and ending not in self.extensions:
                yield self._fault("extension", name=name, allowed=", ".join(self.extensions))

    def too_big(self, file: UploadedFile) -> ValidationError | None:
        """The fault of a file that is too large here."""
        if (file.size or 0) <= self.max_bytes:
            return None
        return self._fault("too_big", name=clean_text(file.name or ""), limit=self.max_bytes // 1_000_000)

    def _fault(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


# --- error summary ----------------------------------------------------------------------------------------


def collect_errors(*sources: Any) -> list[dict[str, str]]:
    """Errors of forms and formsets (None is skipped) as {text, target}; `target` is the id of the field."""
    return [error for source in sources if source is not None for error in _errors_of(source)]


def _errors_of(source: Any) -> Iterable[dict[str, str]]:
    if isinstance(source, BaseFormSet):
        if source.is_bound:
            yield from ({"text": str(fault), "target": ""} for fault in source.non_form_errors())
            for form in source.forms:
                yield from _errors_of(form)
        return
    for name, faults in source.errors.as_data().items():
        target = "" if name == NON_FIELD_ERRORS else _target(source, name)
        for fault in faults:
            # "Chưa điền mục này" is clear beside its field, not in a list: name the field there.
            named = fault.code == "required" and name in source.fields
            label = f"{str(source[name].label).rstrip(' ?:.')}: " if named else ""
            yield from ({"text": f"{label}{message}", "target": target} for message in fault.messages)


def _target(form: forms.BaseForm, name: str) -> str:
    if name not in form.fields or form[name].is_hidden:
        return ""
    bound = form[name]
    return bound.id_for_label or (f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id)
