"""An address in three small fields (house and street, commune, province), kept as one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import TextField, clean_text

PARTS = (
    ("street", _("Số nhà, đường, hoặc thôn, xóm, tổ dân phố"), "street-address"),
    ("commune", _("Xã, phường, đặc khu"), "address-level2"),
    ("province", _("Tỉnh, thành phố"), "address-level1"),
)


def split(address: str) -> tuple[str, str, str]:
    """ "Số 12 đường Bến Đò, xã Sông Thanh, tỉnh Sông Thanh" → its three parts, from the right."""
    found = [part.strip() for part in address.split(",") if part.strip()]
    if len(found) < 3:
        # Too short to tell apart: what is there stays together, in the first field.
        return ", ".join(found), "", ""
    return ", ".join(found[:-2]), found[-2], found[-1]


class AddressInput(forms.Widget):
    """Three text fields under one legend. A plain value under the field's own name is understood as well."""

    template_name = "filing/widgets/address.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, autocomplete: bool = False) -> None:
        super().__init__(attrs)
        self.autocomplete = autocomplete

    def id_for_label(self, id_: str) -> str:
        """The first of the three fields."""
        return f"{id_}_street" if id_ else ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:  # noqa: ARG002
        """The three parts as they were typed."""
        if name in data:
            return data[name]
        return tuple(str(data.get(f"{name}_{part}") or "") for part, _label, _fill in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        """True when nothing of it was sent."""
        return name not in data and all(f"{name}_{part}" not in data for part, _label, _fill in PARTS)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds `parts` [{name, id, label, value, autocomplete}]."""
        context = super().get_context(name, value, attrs)
        shown = value if isinstance(value, tuple) else split(str(value or ""))
        id_ = context["widget"]["attrs"].get("id", "")
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{id_}_{part}",
                "label": label,
                "value": typed,
                "autocomplete": fill if self.autocomplete else "off",
            }
            for (part, label, fill), typed in zip(PARTS, shown, strict=True)
        ]
        return context


class AddressField(TextField):
    """One line of text from the three parts."""

    widget = AddressInput

    def to_python(self, value: Any) -> Any:
        """ "a, b, c" without empty parts."""
        if isinstance(value, tuple):
            value = ", ".join(part for typed in value if (part := clean_text(typed).strip(" ,")))
        return super().to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares lines, not parts."""
        return bool(self.to_python(initial) != self.to_python(data))
