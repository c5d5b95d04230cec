"""What hearings add to the load of judges and clerks: sittings in the days to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from toaan.cases.workload import SITTINGS
from toaan.hearings.models import Hearing
from toaan.hearings.states import OPEN, PAUSED, PLANNED


def sittings(first: date, last: date) -> QuerySet[Any]:
    """Sessions and hearings that begin from one day to another and have not ended."""
    zone = timezone.get_current_timezone()
    since = datetime.combine(first, time.min, zone)
    until = datetime.combine(last + timedelta(days=1), time.min, zone)
    return Hearing.objects.filter(
        state__in=[PLANNED, OPEN, PAUSED], starts_at__gte=since, starts_at__lt=until
    )


SITTINGS.append(sittings)
