"""What waits around the assistant: contributions and words on answers for reviewers, what was sent back for its writer."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.assistant.models import Contribution, Feedback
from toaan.assistant.states import RETURNED, WAITING
from toaan.core import authority, clock, policy
from toaan.core.models import Court, Post
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, Found, Waiting, finder

SHOWN = 20
"""So many contributions stand on the home of a reviewer; the list has them all."""


def _reviews(viewer: Viewer) -> bool:
    return viewer.role in policy.TABLE["assistant.approve"].who


def _higher_courts(viewer: Viewer) -> list[QuerySet[Court]]:
    """Courts of a higher level, and of the viewer's own, that are led here: asked beside what all others ask (`authority.holds`)."""
    levels = [str(level) for level in authority.LEVELS]
    own = levels.index(viewer.court.level) if viewer.court is not None else 0
    led = Post.objects.held_at(clock.now()).filter(kind__in=[r.value for r in LEADERS], court=OuterRef("pk"))
    rows = Court.objects.filter(Exists(led)).order_by("pk")
    return [rows.filter(level__in=levels[:own])[:1], rows.filter(level=levels[own])[:1]]


@finder
def contributions_to_review(viewer: Viewer) -> Found:
    """For judges and examiners of the highest court; never one's own."""
    if not _reviews(viewer):
        return []
    found = Contribution.objects.filter(state=WAITING).exclude(by__user=viewer.user)
    yield (rows := found.select_related("by__user", "by__court").order_by("sent_at", "pk")[:SHOWN])
    if not rows:
        return []
    yield (courts := _higher_courts(viewer))
    if courts[0] or not courts[1]:
        return []
    return [
        Waiting(
            title=_("Duyệt tình huống đóng góp"), url=reverse("assistant:contribution", args=[row.pk]), matter=str(row),
            who=f"{row.by.user}, {row.by.title}, {row.by.court}", since=row.sent_at, rank=DECIDE, act="assistant.approve",
        )
        for row in rows
    ]  # fmt: skip


@finder
def feedback_to_review(viewer: Viewer) -> Found:
    """One line for all of them: there are many, and they are read one after the other."""
    if not _reviews(viewer):
        return []
    found = Feedback.objects.filter(review=WAITING, question__case=None).exclude(by__user=viewer.user)
    yield (rows := found.order_by("at", "pk")[: SHOWN + 1])
    if not rows:
        return []
    yield (courts := _higher_courts(viewer))
    if courts[0] or not courts[1]:
        return []
    many = len(rows) > SHOWN
    about: Any = _("hơn %s góp ý") % SHOWN if many else _("%s góp ý") % len(rows)
    return [
        Waiting(
            title=_("Xét góp ý về câu trả lời của trợ lý"), url=reverse("assistant:feedback"), matter=about, since=rows[0].at,
            rank=DECIDE, act="assistant.accept_feedback",
        )
    ]  # fmt: skip


@finder
def contributions_sent_back(viewer: Viewer) -> Found:
    """What a reviewer sent back to its writer."""
    if not viewer.is_staff:
        return []
    yield (rows := Contribution.objects.filter(by=viewer.post, state=RETURNED).order_by("decided_at", "pk"))
    return [
        Waiting(
            title=_("Sửa tình huống được trả lại"), url=reverse("assistant:contribution", args=[row.pk]), matter=str(row),
            about=row.reason[:200], since=row.decided_at, rank=PREPARE, act="assistant.revise",
        )
        for row in rows
    ]  # fmt: skip
