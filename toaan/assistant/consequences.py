"""What follows from acts of others: the index of articles is brought up to what was imported."""

from __future__ import annotations

from toaan.assistant import articles
from toaan.core import clock
from toaan.core.events import afterwards
from toaan.core.models import Event


@afterwards("legislation.end_import")
def index_what_was_imported(_event: Event) -> None:
    """In the worker, so that the first question after an import need not wait."""
    if articles.is_large():
        articles.bring_up(clock.today())
