"""The contract of a content store: put bytes in, get them back by their SHA-256."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

_SHA256 = re.compile(r"[0-9a-f]{64}")


class StorageError(Exception):
    """Something the store could not do; ``str()`` is a Vietnamese sentence for the user."""


class StorageFull(StorageError):
    """No room left on the disk (ENOSPC, quota): nothing was stored."""


class ContentTooLarge(StorageError):
    """More bytes than the store accepts in one file: nothing was stored."""


class ContentMissing(StorageError, KeyError):
    """No content with this hash."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: the hash in 64 lower-case hex digits and the size in bytes."""

    sha256: str
    size: int


@runtime_checkable
class ContentStore(Protocol):
    """A store of immutable bytes. The hash is the only name; the same bytes are kept once."""

    def put(self, content: BinaryIO | bytes) -> Stored:
        """Store the bytes durably before returning.

        Raises StorageFull, ContentTooLarge or StorageError; then nothing was stored.
        """
        ...

    def adopt(self, path: Path) -> Stored:
        """Store a finished local file, without copying it where that is possible. Nothing may write to it afterwards.

        Raises as ``put``.
        """
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open for reading. Raises ContentMissing."""
        ...

    def read(self, sha256: str) -> bytes:
        """All bytes at once. Raises ContentMissing."""
        ...

    def exists(self, sha256: str) -> bool:
        """Whether content with this hash is stored (its bytes are not read)."""
        ...

    def path(self, sha256: str) -> Path | None:
        """A local file to hand to a program or web server, or None when there is no such file here."""
        ...

    def verify(self, sha256: str) -> bool:
        """Read all bytes again and compare (fixity check). False when damaged or missing."""
        ...

    def sweep(self, *, older_than: float, now: float) -> int:
        """Remove what crashed writers left over ``older_than`` seconds before ``now``; returns how many."""
        ...

    def iter_hashes(self) -> Iterator[str]:
        """Every stored hash, in ascending order."""
        ...


def check_hash(sha256: str) -> str:
    """Return the hash unchanged, or raise ValueError: a hash is also a file name, nothing else may pass."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in lower-case hex: {sha256!r}")
    return sha256
