"""The index of published judgments and decisions: beside the database, brought up with each publication and withdrawal."""

from __future__ import annotations

import fcntl
import threading
import time
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from toaan.engines.similar import IndexUnusable, Judgment, SimilarIndex
from toaan.legislation import queries as laws
from toaan.publication import paper, queries
from toaan.publication.models import Publication
from toaan.vietnamese.citations import find_citations

FEW = 200
"""So many judgments are indexed while somebody waits (a second or two), more by the worker."""
_TRUSTED = 15.0
"""Seconds for which a process does not look whether another one saved the index anew."""
_AGAIN = 60.0
"""Seconds after which a process asks the worker again."""
_LIST = "similar.json"


def entry(publication: Publication) -> Judgment:
    """A published judgment as the index takes it: the encoded text and nothing else."""
    return Judgment(
        key=str(publication.pk), number=publication.short, title=paper.about(publication.public_text), kind=publication.case.kind,
        level=publication.court.level, court=publication.court.code, day=publication.dated, relation=publication.case.legal_relation,
        text=publication.public_text, articles=cited(publication.public_text, publication.dated),
    )  # fmt: skip


def cited(text: str, day: date) -> tuple[str, ...]:
    """Keys of the articles that a text cites, by what the names of laws meant on its day."""
    keys = (laws.by_citation(one, day) for one in find_citations(text) if one.law)
    return tuple(dict.fromkeys(key for key in keys if key))


def rebuild() -> int:
    """Build the whole index from the database; readers keep the old one until it is done. Returns how many judgments it has."""
    with _alone():
        return _build()


def _build() -> int:
    index = SimilarIndex.build(_published(), work=folder())
    index.compact()
    index.save(folder())
    return index.count


def refresh(keys: Collection[str]) -> None:
    """Take these publications in as they stand, or out where they are published no more. Done twice, nothing changes."""
    with _alone():
        try:
            index = SimilarIndex.load(folder())
        except IndexUnusable:
            if not (folder() / _LIST).exists():
                return  # nobody asked yet: the first question has all of them indexed
            index = SimilarIndex.build(_published(), work=folder())
        else:
            there = [entry(one) for one in queries.published().filter(pk__in=list(keys))]
            if not index.remove({*keys} - {one.key for one in there}) and not there:
                return  # what is not published was not in it
            if there:
                index.add(there)
        index.save(folder())
    _held.looked = -_TRUSTED  # this process knows of it


def _published() -> Iterator[Judgment]:
    for one in queries.published().order_by("pk").iterator(chunk_size=200):
        yield entry(one)


def folder() -> Path:
    """Where the index lies."""
    place = Path(settings.TOAAN_ASSISTANT) / "judgments"
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def _alone() -> Iterator[None]:
    with folder().with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass
class _Held:
    """What this process has open. Another index is another one of these, so that a thread never sees half of each."""

    index: SimilarIndex | None = None
    saved: tuple[str, int] = ("", 0)
    looked: float = -_TRUSTED
    asked: float = -_AGAIN


_held = _Held()
_opening = threading.Lock()
"""Whose thread has it opens or builds; the others do not wait."""


def ready() -> SimilarIndex | None:
    """The index without waiting; None while it is built, or where nothing is published."""
    now, saved, held = time.monotonic(), _saved(), _held
    here = held.index if held.saved[0] == saved[0] else None
    if here is not None and (held.saved == saved or now - held.looked < _TRUSTED):
        return here
    if not _opening.acquire(blocking=False):
        return here
    try:
        return _opened(now, here)
    finally:
        _opening.release()


def _saved() -> tuple[str, int]:
    """Where the index is written, and when that was last done."""
    stands = folder() / _LIST
    try:
        return str(stands), stands.stat().st_mtime_ns
    except FileNotFoundError:
        return str(stands), 0


def _opened(now: float, here: SimilarIndex | None) -> SimilarIndex | None:
    saved = _saved()  # before it is read: what is saved meanwhile is then read again
    try:
        return _hold(SimilarIndex.load(folder()), saved, now)
    except IndexUnusable:
        if here is None:
            return _begin(now)
        _ask_the_worker(
            now
        )  # it met a save, and the next question opens it; or it is damaged, and the worker builds it
        return here


def _begin(now: float) -> SimilarIndex | None:
    there = queries.published().order_by()[: FEW + 1].count()
    if 0 < there <= FEW:
        with _alone():
            saved = _saved()
            try:
                return _hold(SimilarIndex.load(folder()), saved, now)  # another process was first
            except IndexUnusable:
                _build()
                return _hold(SimilarIndex.load(folder()), _saved(), now)
    if there:
        _ask_the_worker(now)
    return None


def _ask_the_worker(now: float) -> None:
    if now - _held.asked > _AGAIN:
        from toaan.assistant.tasks import index_judgments

        _held.asked = now
        index_judgments.enqueue()


def _hold(index: SimilarIndex, saved: tuple[str, int], now: float) -> SimilarIndex:
    global _held  # noqa: PLW0603  (one open index per process)
    _held = _Held(index, saved, now, _held.asked)
    return index


def open_to_all(keys: Collection[str]) -> dict[str, Publication]:
    """Those of the keys that are published now: an index may lag behind a withdrawal, the database does not."""
    wanted = [uuid.UUID(key) for key in keys]
    return {str(one.pk): one for one in queries.published().filter(pk__in=wanted)} if wanted else {}
