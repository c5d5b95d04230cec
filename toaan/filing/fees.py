"""The fee advance of a petition, reckoned with the rules in force on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toaan.core import rules_in_force
from toaan.rules.fees import Fee, claim_of, fee, fee_advance
from toaan.rules.model import RuleRow, of_kind
from toaan.rules.requests import RequestKind
from toaan.rules.time_limits import DueDate, due_date

PREFIX = "fee_exemption:"
CIVIL = ("DS", "HNGĐ", "KDTM", "LĐ")


@dataclass(frozen=True)
class Exemption:
    """A ground for paying no advance, or less (NQ 326/2016 arts. 11–13)."""

    code: str
    title: str
    citation: str
    kinds: tuple[str, ...] = CIVIL
    """The kinds of case in which it counts."""


def exemptions(on: date, kind: str = "", nature: str = "suit") -> list[Exemption]:
    """Every ground in force on a day on which a plaintiff is spared the advance, in the order of the rows.

    Args:
        kind: only those that count in this kind of case.
        nature: "request": those that spare a requester the charge.
    """
    rows = of_kind(rules_in_force.rows("fee_exemption"), "fee_exemption", on)
    covers = "viec" if nature == "request" else "an-phi"
    found = [
        Exemption(
            row.key.removeprefix(PREFIX), str(row.value["title"]), row.source.cite(), _kinds(row, covers)
        )
        for row in rows
    ]
    return [one for one in found if (kind in one.kinds if kind else one.kinds)]


def _kinds(row: RuleRow, covers: str) -> tuple[str, ...]:
    """None for grounds of appeals, requests, criminal and administrative cases: no civil petition has them."""
    if row.value.get("appeal_only") or covers not in row.value.get("covers", ["an-phi"]):
        return ()
    types = [
        str(name).removeprefix("V") if covers == "viec" else name for name in row.value.get("types", CIVIL)
    ]
    return tuple(kind for kind in CIVIL if kind in types)


def advance(kind: str, value: int | None, on: date, exemption: str = "", relation: str = "") -> Fee:
    """The advance due, with its arithmetic (NQ 326/2016 art. 7).

    Args:
        kind: DS, HNGĐ, KDTM or LĐ.
        value: disputed value in đồng, None for a claim without value.
        exemption: code of a ground, "" for none.
        relation: the legal relation; a divorce pays the fee without value beside that of the property (27.5.b).
    """
    rows = rules_in_force.fee_rows()
    if claim := claim_of(kind, relation):
        options: dict[str, object] = {"advance": True, "claim": claim}
        return fee(rows, kind, value, options | ({"exempt": exemption} if exemption else {}), on)
    return fee_advance(rows, kind, value, exempt=exemption or None, on=on)


def of_request(kind: RequestKind, on: date, exemption: str = "") -> Fee:
    """The charge of a request, with its arithmetic (BLTTDS 363.4.a); spouses who ask together pay it once."""
    options: dict[str, object] = {"advance": True} | ({"exempt": exemption} if exemption else {})
    return fee(rules_in_force.fee_rows(), f"V{kind.kind}", None, options, on)


def payment_due(notified_on: date, nature: str = "suit") -> DueDate:
    """The last day to hand in the receipt, by the limit that the rules choose (BLTTDS 195.2 or NQ 326 17.1).

    Args:
        nature: "request": 363.4.a.
    """
    chosen = rules_in_force.rule("setting", "setting:fee-advance-limit", notified_on).value["value"]
    chosen = "BLTTDS:363.4.a" if nature == "request" else chosen
    return due_date(
        rules_in_force.time_limit(str(chosen), notified_on), notified_on, rules_in_force.calendar()
    )
