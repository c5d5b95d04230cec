"""The fee advance of a counterclaim or an independent claim: reckoned like a petition's (BLTTDS 146, 202)."""

from __future__ import annotations

from datetime import date

from toaan.cases.models import Case
from toaan.core import rules_in_force
from toaan.filing import fees
from toaan.rules.fees import Fee
from toaan.rules.time_limits import DueDate, due_date

LIMIT = "BLTTDS:195.2#phan-to"


def advance(case: Case, value: int | None, on: date, exemption: str = "") -> Fee:
    """The advance due, with its arithmetic."""
    return fees.advance(case.kind, value, on, exemption)


def payment_due(notified_on: date) -> DueDate:
    """The last day to hand in the receipt."""
    return due_date(rules_in_force.time_limit(LIMIT, notified_on), notified_on, rules_in_force.calendar())
