"""The first-instance fee decided anew when the court of second instance amends the judgment (NQ 326 art. 29.2; BLTTDS 148.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from toaan.rules.fees.ledger import Fee, Ledger, Rules
from toaan.rules.fees.reckon import fee
from toaan.rules.fees.sharing import Claim, PartyFee, share_claims
from toaan.rules.model import RuleRow


def fees_anew(
    rows: Iterable[RuleRow],
    kind: str,
    claim: Claim,
    *,
    course: str = "",
    simplified: bool = False,
    on: date | None = None,
) -> list[PartyFee]:
    """What each side of the plaintiff's claim bears by the amended judgment, reckoned as at first instance (26, 27).

    ``course`` is the code of a claim of its own kind (a divorce), whose fee the plaintiff bears whatever the outcome
    (27.5.a); ``claim.accepted`` is what is accepted after the amendment.
    """
    rows = list(rows)
    if course:
        options: dict[str, object] = {"claim": course} | ({"simplified": True} if simplified else {})
        found = [PartyFee(claim.by, fee(rows, kind, None, options, on))]
    else:
        found = share_claims(rows, kind, [claim], simplified=simplified, on=on)
    ledger = Ledger(Rules(rows, on))
    ledger.cite("appeal-first-instance-anew")
    return [replace(one, fee=_rests_on(one.fee, ledger)) for one in found]


def _rests_on(found: Fee, ledger: Ledger) -> Fee:
    return replace(
        found, article=f"{ledger.article()}; {found.article}", articles=(*ledger.articles(), *found.articles)
    )
