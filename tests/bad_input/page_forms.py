"""The forms that a page offers, as a browser would send them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TYPED = {"", "text", "search", "email", "tel", "number", "url", "date", "time", "datetime-local"}
UNSENT = {"submit", "button", "reset", "image", "file", "password"}


@dataclass
class PageForm:
    """One form: where it goes, what it holds, what a person may write into."""

    method: str
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    secret: bool = False

    def filled(self, text: str) -> dict[str, list[str]]:
        """What is sent when every field that can be written into holds `text`, by the first button."""
        return {**self.values, **{name: [text] for name in self.typed}, **dict_of(self.buttons[:1])}


def dict_of(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Names with their one value."""
    return {name: [value] for name, value in pairs if name}


class _Reader(HTMLParser):
    """Collects forms; fields that name a form elsewhere (`form="…"`) are beyond it and stay out."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.found = address, []
        self._form: PageForm | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self._form = PageForm(given.get("method", "get").lower(), action)
            self.found.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, given, {name for name, _value in attrs})

    def _field(self, form: PageForm, tag: str, given: dict[str, str], said: set[str]) -> None:
        name = given.get("name", "")
        if tag == "textarea" and name:
            self._text = (name, [])
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in said or self._select not in form.values:
                form.values[self._select] = [given.get("value", "")]
        elif tag == "button":
            if given.get("type", "submit") == "submit":
                form.buttons.append((name, given.get("value", "")))
        elif tag == "input" and name:
            self._input(form, name, given, said)

    def _input(self, form: PageForm, name: str, given: dict[str, str], said: set[str]) -> None:
        kind = given.get("type", "text").lower()
        form.secret |= kind == "password"
        if kind == "file":
            form.files.append(name)
        elif kind in {"radio", "checkbox"}:
            # One choice is always made, so that the form is judged past it.
            if "checked" in said or name not in form.values:
                form.values[name] = [given.get("value", "on")]
        elif kind not in UNSENT:
            form.values.setdefault(name, []).append(given.get("value", ""))
            if kind in TYPED:
                form.typed.append(name)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._text is not None and self._form is not None:
            name, parts = self._text
            self._form.values[name] = ["".join(parts)]
            self._form.typed.append(name)
            self._text = None


def forms_of(html: str, address: str) -> Iterator[PageForm]:
    """Every form of a page but those that hold a password or leave the session."""
    reader = _Reader(address)
    reader.feed(html)
    yield from (form for form in reader.found if not form.secret and "logout" not in form.action)
