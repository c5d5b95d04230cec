"""Reading questions: one's own, and those of the cases on whose panel one sits; nobody else's."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from toaan.assistant.models import Feedback, Question
from toaan.cases.models import Assignment, Case
from toaan.core import clock
from toaan.core.errors import not_found
from toaan.core.models import Court
from toaan.core.viewer import Viewer
from toaan.rules.time_limits import add_months
from toaan.vietnamese.text import fold


def visible_to(viewer: Viewer) -> QuerySet[Question]:
    """One predicate for lists, export and review. A question asked in a case goes with the case: who sits on it now reads it."""
    rows = Question.objects.select_related("by__user", "case__number")
    if viewer.system:
        return rows
    if viewer.post is None:
        return rows.none()
    return rows.filter(Q(case=None, by=viewer.post) | Q(case__in=_sat_on(viewer)))


def _sat_on(viewer: Viewer) -> QuerySet[Assignment]:
    """Keys of the cases in which the viewer is of the panel or the clerk."""
    own = Assignment.objects.filter(post=viewer.post, ended_at=None)
    return own.order_by().values("case")  # type: ignore[return-value]


def get(viewer: Viewer, question_id: uuid.UUID) -> Question:
    """One question with its feedback.

    Raises:
        Refused: "not_found".
    """
    rows = visible_to(viewer).select_related("case__court").prefetch_related("feedback__by__user")
    found = rows.filter(pk=question_id).first()
    if found is None:
        raise not_found()
    return found


def asked_by(viewer: Viewer, words: str = "") -> QuerySet[Question]:
    """The viewer's own questions outside cases, the newest first; with these words, with or without diacritics."""
    rows = visible_to(viewer).filter(case=None).order_by("-asked_at", "pk")
    for word in fold(words).split()[:12]:
        rows = rows.filter(searched__contains=word)
    return rows.defer("passages", "told", "generated", "versions")


EXPORTED = 2_000
"""The newest questions of one file."""


def whole(viewer: Viewer, words: str = "") -> list[Question]:
    """The newest of the same with everything that was kept of them."""
    return list(asked_by(viewer, words).defer(None).prefetch_related("feedback")[:EXPORTED])


def of_case(viewer: Viewer, case: Case) -> QuerySet[Question]:
    """What was asked in a case, the newest first; nothing for those who do not sit on it."""
    return visible_to(viewer).filter(case=case).order_by("-asked_at", "pk").defer("passages", "generated")


def latest_of_case(viewer: Viewer, case: Case) -> tuple[QuerySet[Question], QuerySet[Feedback]]:
    """The newest question of a case with all that was shown, and the viewer's own words on answers in that case: rows to be fetched
    beside others."""
    mine = Feedback.objects.filter(
        question__in=visible_to(viewer).filter(case=case).order_by().values("pk"), by=viewer.post
    )
    return visible_to(viewer).filter(case=case).order_by("-asked_at", "pk")[:1], mine


def words_of_case(viewer: Viewer, case: Case, words: str = "") -> QuerySet[Question]:
    """What was asked in a case with these words, with or without diacritics."""
    rows = of_case(viewer, case)
    for word in fold(words).split()[:12]:
        rows = rows.filter(searched__contains=word)
    return rows


def counts_in_cases(court: Court, months: int) -> list[tuple[date, int]]:
    """How many questions were asked in cases of a court, of each of the last so many months, this one last: first day and figure.

    The figure of a court is open to the office; whose questions and in which case is nowhere told.
    """
    first = clock.today().replace(day=1)
    starts = [add_months(first, -back) for back in range(months - 1, -1, -1)]
    if not starts:
        return []
    rows = Question.objects.filter(
        court=court, case__isnull=False, asked_at__gte=clock.start_of(starts[0])
    ).order_by()
    told = (
        rows.annotate(month=TruncMonth("asked_at"))
        .values("month")
        .annotate(n=Count("pk"))
        .values_list("month", "n")
    )
    counted = {clock.local_date(month).replace(day=1): n for month, n in told}
    return [(day, counted.get(day, 0)) for day in starts]


def feedback_of(viewer: Viewer, question: Question) -> dict[int, Feedback]:
    """The viewer's own word on each passage, by place."""
    return {one.place: one for one in question.feedback.all() if viewer.post and one.by_id == viewer.post.pk}
