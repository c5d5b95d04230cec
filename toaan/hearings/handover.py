"""What hearings know of a case whose officer changes: sittings to come, minutes not signed; counted for one person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from toaan.cases.handover import Figure, adds_figure, adds_standing
from toaan.cases.models import Case
from toaan.core import clock
from toaan.core.models import Post
from toaan.core.together import Asking
from toaan.hearings.actions import experience_needed
from toaan.hearings.models import Booking, Hearing, Minutes
from toaan.hearings.states import PAUSED, PLANNED, RESERVED
from toaan.hearings.states import SIGNED as MINUTES_SIGNED


@adds_standing
def sittings(cases: Sequence[uuid.UUID]) -> Asking[Mapping[uuid.UUID, Mapping[str, Any]]]:
    """Days of sittings to come, and minutes that wait for a signature."""
    found: dict[uuid.UUID, dict[str, Any]] = {}
    to_come = Hearing.objects.filter(
        case__in=cases, state__in=[PLANNED, RESERVED, PAUSED], ends_at__gt=clock.now()
    ).order_by("starts_at")
    waiting = (
        Minutes.objects.filter(hearing__case__in=cases)
        .exclude(state=MINUTES_SIGNED)
        .exclude(hearing__state__in=[PLANNED, RESERVED])
        .select_related("hearing")
    )
    matters = Case.objects.filter(pk__in=cases).only("pk", "kind", "involves_minor", "instance", "procedure")
    yield [to_come, waiting, matters]
    for hearing in to_come:
        known = found.setdefault(hearing.case_id, {})
        known["planned"] = (*known.get("planned", ()), f"{hearing.short_kind} ngày {hearing.day:%d/%m/%Y}")
    for minutes in waiting:
        hearing = minutes.hearing
        known = found.setdefault(hearing.case_id, {})
        known["unsigned"] = (*known.get("unsigned", ()), f"{hearing.short_kind} ngày {hearing.day:%d/%m/%Y}")
    for case in matters:
        if experience_needed(case):
            found.setdefault(case.pk, {})["needs_experience"] = True
    return found


@adds_figure
def planned(post: Post) -> Figure:
    """Sittings to come in which this officer is booked."""
    rows = Booking.objects.filter(resource_id=post.pk, ends_at__gt=clock.now())
    return Figure("phiên họp, phiên tòa đã lên lịch", rows, "giữ nguyên ngày giờ nếu người nhận không bận")
