"""The filter above a list: a form read from the address, chips that take one condition off, links that sort."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from toaan.vietnamese.dates import format_date
from toaan.vietnamese.names import sort_key


def people(named: Iterable[tuple[uuid.UUID, str]]) -> list[tuple[str, str]]:
    """Officers to choose from, by given name: post and name of each."""
    return [(str(pk), name) for pk, name in sorted(named, key=lambda one: sort_key(one[1]))]


class Filters(forms.Form):
    """Conditions of a list. A value that makes no sense is left out and said beside its field, never an error page.

    The first field is the words to search for; it always shows. The others fold away on narrow screens.
    """

    hide_optional = True
    always: tuple[str, ...] = ()
    """Fields that set what the page is (the year of a book): shown with a value, never as a chip."""

    @property
    def words(self) -> forms.BoundField:
        """The search box."""
        return self[next(iter(self.fields))]

    @property
    def rest(self) -> list[forms.BoundField]:
        """Every other field."""
        return [self[name] for name in list(self.fields)[1:]]

    def chosen(self, name: str, default: Any = "") -> Any:
        """The cleaned value, or the default when nothing or nonsense was given."""
        if not self.is_bound:
            return default
        self.is_valid()
        value = self.cleaned_data.get(name)
        return default if value is None or value == "" else value

    @property
    def conditions(self) -> dict[str, str]:
        """What narrows the list, as the address has it."""
        found = {}
        for name in self.fields:
            if name not in self.always and self.chosen(name):
                found[name] = str(self.data.get(name, "")).strip()
        return found

    def chips(self) -> list[dict[str, str]]:
        """One chip a condition: its words, and the address without it."""
        return [
            {"label": f"{self.fields[name].label}: {self._words(name)}", "url": self._without(name)}
            for name in self.conditions
        ]

    def _words(self, name: str) -> str:
        value = self.chosen(name)
        if isinstance(value, date):
            return format_date(value)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))

    def _without(self, name: str) -> str:
        query = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        query.pop(name, None)
        query.pop("page", None)
        return f"?{query.urlencode()}"


def sortable(label: str, key: str, *, order: str, query: Mapping[str, Any]) -> dict[str, str]:
    """A column head that sorts by `key`, and the other way round when the list already is sorted so."""
    turned = f"-{key}" if order == key else key
    kept = {k: v for k, v in query.items() if k not in {"page", "xep"}}
    column = {"label": label, "sort_url": "?" + urlencode({**kept, "xep": turned})}
    if order.removeprefix("-") == key:
        column["sorted"] = "descending" if order.startswith("-") else "ascending"
    return column
