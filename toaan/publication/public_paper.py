"""The PDF of a published judgment: laid out from the encoded text only, with clean metadata."""

from __future__ import annotations

from datetime import datetime

from toaan.core import documents
from toaan.core.words import in_record_language
from toaan.publication import paper
from toaan.publication.models import Publication
from toaan.publication.states import PUBLISHED

FORM = "publication/forms/judgment.html"


@in_record_language
def keep(publication_id: str, *, at: datetime) -> None:
    """Render the paper of a published judgment and note its hash; nothing when it was withdrawn meanwhile."""
    publication = (
        Publication.objects.select_related("judgment__case__court", "judgment__number")
        .filter(pk=publication_id)
        .first()
    )
    if publication is None or publication.state != PUBLISHED or publication.paper_sha256:
        return
    court = publication.judgment.text["court"]
    context = {
        "publication": publication,
        "court_name": court,
        "number": str(publication.judgment.number),
        "dated": publication.judgment.dated,
        "about": paper.about(publication.public_text),
        "sections": paper.sections(publication.public_text),
    }
    made = documents.render(FORM, context, title=str(publication), at=at, author=court)
    # No act: a derivative of what the judge published, which anybody can render again.
    Publication.objects.filter(pk=publication.pk, state=PUBLISHED).update(paper_sha256=made.pk)


@in_record_language
def file_name(publication: Publication) -> str:
    """ "ban-an-01-2026-ds-st.pdf": nothing but the number."""
    number = str(publication.judgment.number).lower().replace("đ", "d").replace("/", "-")
    return f"ban-an-{number}.pdf"
