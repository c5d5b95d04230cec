"""The index of the articles that are here: made from the imported law, kept beside the database, made again when it no longer fits."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from toaan.engines.retrieval import Entry, Index, IndexUnusable
from toaan.legislation import queries
from toaan.legislation.models import ArticleVersion

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
        yield Entry(one.key, one.number, one.document, one.kind, one.title, one.text, one.demuc, one.chapter)
