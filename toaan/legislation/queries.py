"""Reading the law. These rows are public: every function is open to every viewer.

For others: `version` (the words of a day), `exists`, `in_force`, `clauses`, `by_citation`, `every_article` (records for an index),
`stamp` (changes with every import). Keys are "92/2015/QH13#203".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from toaan.core.together import load
from toaan.legislation import names
from toaan.legislation.models import (
    Article,
    ArticleVersion,
    Document,
    ImportRun,
    Link,
    Precedent,
    PrecedentArticle,
    Source,
)
from toaan.vietnamese.citations import Citation
from toaan.vietnamese.statutes import Unit, units
from toaan.vietnamese.text import fold

# --- for the floors above -----------------------------------------------------------------------------------


def version(key: str, day: date) -> ArticleVersion | None:
    """The words of an article on a day, the best source first; None when there is no such article or no words are known.

    Words without a first day are taken where nothing better is known.
    """
    return at(list(ArticleVersion.objects.filter(article__key=key).select_related("article__document")), day)


article = version
"""The same under the name of what it is about."""


def at(versions: list[ArticleVersion], day: date) -> ArticleVersion | None:
    """Those of the versions that hold on a day (pure)."""
    there = [v for v in versions if v.holds(day)]
    return max(there, key=lambda v: (v.from_day or date.min, v.source), default=None)


def exists(key: str) -> bool:
    """Whether the article is here, in any version."""
    return Article.objects.filter(key=key).exists()


def in_force(key: str, day: date) -> bool | None:
    """True, False, or None for "chưa rõ": most articles are known in one version only, and what became of it since is not.

    True only where a consolidated text carries the day. False before the document's first day, from its last, and where the
    consolidated text says that the article was struck out. An article that is not here: None.
    """
    row = Article.objects.filter(key=key).select_related("document").first()
    if row is None:
        return None
    return validity(row.document, list(row.versions.all()), day)


def validity(document: Document, versions: list[ArticleVersion], day: date) -> bool | None:
    """The same from rows that are at hand (pure)."""
    if not _within(document.number, document, day):
        return False
    now = at(versions, day)
    if now is None or now.source != Source.CONSOLIDATED or now.from_day is None:
        return None
    return not now.repealed


def not_in_force(numbers: Collection[str], day: date) -> frozenset[str]:
    """Those of the documents that do not hold on a day, as far as is known; what is not here is told by its short name."""
    there = {one.number: one for one in Document.objects.filter(number__in=list(numbers))}
    return frozenset(n for n in numbers if not _within(n, there.get(n), day))


def _within(number: str, document: Document | None, day: date) -> bool:
    """Whether a day lies between the first and the last of a document, as far as they are known."""
    _short, begun, ended = names.spans().get(number, ("", None, None))
    if document is not None:
        ended, begun = document.ended_on or ended, document.effective_on or begun
    return not ((ended is not None and ended <= day) or (begun is not None and day < begun))


def clauses(key: str, day: date) -> list[Unit]:
    """Clauses and points of the article's words on a day; empty where none are known."""
    found = version(key, day)
    return units(found.text) if found else []


def by_citation(citation: Citation, day: date | None = None) -> str | None:
    """The key that a citation means on a day ("Điều 203 BLTTDS"); None when no law is named, or it is not known by that name.

    The article itself need not be here: ask `exists`.
    """
    number = document_number(citation.law or "", day)
    return f"{number}#{citation.article}" if number else None


def document_number(law: str, day: date | None = None) -> str:
    """The number of the law called so on a day: a short name, a full name, a number, else a title that only one document has.

    A number typed without diacritics ("21/2021/ND-CP") is that of the document which differs in them alone; only such a one is
    looked up.
    """
    if not law:
        return ""
    if number := names.number_of(law, day):
        marked = names.with_diacritics(number)
        return number if marked == number or Document.objects.filter(number=number).exists() else marked
    found = list(Document.objects.filter(title__iexact=law).values_list("number", flat=True)[:2])
    return found[0] if len(found) == 1 else ""


@dataclass(frozen=True)
class Entry:
    """What an index takes of an article."""

    key: str
    number: str
    document: str
    kind: str
    title: str
    text: str
    demuc: str
    chapter: str
    validity: bool | None
    from_day: date | None


def every_article(day: date) -> Iterator[Entry]:
    """Every article that has words, with those of the day, or where none are known of that day the latest; streamed by key order.

    One statement, read a few thousand rows at a time.
    """
    yield from _entries(ArticleVersion.objects.all(), day)


def some_articles(keys: Collection[str], day: date) -> Iterator[Entry]:
    """The same of a few articles, in no particular order."""
    yield from _entries(ArticleVersion.objects.filter(article__key__in=keys), day)


def _entries(versions: QuerySet[ArticleVersion], day: date) -> Iterator[Entry]:
    rows = (
        versions.select_related("article__document").order_by("article_id", "pk").iterator(chunk_size=2_000)
    )
    group: list[ArticleVersion] = []
    for row in rows:
        if group and group[0].article_id != row.article_id:
            yield from _entry(group, day)
            group = []
        group.append(row)
    if group:
        yield from _entry(group, day)


def _entry(versions: list[ArticleVersion], day: date) -> Iterator[Entry]:
    now = at(versions, day) or max(versions, key=lambda v: (v.from_day or date.min, v.source))
    if not now.text:
        return
    of = versions[0].article
    yield Entry(
        key=of.key, number=of.document.number, document=of.document.name, kind=of.document.kind, title=of.title, text=now.text,
        demuc=of.demuc, chapter=of.chapter, validity=validity(of.document, versions, day), from_day=now.from_day,
    )  # fmt: skip


