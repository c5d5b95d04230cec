"""Form fields for what a rule holds in lists: who receives a document, how a panel is composed, what settings say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from toaan.design.forms import LongTextField, TextField
from toaan.rulebook import describe
from toaan.rulebook.words import CELLS, COVERED, RECIPIENTS, TYPES
from toaan.rules.explain import UNIT_VI

Scalar = bool | int | str
MORE_ROWS = 2
"""Empty rows of a table whose rows may come and go."""
LARGEST = 1_000_000_000_000
GROWING: Mapping[str, Mapping[str, Any]] = {
    "recipients": {"role": "", "article": ""},
    "compositions": {"judges": 0, "lay_judges": 0, "special": False},
}
"""Lists whose rows an officer adds and removes, with an empty row. Rows of other lists are known to the program one by one."""
NEEDED = {"role", "article", "judges"}
"""Cells that a filled row cannot do without."""
CODES = {"code", "number", "fact", "or"}
"""Cells by which the program knows a row: never changed."""
LINES = {"relations", "says"}
"""Lists of texts, a line each."""
TICKED: Mapping[str, Mapping[str, Any]] = {"types": TYPES, "applies_to": TYPES, "covers": COVERED}
"""Lists of codes, each with a box to tick."""


@dataclass(frozen=True)
class Grid:
    """A table of the form: names of the fields row by row."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


class LinesField(LongTextField):
    """Texts, one a line. Cleaned to a list."""

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in str(super().clean(value) or "").split("\n") if line.strip()]


def is_grid(item: Any) -> bool:
    """A list of rows whose cells are plain."""
    return (
        isinstance(item, list)
        and bool(item)
        and all(isinstance(row, Mapping) and any(_plain(cell) for cell in row.values()) for row in item)
    )


def fields_of(name: str, item: Any) -> tuple[dict[str, forms.Field], Grid | None]:
    """The fields of one value of a rule: a table, lines of text, or cells of a group; none for what is left alone."""
    if name in GROWING and isinstance(item, list) and (item or name == "recipients"):
        return _table(name, [*item, *([GROWING[name]] * MORE_ROWS)], grows=True)
    if is_grid(item):
        return _table(name, item, grows=False)
    if name in TICKED and isinstance(item, list):
        ticked = forms.MultipleChoiceField(
            label=str(describe.FIELDS[name]), initial=item, choices=list(TICKED[name].items()),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        )  # fmt: skip
        return {f"l_{name}": ticked}, None
    if name in LINES and isinstance(item, list):
        label = str(describe.FIELDS[name])
        field = LinesField(label=label, initial="\n".join(item), help_text=_("Mỗi dòng một mục."), rows=4)
        return {f"l_{name}": field}, None
    if isinstance(item, Mapping):
        cells = {
            f"g_{name}_{key}": _cell(key, one, required=one != "")  # what is empty may stay so
            for key, one in item.items()
            if _editable(key, one)
        }
        return cells, None
    return {}, None


def read(name: str, item: Any, data: Mapping[str, Any]) -> Any:
    """The value as typed; what had no field is as it was."""
    if name in GROWING and f"t_{name}_0_{next(iter(GROWING[name]))}" in data:
        rows = [_row(name, n, GROWING[name], data) for n in range(len(item) + MORE_ROWS)]
        return [
            {
                **(item[n] if n < len(item) else {}),
                **{key: 0 if cell is None else cell for key, cell in row.items()},
            }
            for n, row in enumerate(rows)
            if _filled(row)
        ]
    if is_grid(item):
        return [{**row, **_row(name, n, row, data)} for n, row in enumerate(item)]
    if f"l_{name}" in data:
        typed = list(data[f"l_{name}"])
        return item if sorted(typed) == sorted(item) else typed
    if isinstance(item, Mapping):
        return {**item, **{key: data[f"g_{name}_{key}"] for key in item if f"g_{name}_{key}" in data}}
    return item


def faults(name: str, item: Any, data: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Cells that are missing in rows that are filled in: (field, message)."""
    if name not in GROWING or not isinstance(item, list):
        return
    for number in range(len(item) + MORE_ROWS):
        row = _row(name, number, GROWING[name], data)
        if not _filled(row):
            continue
        for key in GROWING[name]:
            field = f"t_{name}_{number}_{key}"
            if key in NEEDED and field in data and row[key] in {"", None}:
                yield field, _("Dòng %(n)d: thiếu “%(what)s”") % {"n": number + 1, "what": CELLS[key]}


def _table(
    name: str, rows: Sequence[Mapping[str, Any]], *, grows: bool
) -> tuple[dict[str, forms.Field], Grid]:
    keys = list(
        GROWING[name] if grows else dict.fromkeys(key for row in rows for key in row if _shown(key, rows))
    )
    found: dict[str, forms.Field] = {}
    shape = []
    for number, row in enumerate(rows):
        names = []
        for key in keys:
            field = _in_table(_cell(key, row.get(key, ""), required=not grows))
            if grows and row is GROWING[name] and isinstance(field, forms.IntegerField):
                field.initial = None
            field.label = _("%(what)s, dòng %(n)d") % {"what": CELLS.get(key, key), "n": number + 1}
            found[f"t_{name}_{number}_{key}"] = field
            names.append(f"t_{name}_{number}_{key}")
        shape.append(names)
    return found, Grid(
        str(describe.FIELDS.get(name, name)), [str(CELLS.get(key, key)) for key in keys], shape
    )


def _cell(key: str, item: Scalar | None, *, required: bool = True) -> forms.Field:
    label = _label(key, item)
    if key == "unit":
        return forms.ChoiceField(label=label, choices=list(UNIT_VI.items()), initial=item)
    if key == "role":
        return forms.ChoiceField(
            label=label, required=required, initial=item, choices=[("", "—"), *RECIPIENTS.items()]
        )
    if isinstance(item, bool):
        return forms.BooleanField(label=label, initial=item, required=False)
    if isinstance(item, int):
        return forms.IntegerField(
            label=label, initial=item, min_value=0, max_value=LARGEST, required=required,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5 ta-num"}),
        )  # fmt: skip
    if len(str(item or "")) > 80:
        return LongTextField(label=label, initial=item, max_length=2000, rows=2, required=required)
    return TextField(label=label, initial=item, max_length=500, required=required)


def _in_table(field: forms.Field) -> forms.Field:
    """A box to tick needs its words beside it; a cell of a table has none, so it offers both answers."""
    if not isinstance(field, forms.BooleanField):
        return field
    answers = [("khong", _("Không")), ("co", _("Có"))]
    return forms.TypedChoiceField(
        choices=answers, coerce=lambda said: said == "co", initial="co" if field.initial else "khong"
    )


def _label(key: str, item: Any) -> str:
    if key == "clerk" and isinstance(item, str):
        key = "clerk_article"
    return str(CELLS.get(key, key))


def _row(name: str, number: int, row: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: data[f"t_{name}_{number}_{key}"] for key in row if f"t_{name}_{number}_{key}" in data}


def _filled(row: Mapping[str, Any]) -> bool:
    return any(cell not in {"", None, 0} for cell in row.values())


def _plain(item: Any) -> bool:
    return isinstance(item, bool | int | str)


def _editable(key: str, item: Any) -> bool:
    return _plain(item) and key in CELLS and key not in CODES and not (key == "special" and item == "")


def _shown(key: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    return key not in CODES and all(_plain(row.get(key, "")) for row in rows)
