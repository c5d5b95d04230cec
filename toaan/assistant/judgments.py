"""The index of published judgments and decisions: beside the database, brought up with each publication and withdrawal."""

from __future__ import annotations

import fcntl
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
            index.remove({*keys} - {one.key for one in there})
            if there:
                index.add(there)
        index.save(folder())


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
    """What this process has open."""

    index: SimilarIndex | None = None
    saved: tuple[str, int] = ("", 0)
    looked: float = -_TRUSTED
    asked: float = -_AGAIN


_held = _Held()


def ready() -> SimilarIndex | None:
    """The index without waiting; None while the worker builds it, or where nothing is published."""
    now, stands = time.monotonic(), folder() / _LIST
    saved = (str(stands), stands.stat().st_mtime_ns if stands.exists() else 0)
    if _held.index is not None and (
        _held.saved == saved or (now - _held.looked < _TRUSTED and _held.saved[0] == saved[0])
    ):
        return _held.index
    try:
        _held.index, _held.saved, _held.looked = SimilarIndex.load(folder()), saved, now
        return _held.index
    except IndexUnusable:
        return _begin(now)


def _begin(now: float) -> SimilarIndex | None:
    there = queries.published().order_by()[: FEW + 1].count()
    if 0 < there <= FEW:
        rebuild()
        _held.index = SimilarIndex.load(folder())
        stands = folder() / _LIST
        _held.saved = (str(stands), stands.stat().st_mtime_ns)
        return _held.index
    if there and now - _held.asked > _AGAIN:
        from toaan.assistant.tasks import index_judgments

        _held.asked = now
        index_judgments.enqueue()
    _held.index = None
    return None


def open_to_all(keys: Collection[str]) -> dict[str, Publication]:
    """Those of the keys that are published now: an index may lag behind a withdrawal, the database does not."""
    wanted = [uuid.UUID(key) for key in keys]
    return {str(one.pk): one for one in queries.published().filter(pk__in=wanted)} if wanted else {}
