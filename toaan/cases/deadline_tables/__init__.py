"""Which act starts and meets which time limit: one table per kind of proceeding (`Case.proceeding`).

A kind of proceeding says only what is its own: an act without a row there has that of the first instance, unless the
table names it with an empty row.
"""

from __future__ import annotations

from toaan.cases.deadline_tables.decision_appeal import DECISION_APPEAL
from toaan.cases.deadline_tables.first_instance import FIRST_INSTANCE
from toaan.cases.deadline_tables.mediation import MEDIATION
from toaan.cases.deadline_tables.request import REQUEST
from toaan.cases.deadline_tables.request_appeal import REQUEST_APPEAL
from toaan.cases.deadline_tables.second_instance import SECOND_INSTANCE
from toaan.cases.deadline_tables.simplified import SIMPLIFIED
from toaan.cases.deadline_tables.simplified_appeal import SIMPLIFIED_APPEAL
from toaan.cases.deadline_tables.table import Follows, Start, Table

__all__ = ["TABLES", "Follows", "Start", "row"]

TABLES: dict[str, Table] = {
    "first_instance": {**FIRST_INSTANCE, **MEDIATION},
    "simplified": SIMPLIFIED,
    "second_instance": SECOND_INSTANCE,
    "simplified_appeal": SIMPLIFIED_APPEAL,
    "decision_appeal": DECISION_APPEAL,
    "request": REQUEST,
    "request_appeal": REQUEST_APPEAL,
}


def row(proceeding: str, act: str) -> Follows | None:
    """What the act does to deadlines in this kind of proceeding; a petition goes the way of the first instance."""
    found = TABLES[proceeding].get(act)
    return found if found is not None else FIRST_INSTANCE.get(act)
