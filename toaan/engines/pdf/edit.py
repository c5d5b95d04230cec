"""Small work on PDFs the court made itself."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def page_count(pdf: bytes) -> int:
    """Number of pages. Raises ValueError when the bytes are no PDF that can be opened."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as opened:
            return len(opened.pages)
    except pikepdf.PdfError as error:
        raise ValueError("not a readable PDF") from error


def merge(pdfs: Sequence[bytes]) -> bytes:
    """One new PDF with all pages in order: a derivative for reading and printing.

    Signatures do not survive (they sign bytes, not pages); the signed originals stay the record.
    Raises ValueError when nothing is given or a part cannot be opened.
    """
    if not pdfs:
        raise ValueError("nothing to merge")
    with pikepdf.new() as merged:
        for content in pdfs:
            try:
                with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as part:
                    merged.pages.extend(part.pages)
            except pikepdf.PdfError as error:
                raise ValueError("a part is not a readable PDF") from error
        result = io.BytesIO()
        merged.remove_unreferenced_resources()
        merged.save(result, deterministic_id=True)
    return result.getvalue()
