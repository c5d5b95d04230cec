"""The notice as PDF, with what 384 asks for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.cases.models import Party
from toaan.core import documents
from toaan.core.models import StoredFile
from toaan.core.words import in_record_language
from toaan.course.models import CourseDecision
from toaan.hearings.papers import frame
from toaan.hearings.people import Bench
from toaan.rules.searches import Search as SearchRule
from toaan.vietnamese.dates import date_in_words

TITLE = "Thông báo tìm kiếm"


@in_record_language
def content(
    decision: CourseDecision, bench: Bench, found: SearchRule, *, person: dict[str, str], contact: str, day: date
) -> dict[str, Any]:  # fmt: skip
    """Everything printed on the notice (384.1–384.6)."""
    case = decision.case
    asked = [p for p in case.parties.all() if p.role == Party.Role.REQUESTER]
    return {
        **frame(case, bench, day),
        "search_title": found.title,
        "decision": {
            "title": decision.title,
            "number": str(decision),
            "day": date_in_words(decision.decided_on),
        },
        "requesters": [{"name": p.name, "address": p.address} for p in asked],
        "person": person,
        "contact": [line for line in contact.splitlines() if line.strip()],
    }


@in_record_language
def notice(content: dict[str, Any], *, at: datetime) -> StoredFile:
    """The paper that goes to the press and the stations."""
    context = {**content, "day": date.fromisoformat(content["day"])}
    return documents.render(
        "searches/forms/notice.html", context, title=TITLE, at=at, author=content["court"]["name"]
    )
