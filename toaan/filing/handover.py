"""Petitions under examination, and complaints about a returned one, as kinds of work that can be handed over."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from toaan.cases.handover import Kind, Work, add_kind, held_by
from toaan.cases.models import Deadline
from toaan.core.models import Post
from toaan.core.together import Asking
from toaan.filing.actions.examining import bars
from toaan.filing.actions.handing import IN_EXAMINATION, OF_RETURN, replace_examiner, replace_return_judge
from toaan.filing.models import Petition, ReturnReview
from toaan.filing.states import TO_MEET, TO_SET
from toaan.rules.handover import SETTLING, Standing


def _petitions_of(posts: Sequence[uuid.UUID]) -> Asking[list[Work]]:
    rows = Petition.objects.filter(examiner__in=posts, state__in=IN_EXAMINATION).select_related(
        "number", "court"
    )
    yield rows
    if not rows:
        return []  # nothing more to ask
    due: dict[uuid.UUID | None, Deadline] = {}
    running = Deadline.objects.filter(
        petition_id__in=[r.pk for r in rows], state=Deadline.State.OPEN, owner=Deadline.Owner.EXAMINER
    )
    yield (running := running.order_by("-due_on"))
    for deadline in running:
        due[deadline.petition_id] = deadline
    found = [
        Work(
            kind="petition", subject_id=row.pk, role="examiner", label=f"Đơn số {row}", title=row.title,
            url=reverse("filing:petition", args=[row.pk]), stage=str(row.get_state_display()),
            standing=Standing(stage="petition"), due=due.get(row.pk), holder_id=row.examiner_id,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda w: (w.due is None, w.due.due_on if w.due else date.max, w.label))


def _barred(petitions: Sequence[uuid.UUID], posts: Sequence[Post]) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    found = bars(list(Petition.objects.filter(pk__in=petitions)), posts)
    return {key: " ".join(reasons) for key, reasons in found.items() if reasons}


def _held(court_id: uuid.UUID, today: date) -> QuerySet[Any]:
    over = Deadline.objects.filter(
        petition_id=OuterRef("pk"), state=Deadline.State.OPEN, owner=Deadline.Owner.EXAMINER, due_on__lt=today
    )
    # By key: grouped by examiner SQLite would otherwise walk every petition that anybody ever examined.
    examined = Petition.objects.filter(court_id=court_id, state__in=IN_EXAMINATION).order_by().values("pk")
    rows = Petition.objects.filter(pk__in=examined, examiner__court_id=court_id)
    return held_by(rows, "examiner", Q(Exists(over)))


add_kind(Kind("petition", "filing:petition", _petitions_of, _barred, replace_examiner, _held))


# --- complaints and recommendations about a returned petition (BLTTDS 194) ---------------------------------------

WITH_A_JUDGE = (TO_SET, TO_MEET)


def _returns_of(posts: Sequence[uuid.UUID]) -> Asking[list[Work]]:
    rows = ReturnReview.objects.filter(judge__in=posts, state__in=WITH_A_JUDGE).select_related(
        "returned__petition__number", "returned__petition__court"
    )
    yield rows
    if not rows:
        return []
    due: dict[uuid.UUID | None, Deadline] = {}
    running = Deadline.objects.filter(
        petition_id__in=[r.returned.petition_id for r in rows], state=Deadline.State.OPEN, rule__in=OF_RETURN
    )
    yield (running := running.order_by("-due_on"))
    for deadline in running:
        due[deadline.petition_id] = deadline
    found = [
        Work(
            kind="return", subject_id=row.pk, role=SETTLING, label=f"Khiếu nại về việc trả lại đơn số {row.returned.petition}",
            title=row.returned.petition.title, url=reverse("filing:petition", args=[row.returned.petition_id]),
            stage=str(row.get_state_display()), standing=Standing(stage="return"), due=due.get(row.returned.petition_id),
            holder_id=row.judge_id,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda w: (w.due is None, w.due.due_on if w.due else date.max, w.label))


def _barred_from_return(
    reviews: Sequence[uuid.UUID], posts: Sequence[Post]
) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    rows = ReturnReview.objects.filter(pk__in=reviews).select_related(
        "returned__petition", "returned__judge__user"
    )
    if not rows:
        return {}
    by_petition = {row.returned.petition_id: row for row in rows}
    against = bars([row.returned.petition for row in rows], posts)
    found = {(by_petition[p].pk, post): " ".join(why) for (p, post), why in against.items() if why}
    for row in rows:
        for post in posts:
            if post.user_id == row.returned.judge.user_id:
                found[row.pk, post.pk] = "Đã trả lại đơn này (khoản 2 Điều 194 BLTTDS)."
    return found


def _held_returns(court_id: uuid.UUID, today: date) -> QuerySet[Any]:
    over = Deadline.objects.filter(
        petition_id=OuterRef("returned__petition_id"),
        state=Deadline.State.OPEN,
        rule__in=OF_RETURN,
        due_on__lt=today,
    )
    rows = ReturnReview.objects.filter(court_id=court_id, state__in=WITH_A_JUDGE, judge__isnull=False)
    return held_by(rows, "judge", Q(Exists(over)))


add_kind(
    Kind(
        "return",
        "filing:returned_work",
        _returns_of,
        _barred_from_return,
        replace_return_judge,
        _held_returns,
    )
)
