"""Bytes by their SHA-256: the court's originals, stored once and never touched again."""

from .api import ContentMissing, ContentStore, ContentTooLarge, StorageError, StorageFull, Stored
from .local import LocalStore

__all__ = [
    "ContentMissing",
    "ContentStore",
    "ContentTooLarge",
    "LocalStore",
    "StorageError",
    "StorageFull",
    "Stored",
]
