"""Acts of reviewers on what was said of answers: what is accepted is learnt from."""

from __future__ import annotations

import hashlib
from datetime import datetime

from toaan.assistant.actions.contributing import REASON, standing
from toaan.assistant.models import Feedback
from toaan.assistant.states import FEEDBACK
from toaan.core.acts import Act, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean


def accept_feedback(*, by: Viewer, feedback_id: int, said_at: datetime, at: datetime) -> Feedback:
    """Accept a word on an answer (chấp nhận góp ý): the assistant learns from it at the next training.

    Args:
        said_at: when the word that the reviewer read was said.

    Raises:
        Refused: "assistant.said_again", "wrong_state", "not_allowed", "not_found" (also of a question in a case).
    """
    with act("assistant.accept_feedback", by=by, at=at) as a:
        row = _locked(a, feedback_id, said_at)
        _decide(a, row, "", _("Chấp nhận góp ý về câu trả lời của trợ lý ảo"))
    return row


def decline_feedback(
    *, by: Viewer, feedback_id: int, said_at: datetime, reason: str, at: datetime
) -> Feedback:
    """Decline it, with the reason (không chấp nhận góp ý); nothing is learnt from it.

    Raises:
        Refused: "assistant.no_reason", and those of `accept_feedback`.
    """
    reason = clean(reason).strip()[:REASON]
    with act("assistant.decline_feedback", by=by, at=at) as a:
        row = _locked(a, feedback_id, said_at)
        if not reason:
            message = _("Hãy ghi vì sao không chấp nhận: người góp ý đọc được lý do.")
            raise Refused("assistant.no_reason", message, status=422, fields={"ly_do": message})
        _decide(a, row, reason, _("Không chấp nhận góp ý về câu trả lời của trợ lý ảo"))
    return row


def _locked(a: Act, feedback_id: int, said_at: datetime) -> Feedback:
    row = a.lock(Feedback, str(feedback_id), "question", "by__user", "by__court")
    if row.question.case_id is not None:  # belongs to a deliberation: it looks as if it were not there
        raise not_found()
    a.allow(row)
    FEEDBACK.after(a.name, row.review)
    if row.at != said_at:
        raise Refused(
            "assistant.said_again",
            _("Người góp ý vừa đổi ý kiến của mình. Hãy tải lại trang, đọc ý kiến mới rồi quyết định."),
        )
    return row


def _decide(a: Act, row: Feedback, reason: str, title: str) -> None:
    row.review = FEEDBACK.after(a.name, row.review)
    row.reviewed_by, row.reviewed_at, row.reason = a.by.post, a.at, reason
    row.save()
    a.record(
        row, court=standing(row.by.court, a), title=title, shown_to="nobody",
        data={
            "author": row.by_id, "question": row.question_id, "place": row.place, "verdict": row.verdict,
            "reason": hashlib.sha256(reason.encode()).hexdigest() if reason else "",
        },
    )  # fmt: skip
