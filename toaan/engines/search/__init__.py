"""Full-text search in Vietnamese: with or without diacritics, document numbers, phrases, filters."""

from .api import Document, Hit, IndexBusy, IndexOutdated, IndexWriter, Results, SearchIndex
from .local import TantivyIndex
from .snippets import highlight

__all__ = [
    "Document",
    "Hit",
    "IndexBusy",
    "IndexOutdated",
    "IndexWriter",
    "Results",
    "SearchIndex",
    "TantivyIndex",
    "highlight",
]
