"""Finding the articles of law that answer a question: an index in numpy, a small encoder, a learnt order. No Django, no network."""

from toaan.engines.retrieval.api import Entry, Hit, IndexUnusable
from toaan.engines.retrieval.index import Index

__all__ = ["Entry", "Hit", "Index", "IndexUnusable"]
