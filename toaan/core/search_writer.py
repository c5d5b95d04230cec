"""The search writer: the one process that writes the index, from the changes that acts left."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import close_old_connections

from toaan.core.models import SearchChange

if TYPE_CHECKING:
    from toaan.engines.search import Document, TantivyIndex

log = logging.getLogger(__name__)
Builder = Callable[[str], "Document | None"]
Lister = Callable[[], Iterator[str]]
_kinds: dict[str, tuple[Builder, Lister]] = {}
PAUSE = 0.5


def searchable(kind: str, *, build: Builder, all_ids: Lister) -> None:
    """Register one kind of thing: how its document is built (None: not in the index), and all its ids."""
    _kinds[kind] = (build, all_ids)


def changed(kind: str, subject_id: object) -> None:
    """Note, inside the act's transaction, that the index must look at this thing again."""
    from toaan.core import clock

    SearchChange.objects.create(kind=kind, subject_id=str(subject_id), at=clock.now())


@cache
def index() -> TantivyIndex:
    """The index of this installation, for readers."""
    from toaan.engines.search import TantivyIndex

    return TantivyIndex(Path(settings.TOAAN_INDEX))


def write_changes(target: TantivyIndex | None = None) -> int:
    """Put waiting changes into the index and commit; only then forget them. Safe to repeat."""
    rows = list(SearchChange.objects.order_by("pk")[:500])
    if not rows:
        return 0
    with (target or index()).writer() as writer:
        for kind, subject_id in {(r.kind, r.subject_id) for r in rows}:
            build, _ = _kinds[kind]
            document = build(subject_id)
            if document is None:
                writer.delete(f"{kind}:{subject_id}")
            else:
                writer.put(document)
        writer.commit()
    SearchChange.objects.filter(pk__in=[r.pk for r in rows]).delete()
    return len(rows)


def rebuild(progress: Callable[[str], None] = print) -> int:
    """Queue everything anew; the writer (or this call, when none runs) brings the index up to date."""
    from toaan.core import clock

    total = 0
    for kind, (_, all_ids) in _kinds.items():
        rows = [SearchChange(kind=kind, subject_id=pk, at=clock.now()) for pk in all_ids()]
        SearchChange.objects.bulk_create(rows, batch_size=500)
        total += len(rows)
        progress(f"{kind}: {len(rows)}")
    return total


def main() -> None:
    """Write until SIGTERM."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        try:
            close_old_connections()
            if write_changes() == 0:
                stop.wait(PAUSE)
        except Exception:
            log.exception("search writer: will try again")
            stop.wait(5)
