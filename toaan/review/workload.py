"""What this domain knows of judges for the draw: how much of theirs came back changed for a subjective cause."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from toaan.cases.workload import REVERSED
from toaan.review.models import Reversal


def subjective(users: Iterable[uuid.UUID], since: date) -> QuerySet[Any, Any]:
    """Of these people, wherever they sat: how many results of after that day, as their cause is stated now."""
    rows = Reversal.objects.filter(subjective=True, judge__user__in=users, decided_on__gt=since).order_by()
    return rows.values("judge__user").annotate(n=Count("pk")).values_list("judge__user", "n")


REVERSED.append(subjective)
