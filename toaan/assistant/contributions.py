"""Reading contributed answers and the words on answers: one's own; what waits, for reviewers; what is in use, for everybody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from toaan.assistant.models import Contribution, Feedback, Installation, Question
from toaan.assistant.states import ACCEPTED, APPROVED, DECLINED, NONE, WAITING, WITHDRAWN
from toaan.assistant.training import sources
from toaan.core import policy
from toaan.core.errors import not_found
from toaan.core.viewer import Viewer
from toaan.engines.retrieval.measure import Line
from toaan.vietnamese.text import fold

MINE, TO_REVIEW, IN_USE = "cua-toi", "cho-duyet", "dang-dung"
REVIEWED = "da-xet"


def reviews(viewer: Viewer) -> bool:
    """Whether this officer decides on what others contributed and said."""
    return policy.allows(viewer, "assistant.approve", Installation())


def visible_to(viewer: Viewer, *, reviewer: bool) -> QuerySet[Contribution]:
    """One's own, and what is in use; reviewers read also what waits and what was sent back or withdrawn."""
    rows = Contribution.objects.select_related("by__user", "by__court", "court", "decided_by__user")
    if viewer.system or reviewer:
        return rows
    if viewer.user is None or not viewer.is_staff:
        return rows.none()
    return rows.filter(Q(state=APPROVED) | Q(by__user=viewer.user))


def get(viewer: Viewer, contribution_id: uuid.UUID, *, reviewer: bool) -> Contribution:
    """One of them.

    Raises:
        Refused: "not_found".
    """
    found = visible_to(viewer, reviewer=reviewer).filter(pk=contribution_id).first()
    if found is None:
        raise not_found()
    return found


def listed(viewer: Viewer, part: str, words: str, *, reviewer: bool) -> QuerySet[Contribution]:
    """Part of them: one's own, those that wait (the longest first; not one's own), those in use."""
    rows = visible_to(viewer, reviewer=reviewer)
    if part == IN_USE:
        rows = rows.filter(state=APPROVED).order_by("-decided_at", "pk")
    elif part == TO_REVIEW and reviewer:
        rows = rows.filter(state=WAITING).exclude(by__user=viewer.user).order_by("sent_at", "pk")
    else:
        rows = rows.filter(by__user=viewer.user).exclude(state=WITHDRAWN).order_by("-sent_at", "pk")
    for word in fold(words).split()[:12]:
        rows = rows.filter(searched__contains=word)
    return rows


def question_to_prefill(viewer: Viewer, question_id: str) -> Question:
    """A question of one's own outside cases, to make a contribution of it. One of a case is not there for anybody.

    Raises:
        Refused: "not_found".
    """
    try:
        key = uuid.UUID(question_id)
    except ValueError:
        raise not_found() from None
    rows = Question.objects.filter(case=None, by=viewer.post).prefetch_related("feedback")
    found = rows.filter(pk=key).first()
    if found is None:
        raise not_found()
    return found


def feedback_visible_to(viewer: Viewer, *, reviewer: bool) -> QuerySet[Feedback]:
    """Words on questions outside cases: one's own; reviewers read all that was put before them. Those in cases nobody, here."""
    rows = Feedback.objects.filter(question__case=None).select_related("question", "by__user", "by__court", "reviewed_by__user")  # fmt: skip
    if viewer.system:
        return rows
    own = Q(by=viewer.post) if viewer.post is not None else Q(pk=None)
    return rows.filter(own | ~Q(review=NONE)) if reviewer else rows.filter(own)


def feedback(viewer: Viewer, question_id: uuid.UUID, place: int | None, *, reviewer: bool) -> Feedback:
    """The word on one place of an answer (outside cases the one who asked says it); without a place the first that waits.

    Raises:
        Refused: "not_found".
    """
    rows = list(
        feedback_visible_to(viewer, reviewer=reviewer).filter(question=question_id).order_by("place", "pk")
    )
    if place is not None:
        rows = [row for row in rows if row.place == place]
    if not rows:
        raise not_found()
    return next((row for row in rows if row.review == WAITING), rows[0])


def feedback_listed(viewer: Viewer, part: str, words: str, *, reviewer: bool) -> QuerySet[Feedback]:
    """Those that wait (the longest first; not one's own), those decided, one's own."""
    rows = feedback_visible_to(viewer, reviewer=reviewer)
    if part == TO_REVIEW and reviewer:
        rows = rows.filter(review=WAITING).exclude(by__user=viewer.user).order_by("at", "pk")
    elif part == REVIEWED and reviewer:
        rows = rows.filter(review__in=[ACCEPTED, DECLINED]).order_by("-reviewed_at", "pk")
    else:
        rows = rows.filter(by=viewer.post).exclude(review=NONE).order_by("-at", "pk")
    for word in fold(words).split()[:12]:
        rows = rows.filter(question__searched__contains=word)
    return rows


def training_lines() -> Iterator[Line]:
    """What the next training learns of this installation itself; reviewers may take it away."""
    return iter(sources.own())
