"""Petitions under examination as a kind of work that can be handed over."""

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
from toaan.filing.actions.handing import IN_EXAMINATION, replace_examiner
from toaan.filing.models import Petition
from toaan.rules.handover import Standing


def _petitions_of(posts: Sequence[uuid.UUID]) -> Asking[list[Work]]:
    rows = Petition.objects.filter(examiner__in=posts, state__in=IN_EXAMINATION).select_related(
        "number", "court"
    )
    yield rows
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
