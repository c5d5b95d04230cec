"""What the acts of this domain share."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from toaan.core import rules_in_force
from toaan.core.acts import Act, Document
from toaan.review.models import Application, CaseFile, Kind, Proceeding
from toaan.rules import review as rule
from toaan.rules.time_limits import due_date

AROUND = (
    "court", "case__court", "case__number", "judgment__number", "judgment__effect", "decision__number",
)  # fmt: skip


def lock_application(a: Act, application_id: uuid.UUID) -> Application:
    """The application, locked, for whoever may do this act."""
    made = a.lock(Application, application_id, "number", "party", *AROUND)
    a.allow(made)
    return made


def lock_proceeding(a: Act, proceeding_id: uuid.UUID) -> Proceeding:
    """The judgment or decision under protest, locked, for whoever may do this act."""
    made = a.lock(Proceeding, proceeding_id, *AROUND)
    a.allow(made)
    return made


def record(
    a: Act, made: Application | Proceeding | CaseFile, title: str, data: dict[str, Any], *, shown_to: str = "nobody",
    documents: list[Document] | None = None, detail: str = "",
) -> None:  # fmt: skip
    """Write the act down in the case below, under the court that acts."""
    a.record(
        made, court=made.court, case_id=made.case_id, title=title[:500], detail=detail[:1000], data=data,
        documents=documents or [], shown_to=shown_to,
    )  # fmt: skip


def kind_words(made: Application | Proceeding) -> str:
    """ "giám đốc thẩm" or "tái thẩm"."""
    return "giám đốc thẩm" if made.kind == Kind.CASSATION else "tái thẩm"


def term_of_protest(
    made: Application | Proceeding, *, extended: bool = False, known_on: date | None = None
) -> date | None:
    """Last day to protest: three years from effect, two more under 334.2; of a reopening a year from knowing (355)."""
    calendar = rules_in_force.calendar()
    if made.kind == Kind.REOPENING:
        limit = rules_in_force.time_limit(rule.REOPENING, known_on) if known_on else None
        return due_date(limit, known_on, calendar).due if limit and known_on else None
    begins = made.ruling.effective_on
    if begins is None:
        return None
    last = due_date(rules_in_force.time_limit(rule.PROTEST, begins), begins, calendar).due
    return due_date(rules_in_force.time_limit(rule.EXTENDED, last), last, calendar).due if extended else last


def due(key: str, begins: date) -> date:
    """Last day of a limit of this domain."""
    return due_date(rules_in_force.time_limit(key, begins), begins, rules_in_force.calendar()).due
