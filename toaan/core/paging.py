"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ON_A_PAGE = 20
"""Lines of one page, in the desk as in the portal: two screens of an old monitor. The next page comes sooner than twice as much at once would, on a bad
line above all; whoever wants the whole list prints it or takes it as a spreadsheet."""


class ByKey:
    """Rows of which the keys of a page are sought first, in the narrowest question there is, and then the page is read: with eight
    tables joined to a long list, the database may join them to all of it before it looks whose rows are wanted.
    """

    ordered = True

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._rows = rows

    def count(self) -> int:
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: Any) -> QuerySet[Any]:
        return read_by_key(self._rows, list(keys(self._rows, part)))


def keys(rows: QuerySet[Any], part: slice) -> QuerySet[Any, Any]:
    """The question for the keys of this part of the rows."""
    return rows.values_list("pk", flat=True)[part]


def read_by_key(rows: QuerySet[Any], found: Sequence[Any]) -> QuerySet[Any]:
    """Those of the rows that have these keys, in their order."""
    return rows.filter(pk__in=found) if found else rows.none()


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any] | ByKey,
    lines: int = ON_A_PAGE,
    *,
    named: str = "page",
) -> Page[Any]:
    """The page of a list that the address asks for; the nearest one when it asks for none that there is.

    Args:
        rows: all of them, in order.
        lines: how many stand on one page.
        named: the word in the address that carries the number.
    """
    listed: Any = rows
    return Paginator(listed, lines).get_page(request.GET.get(named))
