"""Papers about complaints of a return: the complaint of the portal, the notice of the session, the answers (BLTTDS 194)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toaan.core import clock, rules_in_force
from toaan.core.roles import Role
from toaan.filing.models import CourtPaper, Petition, Return, ReturnComplaint, ReturnReview, ReturnSession
from toaan.rules.copies import signing_title
from toaan.vietnamese.dates import format_date

K = CourtPaper.Kind
KINDS = frozenset({K.COMPLAINT, K.SESSION, K.ANSWER})
Made = tuple[CourtPaper.Kind, str, str, dict[str, Any]]


def due(returned: Return) -> Iterator[Made]:
    """The papers that this return should have by now beside its own."""
    reviews = returned.reviews.select_related("court", "judge__user", "number")
    for review in reviews.prefetch_related("complaints", "sessions__number", "sessions__judge__user"):
        common = {"returned": returned, "review": review, "court": review.court}
        for complaint in review.complaints.all():
            if complaint.channel == ReturnComplaint.Channel.ONLINE:
                yield K.COMPLAINT, str(complaint.pk), "filing/forms/return_complaint.html", {
                    **common, "complaint": complaint, "day": complaint.made_on,
                }  # fmt: skip
        said = _complaints(review)
        for session in review.sessions.all():
            yield K.SESSION, str(session.pk), "filing/forms/return_session.html", {
                **common, **_session(session), "complaints": said,
            }  # fmt: skip


def answer(petition: Petition, review: ReturnReview) -> tuple[str, dict[str, Any]]:
    """The layout of the decision and what it says; it becomes a paper when it is signed (`actions.sign_return_answer`)."""
    common = {"returned": review.returned, "review": review, "court": review.court}
    return "filing/forms/return_answer.html", {
        **common, **_answer(petition, review), "complaints": _complaints(review),
    }  # fmt: skip


def _complaints(review: ReturnReview) -> list[str]:
    return [str(c) + f", ngày {format_date(c.made_on)}" for c in review.complaints.all()]


def _session(session: ReturnSession) -> dict[str, Any]:
    return {"session": session, "day": clock.local_date(session.set_at), "number": session.number}


def _answer(petition: Petition, review: ReturnReview) -> dict[str, Any]:
    first = None
    if review.is_above:
        earlier = review.returned.reviews.filter(level=ReturnReview.Level.FIRST).exclude(number=None)
        first = earlier.select_related("number").last()
    title = ""
    if review.is_above and review.judge is not None:
        title = signing_title(president=review.judge.role == Role.PRESIDENT)
    day = review.decided_on or clock.today()
    return {
        "day": review.decided_on, "number": review.number, "first": first, "title_lines": title.split("\n"),
        "kept": review.is_kept, "term": rules_in_force.time_limit("BLTTDS:194.5", day).words(),
        "goes_on": petition.court.parent if review.is_kept and not review.is_above else None,
        "copies": review.copies.all(), "complained": any(c.is_complaint for c in review.complaints.all()),
    }  # fmt: skip
