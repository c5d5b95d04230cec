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


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], lines: int = ON_A_PAGE, *, named: str = "page"
) -> Page[Any]:
    """The page of a list that the address asks for; the nearest one when it asks for none that there is.

    Args:
        rows: all of them, in order.
        lines: how many stand on one page.
        named: the word in the address that carries the number.
    """
    return Paginator(rows, lines).get_page(request.GET.get(named))
