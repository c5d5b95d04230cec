"""The index of the articles that are here: made from the imported law, kept beside the database, made again when it no longer fits."""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from toaan.assistant.models import RankerVersion
from toaan.assistant.training import files
from toaan.engines.retrieval import Entry, Index, IndexUnusable
from toaan.engines.retrieval.model import Ranker, shipped
from toaan.engines.retrieval.rerank import FIRST, Endpoint, Ordered, Scorer, chosen, reordered
from toaan.legislation import names, queries
from toaan.legislation.models import ArticleVersion
from toaan.vietnamese.citations import law_name

_log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]
FEW = 3_000
"""An index of so many versions is built while somebody waits (about a second), a larger one by the worker."""
_TRUSTED = 20.0
"""Seconds for which a process believes that nothing was imported."""
_AGAIN = 60.0
"""Seconds after which a process asks the worker again."""


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
    folder = _folder()
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stands, wanted = folder.with_suffix(".stamp"), stamp(day)
        if not anew and _written(wanted):
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


def _folder() -> Path:
    folder = Path(settings.TOAAN_ASSISTANT) / "articles"
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass
class _Held:
    """The index that this process has open. Another index is another one of these, so that a thread never sees half of each."""

    index: Index | None = None
    stamp: str = ""
    looked: float = -_TRUSTED
    place: str = ""
    asked: float = -_AGAIN


_held = _Held()
_opening = threading.Lock()
"""Whose thread has it opens or builds; the others do not wait."""


@dataclass(frozen=True)
class Ready:
    """An index to ask at once, or why there is none: "none" (no law), "building", "damaged"."""

    index: Index | None
    state: str = ""
    stamp: str = ""


def ready(day: date) -> Ready:
    """The index without waiting: the one that fits, else an older one while the worker builds, else none.

    A page asks this one. A small index is built on the spot.
    """
    now, place, held = time.monotonic(), str(settings.TOAAN_ASSISTANT), _held
    here = held.index if held.place == place else None
    if here is not None and now - held.looked < _TRUSTED:
        return Ready(here, "", held.stamp)
    wanted = stamp(day)
    if here is not None and held.stamp == wanted:
        held.looked = now
        return Ready(here, "", wanted)
    older = Ready(here, "building", held.stamp if here is not None else "")
    if not _opening.acquire(blocking=False):
        return older
    try:
        return _opened(day, wanted, place, older)
    finally:
        _opening.release()


def _opened(day: date, wanted: str, place: str, older: Ready) -> Ready:
    state = older.state
    if _written(wanted):
        try:
            return _hold(Index.load(_folder()), wanted, place)
        except IndexUnusable:  # damaged; or it is being built, and then its stamp is gone
            state = "damaged" if _written(wanted) else state
    if not ArticleVersion.objects.exists():
        return Ready(None, "none")
    if not is_large():
        return _hold(index(day), wanted, place)
    now = time.monotonic()
    if now - _held.asked > _AGAIN:
        from toaan.assistant.tasks import build_index

        _held.asked = now
        build_index.enqueue()
    return replace(older, state=state)


@dataclass(frozen=True)
class Ordering:
    """The order in use: the ranker, its number (0: what ships), and why it is not the promoted one ("missing", "damaged", "other")."""

    ranker: Ranker
    number: int
    fault: str = ""


_rankers: dict[tuple[str, str], Ranker] = {}
"""The last one that was loaded, by its place and digest."""


def ranker() -> Ordering:
    """The promoted order where its file is what was written, else the one that ships. One statement; a page and a command ask it."""
    row = RankerVersion.objects.filter(promoted=True).only("number", "sha256").first()
    if row is None:
        return Ordering(shipped(), 0)
    kept = (str(files.path(row.number)), row.sha256)
    loaded = _rankers.get(kept)
    if loaded is None:
        try:
            loaded = files.load(row.number, row.sha256)
        except files.Unusable as error:
            return Ordering(shipped(), 0, error.why)
        _rankers.clear()  # another thread may do so at any time: what is given back is our own
        _rankers[kept] = loaded
    return Ordering(loaded, row.number)


def is_large() -> bool:
    """Whether nobody can wait for the index to be built."""
    return ArticleVersion.objects.order_by()[: FEW + 1].count() > FEW


def bring_up(day: date) -> None:
    """Build the index unless the one in the folder fits and can be read."""
    index(day)


def _written(wanted: str) -> bool:
    """Whether the folder has the index with this stamp."""
    try:
        return _folder().with_suffix(".stamp").read_text(encoding="ascii") == wanted
    except FileNotFoundError:
        return False


def _hold(index: Index, wanted: str, place: str) -> Ready:
    global _held  # noqa: PLW0603  (one open index per process)
    _held = _Held(index, wanted, time.monotonic(), place, _held.asked)
    return Ready(index, "", wanted)


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


def find(
    found: Index,
    question: str,
    k: int,
    day: date,
    allowed: Collection[str] | None = None,
    *,
    ranker: Ranker | None = None,
) -> Ordered:
    """The k articles that answer best. Where the court set up a model of its own, it and our order together put the first fifty in order;
    when it does not answer, ours stands alone, and the log and ``failed`` say so.
    """
    scorer = _scorer(*_named())
    if scorer is None:
        return Ordered(found.rank(question, k, allowed, ranker))
    ordered = reordered(
        question, found.rank(question, max(k, FIRST), allowed, ranker), scorer, lambda keys: _texts(keys, day)
    )
    if ordered.failed:
        _log.warning("the court's own model did not order the articles: %s", ordered.failed)
    return Ordered(ordered.hits[:k], ordered.failed)


def own_model() -> Scorer | None:
    """The court's own model as the settings name it, asked as if never before.

    Raises:
        ValueError: a setting is wrong; the message names it.
    """
    return _made(*_named())


def _named() -> tuple[str, str, str, str, float]:
    return (
        settings.TOAAN_RERANK_URL.strip(), settings.TOAAN_RERANK_MODEL, settings.TOAAN_EMBED_URL.strip(), settings.TOAAN_EMBED_MODEL,
        settings.TOAAN_RERANK_SECONDS,
    )  # fmt: skip


def _made(rerank: str, rerank_model: str, embed: str, embed_model: str, seconds: float) -> Scorer | None:
    name = "TOAAN_RERANK_URL" if rerank else "TOAAN_EMBED_URL"
    try:
        if rerank:  # then the other one is not asked, so it may be as it likes
            return chosen(Endpoint(rerank, rerank_model, seconds), None)
        return chosen(None, Endpoint(embed, embed_model, seconds) if embed else None)
    except ValueError as error:
        raise ValueError(f"{name}, TOAAN_RERANK_SECONDS: {error}") from None


@cache
def _scorer(*named: Any) -> Scorer | None:
    """Kept for the life of the process: it remembers when an address last failed. A wrong setting is logged once and asks nobody."""
    try:
        return _made(*named)
    except ValueError as error:
        _log.error("the court's own model orders no articles: %s", error)
        return None


def _texts(keys: Sequence[str], day: date) -> list[str]:
    """What a model reads of each article: the document, the title, the words of the day."""
    found = {one.key: one for one in queries.some_articles(keys, day)}
    return [
        f"{one.document}. Điều {one.key.rpartition('#')[2]}. {one.title}\n{one.text}"
        if (one := found.get(key))
        else key
        for key in keys
    ]
