"""The record of a correction (phiếu đính chính sổ): a small paper, signed by the keeper of the book."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from toaan.books.queries import Cell
from toaan.books.shape import Book
from toaan.core import clock, documents, files, signatures
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.engines.pdf import page_count

KEEPER = "nguoi_giu_so"
"""Signature field: who keeps the book."""


@in_record_language
def record(
    book: Book, cell: Cell, *, label: str, after: str, reason: str, by: Viewer, at: datetime
) -> StoredFile:
    """What stood in the line, what stands there now and why; signed by the keeper."""
    if by.post is None:
        raise ValueError("only an officer corrects a book")
    title = f"Phiếu đính chính {str(book.title)[:1].lower()}{str(book.title)[1:]}"
    context: dict[str, Any] = {
        "court": by.post.court, "day": clock.local_date(at), "book": book.title, "line": label,
        "column": cell.column.label, "before": cell.text, "after": after, "reason": reason, "who": by.name,
        "post": by.post.title, "nth": len(cell.corrections) + 1,
    }  # fmt: skip
    paper = documents.render(
        "books/forms/correction.html", context, title=title, at=at, author=by.post.court.name
    )
    signed = signatures.sign_as(
        by, files.read(paper.pk), reason=f"Đính chính dòng {label}: {reason}"[:200], at=at, field=KEEPER
    )
    return files.keep_made(signed, pages=page_count(signed), at=at)
