"""Published judgments in the search index: the encoded text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from toaan.core import search_writer
from toaan.engines.search import Document
from toaan.publication import paper, queries
from toaan.publication.models import Publication

KIND = "publication"


def build(publication_id: str) -> Document | None:
    """The document of one published judgment; None, and it leaves the index, for any other state."""
    publication = queries.published().filter(pk=publication_id).first()
    return _document(publication) if publication else None


def all_ids() -> Iterator[str]:
    """Every publication: those not published any more are taken out."""
    return (str(pk) for pk in Publication.objects.order_by("pk").values_list("pk", flat=True).iterator(1000))


def _document(publication: Publication) -> Document:
    judgment = publication.judgment
    about = paper.about(publication.public_text)
    return Document(
        id=f"{KIND}:{publication.pk}",
        kind=KIND,
        title=f"Bản án {judgment.number}: {about}" if about else f"Bản án {judgment.number}",
        body="\n".join(p for section in paper.sections(publication.public_text) for p in section.paragraphs),
        fields={
            "court": judgment.text["court"],
            "dated": f"{judgment.dated:%d/%m/%Y}",
            "case_kind": judgment.case.get_kind_display(),
            "citations": "; ".join(publication.citations),
        },
        date=judgment.dated,
        facets={
            "court": judgment.case.court.code,
            "year": str(judgment.dated.year),
            "kind": judgment.case.kind,
        },
    )


search_writer.searchable(KIND, build=build, all_ids=all_ids)
