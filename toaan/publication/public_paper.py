"""The PDF of a published judgment or decision: laid out from the encoded text only, with clean metadata."""

from __future__ import annotations

from datetime import datetime

from toaan.cases.models import Case
from toaan.core import documents
from toaan.core.words import in_record_language
from toaan.publication import paper
from toaan.publication.models import Publication
from toaan.publication.states import PUBLISHED

FORM = "publication/forms/published.html"


@in_record_language
def keep(publication_id: str, *, at: datetime) -> None:
    """Render the paper of what is published and note its hash; nothing when it was withdrawn meanwhile."""
    publication = Publication.objects.select_related("case", "court").filter(pk=publication_id).first()
    if publication is None or publication.state != PUBLISHED or publication.paper_sha256:
        return
    court = paper.court(publication.public_text)
    context = {
        "publication": publication,
        "court_name": court,
        "called": called(publication),
        "dated": publication.dated,
        "about": paper.about(publication.public_text),
        "sections": paper.sections(publication.public_text),
    }
    made = documents.render(FORM, context, title=str(publication), at=at, author=court)
    # No act: a derivative of what the judge published, which anybody can render again.
    Publication.objects.filter(pk=publication.pk, state=PUBLISHED).update(paper_sha256=made.pk)


@in_record_language
def file_name(publication: Publication) -> str:
    """ "ban-an-01-2026-ds-st.pdf", "quyet-dinh-05-2026-qdst-hngd.pdf": nothing but the number."""
    number = publication.number.lower().replace("đ", "d").replace("/", "-")
    return f"{'ban-an' if publication.is_judgment else 'quyet-dinh'}-{number}.pdf"


def called(publication: Publication) -> str:
    """What the paper is: "Bản án phúc thẩm", "Quyết định giám đốc thẩm"."""
    if not publication.is_judgment:
        return publication.name
    second = publication.case.instance == Case.Instance.SECOND
    return f"{publication.name} {'phúc thẩm' if second else 'sơ thẩm'}"
