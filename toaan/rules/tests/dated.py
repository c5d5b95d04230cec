"""Ask the shipped rules for a due date by article and facts, as the command line does; shared by the tables of dates."""

from datetime import date

from toaan.rules.deadline import answer
from toaan.rules.options import DEADLINE_OPTIONS, read_options
from toaan.rules.tests.shipped import CALENDAR, ROWS

LIMITS = [row for row in ROWS if row.kind == "time_limit"]
Dated = tuple[str, str, dict[str, object], str]


def due_by_facts(
    asked: str, start: str, facts: dict[str, object], *, criminal_days_roll: bool = False
) -> str:
    """The due date as ``2026-03-02``; the explanation must name the article and that day."""
    options = read_options(facts, DEADLINE_OPTIONS)
    found = answer(
        LIMITS, asked, date.fromisoformat(start), CALENDAR, options, criminal_days_roll=criminal_days_roll
    )
    assert found.limit.source.cite() in found.explanation
    assert f"{found.due:%d/%m/%Y}" in found.explanation
    return found.due.isoformat()


def keys_of(law: str) -> set[str]:
    """The keys of every limit of one law."""
    return {row.key for row in LIMITS if row.source.law == law}
