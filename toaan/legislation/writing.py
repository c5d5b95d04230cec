"""Records into rows, a batch at a time: what is the same is passed over, what is better or newer is put in.

The words of the law are public reference data: they come from an import, which is an act (`actions.start`, `actions.finish`) with its
counts, and they leave no audit row for each article.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from toaan.legislation import links
from toaan.legislation.models import (
    Article,
    ArticleVersion,
    Document,
    Link,
    Precedent,
    PrecedentArticle,
    Source,
)
from toaan.legislation.reading.files import CONSOLIDATED, PHAPDIEN, PLAIN
from toaan.legislation.reading.precedents import PrecedentRecord
from toaan.legislation.reading.records import ArticleRecord
from toaan.vietnamese.text import fold

SOURCES = {PLAIN: Source.PLAIN, PHAPDIEN: Source.PHAPDIEN, CONSOLIDATED: Source.CONSOLIDATED}
BATCH = 1_000
"""Articles of one transaction: the others of the court wait a moment, not minutes."""
Told = tuple[Source, ArticleRecord]
_REPEALED = "(được bãi bỏ)"


def write(records: Sequence[Told]) -> Counter[str]:
    """Put a batch into the database, within the caller's transaction; how many articles are new, changed, unchanged."""
    documents = _documents(records)
    articles, renamed = _articles(records, documents)
    keys = {a.pk: key for key, a in articles.items()}
    known: dict[str, list[ArticleVersion]] = {key: [] for key in articles}
    for version in ArticleVersion.objects.filter(article__in=list(keys)):
        known[keys[version.article_id]].append(version)
    counts: Counter[str] = Counter()
    moved: set[str] = set()
    for source, record in records:
        done = _version(articles[record.key], source, record, known[record.key])
        counts["changed" if done == "unchanged" and record.key in renamed else done] += 1
        if done != "unchanged":
            moved.add(record.key)
    if moved:
        _periods([known[key] for key in moved])
        texts = {key: known[key] for key in moved}
        _links(texts, articles, [r for _source, r in records if r.key in moved])
    return counts


def _documents(records: Sequence[Told]) -> dict[str, Document]:
    numbers = {record.document for _source, record in records}
    there = Document.objects.in_bulk(list(numbers), field_name="number")
    new: dict[str, Document] = {}
    better: dict[str, Document] = {}
    for source, record in records:
        row = there.get(record.document) or new.get(record.document)
        if row is None:
            row = new[record.document] = Document(number=record.document, source=source)
        if _improve(row, source, record) and row.pk:
            better[record.document] = row
    for row in (*new.values(), *better.values()):
        row.searched = " ".join(fold(f"{row.number} {row.kind} {row.title}").split())
    Document.objects.bulk_create(new.values())
    Document.objects.bulk_update(
        better.values(),
        ["kind", "title", "searched", "issuer", "issued_on", "effective_on", "ended_on", "replaced_by", "url", "source"],
        batch_size=200,
    )  # fmt: skip
    return there | new


def _improve(row: Document, source: Source, record: ArticleRecord) -> bool:
    """Take what the record says of its document where nothing was known, or a lesser source said it."""
    told = {
        "kind": record.kind, "title": record.name, "issuer": record.issuer[:300], "issued_on": record.issued_on,
        "effective_on": record.effective, "ended_on": record.ended, "replaced_by": record.replaced_by,
    }  # fmt: skip
    return _take(row, source, told)


def _take(row: Any, source: Source, told: dict[str, Any]) -> bool:
    changed = False
    for name, value in told.items():
        before = getattr(row, name)
        if value and value != before and (not before or source > row.source):
            setattr(row, name, value)
            changed = True
    if source > row.source:
        row.source, changed = source, True
    return changed


def _articles(records: Sequence[Told], documents: dict[str, Document]) -> tuple[dict[str, Article], set[str]]:
    """The articles of the batch by key, and which of those that were there have another title or place now."""
    there = Article.objects.in_bulk([record.key for _source, record in records], field_name="key")
    new: dict[str, Article] = {}
    better: dict[str, Article] = {}
    for source, record in records:
        row = there.get(record.key) or new.get(record.key)
        if row is None:
            row = new[record.key] = Article(
                document=documents[record.document], key=record.key, label=record.article, source=source,
                place=place_of(record.article),
            )  # fmt: skip
        title = "" if record.title == _REPEALED else record.title
        told = {
            "title": title, "demuc": record.subject[:300], "topic": record.subject.partition(".")[0][:20] if record.subject else "",
            "chapter": record.chapter[:500], "code": record.code[:80], "url": record.url[:500],
        }  # fmt: skip
        if _take(row, source, told) and row.pk:
            better[record.key] = row
    Article.objects.bulk_create(new.values())
    Article.objects.bulk_update(
        better.values(),
        ["title", "topic", "demuc", "chapter", "code", "url", "source"],
        batch_size=200,
    )
    return there | new, set(better)


def place_of(label: str) -> int:
    """Where an article stands: "31a" after "31", before "32"; what has no number at the end."""
    found = re.match(r"(\d{1,6})([a-zđ]?)", label)
    if found is None:
        return 900_000_000
    letters = "abcdđeghiklmnopqrstuvxy"
    return int(found[1]) * 100 + (letters.index(found[2]) + 1 if found[2] in letters and found[2] else 0)


