"""Forms of the rules: the filter of the list, and a form made for whatever one rule holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.design.filters import Filters
from toaan.design.forms import DateTextInput, LongTextField, MoneyField, TextField, VietnameseDateField
from toaan.rulebook import describe, grids
from toaan.rules.explain import UNIT_VI
from toaan.rules.model import CheckStatus, RuleRow, Source
from toaan.vietnamese.dates import parse_date
from toaan.vietnamese.text import clean

MORE_BANDS = 2
"""Empty rows of a fee table for bands to come."""
FIXED = {
    "responsible",
    "done_when",
    "register",
    "group",
    "code",
    "conflicts_with",
    "year",
    "counting",
    "before",
}
"""What the program knows a rule by; a form shows it and leaves it alone."""
LONG = {"consequence", "message", "note"}
UNIT_CHOICES = [(str(code), words) for code, words in UNIT_VI.items()]
BAND = ("to", "base", "permille", "over")
LARGEST = 10_000
MANY = 120
"""A text of more letters gets several lines."""


class RuleFilter(Filters):
    """Which rules to list, and as of which day."""

    q = forms.CharField(label=gettext_lazy("Tên, mã, điều luật"), required=False, max_length=200)
    loai = forms.ChoiceField(
        label=gettext_lazy("Loại"), required=False,
        choices=[("", gettext_lazy("Tất cả")), *describe.KINDS.items()],
    )  # fmt: skip
    doi_chieu = forms.ChoiceField(
        label=gettext_lazy("Đối chiếu"), required=False,
        choices=[("", gettext_lazy("Tất cả")), *describe.CHECKS.items()],
    )  # fmt: skip
    ngay = VietnameseDateField(
        label=gettext_lazy("Có hiệu lực vào ngày"), required=False, widget=DateTextInput()
    )


class RejectForm(forms.Form):
    """Why a proposal is not approved."""

    reason = LongTextField(label=gettext_lazy("Lý do không duyệt"), rows=3, max_length=1000)


class YearForm(forms.Form):
    """The year whose days off are entered."""

    nam = forms.IntegerField(
        label=gettext_lazy("Năm"), min_value=2000, max_value=2199,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )  # fmt: skip


class DayLinesField(LongTextField):
    """Days with names, one a line: "01/01/2027 Tết Dương lịch". Cleaned to {ISO day: name}."""

    def __init__(self, *, year: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.year = year

    def clean(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        faults = []
        for number, line in enumerate(str(super().clean(value) or "").split("\n"), start=1):
            if not line.strip():
                continue
            try:
                day, name = self._read(line.strip())
            except ValueError as fault:
                faults.append(_("Dòng %(n)d: %(fault)s") % {"n": number, "fault": fault})
                continue
            if day.isoformat() in found:
                faults.append(
                    _("Dòng %(n)d: ngày %(day)s đã có ở trên") % {"n": number, "day": f"{day:%d/%m/%Y}"}
                )
            found[day.isoformat()] = name
        if faults:
            raise forms.ValidationError(faults)
        return dict(sorted(found.items()))

    def _read(self, line: str) -> tuple[date, str]:
        match = re.match(r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*[:–-]?\s*(.*)", line, re.ASCII)
        if match is None:
            raise ValueError(_("viết ngày dạng 01/01/%d rồi đến tên ngày nghỉ") % self.year)
        day, name = parse_date(match[1]), clean(match[2])
        if day.year != self.year:
            raise ValueError(
                _("ngày %(day)s không thuộc năm %(year)d") % {"day": f"{day:%d/%m/%Y}", "year": self.year}
            )
        if not name:
            raise ValueError(_("thiếu tên sau ngày %s") % f"{day:%d/%m/%Y}")
        if len(name) > 200:
            raise ValueError(_("tên dài quá 200 chữ"))
        return day, name


class ChangeForm(forms.Form):
    """One version of one rule, made from what the present version holds; what has no field here stays as it is."""

    def __init__(self, data: Any = None, *, row: RuleRow) -> None:
        super().__init__(data)
        self.row = row
        self.bands: list[list[str]] = []
        self.tables: list[grids.Grid] = []
        self.listed: set[str] = set()
        for name, field in self._dates().items():
            self.fields[name] = field
        for name, item in row.value.items():
            for field_name, field in self._of(name, item):
                self.fields[field_name] = field
        if row.kind == "time_limit" and "extension" not in row.value:
            self.fields.update(self._extension({}))
        if row.kind == "time_limit" and "consequence" not in row.value:
            self.fields["v_consequence"] = self._scalar("consequence", "", required=False)
        for name, field in self._source().items():
            self.fields[name] = field

    # --- fields ---

    def _dates(self) -> dict[str, forms.Field]:
        if self.row.kind == "holiday":
            return {}
        return {
            "valid_from": VietnameseDateField(
                label=_("Có hiệu lực từ ngày"), initial=self.row.valid_from, widget=DateTextInput(),
                help_text=_(
                    "Luật đổi: ghi ngày quy định mới có hiệu lực, bản trước tự hết hiệu lực ngày hôm trước. Sửa chỗ ghi sai: "
                    "giữ nguyên ngày."
                ),
            ),
            "valid_to": VietnameseDateField(
                label=_("Đến hết ngày"), initial=self.row.valid_to, required=False, widget=DateTextInput(),
                help_text=_("Để trống khi chưa biết ngày hết hiệu lực."),
            ),
        }  # fmt: skip

    def _source(self) -> dict[str, forms.Field]:
        source = self.row.source
        narrow = {"class": "govuk-input--width-10"}
        return {
            "law": TextField(
                label=_("Tên tắt của văn bản"), initial=source.law, max_length=60, widget=forms.TextInput(narrow)
            ),
            "document": TextField(
                label=_("Tên văn bản"), initial=source.document, max_length=300, required=False,
                help_text=_("Như in trên giấy tờ, ví dụ: Bộ luật Tố tụng dân sự."),
            ),
            "article": TextField(
                label=_("Điều, khoản, điểm"), initial=source.article, max_length=200,
                help_text=_("203.1.a là điểm a khoản 1 Điều 203."),
            ),
            "page": TextField(
                label=_("Trang đã đọc"), initial=source.page, max_length=60, required=False,
                widget=forms.TextInput(narrow),
            ),
            "check_status": forms.ChoiceField(
                label=_("Đối chiếu"), choices=list(describe.CHECKS.items()), initial=source.check_status
            ),
            "check_note": LongTextField(
                label=_("Ghi chú đối chiếu"), initial=source.check_note, max_length=1000, rows=2, required=False
            ),
            "reason": LongTextField(
                label=_("Lý do, căn cứ thay đổi"), rows=3, max_length=2000,
                help_text=_("Văn bản nào, số, ngày; hoặc chỗ nào ghi sai. Người thứ hai đọc dòng này trước khi ký."),
            ),
        }  # fmt: skip

    def _of(self, name: str, item: Any) -> Iterable[tuple[str, forms.Field]]:
        if name in FIXED:
            return []
        if self.row.kind == "holiday" and name in {"days", "extra_working_days"}:
            return [(name, self._days(name, item))]
        if name == "extension" and isinstance(item, Mapping):
            return self._extension(item).items()
        if name == "bands" and isinstance(item, list):
            return self._bands(item)
        if isinstance(item, bool | int | str):
            return [(f"v_{name}", self._scalar(name, item, required=name not in LONG))]
        fields, table = grids.fields_of(name, item)
        self.tables += [table] if table else []
        self.listed |= {name} if fields else set()
        return fields.items()

    def _scalar(self, name: str, item: bool | int | str, *, required: bool) -> forms.Field:
        label = str(describe.FIELDS.get(name, name))
        if name == "unit":
            return forms.ChoiceField(label=label, choices=UNIT_CHOICES, initial=item)
        if isinstance(item, bool):
            return forms.BooleanField(label=label, initial=item, required=False)
        if isinstance(item, int):
            if self.row.kind == "fee":
                return MoneyField(label=label, initial=item)
            top = 100 if name in {"relief_percent", "percent"} else LARGEST
            return _whole(label, item, top)
        if name in LONG or len(item) > MANY:
            return LongTextField(label=label, initial=item, required=required, max_length=2000, rows=2)
        return TextField(label=label, initial=item, required=required, max_length=300)

    def _days(self, name: str, item: Mapping[str, str]) -> forms.Field:
        hint = (
            _("Mỗi ngày một dòng: ngày rồi đến tên. Ghi cả ngày nghỉ bù, nghỉ hoán đổi. Không ghi thứ Bảy, Chủ nhật.")
            if name == "days"
            else _("Thứ Bảy, Chủ nhật đi làm bù cho ngày nghỉ hoán đổi; mỗi ngày một dòng. Không có thì để trống.")
        )  # fmt: skip
        return DayLinesField(
            year=int(self.row.value["year"]), label=str(describe.FIELDS[name]), help_text=hint,
            initial="\n".join(describe.day_lines(item)), rows=14 if name == "days" else 4, max_length=8000,
            required=name == "days",
        )  # fmt: skip

    def _extension(self, item: Mapping[str, Any]) -> dict[str, forms.Field]:
        none = [("", "—")]
        return {
            "ext_amount": _whole(_("Gia hạn nhiều nhất"), item.get("amount"), LARGEST, required=False, least=1),
            "ext_unit": forms.ChoiceField(
                label=_("Đơn vị gia hạn"), choices=none + UNIT_CHOICES, initial=item.get("unit", ""), required=False
            ),
            "ext_by": forms.ChoiceField(
                label=_("Người quyết định gia hạn"), required=False, initial=item.get("by", ""),
                choices=[*none, *describe.ROLES.items()],
            ),
            "ext_ground": TextField(
                label=_("Căn cứ gia hạn"), initial=item.get("ground", ""), max_length=300, required=False
            ),
        }  # fmt: skip

    def _bands(self, bands: list[Mapping[str, Any]]) -> Iterable[tuple[str, forms.Field]]:
        labels = {
            "to": _("Đến mức"), "base": _("Số tiền cố định"), "permille": _("Phần nghìn"), "over": _("Của phần vượt quá"),
        }  # fmt: skip
        found: list[tuple[str, forms.Field]] = []
        for number in range(len(bands) + MORE_BANDS):
            band = bands[number] if number < len(bands) else {}
            for name in BAND:
                label = _("%(what)s, dòng %(n)d") % {"what": labels[name], "n": number + 1}
                initial = band.get(name)
                field: forms.Field = (
                    _whole(label, initial, 1000, required=False)
                    if name == "permille"
                    else MoneyField(label=label, initial=initial, required=False)
                )
                found.append((f"band_{number}_{name}", field))
            self.bands.append([f"band_{number}_{name}" for name in BAND])
        return found

    # --- what was typed ---

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        amount, unit, who = (data.get(f"ext_{name}") for name in ("amount", "unit", "by"))
        if "ext_amount" in self.fields and "ext_amount" not in self.errors:
            if amount and not unit:
                self.add_error("ext_unit", _("Chọn đơn vị của thời gian gia hạn"))
            if amount and not who:
                self.add_error("ext_by", _("Chọn người quyết định gia hạn"))
            if not amount and (unit or who or data.get("ext_ground")):
                self.add_error(
                    "ext_amount", _("Ghi gia hạn nhiều nhất bao lâu, hoặc để trống cả phần gia hạn")
                )
        for name, item in self.row.value.items():
            for field, message in grids.faults(name, item, data):
                self.add_error(field, message)
        return data

    def proposed(self) -> RuleRow:
        """The version as typed; for a valid form only."""
        data, old = self.cleaned_data, self.row
        value = {name: grids.read(name, item, data) for name, item in old.value.items()}
        for name in list(self.fields):
            if name.startswith("v_"):
                _put(value, name[2:], data[name])
        if "days" in self.fields:
            value |= {"days": data["days"], "extra_working_days": data["extra_working_days"]}
        if "ext_amount" in self.fields:
            self._put_extension(value)
        if self.bands:
            value["bands"] = self._read_bands(old.value["bands"])
        texts = {name: str(data[name]) for name in ("law", "document", "article", "page", "check_note")}
        source = Source(title=old.source.title, check_status=cast(CheckStatus, data["check_status"]), **texts)
        if old.kind == "holiday":
            year = int(old.value["year"])
            start, end = date(year, 1, 1), date(year, 12, 31)
            return RuleRow(old.kind, old.key, value, source, start, end)
        return RuleRow(old.kind, old.key, value, source, data["valid_from"], data["valid_to"])

    def _put_extension(self, value: dict[str, Any]) -> None:
        data = self.cleaned_data
        if not data.get("ext_amount"):
            value.pop("extension", None)
            return
        kept = dict(value.get("extension") or {})
        kept |= {"amount": data["ext_amount"], "unit": data["ext_unit"], "by": data["ext_by"]}
        _put(kept, "ground", data["ext_ground"])
        value["extension"] = kept

    def _read_bands(self, old: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        found = []
        for number, names in enumerate(self.bands):
            typed = [self.cleaned_data.get(name) for name in names]
            if all(item is None for item in typed):
                continue
            kept = dict(old[number]) if number < len(old) else {}
            top, *rest = typed
            found.append(
                {**kept, "to": top, **dict(zip(BAND[1:], (item or 0 for item in rest), strict=True))}
            )
        return found

    # --- for the page ---

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Fields under headings: what the rule says, where it stands, why it changes."""
        ends: list[str] = [name for name in ("valid_from", "valid_to") if name in self.fields]
        source = ["law", "document", "article", "page", "check_status", "check_note"]
        bands = {name for names in self.bands for name in names}
        cells = {name for table in self.tables for names in table.rows for name in names}
        said = [n for n in self.fields if n not in {*ends, *source, *bands, *cells, "reason"}]
        groups: list[tuple[str, list[str]]] = [
            (_("Nội dung"), said), (_("Hiệu lực"), ends), (_("Căn cứ và đối chiếu"), source), (_("Lý do"), ["reason"]),
        ]  # fmt: skip
        return [(title, [self[name] for name in names]) for title, names in groups if names]

    def band_rows(self) -> list[list[forms.BoundField]]:
        """The table of a fee."""
        return [[self[name] for name in names] for names in self.bands]

    def table_rows(self) -> list[tuple[grids.Grid, list[list[tuple[str, forms.BoundField]]]]]:
        """The other tables, row by row; each cell with the head of its column."""
        return [(table, [self._cells(table, names) for names in table.rows]) for table in self.tables]

    def _cells(self, table: grids.Grid, names: Sequence[str]) -> list[tuple[str, forms.BoundField]]:
        return [(head, self[name]) for head, name in zip(table.heads, names, strict=True)]

    def kept(self) -> list[describe.Line]:
        """What stands without a field, in words."""
        fields = {name.removeprefix("v_") for name in self.fields}
        shown = {"bands"} if self.bands else set()
        rest = {
            k: v for k, v in self.row.value.items() if k not in fields | shown | self.listed | {"extension"}
        }
        if self.row.kind == "holiday":
            return []
        return describe.content_lines(self.row.kind, rest)


def _whole(
    label: Any, initial: Any, top: int, *, required: bool = True, least: int = 0
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, initial=initial, min_value=least, max_value=top, required=required,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5 ta-num"}),
    )  # fmt: skip


def _put(value: dict[str, Any], name: str, item: Any) -> None:
    """Texts that are left empty are no field of the rule, unless the rule must have them."""
    if item == "" and (name in LONG or name == "ground"):
        value.pop(name, None)
    else:
        value[name] = item
