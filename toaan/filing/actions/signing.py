"""The decision about complaints of a return is signed by whoever made it and sealed by the court (BLTTDS 194.4, 194.6).

The number and the decision come first, in an act of their own; the signature afterwards, for no lock is held while a token
answers. Where something stops in between, the decision waits for its signature.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from toaan.core import files, policy, signatures
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.engines.pdf import page_count
from toaan.filing import papers
from toaan.filing.models import CourtPaper, Petition, ReturnReview

SIGN, FIELD = "filing.sign_return_answer", "chu_ky_tham_phan"
ANSWER = CourtPaper.Kind.ANSWER


def sign_return_answer(*, by: Viewer, review_id: uuid.UUID, at: datetime) -> CourtPaper:
    """Sign the decision that has its number; it becomes a paper of the petition.

    Raises:
        Refused: "answer.none" before it is decided, "answer.signed" when it is signed already, "signing.…".
    """
    review = _found(review_id)
    policy.require(by, SIGN, review)
    _need_unsigned(review)
    file = _signed(by, review, at)
    with act(SIGN, by=by, at=at) as a:
        petition = a.lock(Petition, review.returned.petition_id, "court", "number")
        locked = a.lock(ReturnReview, review_id, "number")
        a.allow(review)
        _need_unsigned(locked)
        locked.signed_at = at
        locked.save(update_fields=["signed_at"])
        made = CourtPaper.objects.create(
            petition=petition, kind=ANSWER, of=str(review.pk), file=file, made_at=at
        )
        a.record(
            petition,
            court=review.court,
            petition_id=petition.pk,
            title=_("Ký, ban hành quyết định số %s về việc trả lại đơn") % review,
            data={**petition.told, "review": review.pk, "number": review.number, "sha256": file.pk},
            shown_to="parties",
        )
    return made


def _found(review_id: uuid.UUID) -> ReturnReview:
    rows = ReturnReview.objects.select_related(
        "returned__petition__court__parent", "returned__petition__number", "returned__number", "court", "judge__user", "number"
    )  # fmt: skip
    found = rows.filter(pk=review_id).first()
    if found is None:
        raise not_found()
    return found


def _need_unsigned(review: ReturnReview) -> None:
    if review.number is None:
        raise Refused("answer.none", _("Chưa có quyết định để ký."))
    if review.signed_at is not None:
        raise Refused("answer.signed", _("Quyết định số %s đã được ký.") % review)


def _signed(by: Viewer, review: ReturnReview, at: datetime) -> StoredFile:
    """The paper with the signature of the person acting and the court's seal."""
    paper = papers.return_answer(review, at)
    content = signatures.sign_as(by, files.read(paper.sha256), reason=str(ANSWER.label), at=at, field=FIELD)
    content = signatures.seal_as_court(review.court, content, at=at)
    return files.keep_made(content, pages=page_count(content), at=at)
