"""The index of the articles that are here: made from the imported law, kept beside the database, made again when it no longer fits."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, Max

from toaan.engines.retrieval import Entry, Index, IndexUnusable
from toaan.engines.retrieval.rerank import FIRST, Endpoint, Ordered, Scorer, chosen, reordered
from toaan.legislation import names, queries
from toaan.legislation.models import ArticleVersion
from toaan.vietnamese.citations import law_name

_log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]


class NoLaw(Exception):
    """Nothing was imported: there is nothing to find."""


def index(day: date, progress: Progress | None = None, *, anew: bool = False) -> Index:
    """The index of the law as it reads on a day, from its folder where it still fits the database, else built now.

    One process builds, others wait for it. A folder that is damaged, or of an older program, counts as none.

    Args:
        progress: told what is being done, how much of it, of how much.
        anew: build it whatever is there.

    Raises:
        NoLaw: nothing was imported.
    """
    folder = Path(settings.TOAAN_INDEX) / "articles"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stands, wanted = folder.with_suffix(".stamp"), stamp(day)
        if not anew and stands.exists() and stands.read_text(encoding="ascii") == wanted:
            try:
                return Index.load(folder)
            except IndexUnusable as error:
                if progress:
                    progress(f"chỉ mục hỏng ({error}), dựng lại từ cơ sở dữ liệu", 0, 0)
        if not ArticleVersion.objects.exists():
            raise NoLaw
        stands.unlink(missing_ok=True)  # killed from here on, the index is built again
        Index.build(entries(day), progress).save(folder)
        stands.write_text(wanted, encoding="ascii")
        return Index.load(folder)


def stamp(day: date) -> str:
    """Another one once an import changed anything, or words began to hold since."""
    begun = ArticleVersion.objects.filter(from_day__lte=day).aggregate(n=Count("pk"), last=Max("from_day"))
    return f"{queries.stamp()} {begun['n']} {begun['last']}"


def entries(day: date) -> Iterator[Entry]:
    """Every article with its words of the day, as the index takes it."""
    for one in queries.every_article(day):
        known = names.short_for(one.number)
        document = law_name(known) if known else one.document
        yield Entry(one.key, one.number, document, one.kind, one.title, one.text, one.demuc, one.chapter)


def find(found: Index, question: str, k: int, day: date) -> Ordered:
    """The k articles that answer best. Where the court set up a model of its own, it and our order together put the first fifty in order;
    when it does not answer, ours stands alone, and the log and ``failed`` say so.
    """
    scorer = _scorer(
        settings.TOAAN_RERANK_URL, settings.TOAAN_RERANK_MODEL, settings.TOAAN_EMBED_URL, settings.TOAAN_EMBED_MODEL,
        settings.TOAAN_RERANK_SECONDS,
    )  # fmt: skip
    if scorer is None:
        return Ordered(found.rank(question, k))
    ordered = reordered(question, found.rank(question, max(k, FIRST)), scorer, lambda keys: _texts(keys, day))
    if ordered.failed:
        _log.warning("the court's own model did not order the articles: %s", ordered.failed)
    return Ordered(ordered.hits[:k], ordered.failed)


@cache
def _scorer(rerank: str, rerank_model: str, embed: str, embed_model: str, seconds: float) -> Scorer | None:
    """Kept for the life of the process: it remembers when an address last failed."""
    try:
        return chosen(
            Endpoint(rerank, rerank_model, seconds) if rerank else None,
            Endpoint(embed, embed_model, seconds) if embed else None,
        )
    except ValueError as error:
        raise ImproperlyConfigured(f"TOAAN_RERANK_URL, TOAAN_EMBED_URL: {error}") from None


def _texts(keys: Sequence[str], day: date) -> list[str]:
    """What a model reads of each article: the document, the title, the words of the day."""
    found = {one.key: one for one in queries.some_articles(keys, day)}
    return [
        f"{one.document}. Điều {one.key.rpartition('#')[2]}. {one.title}\n{one.text}"
        if (one := found.get(key))
        else key
        for key in keys
    ]
