"""What the acts share: the search with its case, both locked, the case first."""

from __future__ import annotations

import uuid
from typing import Any

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.core.acts import Act
from toaan.core.errors import Refused, not_found
from toaan.core.words import words as _
from toaan.rules.time_limits import DueDate, due_date
from toaan.searches.models import Publication, Search


def lock(a: Act, search_id: uuid.UUID) -> Search:
    """The search and its case.

    Raises:
        Refused: "not_found".
    """
    case_id = Search.objects.filter(pk=search_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court", "number")
    search = a.lock(Search, search_id, "decision__number")
    search.case = case
    return search


def need_running(search: Search) -> None:
    """Nothing is published, told or ended of a search that is over.

    Raises:
        Refused: "search.ended".
    """
    if search.ended_on is not None:
        raise Refused(
            "search.ended",
            _("Việc tìm kiếm đã kết thúc ngày %(day)s: %(why)s.")
            % {"day": f"{search.ended_on:%d/%m/%Y}", "why": _(str(Search.End(search.end).label)).lower()},
        )


def counted(rule: str, day: Any) -> DueDate:
    """A limit of the search, counted from this day."""
    return due_date(rules_in_force.time_limit(rule, day), day, rules_in_force.calendar())


def publications(search: Search) -> list[Publication]:
    """Where the notice appeared, oldest first; what was struck out too."""
    return list(Publication.objects.filter(search=search))
