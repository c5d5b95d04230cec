"""A book as a spreadsheet: a sheet per register, typed dates and numbers, frozen heading, no text that is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from toaan.books import numbers, queries
from toaan.books.models import Correction
from toaan.books.shape import Book, Column, Line, shown
from toaan.core import clock, practice
from toaan.core.words import in_record_language

MOST_LETTERS = 32_000
"""A cell holds 32,767."""
PER_PART = 4
"""Characters of a spreadsheet's column to one part of a sheet's width."""
THIN = Border(*(Side(style="thin", color="999999"),) * 4)
HEAD = PatternFill("solid", fgColor="E7ECEA")
TOP = Alignment(vertical="top", wrap_text=True)


@in_record_language
def workbook(book: Book, lines: Iterable[Line], *, court: str, year: int) -> bytes:
    """The lines as an XLSX file; corrections stand in their cells and once more on a sheet of their own."""
    made = Workbook(write_only=True)
    corrections: list[tuple[Line, Correction]] = []
    empty = True
    for section, found in groupby(lines, key=lambda line: line.section):
        empty = False
        sheet = _sheet(made, book, section, court=court, year=year)
        for ordinal, line in enumerate(found, start=1):
            sheet.append([_cell(sheet, line, column, ordinal) for column in book.columns])
            corrections += [(line, c) for column in line.corrections.values() for c in column]
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(book.columns))}1"
    if empty:
        _sheet(made, book, "", court=court, year=year)
    if corrections:
        _corrections(made, book, corrections)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _sheet(made: Any, book: Book, section: str, *, court: str, year: int) -> Any:
    title = numbers.section_title(section) if section else str(book.title)
    name = (numbers.code_of(section) or title) if section else title
    sheet = made.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.left.text = court.replace("&", "&&")
    sheet.oddHeader.center.text = f"{title}, năm {year}".replace("&", "&&")
    if practice.facts():
        sheet.oddHeader.right.text = "BẢN THỰC HÀNH"
    sheet.oddFooter.right.text = "Trang &P/&N"
    for n, column in enumerate(book.columns, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = 2 + column.width * PER_PART
    sheet.append([_head(sheet, str(column.label)) for column in book.columns])
    return sheet


def _head(sheet: Any, label: str) -> WriteOnlyCell:
    cell = _text(sheet, label)
    cell.font, cell.fill, cell.border = Font(bold=True), HEAD, THIN
    cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
    return cell


def _cell(sheet: Any, line: Line, column: Column, ordinal: int) -> WriteOnlyCell:
    if column.form == "ordinal":
        return _styled(WriteOnlyCell(sheet, value=ordinal))
    found = queries.cell(line, column)
    if found.corrections:
        old = [TextBlock(InlineFont(strike=True), _clean(text)) for text in found.struck]
        marks: list[Any] = []
        for block in old:
            marks += [block, " "]
        return _styled(WriteOnlyCell(sheet, value=CellRichText(*marks, _clean(found.text or "trống"))))
    value = found.value
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "dd/mm/yyyy"
        return _styled(cell)
    if isinstance(value, int):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "#,##0" if column.form == "money" else "0"
        return _styled(cell)
    cell = _styled(_text(sheet, shown(value)))
    if line.struck and column.key == "number":
        cell.font = Font(strike=True)
    return cell


def _text(sheet: Any, text: str) -> WriteOnlyCell:
    """A text, also one that looks like a formula: it stays what was written."""
    cell = WriteOnlyCell(sheet, value=_clean(text))
    if text[:1] in {"=", "+", "-", "@"}:
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _styled(cell: WriteOnlyCell) -> WriteOnlyCell:
    cell.border, cell.alignment = THIN, TOP
    return cell


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:MOST_LETTERS]


def _corrections(made: Any, book: Book, corrections: list[tuple[Line, Correction]]) -> None:
    sheet = made.create_sheet("Đính chính")
    sheet.freeze_panes = "A2"
    heads = (
        "Dòng",
        "Cột",
        "Nội dung trước",
        "Nội dung mới",
        "Lý do",
        "Người đính chính",
        "Ngày",
        "SHA-256 của phiếu đã ký",
    )
    for n, width in enumerate((24, 24, 32, 32, 40, 28, 12, 68), start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    sheet.append([_head(sheet, head) for head in heads])
    for _line, one in corrections:
        column = book.column(one.column)
        day = WriteOnlyCell(sheet, value=clock.local_date(one.made_at))
        day.number_format = "dd/mm/yyyy"
        who = f"{one.made_by.title} {one.made_by.user.full_name}"
        texts = (
            one.label,
            str(column.label) if column else one.column,
            one.before,
            one.after,
            one.reason,
            who,
        )
        sheet.append(
            [*(_styled(_text(sheet, t)) for t in texts), _styled(day), _styled(_text(sheet, one.sha256))]
        )
