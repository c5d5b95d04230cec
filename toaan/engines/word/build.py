"""A Word file in the layout of the court's form: A4, a font with the widths of Times, each part marked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .package import COPY_MARK, MARK, PROPERTY
from .paper import Paper, PaperLine, PaperTable

FONT = "Times New Roman"
"""Named in the file; where it is not installed, Liberation Serif or Tinos have its widths."""
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def build(paper: Paper) -> bytes:
    """The file, DOCX."""
    document: Any = Document()
    _page(document, paper.mark)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    marks = _Marks()
    left, right = _columns(document)
    _fill(left, paper.head[0])
    marks.put(_fill(left, paper.about.paragraphs), MARK + paper.about.name)
    _fill(right, paper.head[1])
    first = document.add_paragraph()
    marks.put([first], COPY_MARK + paper.copy.replace("-", ""))
    for part in paper.parts:
        above = [_line(document.add_paragraph(), line) for line in part.heading]
        own = _own(document, part.lines or [PaperLine.of("")])
        marks.put([*above[:1], *own] if above else own, MARK + part.name)
    marks.put([document.add_paragraph()], f"{MARK}end")
    left, right = _columns(document)
    _fill(left, paper.foot[0])
    _fill(right, paper.foot[1])
    _name_copy(document, paper.copy)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, mark: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    _page_number(section.header.paragraphs[0])
    if mark:
        section.header.add_paragraph(mark).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), "PAGE")
    paragraph._p.append(simple)


def _columns(document: Any) -> tuple[Any, Any]:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    cells = table.rows[0].cells
    for cell, width in zip(cells, (75, 90), strict=True):
        cell.width = Mm(width)
    return cells[0], cells[1]


def _own(document: Any, lines: Sequence[PaperLine | PaperTable]) -> list[Any]:
    """The paragraphs of a part, tables between them; it begins and ends with a paragraph, for the bookmark's sake."""
    made: list[Any] = []
    for line in lines:
        if isinstance(line, PaperLine):
            made.append(_line(document.add_paragraph(), line))
            continue
        if not made:
            made.append(document.add_paragraph())
        table = document.add_table(rows=0, cols=len(line.rows[0]), style="Table Grid")
        for row in line.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                _fill(cell, [PaperLine.of(words, "plain")])
    if lines and not isinstance(lines[-1], PaperLine):
        made.append(document.add_paragraph())
    return made


def _fill(cell: Any, lines: Sequence[PaperLine]) -> list[Any]:
    made = []
    for line in lines:
        empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
        paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
        made.append(_line(paragraph, line))
        paragraph.paragraph_format.space_after = Pt(0)
    return made


def _line(paragraph: Any, line: PaperLine) -> Any:
    form = paragraph.paragraph_format
    if line.style in ("center", "heading"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.keep_with_next = line.style == "heading"
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if line.style == "body" else None
        form.first_line_indent = Mm(12.7) if line.style == "body" else None
        form.left_indent = Mm(10) if line.style == "person" else None
    for text, bold in line.runs:
        run = paragraph.add_run(text)
        run.bold = bold or None
    return paragraph


class _Marks:
    """Bookmarks, each with a number of its own."""

    def __init__(self) -> None:
        self.used = 0

    def put(self, paragraphs: list[Any], name: str) -> None:
        self.used += 1
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (begin, end):
            mark.set(qn("w:id"), str(self.used))
        begin.set(qn("w:name"), name)
        first = paragraphs[0]._p
        first.insert(1 if first.pPr is not None else 0, begin)
        paragraphs[-1]._p.append(end)


def _name_copy(document: Any, copy: str) -> None:
    """Which copy it is, as a property of the document."""
    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name={quoteattr(PROPERTY)}>'
        f"<vt:lpwstr>{copy}</vt:lpwstr></property></Properties>"
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, blob.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
