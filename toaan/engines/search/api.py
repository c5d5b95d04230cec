"""The contract of a search index. It is a copy of the database that can be thrown away and rebuilt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable


class IndexOutdated(Exception):
    """The index on the disk has another schema or is damaged: reset it and put all documents again."""


class IndexBusy(Exception):
    """Another process writes to this index; there is one writer at a time."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found. ``fields`` are shown with a hit and searched as text; ``facets`` only filter, each
    with one or several values. Secrecy belongs in a facet: the index knows nothing of who may see what.
    """

    id: str
    kind: str
    title: str
    body: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    date: date | None = None
    facets: Mapping[str, str | Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``snippet_html`` is escaped HTML with ``<mark>`` around the words found."""

    id: str
    kind: str
    score: float
    title: str
    snippet_html: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. ``total`` counts all matches; ``relaxed`` says that no document has all the words, so
    those with some of them are listed; ``took_ms`` is the time used.
    """

    total: int
    hits: tuple[Hit, ...]
    took_ms: float
    relaxed: bool = False


class IndexWriter(Protocol):
    """Changes become visible to readers, and safe on the disk, with ``commit``."""

    def put(self, document: Document) -> None:
        """Add, or replace the document with the same id."""
        ...

    def delete(self, id: str) -> None:
        """Remove; an unknown id is no error."""
        ...

    def commit(self) -> None:
        """Make all changes so far durable and visible."""
        ...


@runtime_checkable
class SearchIndex(Protocol):
    """One writer, many readers, in any number of processes."""

    def writer(self) -> AbstractContextManager[IndexWriter]:
        """Commit at the end of the block, or drop what was not committed when it fails. Raises IndexBusy."""
        ...

    def search(
        self,
        query: str,
        *,
        kind: str | None = None,
        filters: Mapping[str, str | Collection[str]] | None = None,
        since: date | None = None,
        until: date | None = None,
        offset: int = 0,
        limit: int = 20,
    ) -> Results:
        """Best first. All words must be there (``"..."`` together in order); when no document has them all,
        documents with some of them. ``filters``: facet or field -> value, or values of which one must match.
        ``since`` and ``until`` are included. An empty query lists what the filters leave, latest first.
        """
        ...

    def reload(self) -> None:
        """Look at the latest commit now."""
        ...
