"""Lines of a book for the pages and the print. No rules here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from toaan.books import queries
from toaan.books.models import Correction
from toaan.books.shape import Book, Line


def screen(book: Book, lines: Sequence[Line]) -> dict[str, Any]:
    """The columns that the desk shows."""
    columns = [c for c in book.columns if c.screen]
    return {
        "caption": book.title,
        "columns": columns,
        "rows": [_row(book, line, columns) for line in lines],
    }


def _row(book: Book, line: Line, columns: Sequence[Any]) -> dict[str, Any]:
    cells = [queries.cell(line, column) for column in columns]
    return {
        "head": cells[0], "cells": cells[1:], "url": line.url, "struck": line.struck,
        "line_url": reverse("books:line", args=[book.key, line.key]),
        "corrected": sum(map(len, line.corrections.values())),
    }  # fmt: skip


def facts(book: Book, line: Line, *, may: bool) -> list[dict[str, Any]]:
    """Every column of one line, with the way to its correction where there is one."""
    return [
        {
            "cell": queries.cell(line, column),
            "correct_url": reverse("books:correct", args=[book.key, line.key, column.key])
            if may and column.kept and column.key not in line.fixed
            else "",
        }
        for column in book.columns
        if column.form != "ordinal"
    ]


def sheet(book: Book, title: str, lines: Iterable[Line]) -> dict[str, Any]:
    """One register for the printer: rows of cells, and the corrections numbered as the cells refer to them."""
    rows: list[dict[str, Any]] = []
    notes: list[Correction] = []
    for ordinal, line in enumerate(lines, start=1):
        cells: list[dict[str, Any]] = []
        for column in book.columns:
            if column.form == "ordinal":
                cells.append({"text": str(ordinal), "css": "r"})
                continue
            cell = queries.cell(line, column)
            first = len(notes) + 1
            notes += cell.corrections
            marks = range(first, len(notes) + 1)
            css = {"date": "k", "number": "r", "money": "r"}.get(column.form, "")
            struck = line.struck and column.key == "number"
            cells.append(
                {"text": cell.text, "css": css, "olds": cell.struck, "marks": list(marks), "struck": struck}
            )
        rows.append({"cells": cells})
    labels = {c.key: c.label for c in book.columns}
    told = [{"one": one, "column": labels.get(one.column, one.column)} for one in notes]
    return {"title": title, "rows": rows, "notes": told}
