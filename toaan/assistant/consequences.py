"""What follows from acts of others: the indexes are brought up to what was imported, published, withdrawn."""

from __future__ import annotations

from toaan.assistant import articles, judgments
from toaan.core import clock
from toaan.core.events import afterwards
from toaan.core.models import Event
from toaan.publication.models import Publication


@afterwards("legislation.end_import")
def index_what_was_imported(_event: Event) -> None:
    """In the worker, so that the first question after an import need not wait."""
    if articles.is_large():
        articles.bring_up(clock.today())


@afterwards(
    "publication.publish", "publication.withdraw", "publication.take_correction", "publication.review"
)
def index_what_is_published(event: Event) -> None:
    """In the worker; until then a question that finds what was withdrawn leaves it out by asking the database.

    What was never published was never in the index: a review before that opens nothing.
    """
    if event.subject_type != Publication._meta.label_lower:
        return
    if Publication.objects.filter(pk=event.subject_id, published_at__isnull=False).exists():
        judgments.refresh([event.subject_id])
