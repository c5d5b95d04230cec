"""All the text of a Word file, line by line, for a program that only reads it."""

from __future__ import annotations

from toaan.vietnamese.text import clean

from .package import DOCUMENT, WordRefused, parse, parts_of, w
from .read import text_of


def plain_text(blob: bytes) -> str:
    """Every paragraph in the order of the file, those of tables too; tracked changes read as accepted.

    Raises:
        WordRefused: no Word document, broken, or larger than any draft.
    """
    found = parts_of(blob, DOCUMENT)
    if DOCUMENT not in found:
        raise WordRefused("no document")
    body = parse(found[DOCUMENT]).find(w("body"))
    if body is None:
        raise WordRefused("no body")
    return "\n".join(clean(text_of(paragraph)) for paragraph in body.iter(w("p")))
