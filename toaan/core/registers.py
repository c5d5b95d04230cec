"""Registers (sổ) as pages ask for them: in which years there are lines, without looking at each line."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

Ends = tuple[QuerySet[Any, Any], QuerySet[Any, Any]]
"""The first year and the last one, each as a question of one row at most."""


def ends(rows: QuerySet[Any]) -> Ends:
    """What `years` reads: where these lines (`core.models.Entered`) begin and end."""
    bare = rows.select_related(None).prefetch_related(None).filter(register_year__isnull=False)
    first, last = bare.order_by("register_year"), bare.order_by("-register_year")
    return first.values_list("register_year", flat=True)[:1], last.values_list("register_year", flat=True)[:1]


def years(of: Ends, today: int) -> list[int]:
    """The years a reader may turn to, newest first: a book is kept every year from its first on."""
    kept = [today, *of[0], *of[1]]
    return list(range(max(kept), min(kept) - 1, -1))
