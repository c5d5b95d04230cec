"""Forms of the draft: its sections, the Word file that comes back, what is taken from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toaan.design.forms import LongTextField, TextField
from toaan.judgments import content as texts
from toaan.judgments.content import Content
from toaan.judgments.sections import DocumentKind, Section, Value, parsed, typed

MOST_ITEMS = 60
_ITEM = re.compile(r"([a-z]+)-(\d{1,2})")


class DraftForm(forms.Form):
    """The sections as a person types them; always one item more than are filled in. Never refuses anything.

    Args:
        only: the one section that is shown; None: all. Of what is sent, the sections that are in it count.
    """

    hide_optional = True

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kind: DocumentKind,
        content: Content | None = None,
        revision: int = 0,
        only: str | None = None,
    ) -> None:
        super().__init__(data, initial={"revision": revision})
        self.kind, self.kept = kind, content or Content()
        sent = [s for s in kind.sections if _sent(data, s)] if data is not None else list(kind.sections)
        self.shown = [s for s in sent if only in (None, s.name)]
        for section in self.shown:
            if section.shape == "items":
                self._add_items(section, data)
            else:
                self.fields[section.name] = _field(section, typed(section, getattr(self.kept, section.name)))

    def _add_items(self, section: Section, data: Mapping[str, Any] | None) -> None:
        kept: Sequence[str] = getattr(self.kept, section.name)
        numbers = [int(m[2]) for name in data or () if (m := _ITEM.fullmatch(name)) and m[1] == section.name]
        count = max([*numbers, len(kept) + 1 if data is None else 1])
        for number in range(1, min(count, MOST_ITEMS) + 1):
            self.fields[f"{section.name}-{number}"] = LongTextField(
                label=_("Mục %d") % number, required=False, rows=section.rows,
                initial=kept[number - 1] if number <= len(kept) else "",
            )  # fmt: skip

    def groups(self) -> list[dict[str, Any]]:
        """Section by section, its fields and the mark of the text that it began with."""
        return [
            {
                "section": section,
                "fields": self._fields_of(section),
                "seen": (self.data.get(f"seen-{section.name}", "") if self.is_bound else "")
                or Content.mark_of(getattr(self.kept, section.name)),
            }
            for section in self.shown
        ]

    def _fields_of(self, section: Section) -> list[forms.BoundField]:
        if section.shape != "items":
            return [self[section.name]]
        return [self[name] for name in self.fields if name.startswith(f"{section.name}-")]

    def sections(self) -> dict[str, Value]:
        """What was typed, section by section. Call after `is_valid`."""
        return {section.name: self._value(section) for section in self.shown}

    def content(self, base: Content) -> Content:
        """What was typed, the other sections as they are in `base`."""
        values: dict[str, Any] = dict(self.sections())
        return replace(base, **values)

    @property
    def seen(self) -> dict[str, str] | None:
        """Section → mark of the text that was typed on; None when the sender knows only the revision."""
        marks = {s.name: self.data.get(f"seen-{s.name}", "") for s in self.shown}
        return marks if any(marks.values()) else None

    def _value(self, section: Section) -> Value:
        if section.shape == "items":
            return texts.items(
                self.cleaned_data[name] for name in self.fields if name.startswith(f"{section.name}-")
            )
        return parsed(section, self.cleaned_data[section.name])


def _sent(data: Mapping[str, Any], section: Section) -> bool:
    if section.shape == "items":
        return any((m := _ITEM.fullmatch(name)) and m[1] == section.name for name in data)
    return section.name in data


def _field(section: Section, initial: str) -> forms.Field:
    shared: dict[str, Any] = {
        "label": section.title,
        "required": False,
        "help_text": section.help,
        "initial": initial,
    }
    if section.shape == "line":
        return TextField(max_length=300, **shared)
    return LongTextField(rows=section.rows, **shared)
