"""What a page asks of the database, on the first visit after an act of the court."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

MOST = 12
Visits = Iterable[tuple[str, str]]
"""User name and address."""


def costs(page: Callable[[str], Any], visits: Visits) -> dict[tuple[str, str], int]:
    """Statements of each page, with nothing remembered."""
    visits = list(visits)
    visitors = {who: page(who) for who in {who for who, _ in visits}}
    for visitor in visitors.values():
        visitor.get(reverse("portal:accessibility"))  # the first page also notes that the session is in use
    found = {}
    for who, address in visits:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert visitors[who].get(address).status_code == 200, (who, address)
        found[who, address] = len(asked)
    return found


def dear(page: Callable[[str], Any], visits: Visits) -> dict[tuple[str, str], int]:
    """Pages that ask more than they may, with what they ask."""
    return {visit: n for visit, n in costs(page, visits).items() if n > MOST}
