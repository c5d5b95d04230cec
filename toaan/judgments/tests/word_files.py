"""Word files as people make them: the draft's own file, edited with another program's library. Bytes in, bytes out."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn


def opened(blob):
    return Document(io.BytesIO(blob))


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(document, beginning):
    """The paragraph that begins so."""
    for found in document.paragraphs:
        if found.text.startswith(beginning):
            return found
    for table in document.tables:
        for cell in table._cells:
            for found in cell.paragraphs:
                if found.text.startswith(beginning):
                    return found
    raise LookupError(beginning)


def retyped(blob, beginning, text, *, bold=False):
    """A paragraph with other words, in several runs of different looks, as Word leaves it."""
    document = opened(blob)
    found = paragraph(document, beginning)
    for run in found.runs:
        run.text = ""
    half = len(text) // 2
    found.add_run(text[:half]).bold = bold or None
    found.add_run(text[half:]).italic = True
    return saved(document)


def added_after(blob, beginning, text):
    """A new paragraph below another one."""
    document = opened(blob)
    found = paragraph(document, beginning)
    made = OxmlElement("w:p")
    found._p.addnext(made)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    made.append(run)
    return saved(document)


def removed(blob, *beginnings):
    """Paragraphs deleted whole, their bookmarks with them."""
    document = opened(blob)
    for beginning in beginnings:
        found = paragraph(document, beginning)._p
        found.getparent().remove(found)
    return saved(document)


def tables(blob):
    """The tables of more than one row, as lists of rows of words."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in opened(blob).tables
        if len(table.rows) > 1
    ]


def with_table(blob, beginning, rows, *, bold_head=False):
    """A table below a paragraph."""
    document = opened(blob)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for cell in table.rows[0].cells if bold_head else ():
        cell.paragraphs[0].runs[0].bold = True
    paragraph(document, beginning)._p.addnext(table._tbl)
    return saved(document)


def with_tracked(blob, beginning, *, out, put_in):
    """A tracked change: `out` struck out, `put_in` put in, at the end of a paragraph."""
    document = opened(blob)
    found = paragraph(document, beginning)._p
    names = 'w:id="9001" w:author="Hội thẩm" w:date="2026-01-05T02:00:00Z"'
    found.append(
        parse_xml(
            f'<w:del {nsdecls("w")} {names}><w:r><w:delText xml:space="preserve">{out}</w:delText></w:r></w:del>'
        )
    )
    found.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} {names}><w:r><w:t xml:space="preserve">{put_in}</w:t></w:r></w:ins>'
        )
    )
    return saved(document)


def with_comment(blob, beginning, text):
    """A comment at the margin of a paragraph."""
    document = opened(blob)
    found = paragraph(document, beginning)
    document.add_comment(found.runs, text=text, author="Hội thẩm Lê Thị Hạnh", initials="LH")
    return saved(document)


def without_marks(blob, *names):
    """Bookmarks deleted; all of ours without names."""
    document = opened(blob)
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"))):
        name = mark.get(qn("w:name"))
        if (names and name in names) or (not names and name.startswith("ta_")):
            mark.getparent().remove(mark)
    return saved(document)


def rezipped(blob, **changed):
    """The same zip with some parts replaced, or others added: names with `__` for "/" and `_dot_` for "."."""
    changed = {name.replace("__", "/").replace("_dot_", "."): content for name, content in changed.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.pop(name, None) or old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return out.getvalue()


def part(blob, name):
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        return archive.read(name)
