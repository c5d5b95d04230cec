"""What a book is: columns, rows of the database, and the lines that are read, printed and downloaded alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Union

from django.db.models import Model, QuerySet

from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.vietnamese.dates import format_date

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from toaan.books.models import Correction

Label = Union[str, "_StrPromise"]
"""Words that are said in the language of whoever reads them."""
Value = str | int | date | None
Form = Literal["text", "date", "number", "money", "ordinal"]
"""How a column is typed; "ordinal": the running number of the line on the sheet."""

KEEPERS = frozenset({Role.CLERK, Role.DOCUMENT_CLERK})
REMARK = "remark"
"""The column that every book leaves to its keeper (ghi chú của người giữ sổ)."""


@dataclass(frozen=True)
class Column:
    """One column of a book."""

    key: str
    label: Label
    width: int = 3
    """In a spreadsheet, in parts of four letters."""
    form: Form = "text"
    screen: bool = False
    """Shown in the list on the desk; the print and the spreadsheet have every column."""
    kept: bool = False
    """Kept by hand: what was written into it may be corrected, because it does not come from a signed act."""
    short: Label = ""
    """Its head on the screen, where the whole label is long."""


@dataclass
class Line:
    """One line of a book: values by column, where it leads, how it stands."""

    key: str
    cells: dict[str, Value]
    section: str = ""
    """The register within the book: each has its own sequence, its own sheet."""
    url: str = ""
    struck: bool = False
    """Struck out of the book, as a status (BLTTDS 41.1, 217.3): nothing is deleted."""
    case_id: Any = None
    fixed: frozenset[str] = frozenset()
    """Columns kept by hand that an act has filled in this line: nothing to correct there any more."""
    corrections: dict[str, list[Correction]] = field(default_factory=dict)
    """By column, the oldest first."""


@dataclass(frozen=True)
class Wanted:
    """What a reader asks of a book; empty means everything."""

    year: int | None = None
    month: int | None = None
    since: date | None = None
    until: date | None = None
    """Bounds of the day of the line, both included."""
    kind: str = ""
    level: str = ""
    state: str = ""
    judge: str = ""
    words: str = ""
    keys: tuple[str, ...] = ()
    """Lines that fit the words by what a correction says."""


Rows = QuerySet[Any]


@dataclass(frozen=True)
class Book:
    """A book of the court: declared once; the pages, the print, the spreadsheet and the corrections follow."""

    key: str
    """Its word in the address."""
    title: Label
    source: Label
    """The article that asks for it, or that it is practice."""
    about: Label
    """What stands in it, in one sentence."""
    columns: tuple[Column, ...]
    page: str
    """Who may read it: a row "page.…" of the policy table."""
    anchor: type[Model]
    """What one line is about; locked while a line is corrected."""
    rows: Callable[[Viewer, Wanted], Rows]
    """The rows that this viewer may see, in the order of the book."""
    newest: tuple[str, ...]
    """The same rows the newest first, as the screen shows them."""
    lines: Callable[[Viewer, Sequence[Any]], list[Line]]
    """Rows as lines, with as many queries for a thousand rows as for one."""
    states: Callable[[], Sequence[tuple[str, Any]]] = tuple
    """Choices of the filter by state."""
    by_case: bool = True
    """Whether lines belong to cases: kind, level and judge can be asked for."""
    keepers: frozenset[Role] = KEEPERS

    def column(self, key: str) -> Column | None:
        """The column of this name."""
        return next((c for c in self.columns if c.key == key), None)

    @property
    def kept(self) -> list[Column]:
        """Columns that the keeper may correct."""
        return [c for c in self.columns if c.kept]


BOOKS: dict[str, Book] = {}


def add(book: Book) -> Book:
    """Put a book on the shelf, in the order of the desk's list."""
    BOOKS[book.key] = book
    return book


def shown(value: Value, form: Form = "text") -> str:
    """A value as a page or a sheet of paper writes it."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return format_date(value)
    if form == "money" and isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)
