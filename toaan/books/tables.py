"""Lines of a book for the pages and the print. No rules here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from toaan.books import queries
from toaan.books.models import Correction
from toaan.books.shape import Book, Column, Line

NUMBERS = frozenset({"number", "money"})


def screen(book: Book, lines: Sequence[Line]) -> dict[str, Any]:
    """The columns that the desk shows, for `{% data_table %}`, and the way to the whole line."""
    columns = [c for c in book.columns if c.screen]
    shown = [{"label": c.label, "short": c.short, "numeric": c.form in NUMBERS} for c in columns]
    return {
        "label": book.title,
        "caption": book.title,
        "columns": [*shown, {"label": _("Xem")}],
        "rows": [_row(book, line, columns) for line in lines],
    }


def _row(book: Book, line: Line, columns: Sequence[Column]) -> list[dict[str, Any]]:
    head, *rest = (queries.cell(line, column) for column in columns)
    return [_head(line, head.text), *map(_cell, rest), _whole(book, line, head.text)]


def _head(line: Line, text: str) -> dict[str, Any]:
    """The number, a link where something stands behind it, struck out when the case has left the book."""
    told = format_html('<a href="{}">{}</a>', line.url, text) if line.url else text
    if line.struck:
        told = format_html('<s>{}</s><span class="ta-vh"> {}</span>', told, _("(đã xóa tên)"))
    return {"text": text, "html": told}


def _cell(cell: queries.Cell) -> dict[str, Any]:
    css = {"number": "ta-num", "money": "ta-num", "date": "ta-num ta-nowrap"}.get(cell.column.form, "")
    if not cell.corrections:
        return {"text": cell.text or "—", "css": css}
    return {"html": render_to_string("books/_cell.html", {"cell": cell, "empty": "—"}), "css": css}


def _whole(book: Book, line: Line, text: str) -> dict[str, Any]:
    """The way to all columns of the line, and how often it was corrected."""
    url = reverse("books:line", args=[book.key, line.key])
    told = format_html('<a href="{}">{}<span class="ta-vh"> {}</span></a>', url, _("Cả dòng"), text)
    if corrected := sum(map(len, line.corrections.values())):
        words = _("đính chính %(n)s") % {"n": corrected}
        told = format_html('{} <span class="ta-small ta-muted">{}</span>', told, words)
    return {"html": told}


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