def stamp() -> str:
    """Changes whenever an import put anything in: when to build an index anew. Counted with each batch, also of a run that was killed."""
    told = ImportRun.objects.filter(Q(new__gt=0) | Q(changed__gt=0)).aggregate(
        runs=Count("pk"), new=Sum("new"), changed=Sum("changed"), last=Max("started_at")
    )
    return f"{told['runs']}-{told['new'] or 0}-{told['changed'] or 0}-{told['last'].timestamp() if told['last'] else 0:.0f}"


def keys_under(headings: Collection[str], documents: Collection[str]) -> frozenset[str]:
    """Articles below these headings of the Pháp điển ("37.5"), and those of these documents."""
    wanted = Q(document__number__in=list(documents))
    for heading in headings:
        wanted |= Q(demuc__startswith=f"{heading} ")
    return frozenset(Article.objects.filter(wanted).order_by().values_list("key", flat=True))


def any_document() -> bool:
    """Whether any law was imported."""
    return Document.objects.exists()


Known = tuple[Article, list[ArticleVersion]]


def rows_of(keys: Collection[str]) -> tuple[QuerySet[Article], QuerySet[ArticleVersion]]:
    """Articles with their documents, and all their words: to be fetched beside other rows, then put together by `together`."""
    rows = Article.objects.filter(key__in=list(keys)).select_related("document")
    return rows, ArticleVersion.objects.filter(article__key__in=list(keys))


def together(
    rows: Collection[Article] | QuerySet[Article],
    words: Collection[ArticleVersion] | QuerySet[ArticleVersion],
) -> dict[str, Known]:
    """Each article by its key with its versions (pure)."""
    of: dict[int, list[ArticleVersion]] = {row.pk: [] for row in rows}
    for one in words:
        if one.article_id in of:
            of[one.article_id].append(one)
    return {row.key: (row, of[row.pk]) for row in rows}


def known(
    numbers: Collection[str], keys: Collection[str], *, with_words: Collection[str]
) -> tuple[set[str], dict[str, Known]]:
    """Which of the documents are here, and the articles with their documents; versions only of those whose words are wanted.

    One statement.
    """
    documents = Document.objects.filter(number__in=list(numbers))
    rows = Article.objects.filter(key__in=list(keys)).select_related("document")
    words = ArticleVersion.objects.filter(article__key__in=list(with_words))
    load(documents, rows, words)
    of: dict[int, list[ArticleVersion]] = {row.pk: [] for row in rows}
    for one in words:
        of[one.article_id].append(one)
    return {one.number for one in documents}, {row.key: (row, of[row.pk]) for row in rows}


# --- for the pages ------------------------------------------------------------------------------------------


class _Counted(QuerySet[Document]):
    def with_counts(self) -> Any:
        """With the number of articles as `count`."""
        return self.annotate(count=Count("articles"))


def documents(words: str = "", kind: str = "") -> _Counted:
    """Documents whose number or title has these words, with or without diacritics; laws first, the newest first."""
    rows = _Counted(Document)
    for word in fold(words).split()[:12]:
        rows = rows.filter(searched__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-source", "-issued_on", "number")


def kinds() -> list[str]:
    """The kinds of document that are here."""
    return list(Document.objects.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct())


def document(number: str) -> Document | None:
    """A document by its number, however its letters are written."""
    return Document.objects.filter(number=number.upper()).first()


def articles(of: Document) -> QuerySet[Article]:
    """The articles of a document in their order."""
    return Article.objects.filter(document=of).order_by("place", "label")


def one_article(number: str, label: str) -> Article | None:
    """An article of a document, its versions with it."""
    key = f"{number.upper()}#{label}"
    return Article.objects.filter(key=key).select_related("document").prefetch_related("versions").first()


def beside(of: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after it, in one statement."""
    same = Article.objects.filter(document=of.document_id)
    before = same.filter(Q(place__lt=of.place) | Q(place=of.place, label__lt=of.label))
    after = same.filter(Q(place__gt=of.place) | Q(place=of.place, label__gt=of.label))
    last, first = before.order_by("-place", "-label")[:1], after.order_by("place", "label")[:1]
    load(last, first)
    return next(iter(last), None), next(iter(first), None)


def cites(of: Article) -> list[tuple[Link, Article | None]]:
    """What the article names, each with the article where it is here."""
    rows = list(of.links.all()[:200])
    there = Article.objects.select_related("document").in_bulk(
        [r.to_key for r in rows if r.to_key], field_name="key"
    )
    return [(r, there.get(r.to_key)) for r in rows if r.to_key or r.to_document]


def cited_by(of: Article) -> QuerySet[Article]:
    """Articles that name this one, those of its own document last."""
    return (
        Article.objects.filter(pk__in=Link.objects.filter(to_key=of.key).values("article"))
        .select_related("document")
        .order_by("document__number", "place", "label")
    )


def precedents(words: str = "") -> QuerySet[Precedent]:
    """Precedents whose number or title has these words."""
    rows = Precedent.objects.order_by("number")
    for word in fold(words).split()[:12]:
        rows = rows.filter(searched__contains=word)
    return rows


def precedents_on(key: str) -> QuerySet[Precedent]:
    """Precedents about an article."""
    return Precedent.objects.filter(pk__in=PrecedentArticle.objects.filter(key=key).values("precedent"))


def runs() -> QuerySet[ImportRun]:
    """Imports, the newest first, without what could not be read."""
    return ImportRun.objects.select_related("post__user").defer("problems").order_by("-started_at")


def articles_of(keys: list[str]) -> list[tuple[str, Article | None]]:
    """Each key with its article, where it is here."""
    there = Article.objects.select_related("document").in_bulk(keys, field_name="key")
    return [(key, there.get(key)) for key in keys]
