"""What a judge in charge of mediation has in hand: counted beside the load of cases, and handed over like other work."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toaan.cases.handover import Kind, Work, add_kind, held_by
from toaan.cases.models import Deadline
from toaan.cases.workload import BESIDE, Beside
from toaan.core.models import Post
from toaan.core.together import Asking
from toaan.filing.actions import bars
from toaan.mediation.actions.handing import replace_judge
from toaan.mediation.models import Mediation
from toaan.mediation.states import UNDER_WAY
from toaan.rules.handover import IN_CHARGE, Standing


def _mediations_of(posts: Sequence[uuid.UUID]) -> Asking[list[Work]]:
    rows = Mediation.objects.filter(judge__in=posts, state__in=UNDER_WAY).select_related(
        "petition__number", "petition__court"
    )
    yield rows
    if not rows:
        return []  # nothing more to ask: most people have none
    due: dict[uuid.UUID | None, Deadline] = {}
    running = Deadline.objects.filter(
        petition_id__in=[r.petition_id for r in rows], state=Deadline.State.OPEN,
        owner=Deadline.Owner.MEDIATION_JUDGE,
    )  # fmt: skip
    yield (running := running.order_by("-due_on"))
    for deadline in running:
        due[deadline.petition_id] = deadline
    found = [
        Work(
            kind="mediation", subject_id=row.pk, role=IN_CHARGE, label=str(_("Hòa giải, đơn số %s") % row.petition),
            title=row.petition.title, url=reverse("mediation:file", args=[row.pk]), stage=str(row.get_state_display()),
            standing=Standing(stage="mediation"), due=due.get(row.petition_id), holder_id=row.judge_id,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda w: (w.due is None, w.due.due_on if w.due else date.max, w.label))


def _barred(mediations: Sequence[uuid.UUID], posts: Sequence[Post]) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    rows = Mediation.objects.filter(pk__in=mediations).select_related("petition")
    by_petition = {row.petition_id: row.pk for row in rows}
    found = bars([row.petition for row in rows], posts)
    return {(by_petition[petition], post): " ".join(why) for (petition, post), why in found.items() if why}


def _held(court_id: uuid.UUID, today: date) -> QuerySet[Any]:
    over = Deadline.objects.filter(
        petition_id=OuterRef("petition_id"), state=Deadline.State.OPEN,
        owner=Deadline.Owner.MEDIATION_JUDGE, due_on__lt=today,
    )  # fmt: skip
    return held_by(_in_charge(court_id), "judge", Q(Exists(over)))


def _in_charge(court_id: uuid.UUID) -> QuerySet[Mediation]:
    return Mediation.objects.filter(court_id=court_id, state__in=UNDER_WAY, judge__isnull=False)


def _counted(court_id: uuid.UUID) -> QuerySet[Any]:
    return _in_charge(court_id).order_by().values("judge").annotate(n=Count("pk")).values_list("judge", "n")


def _where(post: Post) -> str:
    return f"{reverse('mediation:list')}?phu_trach={post.pk}"


add_kind(Kind("mediation", "mediation:file", _mediations_of, _barred, replace_judge, _held))
BESIDE.append(Beside(_("Hòa giải tại Tòa án"), _("Hòa giải"), _counted, _where))
