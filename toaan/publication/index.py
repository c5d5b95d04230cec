"""Published judgments and decisions in the search index: the encoded text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from toaan.core import search_writer
from toaan.engines.search import Document
from toaan.publication import paper, queries
from toaan.publication.models import Publication

KIND = "publication"


def build(publication_id: str) -> Document | None:
    """The document of one published judgment or decision; None, and it leaves the index, for any other state."""
    publication = queries.published().filter(pk=publication_id).first()
    return _document(publication) if publication else None


def all_ids() -> Iterator[str]:
    """Every publication: those not published any more are taken out."""
    return (str(pk) for pk in Publication.objects.order_by("pk").values_list("pk", flat=True).iterator(1000))


def _document(publication: Publication) -> Document:
    about = paper.about(publication.public_text)
    called = f"{publication.name} {publication.number}"
    return Document(
        id=f"{KIND}:{publication.pk}",
        kind=KIND,
        title=f"{called}: {about}" if about else called,
        body="\n".join(p for section in paper.sections(publication.public_text) for p in section.paragraphs),
        fields={
            "court": publication.court.name,
            "dated": f"{publication.dated:%d/%m/%Y}",
            "case_kind": publication.case.get_kind_display(),
            "citations": "; ".join(publication.citations),
        },
        date=publication.dated,
        facets={
            "court": publication.court.code,
            "year": str(publication.dated.year),
            "kind": publication.case.kind,
            "form": publication.form,
        },
    )


search_writer.searchable(KIND, build=build, all_ids=all_ids)
