"""How many judges sit at second instance, as the rules have it on a day (BLTTDS 64, 65, 67.1, 275.2)."""

from __future__ import annotations

from datetime import date

from toaan.cases.models import Case
from toaan.core import rules_in_force

LATE = "panel:late_appeal"


def key_of(case: Case) -> str:
    """The rule under which a case of second instance is decided: by a panel (64), a request too (67.1), simplified by one judge (65)."""
    if case.reviews_ruling:
        return "panel:request_appeal"
    return "panel:simplified" if case.is_simplified else "panel:appeal"


def size(key: str, on: date) -> int:
    """Judges of this panel, the presiding one among them."""
    return int(rules_in_force.rule("panel", key, on).value["compositions"][0]["judges"])


def others(case: Case, on: date) -> int:
    """How many sit beside the presiding judge; none where one judge decides alone."""
    return size(key_of(case), on) - 1
