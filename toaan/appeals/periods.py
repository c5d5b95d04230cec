"""The term of the fee advance (BLTTDS 276.2), counted from the day on which the notice was received."""

from __future__ import annotations

from datetime import date

from toaan.core import rules_in_force
from toaan.rules.appeal import LATE
from toaan.rules.fees import Fee, fee
from toaan.rules.time_limits import DueDate, due_date

PAY = "BLTTDS:276.2"


def late_due(received_on: date) -> date:
    """The last day to form the panel that looks at a late appeal (275.2)."""
    return due_date(rules_in_force.time_limit(LATE, received_on), received_on, rules_in_force.calendar()).due


def payment_due(received_on: date) -> DueDate:
    """The last day to pay and hand in the receipt."""
    return due_date(rules_in_force.time_limit(PAY, received_on), received_on, rules_in_force.calendar())


def advance(kind: str, value: int | None, on: date, exemption: str = "") -> Fee:
    """The fee advance of an appeal, with its arithmetic (NQ 326/2016 art. 7.2)."""
    options: dict[str, object] = {"instance": "phuc-tham", "advance": True}
    return fee(
        rules_in_force.fee_rows(), kind, value, options | ({"exempt": exemption} if exemption else {}), on
    )


def settled_fee(kind: str, value: int | None, on: date) -> Fee:
    """What an appellant bears when the parties come to terms at the appellate hearing (29.5)."""
    options: dict[str, object] = {"instance": "phuc-tham", "agreed_at": "ordinary-hearing"}
    return fee(rules_in_force.fee_rows(), kind, value, options, on)


def given_up_fee(kind: str, value: int | None, on: date) -> Fee:
    """Half of the appeal fee when the suit is withdrawn at second instance (BLTTDS 299.1.b; NQ 326/2016 art. 29)."""
    return fee(rules_in_force.fee_rows(), kind, value, {"instance": "phuc-tham", "claim_withdrawn": True}, on)


def appeal_fee(kind: str, value: int | None, on: date) -> Fee:
    """What an appellant bears whose appeal changes nothing (29.1)."""
    return fee(rules_in_force.fee_rows(), kind, value, {"instance": "phuc-tham"}, on)
