"""A search index in a folder of this machine, with tantivy.

One writer process, any number of readers. What was committed survives kill -9; what was not is gone, and the
database still has it. Text is kept twice, with and without marks: a word typed with diacritics counts once for
the bare word and half again for the exact one, so exact matches come first and nothing is lost.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy

from . import schema
from .api import Document, Hit, IndexBusy, IndexOutdated, Results
from .snippets import snippet
from .words import Clause, parse

_HEAP_BYTES = 64_000_000
_TITLE_WEIGHT = 2.0
_EXACT_WEIGHT = 0.5
_NUMBER_WEIGHT = 3.0
_PAIR_WEIGHT = 0.5
_MAX_PAIRS = 16
_TELLING = 8  # clauses shown in a snippet
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


class TantivyIndex:
    """SearchIndex in ``folder``, made when missing. Raises IndexOutdated when it is of another version or damaged:
    then ``TantivyIndex.reset(folder)`` and put all documents again.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        self._schema = schema.build()
        _check_version(self._folder)
        try:
            self._index = tantivy.Index(self._schema, path=str(self._folder))
            self._index.register_tokenizer("words", schema.words_analyzer())
            self._index.config_reader("manual")
            self._index.reload()
        except (ValueError, OSError) as error:
            raise IndexOutdated(f"the index in {self._folder.name} cannot be read: {error}") from error
        self._seen: tuple[int, int] | None = None

    @classmethod
    def reset(cls, folder: Path | str) -> TantivyIndex:
        """Throw the index away and start an empty one."""
        folder = Path(folder)
        if folder.exists():
            shutil.rmtree(folder)
        return cls(folder)

    @contextmanager
    def writer(self) -> Iterator[TantivyWriter]:
        """The only writer; see ``SearchIndex.writer``. Raises IndexBusy."""
        try:
            inner = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        except ValueError as error:
            raise IndexBusy("another process writes to the search index") from error
        try:
            writer = TantivyWriter(inner)
            yield writer
            writer.commit()
        except BaseException:
            inner.rollback()
            raise
        finally:
            inner.wait_merging_threads()

    def reload(self) -> None:
        """Look at the latest commit now (``search`` notices a new commit by itself)."""
        self._seen = self._commit_mark()
        self._index.reload()

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
        """See ``SearchIndex.search``."""
        start = time.perf_counter()
        if self._seen is None or self._seen != self._commit_mark():
            self.reload()
        searcher = self._index.searcher()
        clauses = parse(query)
        narrow = list(self._narrowing(kind, filters or {}, since, until))
        # A query of nothing but marks ("???") asks for something that no text has; only a blank one lists all.
        if not clauses and query.strip():
            return Results(0, (), _milliseconds(start))
        found, relaxed = self._run(searcher, clauses, narrow, offset, limit)
        telling = self._rarest(searcher, clauses)
        hits = tuple(self._hit(searcher, score, address, telling) for score, address in found.hits)
        return Results(found.count, hits, _milliseconds(start), relaxed)

    def _run(
        self, searcher: Any, clauses: list[Clause], narrow: list[Any], offset: int, limit: int
    ) -> tuple[Any, bool]:
        """Search for all clauses, then for any. Returns the result and whether it is the second."""
        if not clauses:
            query = tantivy.Query.boolean_query([(_MUST, tantivy.Query.all_query()), *narrow])
            return searcher.search(query, limit=limit, offset=offset, order_by_field="date"), False
        found = self._matching(searcher, clauses, narrow, _MUST, offset=offset, limit=limit)
        if found.count or len(clauses) == 1:
            return found, False
        return self._matching(searcher, clauses, narrow, _SHOULD, offset=offset, limit=limit), True

    def _matching(
        self, searcher: Any, clauses: list[Clause], narrow: list[Any], occur: Any, *, offset: int, limit: int
    ) -> Any:
        """Search with every clause under ``occur`` and all conditions."""
        wanted = tantivy.Query.boolean_query([(occur, self._clause(clause)) for clause in clauses])
        pairs = [(_SHOULD, pair) for pair in self._neighbours(clauses)]
        query = tantivy.Query.boolean_query([(_MUST, wanted), *pairs, *narrow])
        return searcher.search(query, limit=limit, offset=offset)

    def _clause(self, clause: Clause) -> Any:
        """The bare words must be there; the exact ones, when known, add to the score."""
        if clause.number is not None:
            return tantivy.Query.boost_query(self._term("number", clause.number), _NUMBER_WEIGHT)
        bare = self._words("folded", clause.folded)
        if clause.exact is None:
            return bare
        exact = tantivy.Query.boost_query(self._words("exact", clause.exact), _EXACT_WEIGHT)
        return tantivy.Query.boolean_query([(_MUST, bare), (_SHOULD, exact)])

    def _neighbours(self, clauses: list[Clause]) -> Iterator[Any]:
        """A Vietnamese word is mostly two syllables: those that stand together in the query and in the text too
        count more. Words in quotes and numbers stand together anyway.
        """
        for left, right in list(pairwise(clauses))[:_MAX_PAIRS]:
            if left.number is None and right.number is None and len(left.folded) == len(right.folded) == 1:
                yield tantivy.Query.boost_query(
                    self._words("folded", left.folded + right.folded), _PAIR_WEIGHT
                )

    def _rarest(self, searcher: Any, clauses: list[Clause]) -> list[Clause]:
        """The clauses that tell most: a snippet around "của" explains nothing."""

        def frequency(clause: Clause) -> int:
            return min(int(searcher.doc_freq("body_folded", word)) for word in clause.folded)

        return sorted(clauses, key=frequency)[:_TELLING]

    def _words(self, form: str, words: tuple[str, ...]) -> Any:
        """One word, or words in order, in the title or the text."""

        def within(field: str) -> Any:
            if len(words) == 1:
                return tantivy.Query.term_query(self._schema, field, words[0], "freq")
            return tantivy.Query.phrase_query(self._schema, field, list(words))

        title = tantivy.Query.boost_query(within(f"title_{form}"), _TITLE_WEIGHT)
        return tantivy.Query.boolean_query([(_SHOULD, title), (_SHOULD, within(f"body_{form}"))])

    def _narrowing(
        self,
        kind: str | None,
        filters: Mapping[str, str | Collection[str]],
        since: date | None,
        until: date | None,
    ) -> Iterator[tuple[Any, Any]]:
        """Conditions that do not change the score."""
        conditions = [] if kind is None else [self._term("kind", kind)]
        for name, value in filters.items():
            terms = [(_SHOULD, self._term("filter", term)) for term in schema.filter_terms({name: value})]
            conditions.append(tantivy.Query.boolean_query(terms) if terms else tantivy.Query.empty_query())
        if since is not None or until is not None:
            conditions.append(
                tantivy.Query.range_query(
                    self._schema,
                    "date",
                    tantivy.FieldType.Integer,
                    lower_bound=schema.day_number(since) or 1,  # 0 stands for "no date"
                    upper_bound=schema.day_number(until) or 99991231,
                )
            )
        for condition in conditions:
            yield _MUST, tantivy.Query.const_score_query(condition, 0.0)

    def _term(self, field: str, value: str) -> Any:
        return tantivy.Query.term_query(self._schema, field, value, "basic")

    def _hit(self, searcher: Any, score: float, address: Any, clauses: list[Clause]) -> Hit:
        stored = searcher.doc(address)
        shown = json.loads(bytes(stored.get_first("shown")))
        return Hit(
            id=stored.get_first("id"),
            kind=stored.get_first("kind"),
            score=float(score),
            title=shown["title"],
            snippet_html=snippet(shown["body"], clauses),
            fields=shown["fields"],
        )

    def _commit_mark(self) -> tuple[int, int]:
        """Changes with every commit: tantivy writes ``meta.json`` anew."""
        status = (self._folder / "meta.json").stat()
        return status.st_mtime_ns, status.st_ino


class TantivyWriter:
    """IndexWriter of a TantivyIndex; only ``TantivyIndex.writer`` makes one."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def put(self, document: Document) -> None:
        """Add, or replace the document with the same id."""
        self.delete(document.id)
        self._inner.add_document(schema.encode(document))

    def delete(self, id: str) -> None:
        """Remove; an unknown id is no error."""
        self._inner.delete_documents_by_term("id", id)

    def commit(self) -> None:
        """Make all changes so far durable and visible."""
        self._inner.commit()


def _check_version(folder: Path) -> None:
    """Write the version into a new folder; raise IndexOutdated for another one."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    file = folder / "schema-version"
    if file.exists():
        version = file.read_text().strip()
    elif any(folder.iterdir()):
        version = "unknown"
    else:
        file.write_text(f"{schema.VERSION}\n")
        return
    if version != schema.VERSION:
        raise IndexOutdated(f"search index of version {version}, this program needs {schema.VERSION}")


def _milliseconds(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 2)
