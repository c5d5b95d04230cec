"""Which events of cases are news for whom."""

from __future__ import annotations

from django.db.models import Q

from toaan.cases.models import Assignment
from toaan.core.news import scope
from toaan.core.roles import LEADERS, Role
from toaan.core.viewer import Viewer

OF_THE_COURT = {
    **dict.fromkeys(LEADERS, (
        "cases.open", "cases.extend_deadline", "hearings.decide_trial", "hearings.adjourn", "judgments.pronounce",
        "judgments.correct", "judgments.record_appeal", "judgments.record_protest", "judgments.file_late_appeal", "judgments.take_effect", "appeals.take_posted", "appeals.take_posted_challenge", "appeals.take_posted_ruling",
        "delivery.record_failure", "course.suspend", "course.resume", "course.discontinue", "course.transfer",
        "course.recognise", "course.change_mind", "course.settle_dispute", "course.record_settlement", "course.hear_of_settlement", "course.leave_by_settlement",
        "cases.open_suit", "requests.rule", "requests.recognise", "requests.discontinue",
        "course.record_appeal", "course.record_protest", "appeals.file_late_appeal", "measures.apply", "measures.complain", "course.simplify", "course.to_ordinary", "course.complain",
        "publication.decline", "publication.withdraw", "dossiers.close",
    )),
    Role.PROCURATOR: (
        "cases.open", "hearings.schedule_session", "hearings.decide_trial", "hearings.adjourn", "judgments.pronounce",
        "judgments.correct", "judgments.record_appeal", "judgments.take_effect", "appeals.take_posted", "appeals.take_posted_challenge", "appeals.take_posted_ruling", "course.suspend", "course.resume", "course.discontinue",
        "course.transfer", "course.recognise", "course.settle_dispute", "course.record_settlement", "course.hear_of_settlement",
        "course.leave_by_settlement", "course.record_appeal", "course.to_ordinary", "measures.apply", "measures.cancel", "course.uphold_simplified",
        "course.cancel_simplified",
        "cases.open_suit", "requests.rule", "requests.recognise", "requests.discontinue", "searches.order",
    ),
    Role.ARCHIVIST: ("judgments.take_effect", "course.recognise", "course.take_effect", "requests.take_effect", "dossiers.close"),
}  # fmt: skip
"""Role → the acts in any case of the court that concern it; the rest is for those who sit on the case."""


@scope
def my_cases(viewer: Viewer) -> Q | None:
    """Everything in the cases on which the officer sits: the panel and its clerk read what the panel may read."""
    seats = Assignment.objects.filter(post=viewer.post, ended_at=None).order_by().values("case")
    return Q(case_id__in=seats, shown_to__in=["parties", "court", "panel"])


@scope
def cases_of_the_court(viewer: Viewer) -> Q | None:
    """What leaders, the procurator, the archivist follow in every case; never what belongs to a panel."""
    acts = OF_THE_COURT.get(viewer.role)
    if acts is None:
        return None
    return Q(
        act__in=acts, case_id__isnull=False, shown_to__in=["parties", "court"]
    )  # each of them a case's own court


@scope
def my_reminders(viewer: Viewer) -> Q | None:
    """What the system reminded this very officer of."""
    return Q(act="cases.remind", subject_id=str(viewer.post.pk)) if viewer.post else None


@scope
def words_about_deadlines(viewer: Viewer) -> Q | None:
    """What was written about a time limit that this officer holds; leaders read all of their court."""
    said = Q(act="cases.note_deadline")
    if viewer.role in LEADERS:
        return said
    return said & Q(data__holder=str(viewer.post.pk)) if viewer.post else None
