"""What a reader gives: one article as one source has it, or why a record was passed over."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Amendment:
    """What changed the words of an article: "khoản 2 Điều 1 Luật số 85/2025/QH15", from which day."""

    by: str
    """Article and document as the source names them."""
    document: str
    """Number of the amending document."""
    from_day: date | None


@dataclass(frozen=True)
class ArticleRecord:
    """One article (điều) with the document it stands in."""

    document: str
    """Number: "92/2015/QH13"."""
    article: str
    title: str
    text: str
    kind: str = ""
    """Bộ luật, Luật, Nghị định …"""
    name: str = ""
    """The name of the document, where this record says it."""
    issued_on: date | None = None
    issuer: str = ""
    chapter: str = ""
    effective: date | None = None
    """First day of the document."""
    amended: tuple[Amendment, ...] = ()
    code: str = ""
    """Place in the Pháp điển: "37.5.LQ.203"."""
    subject: str = ""
    """Its đề mục there: number and name."""
    url: str = ""
    refs: tuple[str, ...] = ()
    """Codes of the articles that the Pháp điển says belong to it."""
    pages: str = ""
    """Where it stands in a PDF: "1:75-1:76"."""
    ended: date | None = None
    """First day on which the document does not hold any more, where the source says so."""
    replaced_by: str = ""
    """Number of the document in its place."""
    where: str = field(default="", compare=False)
    """Line of the file, for messages."""

    @property
    def key(self) -> str:
        """ "92/2015/QH13#203"."""
        return f"{self.document}#{self.article}"


@dataclass(frozen=True)
class Unreadable:
    """A record that was passed over."""

    where: str
    reason: str


_NUMBER_GAPS = re.compile(r"\s*([/-])\s*")


def document_number(text: str) -> str:
    """ "02 /2018/TTLT-BCA" → "02/2018/TTLT-BCA": blanks that slipped in are taken out, letters made capital."""
    return _NUMBER_GAPS.sub(r"\1", text.strip()).upper()


def day_of(text: str | None) -> date | None:
    """ "01/8/2016" as a day; None for anything else."""
    found = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*", text or "")
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each line of a file of records (plain or .xz) that is not blank, with its place for messages.

    Raises:
        OSError, lzma.LZMAError: the file cannot be read at all.
    """
    opened: Any = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8", errors="replace") as lines:
        for n, line in enumerate(lines, start=1):
            if line.strip():
                yield f"{path.name}:{n}", line
