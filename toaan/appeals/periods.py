"""The term of the fee advance (BLTTDS 276.2), counted from the day on which the notice was received."""

from __future__ import annotations

from datetime import date

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party
from toaan.core import rules_in_force
from toaan.rules import strike
from toaan.rules.appeal import LATE
from toaan.rules.fees import Claim, Fee, PartyFee, claim_of, fee, fees_anew
from toaan.rules.time_limits import DueDate, due_date

PAY = "BLTTDS:276.2"


def late_due(received_on: date) -> date:
    """The last day to form the panel that looks at a late appeal (275.2)."""
    return due_date(rules_in_force.time_limit(LATE, received_on), received_on, rules_in_force.calendar()).due


def payment_due(received_on: date) -> DueDate:
    """The last day to pay and hand in the receipt."""
    return due_date(rules_in_force.time_limit(PAY, received_on), received_on, rules_in_force.calendar())


def advance(case: Case, on: date, exemption: str = "") -> Fee:
    """The fee advance of an appeal, with its arithmetic (NQ 326/2016 art. 7.2; simplified 7.4)."""
    more = {"exempt": exemption} if exemption else {}
    return _fee(case, on, advance=True, **more)


def settled_fee(case: Case, on: date) -> Fee:
    """What an appellant bears when the parties come to terms at the appellate hearing (29.5)."""
    if case.is_simplified:
        return _fee(case, on)  # the whole fee: that of simplified procedure
    return _fee(case, on, agreed_at="ordinary-hearing")


def given_up_fee(case: Case, on: date) -> Fee:
    """Half of the appeal fee when the suit is withdrawn at second instance (BLTTDS 299.1.b; NQ 326/2016 art. 29)."""
    return _fee(case, on, claim_withdrawn=True)


def appeal_fee(case: Case, on: date) -> Fee:
    """What an appellant bears whose appeal changes nothing (29.1)."""
    return _fee(case, on)


def fees_after_amendment(case: Case, accepted: int | None, on: date) -> list[PartyFee]:
    """Who bears the first-instance fee by the amended judgment (29.2); empty where nobody has said what is accepted.

    A case with counterclaims or independent claims is left to the panel: its claims have no values of their own here.
    """
    course = claim_of(case.kind, case.legal_relation)
    if case.other_claims or (not course and (case.value is None or accepted is None)):
        return []
    sides = {role: tuple(p.name for p in case.parties.all() if p.role == role) for role in Party.Role.values}
    claim = Claim(
        sides[Party.Role.PLAINTIFF],
        sides[Party.Role.DEFENDANT],
        None if course else case.value,
        False if course else accepted or 0,
    )
    rows = rules_in_force.fee_rows()
    return fees_anew(rows, case.kind, claim, course=course or "", simplified=case.is_simplified, on=on)


def _fee(case: Case, on: date, **options: object) -> Fee:
    """By simplified procedure half of it (6.2); of a request the charge of second instance (6.1, 7.6, 37)."""
    if case.is_request:
        asked = {"instance": "phuc-tham", **options}
        way = request_kinds.way_of(case)
        if way is not None and way.is_strike:
            return strike.appeal_fee()
        if way is not None:  # NQ 326/2016 art. 38.5
            asked = {name: value for name, value in asked.items() if name != "advance"}
            return fee(rules_in_force.fee_rows(), "LP", None, {"matter": way.fee, **asked}, on)
        return fee(rules_in_force.fee_rows(), f"V{case.kind}", None, asked, on)
    told = {"instance": "phuc-tham", **options} | ({"simplified": True} if case.is_simplified else {})
    return fee(rules_in_force.fee_rows(), case.kind, case.value, told, on)
