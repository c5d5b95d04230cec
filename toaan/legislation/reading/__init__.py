"""Legal texts as they come: the offline Pháp điển, consolidated PDFs, plain JSON. Each reader gives records, and says what it could not read."""

from toaan.legislation.reading.records import Amendment, ArticleRecord, Unreadable

__all__ = ["Amendment", "ArticleRecord", "Unreadable"]
