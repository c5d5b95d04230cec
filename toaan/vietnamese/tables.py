"""Tables inside plain text: a row is a line, its cells are parted by "|"; two rows with as many cells make a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BAR = "|"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A paragraph (`text`, with its line breaks) or a table (`rows`), never both."""

    text: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def head(self) -> Row:
        """The first row, where it names the columns: it holds no digit and another row follows."""
        first = self.rows[0] if len(self.rows) > 1 else ()
        return () if any(letter.isdigit() for cell in first for letter in cell) else first

    @property
    def body(self) -> tuple[tuple[tuple[str, bool], ...], ...]:
        """The rows below the head, each cell with whether it is a bare figure, which stands to the right."""
        rows = self.rows[1:] if self.head else self.rows
        return tuple(tuple((cell, _is_figure(cell)) for cell in row) for row in rows)


def _is_figure(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").isdigit()


def cells(line: str) -> Row:
    """The cells of a line; empty when it is no row."""
    found = tuple(cell.strip() for cell in line.split(BAR))
    return found if len(found) > 1 and any(found) else ()


def pieces(paragraphs: Iterable[str]) -> list[Piece]:
    """Paragraphs as they are printed: neighbouring rows become one table, also across paragraphs."""
    made: list[Piece] = []
    for paragraph in paragraphs:
        fresh = True
        for line in paragraph.split("\n"):
            row, last = cells(line), made[-1] if made else Piece()
            if row and last.rows and len(last.rows[-1]) == len(row):
                made[-1] = Piece(rows=(*last.rows, row))
            elif row:
                made.append(Piece(rows=(row,)))
            elif fresh or last.rows:
                made.append(Piece(line))
            else:
                made[-1] = Piece(f"{last.text}\n{line}")
            fresh = False
    return _joined(made)


def _joined(found: list[Piece]) -> list[Piece]:
    """A single row is no table: its line goes back to the text."""
    return [Piece(f" {BAR} ".join(p.rows[0])) if len(p.rows) == 1 else p for p in found]
