"""The stages of a case: one transition table per kind of proceeding, all drawn in docs/proceedings.md."""

from __future__ import annotations

from toaan.cases.states.decision_appeal import DECISION_APPEAL
from toaan.cases.states.first_instance import FIRST_INSTANCE
from toaan.cases.states.names import (
    ARCHIVED,
    DELIBERATING,
    DISCONTINUED,
    EFFECTIVE,
    ENDING_QUASHED,
    HEARING,
    JOINED,
    JUDGED,
    LABELS,
    PART_QUASHED,
    PREPARING,
    QUASHED,
    STRUCK_OUT,
    SUSPENDED,
    TRANSFERRED,
    TRIAL_SET,
)
from toaan.cases.states.request import REQUEST, REQUEST_APPEAL
from toaan.cases.states.second_instance import SECOND_INSTANCE
from toaan.cases.states.simplified import SIMPLIFIED, SIMPLIFIED_APPEAL
from toaan.core.states import Machine

__all__ = [
    "ARCHIVED",
    "DELIBERATING",
    "DISCONTINUED",
    "EFFECTIVE",
    "ENDING_QUASHED",
    "HEARING",
    "JOINED",
    "JUDGED",
    "LABELS",
    "MACHINES",
    "PART_QUASHED",
    "PREPARING",
    "QUASHED",
    "STRUCK_OUT",
    "SUSPENDED",
    "TRANSFERRED",
    "TRIAL_SET",
]

MACHINES: dict[str, Machine] = {
    "first_instance": FIRST_INSTANCE,
    "simplified": SIMPLIFIED,
    "second_instance": SECOND_INSTANCE,
    "simplified_appeal": SIMPLIFIED_APPEAL,
    "decision_appeal": DECISION_APPEAL,
    "request": REQUEST,
    "request_appeal": REQUEST_APPEAL,
}
"""Kind of proceeding (`Case.proceeding`) → its table."""
