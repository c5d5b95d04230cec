"""Where learnt orders lie: `TOAAN_HOME/models`, one file a version, written whole or not at all, known by its digest."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from django.conf import settings

from toaan.engines.retrieval.model import Ranker, shipped


class Unusable(Exception):
    """The file of a version cannot be used: "missing", "damaged", or "other" (made by a program with other features)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def path(number: int) -> Path:
    """The file of a version."""
    return Path(settings.TOAAN_HOME) / "models" / f"ranker-{number}.npz"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of two trainings that end together the second waits for its number."""
    place = path(0).with_name("lock")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def save(ranker: Ranker, number: int) -> str:
    """Write the file of a version; gives its digest."""
    place = path(number)
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f"{place.name}.{os.getpid()}.new")
    ranker.save(new)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    told = _digest(new)
    new.replace(place)
    return told


def fault(number: int, sha256: str) -> str:
    """What is wrong with the file of a version: "", "missing", "damaged"."""
    try:
        return "" if _digest(path(number)) == sha256 else "damaged"
    except OSError:
        return "missing"


def load(number: int, sha256: str) -> Ranker:
    """The order of a version.

    Raises:
        Unusable: there is no file, it is not what was written, or it belongs to another program.
    """
    if wrong := fault(number, sha256):
        raise Unusable(wrong)
    try:
        found = Ranker.load(path(number))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise Unusable("damaged") from error
    if found.width != shipped().width:
        raise Unusable("other")
    return found


def drop(number: int) -> None:
    """Take away a file whose version was not entered."""
    path(number).unlink(missing_ok=True)


def _digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()
