"""What a question names itself: an article of a law, or a document by its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toaan.vietnamese.citations import LAW_NAMES, find_citations
from toaan.vietnamese.text import fold, tokens

if TYPE_CHECKING:
    from toaan.engines.retrieval.index import Index

_NUMBER = re.compile(r"(?<![\w/])\d{1,4}\s?/\s?\d{4}\s?/\s?[^\W\d_][\w-]*")
_READ = 4000
_MOST = 20


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry that the question names; ``why`` is "citation" (the article) or "document" (its document only)."""

    entry: int
    why: str


def cited(text: str, index: Index) -> list[Cited]:
    """Articles named together with their law first, then the articles of a document named by number, in their order."""
    text = text[:_READ]
    found: dict[int, str] = {}
    for one in find_citations(text):
        for law in _laws(one.law, index):
            entry = index.place.get(f"{law}#{one.article}")
            if entry is not None:
                found.setdefault(entry, "citation")
                break
    if not found:
        for match in _NUMBER.finditer(text):
            number = _plain(match[0])
            for law in (n for n in index.laws if _plain(n) == number):
                for entry in index.articles_of(law)[:_MOST]:
                    found.setdefault(entry, "document")
    return [Cited(entry, why) for entry, why in found.items()]


def _laws(law: str | None, index: Index) -> list[str]:
    """Numbers of the documents meant, the latest first."""
    if law is None:
        return []
    if law not in LAW_NAMES:
        return [number for number in index.laws if _plain(number) == _plain(law)]
    return index.by_name(" ".join(tokens(LAW_NAMES[law])))


def _plain(number: str) -> str:
    return fold("".join(number.split())).lstrip("0")
