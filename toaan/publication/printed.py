"""What stands on the paper of a decision, line by line, read from the form that the paper was made with.

The form itself is laid out again from the frozen content: whatever it prints is encoded, also what a form prints tomorrow.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from toaan.core.words import RECORD_LANGUAGE

HEADING = "doc-abstract"
"""Class of the lines in the middle of the page: of the abstract below the title, and of the headings in the text."""


def lines(form: str, context: Mapping[str, Any]) -> list[str]:
    """The text between the title of the paper and its foot. Recipients and signature are not for the public.

    The abstract below the title says again what head and decision say; it is left out. Headings lose their colon.
    """
    with override(RECORD_LANGUAGE):
        html = render_to_string(form, {**context, "title": "", "made_at": None})
    reader = _Reader()
    reader.feed(html)
    found = [(words, heading) for words, heading in reader.lines if words]
    first = next((n for n, (_words, heading) in enumerate(found) if not heading), len(found))
    return [words.rstrip(":") if heading else words for words, heading in found[first:]]


class _Reader(HTMLParser):
    """Collects paragraphs and headings after `<h1>`, up to the foot."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, bool]] = []
        self.reading = False
        self._words: list[str] = []
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag == "div" and "foot" in classes:
            self.reading = False
        if tag in {"p", "h1", "h2", "li"}:
            self._words, self._heading = [], tag == "h2" or HEADING in classes

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1":
            self.reading = True
        elif tag in {"p", "h2", "li"} and self.reading:
            self.lines.append((" ".join("".join(self._words).split()), self._heading))
            self._words = []

    def handle_data(self, data: str) -> None:
        self._words.append(data)