def _version(article: Article, source: Source, record: ArticleRecord, known: list[ArticleVersion]) -> str:
    changes = [
        {"by": a.by, "document": a.document, "from": a.from_day.isoformat() if a.from_day else ""}
        for a in record.amended
    ]
    days = [a.from_day for a in record.amended if a.from_day]
    told_from = max([*days, *([record.effective] if record.effective else [])], default=None)
    sha = _sha(asdict(record) | {"where": ""})
    same = next((v for v in known if v.source == source and v.told_from == told_from), None)
    if same is not None and same.sha256 == sha:
        return "unchanged"
    if same is None and not record.text and source != Source.CONSOLIDATED:
        return "unchanged" if known else "new"  # its title is known, its words are not
    told = {"text": record.text, "sha256": sha, "page": record.pages, "changes": changes}
    if same is None:
        row = ArticleVersion(article=article, source=source, told_from=told_from, from_day=told_from, **told)
        known.append(row)
        return "new" if len(known) == 1 else "changed"
    for name, value in told.items():
        setattr(same, name, value)
    return "changed"


def _sha(told: dict[str, Any]) -> str:
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, default=str, ensure_ascii=False).encode()
    ).hexdigest()


def _periods(all_versions: Iterable[list[ArticleVersion]]) -> None:
    """Settle the days of articles whose words were added to or changed, and save all of their versions."""
    rows: list[ArticleVersion] = []
    for versions in all_versions:
        settle(versions)
        rows += versions
    there = [v for v in rows if not v._state.adding]
    ArticleVersion.objects.bulk_create([v for v in rows if v._state.adding])
    ArticleVersion.objects.bulk_update(
        there,
        ["from_day", "until_day", "text", "sha256", "page", "changes"],
        batch_size=100,
    )


def settle(versions: Sequence[ArticleVersion]) -> None:
    """Which days the words of each source hold, all of them put together (pure).

    A consolidated text says when the words that it has began. What another source has is the words before the first change that the
    consolidated text tells of, or, where it reads the same, the same words; between two changes nothing may be known.
    """
    consolidated = [v for v in versions if v.source == Source.CONSOLIDATED]
    for v in versions:
        v.from_day, v.until_day = v.told_from, None
        if v.source != Source.CONSOLIDATED and v.from_day is not None:
            alike = [
                c.told_from
                for c in consolidated
                if c.told_from is not None and c.told_from > v.from_day and _plain(c.text) == _plain(v.text)
            ]
            v.from_day = min(alike, default=v.from_day)
    for v in versions:
        if v.from_day is None:
            continue
        later = [w.from_day for w in versions if w.from_day is not None and w.from_day > v.from_day]
        later += [
            day for w in versions if w.source >= v.source for one in w.changes
            if one["from"] and (day := date.fromisoformat(one["from"])) > v.from_day
        ]  # fmt: skip
        if later:
            v.until_day = min(later) - timedelta(days=1)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def newest(versions: Sequence[ArticleVersion]) -> ArticleVersion | None:
    """The latest words, of the best source."""
    return max(versions, key=lambda v: (v.from_day or date.min, v.source), default=None)


def _links(
    texts: dict[str, list[ArticleVersion]], articles: dict[str, Article], records: Sequence[ArticleRecord]
) -> None:
    refs: dict[str, set[str]] = {}
    for record in records:
        refs.setdefault(record.key, set()).update(record.refs)
    rows: list[Link] = []
    for key, versions in texts.items():
        article, version = articles[key], newest(versions)
        number = key.partition("#")[0]
        named = links.cited(version.text, number, version.from_day) if version else []
        rows += [
            Link(article=article, kind=Link.Kind.CITES, to_document=document[:80], to_key=target[:110])
            for document, target in named
            if target != key
        ]
        rows += [Link(article=article, kind=Link.Kind.RELATED, code=code[:80]) for code in refs.get(key, ())]
    of = [articles[key].pk for key in texts]
    kept = Link.objects.filter(article__in=of, kind=Link.Kind.RELATED).exclude(
        article__in=[articles[key].pk for key in refs if refs[key]]
    )
    Link.objects.filter(article__in=of).exclude(pk__in=kept.values("pk")).delete()
    Link.objects.bulk_create(rows, ignore_conflicts=True)


def join_codes() -> None:
    """Links that name a place in the Pháp điển learn which article stands there."""
    waiting = Link.objects.filter(kind=Link.Kind.RELATED, to_key="")
    codes = list(waiting.order_by().values_list("code", flat=True).distinct())
    for start in range(0, len(codes), BATCH):
        known = dict(
            Article.objects.filter(code__in=codes[start : start + BATCH])
            .order_by("-pk")
            .values_list("code", "key")
        )
        rows = list(waiting.filter(code__in=list(known)))
        for row in rows:
            row.to_key = known[row.code][:110]
            row.to_document = row.to_key.partition("#")[0]
        there = set(
            Link.objects.filter(article__in={r.article_id for r in rows}, kind=Link.Kind.RELATED)
            .exclude(to_key="")
            .values_list("article_id", "to_key", "code")
        )
        Link.objects.bulk_update(
            [r for r in rows if (r.article_id, r.to_key, r.code) not in there],
            ["to_key", "to_document"],
            batch_size=300,
        )


def write_precedent(record: PrecedentRecord) -> str:
    """One precedent, within the caller's transaction: "new", "changed" or "unchanged"."""
    sha = _sha(asdict(record) | {"where": ""})
    row = Precedent.objects.filter(number=record.number).first()
    if row is not None and row.sha256 == sha:
        return "unchanged"
    told = {
        "title": record.title, "adopted_on": record.adopted, "source": record.source, "situation": record.situation,
        "holding": record.holding, "url": record.url[:500], "sha256": sha,
        "searched": " ".join(fold(f"{record.number} {record.title}").split()),
    }  # fmt: skip
    made, created = Precedent.objects.update_or_create(number=record.number, defaults=told)
    made.articles.all().delete()
    PrecedentArticle.objects.bulk_create(PrecedentArticle(precedent=made, key=key) for key in record.articles)
    return "new" if created else "changed"
