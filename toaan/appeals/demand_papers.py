"""The letter by which the court above asks for the file of a strike (văn bản yêu cầu chuyển hồ sơ, BLTTDS 413.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.appeals.models import FileDemand
from toaan.core import clock, documents
from toaan.core.models import StoredFile
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import in_record_language
from toaan.hearings.papers import case_words
from toaan.rules.copies import signing_title
from toaan.vietnamese.dates import date_in_words


@in_record_language
def content(
    made: FileDemand, challenges: list[str], *, term: str, by: Viewer, at: datetime
) -> dict[str, Any]:
    """Everything printed on the letter; JSON throughout."""
    case, court = made.decision.case, made.court
    return {
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "number": str(made),
        "day": clock.local_date(at).isoformat(),
        "below": case.court.name,
        "case_number": str(case),
        "accepted_on": date_in_words(case.accepted_on),
        "kind_words": case_words(case),
        "legal_relation": case.legal_relation,
        "decision": made.decision.title,
        "decided": date_in_words(made.decision.decided_on),
        "challenges": challenges,
        "term": term,
        "post": signing_title(president=by.role == Role.PRESIDENT).split("\n"),
        "signer": by.name,
    }


@in_record_language
def letter(told: dict[str, Any], *, at: datetime) -> StoredFile:
    """The letter as a paper."""
    context = {**told, "day": date.fromisoformat(told["day"])}
    title = f"Văn bản yêu cầu chuyển hồ sơ số {told['number']}"
    return documents.render(
        "appeals/forms/file_demand.html", context, title=title, at=at, author=told["court"]["name"]
    )
