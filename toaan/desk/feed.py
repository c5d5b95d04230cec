"""News as rows: which case or petition an event belongs to, and where to read about it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.assistant.shown import word_address
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core.again import Some
from toaan.core.models import Event
from toaan.core.paging import ON_A_PAGE
from toaan.core.plans import kept
from toaan.core.roles import Role
from toaan.core.together import Asking, answered
from toaan.core.viewer import Viewer
from toaan.filing import queries as filing
from toaan.filing.models import Petition

PAGES = {
    "delivery": "delivery:case",
    "hearings": "hearings:case",
    "course": "course:case",
    "judgments": "judgments:case",
    "appeals": "appeals:case",
    "publication": "publication:case",
    "dossiers": "cases:overview",
    "filing": "cases:overview",
    "cases": "cases:overview",
    "rulebook": "cases:deadlines",
}
"""Domain of the act → the tab of the case that shows what came of it."""
SUBJECTS = {"rulebook.ruleproposal": "rulebook:proposal", "assistant.contribution": "assistant:contribution"}
"""What an event without a case is about, and the page that shows it."""


def rows(viewer: Viewer, events: Iterable[Event], seen: int) -> list[dict[str, Any]]:
    """Events with the names of their matters; two statements whatever the number of events."""
    return answered([asking(viewer, events, seen)])[0]


def asking(viewer: Viewer, events: Iterable[Event], seen: int = 0) -> Asking[list[dict[str, Any]]]:
    """The same, beside what else a page asks."""
    if isinstance(events, QuerySet):
        yield events
    found = list(events)
    here, filed = matters(
        viewer,
        {e.case_id for e in found if e.case_id},
        {e.petition_id for e in found if e.petition_id and not e.case_id},
    )
    yield here, filed
    numbers = {c.pk: str(c) for c in here}
    codes = {p.pk: p for p in filed}
    return [
        {
            "title": e.title,
            "detail": e.detail,
            "at": e.at,
            "who": _who(e),
            "new": e.sequence > seen,
            "matter": numbers.get(e.case_id, "") if e.case_id else _petition(codes, e),
            "url": _url(e, numbers, codes),
        }
        for e in found
    ]


def matters(
    viewer: Viewer, of_cases: Iterable[uuid.UUID], of_petitions: Iterable[uuid.UUID]
) -> tuple[QuerySet[Case], QuerySet[Petition]]:
    """The cases and petitions with these keys, as far as the viewer may know of them, to be named."""

    def made() -> tuple[Some[Case], Some[Petition]]:
        here = cases.visible_to(viewer).prefetch_related(None)
        return Some(here, ON_A_PAGE), Some(filing.visible_to(viewer), ON_A_PAGE)

    here, filed = kept(viewer, "matters", made)
    return here.of(of_cases, court=viewer.court), filed.of(of_petitions, court=viewer.court)


def _petition(codes: dict[Any, Any], event: Event) -> str:
    petition = codes.get(event.petition_id)
    return _("Đơn %(code)s – %(title)s") % {"code": petition, "title": petition.title} if petition else ""


def _url(event: Event, numbers: dict[Any, str], codes: dict[Any, Any]) -> str:
    if event.act == "cases.note_deadline":
        return reverse("cases:deadline_talk", args=[event.subject_id])
    if event.case_id in numbers:
        name = PAGES.get(event.act.partition(".")[0], "cases:overview")
        return reverse(name, args=[event.case_id])
    if event.petition_id in codes:
        return reverse("filing:petition", args=[event.petition_id])
    if event.act == "cases.remind":
        return reverse("cases:overdue" if event.data.get("leaders") else "cases:deadline_list")
    return _of_subject(event)


def _of_subject(event: Event) -> str:
    """The page of what hangs on no case."""
    if event.subject_type in SUBJECTS:
        return reverse(SUBJECTS[event.subject_type], args=[event.subject_id])
    if event.subject_type == "assistant.feedback":
        return word_address(event.data.get("question"), event.data.get("place"))
    return reverse("desk:notifications")


def _who(event: Event) -> str:
    if event.role == Role.SYSTEM:
        return _("Hệ thống")
    role = Role(event.role).label if event.role in set(Role) else ""
    return f"{event.actor_name}, {role}" if role else event.actor_name
