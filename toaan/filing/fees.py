"""The fee advance of a petition, reckoned with the rules in force on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toaan.cases import request_kinds
from toaan.core import rules_in_force
from toaan.filing import requests, strike_words
from toaan.filing.models import Petition
from toaan.rules import strike
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


def open_to(petition: Petition, on: date) -> list[Exemption]:
    """The grounds that this petition may have; of the charge for a foreign judgment or award the resolution spares nobody, of
    that for a strike whoever asks for the workers (11.2.b, 11.2.c)."""
    way = request_kinds.way_of_kind(requests.of(petition), on)
    if way is None:
        return exemptions(on, petition.kind, petition.nature)
    asks_for_workers = way.is_strike and strike_words.facts(petition.content).side == strike.WORKERS
    return of_strike(on) if asks_for_workers else []


def of_strike(on: date) -> list[Exemption]:
    """Who need not pay for asking about a strike."""
    rows = of_kind(rules_in_force.rows("fee_exemption"), "fee_exemption", on)
    return [
        Exemption(row.key.removeprefix(PREFIX), str(row.value["title"]), row.source.cite(), ("LĐ",))
        for row in rows
        if row.key.removeprefix(PREFIX) in strike.NO_CHARGE
    ]


def title_of(code: str, on: date) -> str:
    """The words of a ground; empty where it is none."""
    return next((e.title for e in (*exemptions(on), *of_strike(on)) if e.code == code), "")


def court_takes(petition: Petition) -> bool:
    """Whether the court itself takes the money: for a foreign judgment or award (NQ 326/2016 arts. 4.2.a, 10.2)."""
    way = request_kinds.way_of_kind(requests.of(petition), petition.started_at.date())
    return way is not None and not way.is_strike


def payee(petition: Petition) -> str:
    """Who takes the money: the court where `court_takes`, otherwise the enforcement agency of its area (10.1).

    Empty: the agency's name is not known.
    """
    return petition.court.name if court_takes(petition) else petition.court.enforcement_name


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
    spared: dict[str, object] = {"exempt": exemption} if exemption else {}
    way = request_kinds.way_of_kind(kind, on)
    if way is not None:  # a charge of its own (4.2.a, 4.5, 10, 38, 41)
        return fee(rules_in_force.fee_rows(), "LP", None, {"matter": way.fee} | spared, on)
    options: dict[str, object] = {"advance": True} | spared
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
