"""Reading books: which ones, their rows and lines, with what was corrected laid over them."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from toaan.books import numbers
from toaan.books.models import Correction
from toaan.books.shape import BOOKS, Book, Column, Form, Line, Rows, Value, Wanted, shown
from toaan.core import policy
from toaan.core.errors import not_found
from toaan.core.models import IssuedNumber
from toaan.core.viewer import Viewer
from toaan.vietnamese.dates import parse_date
from toaan.vietnamese.text import fold

CHUNK = 1000
"""Lines of a print that are read at once: memory stays small, and queries few."""


def shelf(viewer: Viewer) -> list[Book]:
    """The books that this viewer may open."""
    return [book for book in BOOKS.values() if policy.allows(viewer, book.page)]


def get(viewer: Viewer, key: str) -> Book:
    """One book.

    Raises:
        Refused: "not_found", "not_allowed".
    """
    book = BOOKS.get(key)
    if book is None:
        raise not_found()
    policy.require(viewer, book.page)
    return book


def counts(viewer: Viewer, year: int) -> dict[str, int]:
    """How many lines each book of the shelf has in a year."""
    found: Counter[str] = Counter()
    standing = numbers.registers()
    for register, first, last in numbers.ends(viewer, year, standing):
        found[standing[register]] += last - first + 1
    for book in shelf(viewer):
        if book.anchor is not IssuedNumber or book.key == numbers.COPIES:
            found[book.key] = book.rows(viewer, Wanted(year=year)).count()
    return dict(found)


def corrections_visible_to(viewer: Viewer) -> QuerySet[Correction]:
    """Corrections in the books of the viewer's court."""
    rows = Correction.objects.select_related("made_by__user", "court")
    return rows if viewer.system else rows.filter(court_id=viewer.court_id)


def rows(viewer: Viewer, book: Book, wanted: Wanted) -> Rows:
    """Rows as asked; words also find a line by what a correction says."""
    if wanted.words.strip():
        found = corrections_visible_to(viewer).filter(book=book.key)
        for word in fold(wanted.words).split():
            found = found.filter(after_folded__contains=word)
        wanted = replace(wanted, keys=tuple(found.values_list("line", flat=True)))
    return book.rows(viewer, wanted)


def lines(viewer: Viewer, book: Book, found: Sequence[Any]) -> list[Line]:
    """Lines of these rows, each with its corrections: a fixed number of queries for all of them."""
    made = book.lines(viewer, found)
    by_line: dict[str, dict[str, list[Correction]]] = {}
    kept = corrections_visible_to(viewer).filter(book=book.key, line__in=[line.key for line in made])
    for correction in kept.order_by("order"):
        by_line.setdefault(correction.line, {}).setdefault(correction.column, []).append(correction)
    for line in made:
        line.corrections = by_line.get(line.key, {})
    return made


def all_lines(viewer: Viewer, book: Book, found: Rows) -> Iterator[Line]:
    """Every line of a print or a spreadsheet, a thousand rows at a time."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = found.model._default_manager.in_bulk(keys[start : start + CHUNK])
        yield from lines(viewer, book, [part[key] for key in keys[start : start + CHUNK] if key in part])


@dataclass(frozen=True)
class Cell:
    """One column of one line, as it stands now."""

    column: Column
    value: Value
    text: str
    corrections: Sequence[Correction] = ()

    @property
    def struck(self) -> list[str]:
        """What stood there before, the oldest first."""
        return [c.before for c in self.corrections if c.before]


def cell(line: Line, column: Column) -> Cell:
    """What the book says in this column, with every correction applied."""
    value = line.cells.get(column.key)
    made = line.corrections.get(column.key, [])
    if made:
        value = typed(made[-1].after, column.form)
    return Cell(column, value, shown(value, column.form), made)


def typed(text: str, form: Form) -> Value:
    """The value that a correction wrote down, in the type of its column; what does not read so stays text."""
    try:
        if form == "date" and text:
            return parse_date(text)
        if form in {"number", "money"} and text:
            return int(text.replace(".", ""))
    except ValueError:
        pass
    return text


def line_of(viewer: Viewer, book: Book, key: str) -> Line:
    """One line of a book.

    Raises:
        Refused: "not_found" when it is not there for this viewer.
    """
    try:
        found = list(book.rows(viewer, Wanted()).filter(pk=uuid.UUID(key))[:1])
    except ValueError:
        raise not_found() from None
    if not found:
        raise not_found()
    return lines(viewer, book, found)[0]


def label(line: Line, book: Book) -> str:
    """How a line calls itself: its number, or its day and what it is about."""
    if number := line.cells.get("number"):
        return str(number)[:200]
    told = [shown(line.cells.get(c.key)) for c in book.columns if c.screen]
    return ", ".join(t for t in told if t)[:200]
