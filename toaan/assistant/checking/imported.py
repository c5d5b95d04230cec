"""The book of law over the texts that this installation imported, read for one draft in one statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from toaan.assistant.checking.citing import document_numbers, resolve
from toaan.assistant.checking.draft import read
from toaan.legislation import queries
from toaan.legislation.reading.records import document_number
from toaan.vietnamese.statutes import Unit, units


class ImportedBook:
    """A book over imported articles. What was not gathered beforehand is read when it is asked for."""

    def __init__(self) -> None:
        self._documents: dict[str, bool] = {}
        self._articles: dict[str, queries.Known | None] = {}

    def gather(self, numbers: Iterable[str], keys: Iterable[str], titles: Iterable[str] = ()) -> None:
        """Read documents, articles with their words, and articles of which only the title matters."""
        numbers, keys = {*numbers} - {*self._documents}, {*keys} - {*self._articles}
        wanted = keys | ({*titles} - {*self._articles})
        if not numbers and not wanted:
            return
        there, articles = queries.known(numbers, wanted, with_words=keys)
        self._documents |= {number: number in there for number in numbers}
        self._articles |= {key: articles.get(key) for key in wanted}

    def document(self, name: str) -> str | None:
        number = document_number(name)
        self.gather([number], [])
        return number if self._documents[number] else None

    def exists(self, key: str) -> bool | None:
        if self.document(key.partition("#")[0]) is None:
            return None
        return self._article(key) is not None

    def in_force(self, key: str, day: date) -> bool | None:
        found = self._article(key)
        return queries.validity(found[0].document, found[1], day) if found else None

    def clauses(self, key: str, day: date) -> int | None:
        found = self._article(key)
        now = queries.at(found[1], day) if found else None
        if now is None or not now.text or (now.from_day is None and now.changes):
            return None
        there = [one for one in units(now.text) if one.clause and not one.point]
        if not there and re.search(r"(?:^|\s)1\.\s", now.text):
            return None  # its lines ran together: clauses cannot be counted
        return max((int(re.match(r"\d+", one.clause)[0]) for one in there), default=0)  # type: ignore[index]

    def points(self, key: str, clause: str) -> Sequence[str] | None:
        """Of an article that was never changed, as far as every source says: which words are meant is then no question."""
        found = self._article(key)
        versions = [one for one in found[1] if one.text] if found else []
        if not versions or any(one.changes for one in versions):
            return None
        letters = [_points(units(one.text), clause) for one in versions]
        if any(one != letters[0] for one in letters):
            return None
        run_together = any(re.search(r"(?:^|\s)a\)\s", one.text) for one in versions)
        return None if not letters[0] and run_together else letters[0]

    def title(self, key: str) -> str | None:
        found = self._article(key)
        return found[0].title or None if found else None

    def _article(self, key: str) -> queries.Known | None:
        if key not in self._articles:
            self.gather([], [key])
        return self._articles[key]


class _AnyDocument(ImportedBook):
    """Takes every number for that of a document, to learn what a draft asks for."""

    def document(self, name: str) -> str | None:
        return document_number(name)


def book_for(text: str) -> ImportedBook:
    """The imported law as far as a draft cites it."""
    draft = read(text)
    cited = [one for one in resolve(draft, _AnyDocument()) if one.number]
    keys = {one.key for one in cited}
    numbers = {one.number for one in cited}
    # Whether an article is another law's is told by its title there.
    codes = {one.number for one in cited if one.version}
    titles = {f"{number}#{one.citation.article}" for one in cited if one.version for number in codes}
    book = ImportedBook()
    book.gather(numbers | document_numbers(draft), keys, titles)
    return book


def anything_imported() -> bool:
    """Whether there is any law to ask."""
    return queries.any_document()


def _points(there: Sequence[Unit], clause: str) -> list[str]:
    return [one.point for one in there if one.point and one.clause == clause]
